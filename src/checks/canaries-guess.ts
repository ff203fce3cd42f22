import { millisecondsOf } from '../custody/instant.ts';
import { type FactDraft, firstPointers, notChecked, wholeTable } from './answer.ts';
import { noCanaries, refuseUnread } from './canary-silence.ts';
import { type Check, missing } from './check.ts';
import { notOfAddresses } from './without-spam.ts';

const DAY = 86_400_000;

export const canariesGuess: Check = {
  id: 'canaries.guess',
  asks: {
    ja: '誰にも渡していない確認用アドレスに、迷惑メールが届いたか',
    en: 'Did canaries that nobody was given get spam?',
  },
  blindTo: [
    { ja: '同じ事業者・同じ形でないアドレスへの送信', en: 'guessing at other providers or other shapes of address' },
  ],
  falseAlarms: [{ ja: '以前の持ち主がいたアドレス', en: 'an address that once had another owner' }],
  drilledBy: [],

  async run(sources) {
    const other = notOfAddresses(sources);
    if (other) return other;
    if (!sources.canaries) return missing(sources, 'canaries', noCanaries);
    const zone = sources.organisation.timeZone;
    const guess = sources.canaries.canaries.filter(({ kind, plantedAt }) => kind === 'guess' && plantedAt !== null);
    if (guess.length === 0)
      return notChecked({
        ja: '誰にも渡していない確認用アドレスがありません',
        en: 'there is no canary that nobody was given',
      });
    const years = guess.reduce(
      (sum, { plantedAt }) => sum + Math.max(0, sources.now - millisecondsOf(plantedAt ?? '', zone)) / DAY / 365.25,
      0,
    );
    const hits = guess.filter(({ hitAt }) => hitAt !== null);
    const refused = refuseUnread(sources.canaries);
    if (hits.length === 0 && refused) return refused;
    const looked = wholeTable(guess.length, sources.canaries.unread.length);
    const pointers = firstPointers((hits.length > 0 ? hits : guess).map(({ pointer }) => pointer));
    const facts: FactDraft[] = [{ kind: 'guess-canaries', planted: guess.length, hits: hits.length, years, pointers }];
    const of = {
      ja: `${guess.length}件のうち${hits.length}件（延べ${years.toFixed(1)}年）`,
      en: `${hits.length} of ${guess.length}, watched for ${years.toFixed(1)} years in all`,
    };
    return hits.length > 0
      ? { facts, finding: { kind: 'found', at: pointers, looked, says: of } }
      : { facts, finding: { kind: 'nothing-found', looked, says: of } };
  },
};
