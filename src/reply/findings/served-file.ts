import type { Fact, FactOf } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { isDate } from '../days.ts';
import type { Slot } from '../said.ts';

/** A file that lay where anybody could fetch it, and was fetched: that took no break-in, and the mistake may be ours. */
export const isServedFile = (fact: Fact): boolean => fact.kind === 'attacker-trace' && fact.attack === 'sensitive-file';

/** Records of people that somebody outside read in the order of their numbers: the pages answered, whoever was allowed to ask. */
export const isWalk = (fact: Fact): boolean =>
  fact.kind === 'attacker-trace' && fact.attack === 'bulk-read' && fact.success === 'possible';

/** What was fetched, as far as its name tells. */
export const servedFileWords = ({ reachedData }: FactOf<'attacker-trace'>): { readonly text: Both } => ({
  text: reachedData
    ? {
        ja: 'サーバーの記録に、データの控えとみられるファイルが外部から取得された跡がございます。',
        en: 'The server records show that a file that looks like a copy of our data was fetched from outside.',
      }
    : {
        ja: 'サーバーの記録に、公開すべきでないファイルが外部から取得された跡がございます。',
        en: 'The server records show that a file not meant for the public was fetched from outside.',
      },
});

const DAY = 86_400_000;

/** What lay open, from when to when it was given out and to how many: no operation against us, and none that "may have succeeded". */
export function openFileWords({ at, lastAt, sources = 1 }: FactOf<'attacker-trace'>): {
  readonly text: Both;
  readonly slots: Readonly<Record<string, Slot>>;
} {
  const dated = at !== undefined && lastAt !== undefined && isDate(at) && isDate(lastAt);
  // Within a day the two may have one date: then the hour of the first is told.
  const isApart = dated && Date.parse(lastAt) - Date.parse(at) > DAY;
  const when = !dated
    ? { ja: '', en: '' }
    : isApart
      ? { ja: '{first:day}から{last:day}までに', en: ' between {first:day} and {last:day}' }
      : at === lastAt
        ? { ja: '{first:moment}ごろに', en: ' at about {first:moment}' }
        : { ja: '{first:moment}ごろから', en: ', from about {first:moment} on' };
  return {
    text: {
      ja: `公開すべきでない、個人に関するものとみられるファイルが外部から読み取れる状態にあり、${when.ja}{sources}か所に送られた記録がございます。`,
      en: `A file that seems to be about people lay open to the public and was sent to {sources} ${sources === 1 ? 'place' : 'places'}${when.en}.`,
    },
    slots: { sources, ...(dated ? (isApart ? { first: at, last: lastAt } : { first: at }) : {}) },
  };
}
