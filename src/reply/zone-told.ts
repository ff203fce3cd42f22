// Whose clock a letter tells times by: said where whoever wrote lives by another.
import { type Fact, factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { momentAt } from './days.ts';
import type { Grounds } from './grounds.ts';
import type { Said } from './said.ts';

const offsetOf = (moment: string): string | undefined => /T.*([+-]\d{2}:\d{2})$/.exec(moment)?.[1];

/** "Central European Time", 「日本標準時」: of a day of the case, since 1970 knew no summer time. */
function zoneName(zone: string, now: string): Both {
  const named = (locale: string) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'longGeneric' })
      .formatToParts(Date.parse(now))
      .find(({ type }) => type === 'timeZoneName')?.value ?? zone;
  try {
    return { ja: named('ja'), en: named('en-GB') };
  } catch {
    // A misspelt zone must not stop a letter: its times are those of UTC (`formatOf` in days.ts).
    return { ja: 'UTC', en: 'UTC' };
  }
}

/** Characters of `2026-04-26`. */
const DAY_ALONE = 10;

/** Nothing where the complaint came at an hour of our own zone, or at one that names none. */
export function zoneTold({ case: { claim, organisation, facts }, zone, now, stage }: Grounds): Said[] {
  const { receivedAt } = claim;
  const mailDay = organisation.timeZoneAssumed === true ? ownMailDay(facts) : [];
  const theirs = receivedAt === null ? undefined : offsetOf(receivedAt.replace(/Z$/, '+00:00'));
  // A zone that nobody named may be no clock of whoever reads the letter in another language.
  const assumed = organisation.timeZoneAssumed === true && claim.language !== 'ja';
  // The first answer tells no times from records.
  const ofRecords = organisation.timeZoneAssumed === true && stage !== 'holding';
  if (receivedAt === null || theirs === undefined)
    return assumed ? [...zoneSentence(zone, now, ofRecords), ...mailDay] : [];
  if (!assumed && offsetOf(momentAt(Date.parse(receivedAt), zone)) === theirs) return [];
  return [...zoneSentence(zone, now, ofRecords), ...mailDay];
}

function ownMailDay(facts: readonly Fact[]): Said[] {
  const [mail] = factsOf(facts, 'visible-recipients');
  // The check, not the fact: the fact says who was among the recipients.
  if (mail?.sentAt?.length === DAY_ALONE) return [dayOfOurMail(mail.foundBy ?? 'outcome')];
  const [astray] = factsOf(facts, 'sent-to-another').filter(
    (fact) => (fact.ours ?? 0) > 0 && fact.receivedAt?.length === DAY_ALONE,
  );
  return astray ? [dayOfOurMail(astray.id)] : [];
}

/** Told as that message has it (draft.ts), by whose clock sender and recipient know it. */
const dayOfOurMail = (evidence: string): Said => ({
  id: 'last.zone-mail',
  type: 'DID',
  section: 'closing.all',
  evidence: [evidence],
  slots: {},
  text: {
    ja: 'ただし、弊社がお送りしたメールの日付は、そのメールに記されたものです。',
    en: 'The day of our message is the one that the message itself bears.',
  },
});

/** Where the zone is assumed, a record that names none was read by it: what it tells is its own clock, and no conversion. */
const zoneSentence = (zone: string, now: string, ofRecords: boolean): Said[] => [
  {
    id: 'last.zone',
    type: 'DID',
    section: 'closing.all',
    evidence: ['org'],
    slots: { zone: zoneName(zone, now) },
    text: { ja: 'この書面の日時は、{zone}によるものです。', en: 'Days and hours in this letter are by {zone}.' },
  },
  ...(ofRecords
    ? [
        {
          id: 'last.zone-records',
          type: 'DID',
          section: 'closing.all',
          evidence: ['org'],
          slots: {},
          text: {
            ja: '時差が書かれていない記録の時刻は、記録にあるとおりに記しております。',
            en: 'Times from records that name no time zone are given as they stand there.',
          },
        } satisfies Said,
      ]
    : []),
];
