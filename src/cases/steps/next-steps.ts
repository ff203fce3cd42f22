// What to do next, by the time it is due, the more urgent first of what is due together: each step answers something that this case found or could not look at.
import { isoInZone } from '../../custody/instant.ts';
import type { NextStep } from '../../vocabulary/case-file.ts';
import { atOnce, keepEvidence } from './at-once.ts';
import { toDecide, toTell } from './duties.ts';
import { toAsk, toProvideOrMend } from './missing.ts';
import { byTime } from './promised-steps.ts';
import { type Add, DAY, type Situation } from './situation.ts';
import { toAskOthers, toFollow, toSettle } from './to-follow.ts';
import { toWrite } from './to-write.ts';

export function nextSteps(situation: Situation): NextStep[] {
  const { organisation, now } = situation;
  const steps: { step: NextStep; urgency: number }[] = [];
  const add: Add = (urgency, owner, dueAt, what) =>
    steps.push({
      urgency,
      step: { what, by: dueAt === null ? null : isoInZone(dueAt, organisation.timeZone), owner },
    });
  // In this order where two are as urgent.
  atOnce(situation, add);
  keepEvidence(situation, add);
  toDecide(situation, add);
  toTell(situation, add);
  toSettle(situation, add);
  toWrite(situation, add);
  toFollow(situation, add);
  toAskOthers(situation, add);
  toAsk(situation, add);
  toProvideOrMend(situation, add);
  add(6, 'engineer', now + 7 * DAY, {
    ja: '今日からの記録を封印し（akashi ledger seal）、次の申し出のときに改変の有無を示せるようにする',
    en: 'seal the logs from today (akashi ledger seal), so that the next answer can show whether they were changed',
  });
  return byTime(steps.sort((a, b) => a.urgency - b.urgency).map(({ step }) => step));
}
