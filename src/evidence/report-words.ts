// The fixed words of the report. What a letter may say stands in src/reply; this is the page for those who decide.
import type { CaseFile, CheckResult } from '../vocabulary/case-file.ts';
import { contactedBy, contactNames, whyNotWeighed } from '../vocabulary/contact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { shareWords } from '../vocabulary/interval-words.ts';
import type { ConfirmedScope, MailOrigin, Outcome } from '../vocabulary/outcome.ts';

const b = (ja: string, en: string): Both => ({ ja, en });

const outcomeNames = {
  no_evidence: b('漏えいを示す事実は確認されていない', 'no evidence of a leak from us'),
  inconclusive: b('分からない', 'inconclusive'),
  leak_likely: b('漏えいの可能性が高い側', 'a leak is the likelier side'),
  leak_confirmed: b('漏えいを確認', 'leak confirmed'),
  not_our_mail: b('見本は弊社の設備からと認められない', 'nothing shows that our systems sent the samples'),
} as const satisfies Record<Outcome, Both>;

/** What could be seen is no leak that is known. */
export const outcomeNameOf = ({ outcome, confirmedScope }: Pick<CaseFile, 'outcome' | 'confirmedScope'>): Both =>
  outcome === 'leak_confirmed' && confirmedScope === 'exposure'
    ? b('外部から見える状態だったことを確認', 'exposure confirmed')
    : outcomeNames[outcome];

const confirmed = {
  list: b(
    '弊社がお預かりしていた情報の一部（名簿、またはその控えとみられるファイル）が外部に渡ったことを確認しました。お申し出の方の記録が含まれるかどうかは、別に確かめます。',
    'It is confirmed that part of the data we held (a list, or a file that looks like a copy) has reached outsiders. Whether this person’s record was in it is a separate question.',
  ),
  record: b(
    'お申し出の方の情報の少なくとも一部が、弊社から外部に渡ったことを確認しました。',
    'It is confirmed that at least part of what we held of this person has reached outsiders.',
  ),
  exposure: b(
    'お申し出の方の情報が外部から見える状態だったことを確認しました。実際に見られたかどうかは分かりません。',
    'It is confirmed that this person’s details could be seen from outside. Whether anyone saw them is not known.',
  ),
} as const satisfies Record<ConfirmedScope, Both>;

/** The outcome in one sentence. Never more than the gate permits. */
export function outcomeSentence(caseFile: CaseFile): Both {
  const { outcome, outcomeReason, confirmedScope, weigh } = caseFile;
  if (outcome === 'leak_confirmed') return confirmed[confirmedScope ?? 'exposure'];
  if (outcome === 'leak_likely') {
    const words = weigh ? shareWords(weigh.shown) : b('どちらかといえば高い', 'rather likely');
    return b(
      `お預かりしたアドレスが弊社から外部に渡った可能性は「${words.ja}」です。確定はしていません。`,
      `That the address reached outsiders from us is “${words.en}”. It is not certain.`,
    );
  }
  if (outcome === 'no_evidence') {
    return b(
      '調べた範囲では、弊社からの漏えいを示す事実は確認されていません。漏えいがなかったと断定はできません。',
      'In what was examined, nothing shows a leak from us. That there was none cannot be said for certain.',
    );
  }
  if (outcome === 'not_our_mail') {
    return b(
      '届いた迷惑メールの見本は弊社の名前を使っていますが、把握している弊社の設備から送られたものとは認められません。アドレスは、調べた登録簿にありません。ほかにあるかもしれない写しは、調べていません。',
      'The samples of spam use our name, but nothing shows that systems known to be ours sent them. The address is not in the register given. Other copies that may exist were not examined.',
    );
  }
  if (weigh === null && whyNotWeighed(caseFile) === null)
    return b(
      '弊社から漏えいしたかどうかは、まだ評価していません（事実だけを調べました）。',
      'Whether it leaked from us has not been assessed yet: only the facts were established.',
    );
  return outcomeReason === 'balanced_evidence'
    ? b(
        '弊社から漏えいしたかどうかは分かりません。調べたことが、どちらにもはっきり傾きません。',
        'Whether it leaked from us cannot be said. What was examined does not clearly favour either side.',
      )
    : b(
        '弊社から漏えいしたかどうかは、いまある材料では分かりません。確かめられていないことが残っています。',
        'Whether it leaked from us cannot be said with what there is. Some things have not been examined.',
      );
}

const originSentences = {
  ours: b(
    '迷惑メールは、弊社または委託先の設備から送られています。',
    'The spam was sent by our systems or by a vendor of ours.',
  ),
  not_ours: b(
    '迷惑メールは、弊社の設備から送られたものではないとみられます。これは、アドレスがどこから渡ったかとは別の問いです。',
    'The spam appears not to have been sent by our systems. Where the address came from is a separate question.',
  ),
  unknown: b('迷惑メールの送信元は分かっていません。', 'Who sent the spam is not known.'),
} as const satisfies Record<MailOrigin, Both>;

/** Who sent it; where it was no mail, that nobody knows who was behind it. */
export function originSentence(caseFile: CaseFile): Both {
  const by = contactedBy(caseFile);
  if (by === undefined) return originSentences[caseFile.mailOrigin];
  const { what } = contactNames[by];
  return b(`${what.ja}の相手が誰かは分かっていません。`, `Who is behind the ${what.en} is not known.`);
}

export const resultWords = {
  found: b('見つかった', 'Found'),
  'nothing-found': b('この範囲では見つからず', 'Nothing found within reach'),
  'not-checked': b('調べていない', 'Not checked'),
} as const satisfies Record<CheckResult['result'], Both>;

/** Never colour alone: each state has its sign and its word. */
export const resultSigns = {
  found: '●',
  'nothing-found': '○',
  'not-checked': '▨',
} as const satisfies Record<CheckResult['result'], string>;

const owners: Readonly<Record<string, Both>> = {
  engineer: b('技術担当', 'engineer'),
  support: b('お客様窓口', 'support'),
  officer: b('個人情報の責任者', 'privacy officer'),
  'privacy officer': b('個人情報の責任者', 'privacy officer'),
  manager: b('経営者', 'manager'),
  counsel: b('法務', 'counsel'),
  // A promise that people recorded says itself who keeps it.
  named: b('約束にある担当', 'as the promise names them'),
};
export const ownerName = (owner: string): Both => owners[owner] ?? b(owner, owner);

export const onlySimulated = b(
  'この推定は模擬事例でのみ検証しており、実際の事件での的中率は分かっていません。',
  'This estimate has been tested on simulated cases only; how often it is right in real incidents is not known.',
);
