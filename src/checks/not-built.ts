// Questions that a careful expert would ask and that Akashi does not answer yet, or never can from files: they stand in
// every report as not checked, with the reason, so that nobody takes their absence for an answer.
import { notChecked } from './answer.ts';
import type { Check } from './check.ts';

type Unasked = Pick<Check, 'id' | 'asks'> & { readonly because: { readonly ja: string; readonly en: string } };

const unasked: readonly Unasked[] = [
  {
    id: 'register.viewed-by-staff',
    asks: { ja: 'お客様の登録情報を、社内の誰がいつ閲覧したか', en: 'Who inside looked at this record, and when?' },
    because: { ja: '閲覧の記録を読む機能はまだありません', en: 'not built yet: records of views are not read' },
  },
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
