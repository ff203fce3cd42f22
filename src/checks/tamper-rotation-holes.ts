import type { Check } from './check.ts';
import { answerFromSigns } from './tamper-signs.ts';

export const tamperRotationHoles: Check = {
  id: 'tamper.rotation-holes',
  asks: {
    ja: '切り替え済みの記録に、抜けた番号や空のファイル、一つだけ別に圧縮し直されたファイルがないか',
    en: 'Is a file of a rotated set missing, empty, cut off, or packed apart from the others?',
  },
  blindTo: [
    { ja: '渡されなかった記録の種類そのもの', en: 'logs of a kind that nobody handed over' },
    { ja: 'ほかと同じ方法・時刻で圧縮し直されたファイル', en: 'a file packed again with the same settings and times' },
  ],
  falseAlarms: [
    { ja: '写しを集めたときの取り忘れ', en: 'a file forgotten when the copies were taken' },
    { ja: '保存期間を過ぎた正規の削除', en: 'an ordinary deletion at the end of retention' },
    { ja: '中身を見るために展開し、圧縮し直したもの', en: 'a file unpacked to be read, and packed again' },
  ],
  drilledBy: [],
  run: async (sources) =>
    answerFromSigns(
      sources,
      ['rotation', 'truncation'],
      { ja: '抜けた番号や途切れたファイルは見つかりませんでした', en: 'no number is missing and no file is cut off' },
      [],
    ),
};
