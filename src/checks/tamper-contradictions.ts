import type { Check } from './check.ts';
import { sealStandingOf } from './log-seals.ts';
import { answerFromSigns, integrityFact } from './tamper-signs.ts';

export const tamperContradictions: Check = {
  id: 'tamper.contradictions',
  asks: {
    ja: '記録どうし、または記録の通し番号・対になる行・順序に矛盾がないか',
    en: 'Do the logs contradict each other, or their own serials, pairs and order?',
  },
  blindTo: [
    {
      ja: '関係するすべての記録に及ぶ、つじつまの合った改ざん',
      en: 'an alteration of all logs concerned that leaves them consistent',
    },
    { ja: '対になる記録が残っていない削除', en: 'a removal whose counterpart was never kept' },
  ],
  falseAlarms: [
    { ja: '記録サービスの過負荷や再起動', en: 'a logging service that was overloaded or restarted' },
    { ja: '複数の時計のずれ', en: 'hosts whose clocks differ' },
  ],
  drilledBy: [],
  run: async (sources) =>
    answerFromSigns(
      sources,
      ['serial', 'pairing', 'zeroed-record', 'duplicate', 'cross-source', 'splice'],
      { ja: '記録どうしの矛盾は見つかりませんでした', en: 'no contradiction was found' },
      sources.logs ? [integrityFact(sources.logs.tamper, sealStandingOf(sources))] : [],
    ),
};
