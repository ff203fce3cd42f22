// Steps that somebody with authority takes: what to decide and review, and whom to tell.
import { millisecondsOf } from '../../custody/instant.ts';
import { isOpenFile } from '../../vocabulary/open-file.ts';
import { dueDates } from '../clocks/due-dates.ts';
import { mustBeTold } from '../must-be-told.ts';
import { openTraces } from '../open-traces.ts';
import { type Add, DAY, type Situation } from './situation.ts';

/** By when it has to be decided whether this counts as known: before the first authority would have to be told. */
function decideBy({ claim, organisation, handling, now }: Situation): number {
  const deadlines = dueDates({ claim, organisation, handling: handling?.handling, now });
  const dates = mustBeTold({ claim, organisation, deadlines, now })
    .filter(({ id, undated }) => !undated && (id === 'authority' || id === 'representatives'))
    .map(({ by }) => millisecondsOf(by, organisation.timeZone));
  return Math.min(now + DAY, ...dates);
}

/** What somebody with authority decides or reviews. */
export function toDecide(situation: Situation, add: Add): void {
  const { organisation, unresolved, handling, now } = situation;
  const zone = organisation.timeZone;
  const decided = handling?.handling.awarenessRecord?.at(-1);
  if (unresolved.length > 0 && !decided) {
    add(0.45, 'officer', decideBy(situation), {
      ja: '漏えいを「知った」と判断するかどうかを、理由とともに記録する',
      en: 'record, with reasons, whether this counts as being aware of a leak',
    });
  }
  if (decided?.nextReviewAt && decided.decision !== 'aware') {
    // A day that has passed is no reason to go before what is burning.
    add(1, 'officer', Math.max(now, millisecondsOf(decided.nextReviewAt, zone)), {
      ja: '漏えいを「知った」と判断するかどうかを見直し、対応の記録（handling.yaml）に追記する',
      en: 'review the decision about being aware of a leak, and add an entry to handling.yaml',
    });
  }
  const hold = handling?.handling.hold;
  if (hold?.until === null && hold.reviewAt !== null) {
    add(2, 'officer', millisecondsOf(hold.reviewAt, zone), {
      ja: '消さずに残している記録が、まだ必要かを見直す',
      en: 'examine whether the records under the hold are still needed',
    });
  }
}

/** Whom the law, a contract or prudence names. */
export function toTell(situation: Situation, add: Add): void {
  const { claim, organisation, unresolved, handling, now } = situation;
  const zone = organisation.timeZone;
  const traces = openTraces(situation);
  const deadlines = dueDates({ claim, organisation, handling: handling?.handling, now });
  const decided = handling?.handling.awarenessRecord?.at(-1);
  const told = mustBeTold({ claim, organisation, deadlines, now }).filter(
    ({ id, when, named }) =>
      // Vendors have a step of their own below; without a finding, only those whom org.yaml names.
      id !== 'vendors' &&
      (when === 'always' ? unresolved.length > 0 || named.length > 0 : unresolved.length > 0) &&
      (when !== 'intrusion' || traces.some((trace) => !isOpenFile(trace))),
  );
  for (const { id, who, why, owner, by, undated } of told) {
    if (undated) {
      add(0.5, owner, now + DAY, {
        ja: `${who.ja}に知らせる必要と期限を、顧問に確かめる`,
        en: `ask counsel whether, and by when, to tell ${who.en}`,
      });
      continue;
    }
    if (id === 'authority' && decided?.decision === 'not_reportable') {
      add(0.5, owner, millisecondsOf(by, zone), {
        ja: `報告しないとした判断（${decided.decidedAt.slice(0, 10)}）の理由が、この調査の結果でも当てはまるかを確かめる：${who.ja}`,
        en: `see whether the reasons for not reporting (decided on ${decided.decidedAt.slice(0, 10)}) hold by what was found here: ${who.en}`,
      });
      continue;
    }
    // Whether it counts as known is decided first: until then nobody can say that the duty applies.
    const open = decided === undefined && (id === 'authority' || id === 'representatives');
    add(0.5, owner, millisecondsOf(by, zone), {
      ja: `${open ? '該当すれば、' : ''}${who.ja}に知らせる：${why.ja}`,
      en: `${open ? 'if it applies, ' : ''}tell ${who.en}: ${why.en}`,
    });
  }
}
