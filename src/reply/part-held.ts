// What the register holds of whoever asks, and what they may ask for: only to somebody whose request is confirmed.
import { type FactOf, factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { isDate, momentAt } from './days.ts';
import { columnsNamed } from './findings/held-columns.ts';
import { foreignName } from './foreign-words.ts';
import type { Grounds } from './grounds.ts';
import { erasureRequested, stopRequested } from './questions/asked.ts';
import { erasureUnderHold } from './questions/erasure-words.ts';
import { stopIfWished } from './questions/stop-request.ts';
import { type Said, type Slot, toFill } from './said.ts';

/** Forms as the register names them, each in its own marks; what goes beyond a line is left out. */
function formsNamed(forms: string | undefined): Both | undefined {
  const names = (forms ?? '').split('; ').flatMap((form) => foreignName(form, 24) ?? []);
  // "And others" for one more would be longer than its name.
  const some = names.slice(0, names.length === 3 ? 3 : 2);
  if (some.length === 0) return undefined;
  const more = names.length > some.length;
  const quoted = some.map((form) => `“${form}”`);
  return {
    ja: `${some.map((form) => `「${form}」`).join('')}${more ? 'など' : ''}`,
    en: more ? `${quoted.join(', ')} and others` : quoted.join(', ').replace(/, (?=“[^“]*$)/, ' and '),
  };
}

/** That the address is their client's is confirmed, and not thereby that they may be told what is held of the client. */
function mandateShown({ case: { claim } }: Grounds, section: string): Said[] {
  if (claim.onBehalf !== true) return [];
  return [
    {
      id: 'held.mandate',
      type: 'DID',
      section,
      evidence: ['claim'],
      slots: {
        mandate: toFill({
          ja: 'ご本人様の代理であることを確かめた方法と日',
          en: 'how and when it was confirmed that you may act for the person',
        }),
      },
      text: { ja: '{mandate}', en: '{mandate}' },
    },
  ];
}

/** That they stand in the register: since when, how often, from which forms. */
function recordHeld(fact: FactOf<'in-register'> | undefined, section: string): Said[] {
  if (!fact?.found) return [];
  const forms = formsNamed(fact.forms);
  const dated = fact.firstAt !== undefined && isDate(fact.firstAt);
  const slots: Record<string, Slot> = {};
  if (dated && fact.firstAt !== undefined) slots['first'] = fact.firstAt;
  if (forms !== undefined) slots['forms'] = forms;
  // "First" would say that there are more.
  const first = (fact.times ?? 2) > 1;
  const several = fact.times !== undefined && fact.times > 1;
  if (several) slots['times'] = fact.times;
  const when = {
    ja: first ? '最初は{first:day}' : '{first:day}受付',
    en: first ? 'first on {first:day}' : '{first:day}',
  };
  return [
    {
      id: 'held.record',
      type: 'FOUND',
      section,
      evidence: [fact.id],
      slots,
      text: {
        // An enquiry is no registration: what all forms have in common is that something was entrusted to us.
        ja: `弊社の登録簿には、${forms === undefined ? '' : '{forms}で'}お預かりしたお客様の情報が${several ? '{times}件' : ''}ございます${dated ? `（${when.ja}）` : ''}。`,
        en: `Our register holds ${several ? '{times} entries of yours' : 'your entry'}${forms === undefined ? '' : ' from {forms}'}${dated ? ` (${when.en})` : ''}.`,
      },
    },
  ];
}

/** What they may ask for and did not: what was asked for is answered where it was asked, and said once. */
function rightsOffered(grounds: Grounds, section: string): Said[] {
  const erase = erasureRequested(grounds.case) ? [] : erasureOffered(grounds, section);
  if (stopRequested(grounds.case)) return erase;
  const stop: Said = {
    id: 'held.stop',
    type: 'RIGHT',
    section,
    evidence: ['org'],
    slots: {},
    text: {
      ja: 'ご希望があれば、調査とご連絡に必要なものを除き、お預かりしている情報の利用を直ちに停止いたします。',
      en: 'If you wish, we will at once stop using your data for anything but this examination and our replies.',
    },
  };
  // What was said of the number in the first answer is said here too.
  const ofContact = stopIfWished(grounds)
    .filter(({ id }) => id === 'stop.passed-on' || id === 'stop.others')
    .map((one) => ({ ...one, section }));
  return [stop, ...erase, ...ofContact];
}

/** Register facts and rights: only to somebody whose request is confirmed. */
export function heldAndRights(grounds: Grounds): Said[] {
  if (!grounds.verified) return stopRequested(grounds.case) ? [] : stopIfWished(grounds);
  const section = 'held.all';
  const [fact] = factsOf(grounds.case.facts, 'in-register');
  const record = recordHeld(fact, section);
  const held = [...mandateShown(grounds, section), ...record];
  if (fact && !fact.found) return held;
  const dated = record.some(({ slots }) => 'first' in slots);
  return [
    ...held,
    ...whatIsHeld(fact, section),
    ...(dated ? registerClock(grounds, section) : []),
    ...rightsOffered(grounds, section),
  ];
}

/** What a register holds of somebody is the first thing they may ask for. */
function whatIsHeld(fact: FactOf<'in-register'> | undefined, section: string): Said[] {
  const columns = columnsNamed(fact?.holds);
  if (!fact || !columns) return [];
  const { names, last } = columns;
  const more = last ? 0 : columns.more;
  return [
    {
      id: 'held.columns',
      type: 'FOUND',
      section,
      evidence: [fact.id],
      slots: more > 0 ? { names, more } : { names },
      text: {
        ja: `登録簿に記録している項目は、{names}${more > 0 ? 'と、ほか{more}項目' : ''}です。`,
        en:
          more > 0
            ? `It holds: {names}; ${more === 1 ? '{more} further item is' : '{more} further items are'} not named here.`
            : 'It holds: {names}.',
      },
    },
    ...(last
      ? [
          {
            id: 'held.columns-last',
            type: 'FOUND',
            section,
            evidence: [fact.id],
            slots: { last },
            text: { ja: 'ほかに、{last}も記録しております。', en: 'It holds {last} as well.' },
          } satisfies Said,
        ]
      : []),
  ];
}

/** A day given by a clock that differs from that of the other records may be the day before or after. */
function registerClock({ case: input, zone }: Grounds, section: string): Said[] {
  const [fact] = factsOf(input.facts, 'time-at-risk').filter(
    ({ registerOffsetMinutes }) => registerOffsetMinutes !== undefined,
  );
  const minutes = fact?.registerOffsetMinutes;
  if (!fact || minutes === undefined) return [];
  // By either clock the same day: no doubt about the day that is told.
  const [entry] = factsOf(input.facts, 'in-register');
  const at = entry?.firstAt !== undefined && entry.firstAt.length > 10 ? Date.parse(entry.firstAt) : Number.NaN;
  if (Number.isFinite(at)) {
    const dayAt = (ms: number) => momentAt(ms, zone).slice(0, 10);
    if (dayAt(at) === dayAt(at - minutes * 60_000)) return [];
  }
  return [
    {
      id: 'held.clock',
      type: 'LIMIT',
      section,
      evidence: [fact.id],
      slots: {},
      text: {
        ja: '登録簿の時刻はサーバーの記録と一定の差があり、ご登録の日は一日前後するかもしれません。',
        en: 'Its times differ from those of our server records by a constant, so that date may be off by a day.',
      },
    },
  ];
}

function erasureOffered(grounds: Grounds, section: string): Said[] {
  const underHold = erasureUnderHold(grounds);
  if (underHold.length > 0)
    return underHold.map((words, index) => ({ id: `held.erase-${index + 1}`, type: 'RIGHT', section, ...words }));
  return [
    {
      id: 'held.erase',
      type: 'RIGHT',
      section,
      evidence: ['org'],
      slots: {},
      text: {
        ja: '削除をご希望の場合は、調査に必要な記録を分けて保存したうえで行い、残す項目・理由・期間をお知らせいたします。',
        en: 'If you ask us to erase it, we will first set apart what the examination needs, and tell you what is kept, why and until when.',
      },
    },
  ];
}
