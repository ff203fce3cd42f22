import type { Both, Language } from '../vocabulary/finding.ts';
import { type FactDraft, notChecked, wholeTable } from './answer.ts';
import type { Check } from './check.ts';
import { estimateGuesses, guessQuestion } from './guess-question.ts';
import { tagForUs } from './tagged-address.ts';
import { notOfAddresses } from './without-spam.ts';

/** Above this a number of words ("ten quadrillion") says less than its power of ten. */
const MOST_SPELLED_LOG10 = 12;
const numerals = {
  ja: new Intl.NumberFormat('ja', { notation: 'compact', maximumSignificantDigits: 2 }),
  en: new Intl.NumberFormat('en', { notation: 'compact', compactDisplay: 'long', maximumSignificantDigits: 2 }),
} as const;

/** A number of guesses as a person says it: 130 million, 1.3億, 10^15. */
function guesses(log10: number, language: Language): string {
  if (log10 > MOST_SPELLED_LOG10) return `10^${Math.round(log10)}`;
  return numerals[language].format(Math.max(1, Math.round(10 ** log10)));
}

/** A share that is not nothing is not written as nothing, nor one that is not all as all. */
function percentWords(share: number): Both {
  const rounded = Math.round(100 * share);
  if (rounded === 0) return { ja: '1％未満', en: 'under 1 %' };
  if (rounded === 100 && share < 1) return { ja: '99％を超える人', en: 'over 99 %' };
  return { ja: `${rounded}％`, en: `${rounded} %` };
}

export const addressGuessability: Check = {
  id: 'address.guessability',
  asks: {
    ja: '機械的に作られた宛先の中に、この形のアドレスがどのくらい早く現れるか',
    en: 'How soon would a sender who makes addresses up by machine reach one of this shape?',
  },
  blindTo: [
    { ja: '実際に作られた宛先の一覧', en: 'which addresses senders really made up' },
    { ja: 'ほかで使われた同じ名前の部分', en: 'the same local part used elsewhere' },
  ],
  falseAlarms: [
    {
      ja: '推測しやすい形は、漏えいがなかったことの証拠ではありません',
      en: 'a shape that is easy to reach is no evidence against a leak',
    },
    {
      ja: '弊社用の目印が、名前などほかの人にも思いつける語であること',
      en: 'a mark for us that others can think of, such as our name',
    },
  ],
  drilledBy: [],

  async run(sources) {
    const other = notOfAddresses(sources);
    if (other) return other;
    const { claim, organisation, register, guessed } = sources;
    const question = guessQuestion(claim.address, register);
    if (!question) return notChecked({ ja: 'アドレスを読み取れません', en: 'the address could not be read' });
    const { log10Guesses, registerShare } = guessed ?? (await estimateGuesses(question));
    const fact: FactDraft = {
      kind: 'address-shape',
      log10GuessesLow: log10Guesses.low,
      log10GuessesMid: log10Guesses.mid,
      log10GuessesHigh: log10Guesses.high,
      ...(registerShare ? { registerEasierShare: registerShare.easier } : {}),
      pointers: [],
    };
    const tag = tagForUs(claim, organisation);
    const marked: readonly FactDraft[] = tag
      ? [{ kind: 'unique-address', form: 'tagged', tagGuessable: tag.guessable, pointers: [] }]
      : [];
    const { low, high } = log10Guesses;
    const range = (language: Language, to: string) => `${guesses(low, language)}${to}${guesses(high, language)}`;
    const than = registerShare ? percentWords(registerShare.easier) : null;
    return {
      facts: [fact, ...marked],
      finding: {
        kind: 'found',
        at: [],
        looked: wholeTable(question.compared.length, 0),
        says: {
          ja: `この形に達するまでの推測回数はおよそ${range('ja', '〜')}回${than === null ? '' : `。登録簿の${than.ja}はこれより早く現れます`}${tag ? '。アドレスには、弊社にお渡しになったことを示す目印が付いています' : ''}`,
          en: `about ${range('en', ' to ')} guesses come before this shape${than === null ? '' : `; ${than.en} of our register would come sooner`}${tag ? '; the address carries a mark (+…) that tells it was given to us' : ''}`,
        },
      },
    };
  },
};
