import type { Check } from './check.ts';
import { answerFromSigns } from './tamper-signs.ts';

export const tamperClockBackwards: Check = {
  id: 'tamper.clock-backwards',
  asks: {
    ja: '記録の時刻が、通常の範囲を超えて逆戻りしていないか',
    en: 'Does the clock of a log go back further than requests explain?',
  },
  blindTo: [{ ja: '時刻の順に並べ直した差し込み', en: 'lines inserted in the order of time' }],
  falseAlarms: [
    { ja: '時計合わせ、夏時間', en: 'a clock that was set, daylight saving' },
    {
      ja: '長い応答（終了時に開始時刻で記録される）',
      en: 'long requests, logged at their end with the time of their start',
    },
  ],
  drilledBy: [],
  run: async (sources) =>
    answerFromSigns(
      sources,
      ['clock', 'defect-clock'],
      { ja: '説明のつかない時刻の逆戻りは見つかりませんでした', en: 'no step back that requests do not explain' },
      [],
    ),
};
