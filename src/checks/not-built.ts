// Questions that a careful expert would ask and that no file can answer: they stand in
// every report as not checked, with the reason, so that nobody takes their absence for an answer.
import { notChecked } from './answer.ts';
import type { Check } from './check.ts';

type Unasked = Pick<Check, 'id' | 'asks'> & { readonly because: { readonly ja: string; readonly en: string } };

const unasked: readonly Unasked[] = [
  {
    id: 'register.copies-elsewhere',
    asks: {
      ja: '名簿の写しが、担当者のパソコンやバックアップにないか',
      en: 'Are there copies of the list on staff computers or in backups?',
    },
    because: {
      ja: 'ファイルからは分からないため、担当者への聞き取りが必要です',
      en: 'no file can show it: the people concerned have to be asked',
    },
  },
];

/** One check for each question that is not asked. */
export const notBuilt: readonly Check[] = unasked.map(({ id, asks, because }) => ({
  id,
  asks,
  blindTo: [],
  falseAlarms: [],
  drilledBy: [],
  run: async () => notChecked(because),
}));
