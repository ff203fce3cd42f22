import type { Check } from './check.ts';
import { answerFromSigns } from './tamper-signs.ts';

export const tamperRotationHoles: Check = {
  id: 'tamper.rotation-holes',
  asks: {
    ja: '切り替え済みの記録に、抜けた番号や空のファイルがないか',
    en: 'Is a file of a rotated set missing, empty or cut off?',
  },
  blindTo: [{ ja: '渡されなかった記録の種類そのもの', en: 'logs of a kind that nobody handed over' }],
  falseAlarms: [
    { ja: '写しを集めたときの取り忘れ', en: 'a file forgotten when the copies were taken' },
    { ja: '保存期間を過ぎた正規の削除', en: 'an ordinary deletion at the end of retention' },
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
