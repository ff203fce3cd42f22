import { type Fact, factKinds } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import type { ConfirmedScope, Interval, Outcome } from '../vocabulary/outcome.ts';
import type { Gated, Missing } from './gate.ts';
import { ratioWords, testedOnSimulatedCasesOnly } from './words.ts';

const missingNames = {
  register: { ja: '登録簿の確認', en: 'the register' },
  exports: { ja: '名簿の書き出し・写しの確認', en: 'exports and copies of the list' },
  vendors: { ja: '委託先への確認', en: 'asking the vendors' },
  logs: {
    ja: '問題の期間全体にわたる記録（ログ）の確認',
    en: 'logs that were examined over the whole time in question',
  },
  coverage: {
    ja: '入力から最初の迷惑メールまでの8割以上を占める記録',
    en: 'logs for at least 80 % of the time from submission to first spam',
  },
  power: { ja: '確認の検出力の測定（試験）', en: 'a drill that measures what the checks would have seen' },
  facts: { ja: '読み取れなかった事実の記載', en: 'facts that could not be read' },
  integrity: { ja: '記録そのものが信じられることの確認', en: 'whether the logs can be believed' },
} as const satisfies Record<Missing, Both>;

const proves = {
  list: { ja: '名簿が外に出たことを示す事実があります。', en: 'A fact shows that the list got out.' },
  record: {
    ja: 'この方の情報が外に出たことを示す事実があります（名簿全体については示していません）。',
    en: 'A fact shows that this record got out; it does not show that of the whole list.',
  },
  exposure: {
    ja: 'アドレスが見える状態にあったことを示す事実があります（読み取られたことは示していません）。',
    en: 'A fact shows that the address was exposed; it does not show that anyone read it.',
  },
} as const satisfies Record<ConfirmedScope, Both>;

const outcomeReasons = {
  no_evidence: {
    ja: '最低限の確認がすべて済み、弊社側を指す未解決の所見はなく、推定の上限は基礎率を5倍にしても20％以下です。',
    en: 'All minimum checks are done, no open finding points to our side, and the upper end stays at or below 20 % with five times the base rate.',
  },
  inconclusive: { ja: '結論を述べるだけの材料がそろっていません。', en: 'The evidence does not carry a conclusion.' },
  leak_likely: { ja: '推定の下限が55％を超えています。', en: 'The lower end of the estimate is above 55 %.' },
  leak_confirmed: { ja: '漏えいを示す証拠となる事実があります。', en: 'There is a fact that counts as proof.' },
  not_our_mail: {
    ja: '弊社の名をかたる迷惑メールで、アドレスは、調べた名簿には見当たりません。',
    en: 'The spam only uses our name, and the address is in no register that was examined.',
  },
} as const satisfies Record<Outcome, Both>;

function list(items: readonly Both[]): Both {
  return { ja: items.map(({ ja }) => ja).join('、'), en: items.map(({ en }) => en).join('; ') };
}

/** Why the outcome is what it is, and what the weights rest on. Short sentences, in the order in which they matter. */
export function reasons(
  facts: readonly Fact[],
  given: Gated & { readonly likelihoodRatio: Interval; readonly trusted: boolean },
): readonly Both[] {
  const { outcome, confirmedScope, missing, unresolved, likelihoodRatio, trusted } = given;
  const because: Both[] = [outcomeReasons[outcome]];
  if (confirmedScope) because.push(proves[confirmedScope]);
  const open = facts.filter(({ id }) => unresolved.includes(id)).map(({ kind }) => factKinds[kind].about);
  if (open.length > 0) {
    const named = list([...new Set(open)].slice(0, 8));
    because.push({
      ja: `弊社側を指す未解決の所見：${named.ja}。`,
      en: `Open findings that point to our side: ${named.en}.`,
    });
  }
  if (missing.length > 0) {
    const named = list(missing.map((id) => missingNames[id]));
    because.push({ ja: `足りないもの：${named.ja}。`, en: `Missing: ${named.en}.` });
  }
  if (!trusted) {
    because.push({
      ja: '推定の計算が安定しないため、数値は用いません。',
      en: 'The computation did not settle, so no figure is used.',
    });
  }
  const ratio = ratioWords(likelihoodRatio);
  because.push({
    ja: `この事案の事実は全体として${ratio.ja}（想定した経路の内訳に左右されます）。`,
    en: `Taken together, the facts of this case: ${ratio.en} (this depends on the assumed split among competing ways).`,
  });
  because.push({
    ja: '申し出は迷惑メールが届いたからこそ寄せられたもので、その偏りは織り込んでいます。',
    en: 'A complaint exists only because spam came; the weights take that as given.',
  });
  because.push(testedOnSimulatedCasesOnly);
  return because;
}
