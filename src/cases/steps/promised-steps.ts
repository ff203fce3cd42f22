// What the letters promise is a step like any other: who reads only the list of steps must not miss a day given to a customer.
import type { Deadline, NextStep } from '../../vocabulary/case-file.ts';
import type { Both } from '../../vocabulary/finding.ts';
import type { Owner } from '../owner.ts';

type Kept = { readonly promise: RegExp; readonly owner: Owner; readonly what: Both };

/** By the id of the sentence, without its stage. A promise that is not here is a step in its own words. */
const kinds: readonly Kept[] = [
  {
    promise: /^kept\.promise$/,
    owner: 'engineer',
    what: {
      ja: '関係する記録の写しを、先に消えるものから取る（書面での約束）',
      en: 'copy the records concerned, those that go first before the others (promised in the letters)',
    },
  },
  {
    promise: /^promise\.next$/,
    owner: 'support',
    what: {
      ja: 'お客様に途中経過を知らせる（書面での約束）',
      en: 'tell the customer how far we have come (promised in the letters)',
    },
  },
  {
    // An answer may be due before what it stands on is examined: the same words twice, with two days, would read as a mistake.
    promise: /^q\d+\.promise(?:-\d+)?$/,
    owner: 'support',
    what: {
      ja: 'まだ答えていないご質問に、分かる範囲で答える（書面での約束）',
      en: 'answer the questions that are still open, as far as can be told (promised in the letters)',
    },
  },
  {
    promise: /^promise\.(?:open|gaps)$/,
    owner: 'support',
    what: {
      ja: 'まだ答えていない点を調べ、結果をお客様に報告する（書面での約束）',
      en: 'examine what is still open, and report the result to the customer (promised in the letters)',
    },
  },
  {
    promise: /^promise\.records$/,
    owner: 'engineer',
    what: {
      ja: '記録の欠けや食い違いを、写しを照らし合わせて調べる（書面での約束）',
      en: 'compare the copies, and examine the gap or contradiction in the records (promised in the letters)',
    },
  },
  {
    promise: /^promise\.erased$/,
    owner: 'engineer',
    what: {
      ja: '消去された記録の写しが、バックアップや中継機器などほかの所に残っていないかを確かめる（書面での約束）',
      en: 'find out whether the records that were erased are kept anywhere else: backups, relays (promised in the letters)',
    },
  },
  {
    promise: /^promise\.pages$/,
    owner: 'engineer',
    what: {
      ja: '公開ページに見えるメールアドレスの表示を、写しを取ったうえで消す（書面での約束）',
      en: 'take e-mail addresses off our public pages once copies are kept (promised in the letters)',
    },
  },
  {
    promise: /^promise\.material$/,
    owner: 'engineer',
    what: {
      ja: 'そろわなかった資料が残っているかどうかを確かめる（書面での約束）',
      en: 'find out whether the material that was missing still exists (promised in the letters)',
    },
  },
  {
    promise: /^stop\.passed-on$/,
    owner: 'officer',
    what: {
      ja: '情報や連絡先を渡した会社に、使用の中止（求められていれば消去も）を求め、さらに誰に渡したかを尋ねる（書面での約束）',
      en: 'ask each company that was given the data or contact details to stop using them (and to erase them, where asked), and who had them next (promised in the letters)',
    },
  },
  {
    promise: /^promise\.vendors$/,
    owner: 'support',
    what: {
      ja: '委託先の説明を裏付ける資料を求め、確かめる（書面での約束）',
      en: 'ask the vendors for evidence of what they told us, and examine it (promised in the letters)',
    },
  },
  {
    promise: /^promise\.whose$/,
    owner: 'support',
    what: {
      ja: '漏えいを知らせてきた委託先に、どの方の情報が漏れたのかを問い合わせる（書面での約束）',
      en: 'ask the vendor that announced a leak whose data leaked (promised in the letters)',
    },
  },
  {
    promise: /^promise\.this-record$/,
    owner: 'support',
    what: {
      ja: '回答がこの方の記録についてのものでなかった委託先に、この記録について尋ねる（書面での約束）',
      en: 'ask the vendors whose answer was not about this record about it (promised in the letters)',
    },
  },
  {
    promise: /^promise\.silent$/,
    owner: 'support',
    what: {
      ja: '回答のない委託先に、改めて回答を求める（書面での約束）',
      en: 'ask the vendors that have not answered once more (promised in the letters)',
    },
  },
  {
    promise: /^erase\.told$/,
    owner: 'officer',
    what: {
      ja: 'ご要望の削除を行い、削除した項目と、残す項目・理由・期間をお客様に知らせる（書面での約束）',
      en: 'erase as asked, and tell the customer what is erased, and what is kept, why and until when (promised in the letters)',
    },
  },
];

function stepOf({ id, by, what }: Deadline): NextStep {
  const sentence = id.slice(id.indexOf('.') + 1);
  const kind = kinds.find(({ promise }) => promise.test(sentence));
  if (kind) return { what: kind.what, by, owner: kind.owner };
  return { what: { ja: `書面での約束：${what.ja}`, en: `promised in the letters: ${what.en}` }, by, owner: 'named' };
}

/** What was already owed at one minute in two letters is one step. */
function once(steps: readonly NextStep[]): NextStep[] {
  const seen = new Set<string>();
  return steps.filter(({ what, by }) => {
    const key = `${by} ${what.en}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Seconds mean nothing here, and would put a step below one that is due at the same time. */
const minuteOf = ({ by }: NextStep) => (by === null ? Number.POSITIVE_INFINITY : Math.floor(Date.parse(by) / 60_000));

/** Earliest first; what has no date last; of one minute, in the order given. */
export const byTime = (steps: readonly NextStep[]): NextStep[] =>
  steps.toSorted((a, b) => {
    const [x, y] = [minuteOf(a), minuteOf(b)];
    return x === y ? 0 : x - y;
  });

export const withPromises = (steps: readonly NextStep[], deadlines: readonly Deadline[]): NextStep[] =>
  byTime([...steps, ...once(deadlines.filter(({ clock }) => clock === 'own-promise').map(stepOf))]);
