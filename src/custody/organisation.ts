// Who we are, from org.yaml: names, contacts, authorities, vendors, retention, maintenance, complaints, time zone.
import { z } from 'zod';
import { type Organisation, toldParties } from '../vocabulary/case-file.ts';
import type { Both } from '../vocabulary/finding.ts';
import type { NamedBytes } from './csv.ts';
import { isTimeZone, parseWhen } from './instant.ts';
import { readYaml, yesOrNo } from './yaml.ts';

/** One word for both languages, or one each. */
const both = z.union([z.string(), z.strictObject({ ja: z.string(), en: z.string() })]);
const when = z.union([z.string(), z.date().transform((date) => date.toISOString())]);

/** A name, a name with its contact, or several. */
const oneParty = z.union([
  z.string().transform((name) => ({ name, contact: null })),
  z
    .strictObject({ name: z.string(), contact: z.string().optional() })
    .transform(({ name, contact }) => ({ name, contact: contact ?? null })),
]);
const party = z.union([oneParty.transform((one) => [one]), z.array(oneParty)]).optional();

export const organisationKeys = z.strictObject({
  name: both.optional(),
  calls_itself: both.optional(),
  time_zone: z.string().refine(isTimeZone, 'not a known time zone, expected one like Asia/Tokyo').optional(),
  contact: z
    .strictObject({
      agent: both.optional(),
      department: both.optional(),
      phone: z.string().optional(),
      hours: both.optional(),
      address: z.string().optional(),
      signer: both.optional(),
      signer_role: both.optional(),
    })
    .default({}),
  regimes: z.array(z.enum(['appi', 'gdpr', 'uk'])).optional(),
  authorities: z
    .array(z.strictObject({ name: both, contact: z.string().optional(), host: z.string().optional() }))
    .default([]),
  vendors: z
    .array(
      z.strictObject({
        name: both,
        does: both.optional(),
        answer: z.enum(['none', 'replied', 'checked', 'announced']).default('none'),
        answered_at: when.optional(),
        covers_this_record: yesOrNo.optional(),
        works_for_us: yesOrNo.optional(),
        sends_from: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  sends_from: z.array(z.string()).default([]),
  retention_days: z.number().positive().optional(),
  maintenance: z.array(z.strictObject({ from: when, to: when })).default([]),
  complaints_recorded_since: when.optional(),
  complaints: z
    .array(z.strictObject({ at: when, same_sender: yesOrNo.default(false), unique_address: yesOrNo.default(false) }))
    .default([]),
  known_readers: z.array(z.string()).default([]),
  insurer: party,
  counsel: party,
  client: party,
  police: party,
  cert: party,
  parent: party,
  card: party,
  representatives: party,
});

const inBoth = (text: z.infer<typeof both> | undefined): Both | null =>
  text === undefined ? null : typeof text === 'string' ? { ja: text, en: text } : text;

/** Names as an English letter writes them, where org.yaml gives them apart. */
function inEnglish({ agent, signer }: z.infer<typeof organisationKeys>['contact']): Partial<Organisation['contact']> {
  const english = (name: typeof agent) => (typeof name === 'object' ? name.en : undefined);
  const [agentEn, signerEn] = [english(agent), english(signer)];
  return { ...(agentEn === undefined ? {} : { agentEn }), ...(signerEn === undefined ? {} : { signerEn }) };
}

/** Where nobody names one. */
const ASSUMED_ZONE = 'Asia/Tokyo';

/** What is known of an organisation that gave no org.yaml: nothing; letters then print places to fill. */
export const unknownOrganisation: Organisation = {
  name: null,
  timeZone: ASSUMED_ZONE,
  timeZoneAssumed: true,
  contact: { agent: null, department: null, phone: null, hours: null, address: null, signer: null, signerRole: null },
  regimes: ['appi'],
  regimesAssumed: true,
  authorities: [],
  vendors: [],
  sendsFrom: [],
  retentionDays: null,
  maintenance: [],
  complaintsRecordedSince: null,
  complaints: [],
  knownReaders: [],
};

/** Zones of Europe outside the European Economic Area; the law of some of them is no regime that is known here. */
const outsideEea =
  /^Europe\/(?:Istanbul|Kiev|Kyiv|Uzhgorod|Zaporozhye|Chisinau|Tiraspol|Minsk|Moscow|Kaliningrad|Kirov|Samara|Saratov|Simferopol|Astrakhan|Ulyanovsk|Volgograd|Belgrade|Podgorica|Sarajevo|Skopje|Tirane|Zurich|Monaco|San_Marino|Vatican|Andorra)$/;

/** Whose law sets the clocks, where nobody says: that of the place whose time they keep. */
function regimesOf(
  named: Organisation['regimes'] | undefined,
  zone: string | undefined,
): Pick<Organisation, 'regimes' | 'regimesAssumed'> {
  if (named !== undefined) return { regimes: named };
  if (zone === ASSUMED_ZONE || zone === 'Japan') return { regimes: ['appi'] };
  if (zone !== undefined && /^(?:Europe\/(?:London|Belfast)|GB|GB-Eire)$/.test(zone)) return { regimes: ['uk'] };
  if (zone !== undefined && /^(?:Europe\/|Eire$)/.test(zone) && !/^Europe\/(?:Jersey|Guernsey|Isle_of_Man)$/.test(zone))
    return outsideEea.test(zone) ? { regimes: ['appi'], regimesAssumed: true } : { regimes: ['gdpr'] };
  return { regimes: ['appi'], regimesAssumed: true };
}

/** @throws AkashiError custody/yaml-unreadable */
export function readOrganisation(file: NamedBytes): Organisation {
  const read = readYaml(file, organisationKeys);
  const zone = read.time_zone ?? ASSUMED_ZONE;
  const instant = (text: string | undefined) => (text === undefined ? null : (parseWhen(text, zone) ?? null));
  const { contact } = read;
  const told = toldParties.flatMap((id) => (read[id] ? [[id, read[id]] as const] : []));
  return {
    name: inBoth(read.name),
    ...(read.calls_itself === undefined ? {} : { callsItself: inBoth(read.calls_itself) ?? undefined }),
    timeZone: zone,
    ...(read.time_zone === undefined ? { timeZoneAssumed: true } : {}),
    contact: {
      agent: inBoth(contact.agent)?.ja ?? null,
      department: inBoth(contact.department),
      phone: contact.phone ?? null,
      hours: inBoth(contact.hours),
      address: contact.address ?? null,
      signer: inBoth(contact.signer)?.ja ?? null,
      signerRole: inBoth(contact.signer_role),
      ...inEnglish(contact),
    },
    ...regimesOf(read.regimes, read.time_zone),
    authorities: read.authorities.map(({ name, contact: how, host }) => ({
      name: inBoth(name) ?? { ja: '', en: '' },
      contact: how ?? null,
      host: host ?? null,
    })),
    vendors: read.vendors.map((vendor) => ({
      name: typeof vendor.name === 'string' ? vendor.name : vendor.name.ja,
      ...(typeof vendor.name === 'string' ? {} : { nameEn: vendor.name.en }),
      does: inBoth(vendor.does),
      answer: vendor.answer,
      answeredAt: instant(vendor.answered_at),
      coversThisRecord: vendor.covers_this_record ?? null,
      ...(vendor.works_for_us === undefined ? {} : { worksForUs: vendor.works_for_us }),
      sendsFrom: vendor.sends_from,
    })),
    sendsFrom: read.sends_from,
    retentionDays: read.retention_days ?? null,
    maintenance: read.maintenance.flatMap(({ from, to }) => {
      const window = { from: instant(from), to: instant(to) };
      return window.from && window.to ? [{ from: window.from, to: window.to }] : [];
    }),
    complaintsRecordedSince: instant(read.complaints_recorded_since),
    complaints: read.complaints.flatMap(({ at, same_sender, unique_address }) => {
      const happened = instant(at);
      return happened ? [{ at: happened, sameSender: same_sender, uniqueAddress: unique_address }] : [];
    }),
    knownReaders: read.known_readers,
    ...(told.length > 0 ? { tell: Object.fromEntries(told) } : {}),
  };
}
