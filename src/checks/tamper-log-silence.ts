import type { Check } from './check.ts';
import { answerFromSigns } from './tamper-signs.ts';

export const tamperLogSilence: Check = {
  id: 'tamper.log-silence',
  asks: {
    ja: '記録に、その曜日・時間帯の通信量からみて不自然な欠けがないか',
    en: 'Is there a gap too long for the traffic of that hour of the week?',
  },
  blindTo: [
    { ja: 'その場で書き換えられた行', en: 'lines changed in place' },
    { ja: '普段の空白より短い削除', en: 'removals shorter than the usual gap' },
    { ja: '一つの送信元だけの削除', en: 'the removal of one source alone' },
  ],
  falseAlarms: [
    { ja: '計画停止、障害、回線の不通', en: 'a planned outage, a fault, a broken line' },
    { ja: 'ローテーション時の取りこぼし', en: 'a rotation that lost its last buffer' },
  ],
  drilledBy: ['removal'],
  run: async (sources) =>
    answerFromSigns(
      sources,
      ['gap'],
      { ja: '不自然に長い空白は見つかりませんでした', en: 'no gap is longer than chance explains' },
      [],
    ),
};
