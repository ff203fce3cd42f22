import type { Fact, FactKind } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { isOpenFile } from '../../vocabulary/open-file.ts';
import { onlyErased } from '../examined/record-stretches.ts';
import type { CaseInput } from '../grounds.ts';
import { isUnusualUse } from './cloud-use.ts';
import type { PointingKind } from './found-words.ts';
import { isLogin } from './login-words.ts';
import { isServedFile, isWalk } from './served-file.ts';
import { isWrittenOut } from './written-out.ts';

/** A short name for a list, where a whole sentence for each would be too long. */
const short: Readonly<Record<PointingKind, Both>> = {
  'unique-address': { ja: 'アドレスの作られ方', en: 'the way the address was made' },
  'second-address-hit': { ja: '別のアドレスへの迷惑メール', en: 'spam to a second address' },
  'form-values-in-spam': { ja: '届いた文面と登録内容の一致', en: 'details that match our register' },
  'real-name-in-spam': { ja: '届いた文面にあるお名前', en: 'your name in the message' },
  'sent-to-another': { ja: '別の方に届いた弊社のメール', en: 'mail of ours that reached somebody else' },
  'record-of-another': {
    ja: '弊社のメールにあった別の方の情報',
    en: 'details of somebody else in mail of ours',
  },
  'mail-origin': { ja: 'メールの送信元', en: 'who sent the message' },
  'campaign-elsewhere': { ja: '同じ迷惑メールの広がり', en: 'who else got the same spam' },
  'vendor-answer': { ja: '委託先からの知らせ', en: 'a notice from a company we use' },
  'third-party-confirmation': { ja: '外部からの知らせ', en: 'a report from outside' },
  'similar-complaints': { ja: '同様のお申し出', en: 'similar reports' },
  'list-match': { ja: '出回っている名簿との一致', en: 'a match with a circulating list' },
  'register-canaries': { ja: '名簿に関わる迷惑メール', en: 'spam that concerns our list' },
  'vendor-canaries': { ja: '委託先に渡した名簿に関わる迷惑メール', en: 'spam about a list we passed on' },
  'attacker-trace': { ja: '外部からの不正な操作の跡', en: 'traces of unauthorised operations from outside' },
  'bulk-read': { ja: 'まとまった閲覧の記録', en: 'records of pages read in bulk' },
  'log-integrity': { ja: '記録の欠けや食い違い', en: 'gaps or contradictions in the records' },
  'page-exposure': { ja: '公開ページでの表示', en: 'addresses shown on a public page' },
  'visible-recipients': { ja: '宛先が見える形のメール', en: 'a message with visible recipients' },
  'known-leak-timing': { ja: 'ご登録の時期', en: 'the time of your registration' },
};

const isPointing = (kind: FactKind): kind is PointingKind => kind in short;

export function shortName(fact: Fact): Both {
  if (isUnusualUse(fact))
    return { ja: 'クラウドの利用権限の普段にない使われ方', en: 'unusual use of our rights in the cloud' };
  if (fact.kind === 'log-integrity' && fact.verdict === 'altered')
    return {
      ja: '消去または書き換えが疑われる、記録の食い違い',
      en: 'contradictions in the records, possibly from alteration',
    };
  if (fact.kind === 'attacker-trace' && isWrittenOut(fact))
    return { ja: 'データベースの表が書き出された跡', en: 'traces of a database table written out' };
  if (fact.kind === 'mail-origin' && fact.origin === 'ours')
    return { ja: '弊社の側から送られたメール', en: 'a message sent from our side' };
  if (fact.kind === 'bulk-read' && (fact.what === 'list' || fact.what === 'export'))
    return { ja: '一覧が書き出された記録', en: 'records of a list written out' };
  if (fact.kind === 'bulk-read' && fact.what === 'files')
    return { ja: 'ファイルや一覧が普段とかけ離れて受け取られた跡', en: 'files or lists taken far beyond the habit' };
  if (fact.kind === 'bulk-read' && fact.what === 'rows')
    return { ja: 'データベースからのまとまった読み出しの記録', en: 'records of a table read from the database' };
  if (fact.kind === 'bulk-read' && fact.what === 'records')
    return { ja: '記録が次々と開かれた跡', en: 'records opened one after another' };
  if (fact.kind === 'attacker-trace' && fact.attack === 'log-clearing' && fact.success !== 'none')
    return { ja: '記録が消去された跡', en: 'traces of erased records' };
  if (fact.kind === 'attacker-trace' && fact.attack === 'mail-abuse' && fact.reachedData && fact.success !== 'none')
    return { ja: '届いたメールが外部へ転送された跡', en: 'traces of mail sent on to outside' };
  if (isLogin(fact) && fact.outside === false)
    return { ja: '社内からのログインの跡', en: 'traces of a login from our own network' };
  if (isLogin(fact)) return { ja: '外部からのログインの跡', en: 'traces of a login from outside' };
  if (fact.kind === 'bulk-read' && fact.requests === 1)
    return { ja: '一覧の書き出しまたはまとまった読み出しの記録', en: 'records of a list exported or read as a whole' };
  if (isWalk(fact)) return { ja: '記録の画面が番号順に開かれた跡', en: 'traces of records opened in numbered order' };
  if (isOpenFile(fact))
    return { ja: '外部から読み取れる状態にあったファイル', en: 'a file that lay open to outsiders' };
  if (isServedFile(fact)) return { ja: '外部から取得されたファイルの跡', en: 'traces of a file fetched from outside' };
  return isPointing(fact.kind) ? short[fact.kind] : { ja: 'そのほかに分かった点', en: 'another finding' };
}

type Case = Pick<CaseInput, 'alterations' | 'facts'>;

/** Within its case: records that are missing only because they were erased are no gap beside the erasure. */
export function nameWithin(fact: Fact, input: Case): Both {
  if (fact.kind !== 'log-integrity' || fact.verdict !== 'suspect' || !onlyErased(input)) return shortName(fact);
  return { ja: '記録が消去された跡', en: 'traces of erased records' };
}

/** The names of several findings in their order; what several share stands once. */
export const namesOf = (facts: readonly Fact[], input: Case): readonly Both[] => {
  const names = new Map<string, Both>();
  for (const fact of facts) {
    const name = nameWithin(fact, input);
    if (!names.has(name.en)) names.set(name.en, name);
  }
  return [...names.values()];
};
