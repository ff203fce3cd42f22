// What people call the letters of a case.
import type { Stage } from '../vocabulary/case-file.ts';
import type { Both } from '../vocabulary/finding.ts';

export const stageNames: Readonly<Record<Stage, Both>> = {
  holding: { ja: '一次回答', en: 'holding reply' },
  main: { ja: '回答', en: 'reply' },
  'follow-up': { ja: '追加の回答', en: 'follow-up' },
  correction: { ja: '訂正の書面', en: 'correction' },
};
