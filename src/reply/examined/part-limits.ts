// "What this could not show".
import type { Grounds } from '../grounds.ts';
import type { Said } from '../said.ts';
import { gapSentences, notCovered, untold } from './limits-gaps.ts';
import { sections } from './limits-paragraphs.ts';
import { alteredStretches, lostLines, otherHoles, uncovered } from './limits-time.ts';
import { brokenTold } from './record-holes.ts';

export function limits(grounds: Grounds): Said[] {
  return [
    ...alteredStretches(grounds),
    ...lostLines(grounds),
    ...uncovered(grounds),
    ...otherHoles(grounds),
    ...brokenTold(grounds, sections.records),
    ...gapSentences(grounds),
    ...untold(grounds),
    ...notCovered(grounds),
    {
      id: 'limits.outside-records',
      type: 'LIMIT',
      section: sections.beyond,
      evidence: ['outcome'],
      slots: {},
      text: {
        ja: '記録の残らない方法での持ち出しや、把握していない名簿の写しは、この調査では分かりません。',
        en: 'We would not see data taken without leaving a record, or taken from a copy we do not know of.',
      },
    },
  ];
}
