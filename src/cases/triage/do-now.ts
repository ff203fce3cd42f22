// What stands on top of the page, for somebody who reads nothing else.
import { isoInZone, millisecondsOf } from '../../custody/instant.ts';
import { ownerName } from '../../evidence/report-words.ts';
import { copiesBy } from '../../reply/promised.ts';
import type { NextStep } from '../../vocabulary/case-file.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { copyingCanWait } from '../dying-evidence.ts';
import { holdingDue } from '../holding-due.ts';
import { DAY, dueIn, lateBy, MINUTE } from './due-words.ts';
import type { Seen } from './first-look.ts';
import { isAlarming } from './still-burning.ts';

/** By the hour that the letters promise, and when it would be too late. */
function copyBefore(log: string, goes: number, input: Seen): Both {
  const { handling, now, organisation } = input;
  const zone = organisation.timeZone;
  const firstToGo = { log, at: isoInZone(goes, zone) };
  const promised = Date.parse(
    copiesBy({ now: isoInZone(now, zone), zone, case: { firstToGo, ...(handling ? { handling } : {}) } }).by,
  );
  const [by, gone] = [dueIn(promised, input), dueIn(goes, input)];
  // Letters promise no copies where their keeping is on record.
  const onRecord = handling?.acquisition !== undefined || handling?.preservationStartedAt !== undefined;
  if (onRecord || goes <= now || promised >= goes)
    return { ja: `${log} の写しを取る：${gone.ja}`, en: `copy ${log}: ${gone.en}` };
  return {
    ja: `${log} の写しを取る：${by.ja}までと、書面で約束します。消えるのは${gone.ja}`,
    en: `copy ${log}: by ${by.en}, as the letters promise; it goes ${gone.en}`,
  };
}

/** As many as somebody on a bad day reads. */
const MOST_STEPS = 6;
/** So many are shown even where nothing is due within a day. */
const FEWEST_STEPS = 3;

/** The first steps of the report, in its words: page, report and terminal begin with the same one. */
function firstSteps(next: readonly NextStep[], input: Seen): Both[] {
  const { now, organisation } = input;
  const dueAt = ({ by }: NextStep) => (by === null ? null : millisecondsOf(by, organisation.timeZone));
  const soon = next.filter((step) => (dueAt(step) ?? Number.POSITIVE_INFINITY) <= now + DAY).length;
  const shown = next.slice(0, Math.min(MOST_STEPS, Math.max(FEWEST_STEPS, soon)));
  const lines = shown.map((step): Both => {
    const at = dueAt(step);
    const owner = ownerName(step.owner);
    const due = at === null ? null : at - now < MINUTE ? { ja: '今すぐ', en: 'now' } : dueIn(at, input);
    return {
      ja: `${step.what.ja}（${due === null ? '' : `${due.ja}、`}担当 ${owner.ja}）`,
      en: `${step.what.en} (${due === null ? '' : `${due.en}; `}${owner.en})`,
    };
  });
  const rest = next.length - shown.length;
  if (rest > 0)
    lines.push({
      ja: `続きの${rest}件は report.html の「次にすること」にあります`,
      en: `${rest} more ${rest === 1 ? 'step stands' : 'steps stand'} in report.html under “Next”`,
    });
  return lines;
}

const takeOffTheNetwork: Both = {
  ja: '成功した攻撃を疑わせるしるしがあります（下の1）。その機器を切り離し、再起動せず、技術担当と経営者に電話する',
  en: 'there are signs that an attack may have worked (1 below): take that machine off the network, do not reboot, call engineer and manager',
};

const copyAll: Both = {
  ja: '記録の切り替えと自動削除を止め、写しを取る',
  en: 'stop rotation and automatic deletion, and copy the logs',
};

const tellInsurer: Both = {
  ja: '認める発言や支払いの前に、顧問と、サイバー保険に加入していれば保険会社に知らせる',
  en: 'before any admission or payment, tell counsel, and the insurer if there is cyber insurance',
};

/** Before anything is examined: three or four things, in order, for somebody who reads nothing else. */
export function doNow(input: Seen): readonly Both[] {
  const { claim, organisation, peek, dying, handling, ended, now } = input;
  if (ended) return firstSteps(ended.next, input);
  const { by, overdueSince } = holdingDue(claim, organisation, now);
  const [next] = dying.flatMap(({ series, at }) => (at === null ? [] : [{ series, at }]));
  const copy = next ? copyBefore(next.series, next.at, input) : copyAll;
  // Evidence that dies soon, or at a time that nobody knows, comes before any word; what is left for days comes after.
  const canWait = next !== undefined && copyingCanWait(next.at, by, now);
  const due = overdueSince === null ? dueIn(by, input) : lateBy(by, overdueSince, input);
  const reply: Both = {
    ja: `一次回答を送る（holding.ja.txt）：${due.ja}`,
    en: `send the holding reply (holding.en.txt): ${due.en}`,
  };
  const sent = (handling?.sent ?? []).length > 0;
  return [
    ...(peek.signs.some(isAlarming) ? [takeOffTheNetwork] : []),
    ...(canWait ? [] : [copy]),
    // Before the first reply: where a leak is established, that reply admits it.
    tellInsurer,
    ...(sent ? [] : [reply]),
    ...(canWait ? [copy] : []),
  ];
}
