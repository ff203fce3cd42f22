// Spam samples as the checks ask for them: each message of each file, read against the complainant's record.
import type { SpamEvidence, SpamSample } from '../checks/spam-evidence.ts';
import type { NamedBytes } from '../custody/csv.ts';
import { rowsOf } from '../custody/register.ts';
import { forwarded, forwarders, handedOn } from '../mail/message/handed-on.ts';
import { headerValue } from '../mail/message/header.ts';
import { addressesInText } from '../mail/message/mailbox-list.ts';
import { splitMbox } from '../mail/message/mbox.ts';
import { type MailMessage, readMessage, readMessageAt, sourceOf } from '../mail/message/message.ts';
import { namedCompanies } from '../mail/named-companies.ts';
import { type Place, placesWhere } from '../mail/place.ts';
import { namedBeside } from '../mail/recipients.ts';
import { examineSample, type SampleContext, type SampleFindings, searchedText } from '../mail/sample.ts';
import type { Authentication } from '../mail/sender/authentication.ts';
import { readChain } from '../mail/sender/trust.ts';
import { sentToAnother } from '../mail/sent-to.ts';
import { unsubscribeLinks } from '../mail/unsubscribe.ts';
import { type FormValueFound, holdsFound } from '../mail/values/form-values.ts';
import { haystackOf } from '../mail/values/haystack.ts';
import { indexRecords, type RecordIndex } from '../mail/values/record-index.ts';
import { parseAddress } from '../vocabulary/address.ts';
import type { Organisation } from '../vocabulary/case-file.ts';
import type { Pointer } from '../vocabulary/finding.ts';
import type { CaseFiles, Material } from './material.ts';
import { chatFiles, chatsIn } from './read-chats.ts';
import { otherRecords, recordOfAnotherIn } from './record-of-another.ts';
import { domainWrittenTo } from './written-to.ts';

/** The form itself may call it anything; only a name can also be read from an address. */
const nameField = /name|氏名|名前|姓|名$/i;
const isName = ({ field, answer }: FormValueFound) =>
  nameField.test(field) || ['name', 'family', 'given'].includes(answer.kind);

/** The first header of one of these names; where recipients stand. */
const recipientFields = new Set(['to', 'cc']);

function contextOf({ claim, organisation, register }: Material): SampleContext {
  const address = parseAddress(claim.address) ?? null;
  const rows = register && address ? rowsOf(register, address, organisation.timeZone) : [];
  const written = new Map(rows.flatMap(({ answers }) => Object.entries(answers)));
  // Spellings of one value count as one, as they are looked for.
  const index =
    register && rows.length > 0
      ? indexRecords(
          register.rows.map(({ address: held, answers }) => ({
            address: held,
            values: Object.entries(answers).map(([field, value]) => ({ field, value })),
          })),
        )
      : null;
  const names = organisation.name ? [organisation.name.ja, organisation.name.en] : [];
  return {
    recipient: address,
    ourSenders: [...organisation.sendsFrom, ...organisation.vendors.flatMap(({ sendsFrom }) => sendsFrom)],
    ourNames: names,
    formValues: [...written].map(([field, value]) => ({ field, value })),
    ...(index ? { registerValueCount: index.count, registerChoices: index.choices } : {}),
    registerSize: register?.rows.length ?? 0,
  };
}

type At = (place: { line: number; byteStart: number; byteEnd: number }) => Pointer;

/** `from`: addresses of the sender line. */
function threatOf(
  { indicators, auth }: SampleFindings,
  at: At,
  from: readonly string[],
  complainant: string | undefined,
): SpamSample['threat'] {
  const threat = indicators.find(({ id }) => id === 'extortion');
  if (!threat) return null;
  const [place] = threat.places;
  const showsPassword = indicators.some(({ id }) => id === 'password-shown');
  const refused = auth.dmarc === 'fail' || (auth.dmarc === null && (auth.spf === 'fail' || auth.spf === 'softfail'));
  const ownSender = complainant !== undefined && from.includes(complainant) ? { ownSender: { refused } } : {};
  return { showsPassword, ...ownSender, pointer: place ? at(place) : null };
}

/** What names a company stands in the part that a person reads; a text that runs over two parts names it in the message. */
function companiesNamed(
  message: MailMessage,
  vendors: Organisation['vendors'],
  at: At,
): Pick<SpamSample, 'namesCompanies'> {
  const names = vendors.map(({ name, nameEn }) => (nameEn === undefined ? [name] : [name, nameEn]));
  const named = namedCompanies(searchedText(message, message.readable), names);
  if (named.length === 0) return {};
  return {
    namesCompanies: named.flatMap((i) => {
      const [vendor, written] = [vendors[i], names[i]];
      if (vendor === undefined || written === undefined) return [];
      const [place] = placesWhere(message, (text) => namedCompanies(text, [written]).length > 0);
      const whole = { line: 1, byteStart: message.byteStart, byteEnd: message.byteEnd };
      return [{ vendor: vendor.name, pointer: at(place ?? whole) }];
    }),
  };
}

type Sample = {
  readonly file: NamedBytes;
  readonly message: MailMessage;
  /** Where the whole message stands in the file, when its own lines are none of the file's. */
  readonly within: Place | null;
  readonly headerLost: boolean;
};

/** Pictures, signatures, and mails, which are samples of their own. */
const noDocument = /^(?:image\/|message\/|text\/(?:plain|html)$|application\/(?:(?:x-)?pkcs7-|pgp-))/i;

/** A letter names few; of a newsletter of hundreds the first are read. */
const MOST_NUMBERS = 200;

/** Words that may number a record: K26-0814, 48192. */
const numbersIn = (text: string): readonly string[] =>
  [...new Set(text.slice(0, 100_000).match(/(?<![\w-])[\w-]{4,40}(?![\w-])/g) ?? [])]
    .filter((word) => /\d/.test(word))
    .slice(0, MOST_NUMBERS);

function sampleOf(
  { file, message, within }: Sample,
  found: SampleFindings,
  context: SampleContext,
  { vendors }: Organisation,
): SpamSample {
  const at = (place: Place): Pointer => {
    const { line, byteStart, byteEnd } = within ?? place;
    return { path: file.path, sha256: file.sha256, line, byteStart, byteEnd };
  };
  const boundary = found.boundary === null ? undefined : found.hops[found.boundary];
  const lists = message.headers.filter(({ key }) => recipientFields.has(key));
  const [firstList] = lists;
  const complainant = context.recipient?.toLowerCase();
  const shown = lists.flatMap(({ value }) => addressesInText(value, 10_000)).map((address) => address.toLowerCase());
  const senders = message.headers
    .filter(({ key }) => key === 'from')
    .flatMap(({ value }) => addressesInText(value, 1000))
    .map((address) => address.toLowerCase());
  const another =
    complainant === undefined || found.kind !== 'message' ? null : sentToAnother(message.headers, complainant);
  const links = unsubscribeLinks(message.headers);
  const files = message.attachments.filter(({ type }) => !noDocument.test(type)).length;
  const placeOf = (one: FormValueFound): Pointer => {
    const [place] = placesWhere(message, (text) => holdsFound(haystackOf(text), one));
    // Found in the whole but in no single part, as when a value runs over two: then the message itself is the place.
    return at(place ?? { line: 1, byteStart: message.byteStart, byteEnd: message.byteEnd });
  };
  return {
    path: file.path,
    origin: found.mailOrigin,
    carriesOurName: found.carriesOurName,
    refusedAsOurs: found.refusedAsOurs,
    claimsOurHost: found.claimsOurHost,
    leadsElsewhere: found.leadsElsewhere,
    receivedAt: found.receivedAt,
    hops: found.hops.length,
    ...(files > 0 ? { files } : {}),
    clients: [...new Set(found.hops.flatMap(({ received: { ip } }) => ip ?? []))],
    boundary: boundary ? at(boundary.field) : null,
    anomalies: found.hops.filter(({ trusted, anomalies }) => !trusted && anomalies.length > 0).length,
    recipients: {
      count: found.recipients.count,
      named: found.recipients.named,
      includesComplainant: complainant !== undefined && shown.includes(complainant),
      ...(complainant === undefined ? {} : { complainantNamed: namedBeside(message.headers, complainant) }),
      pattern: found.recipients.pattern,
      p: found.recipients.p,
      pointer: firstList ? at(firstList) : null,
    },
    ...(another ? { sentToAnother: at(another) } : {}),
    ...(another && complainant !== undefined && message.text.toLowerCase().includes(complainant)
      ? { holdsComplainant: true }
      : {}),
    ...(found.mailOrigin === 'ours' ? { numbers: numbersIn(message.text) } : {}),
    formValues: found.formValuesFound
      .filter((one) => one.addsToAddress || isName(one))
      .map((one) => ({
        field: one.field,
        columns: one.answer.columns,
        chance: one.chance,
        isName: isName(one),
        inAddress: !one.addsToAddress,
        pointer: placeOf(one),
      })),
    ...companiesNamed(message, vendors, at),
    ...(found.mailOrigin === 'ours' && links.length > 0 ? { unsubscribe: links } : {}),
    threat: threatOf(found, at, senders, complainant),
    kind: found.kind,
  };
}

/** What a mail of ours to the complainant alone tells of somebody else, and by what our own log may know it. */
function ofOwnMail(
  { file, message, within }: Sample,
  found: SampleFindings,
  others: () => RecordIndex,
  material: Material,
): Pick<SpamSample, 'messageId' | 'recordOfAnother'> {
  if (found.mailOrigin !== 'ours' || found.kind !== 'message') return {};
  const id = headerValue(message.headers, 'message-id')?.trim().replace(/^<|>$/g, '');
  const known = id === undefined || id === '' ? {} : { messageId: id };
  const complainant = parseAddress(material.claim.address)?.toLowerCase();
  const shown = message.headers
    .filter(({ key }) => recipientFields.has(key))
    .flatMap(({ value }) => addressesInText(value, 10));
  const isToThem = shown.length === 1 && shown[0]?.toLowerCase() === complainant;
  if (!material.register || !isToThem || sentToAnother(message.headers, complainant ?? '')) return known;
  const text = searchedText(message, message.readable);
  const values = recordOfAnotherIn(text, found.formValuesFound, others(), material.claim);
  const [first] = values ?? [];
  if (!values || !first) return known;
  const [stands] = placesWhere(message, (part) => holdsFound(haystackOf(part), first));
  const { line, byteStart, byteEnd } = within ??
    stands ?? { line: 1, byteStart: message.byteStart, byteEnd: message.byteEnd };
  return {
    ...known,
    recordOfAnother: {
      columns: [...new Set(values.flatMap(({ answer }) => answer.columns))],
      pointer: { path: file.path, sha256: file.sha256, line, byteStart, byteEnd },
    },
  };
}

/** Results that decide nothing: what could not be seen, or was not there. */
const undecided = new Set(['none', 'neutral', 'temperror', 'permerror']);

/**
 * SPF, DKIM, DMARC and ARC from DNS as it was recorded; undefined when that decides nothing, so that what the receiver wrote
 * still counts. The library is loaded only with a recording.
 */
async function authenticationOf(message: MailMessage, { dns }: Material): Promise<Authentication | undefined> {
  if (!dns) return undefined;
  const { recomputeAuthentication } = await import('../mail/sender/recompute.ts');
  const found = await recomputeAuthentication(message, readChain(message.headers), { snapshot: dns });
  const results = [found.spf, found.dmarc, found.arc, ...found.dkim.map(({ result }) => result)];
  return results.some((result) => result !== null && !undecided.has(result)) ? found : undefined;
}

/** The samples of one file: its messages, or what they hand on; null for each that is no mail. */
function samplesOf(file: NamedBytes, byUs: (address: string) => boolean): readonly (Sample | null)[] {
  const source = sourceOf(file.bytes);
  const ranges = splitMbox(source) ?? [{ start: 0, end: source.length, line: 1 }];
  return ranges.flatMap((range) => {
    const message = readMessageAt(source, range);
    if (!message) return [null];
    const originals = forwarded(message, byUs);
    return originals.length > 0
      ? originals.map((one) => ({ file, ...one }))
      : [{ file, message, within: null, headerLost: false }];
  });
}

/** What the complaint itself has attached: whoever sent it to us handed that on. */
function attachedTo(claim: NamedBytes): readonly Sample[] {
  const message = /\.eml$/i.test(claim.path) ? readMessage(claim.bytes) : undefined;
  return message ? handedOn(message, () => true).map((one) => ({ file: claim, ...one })) : [];
}

/**
 * Every message of every sample; of a mail that hands others on as attachments, those. Without samples, what is attached to
 * the complaint. Null: there is none. `now`: milliseconds UTC.
 */
export async function readSpam(
  { spam, claim }: Pick<CaseFiles, 'spam' | 'claim'>,
  material: Material,
  now: number,
): Promise<SpamEvidence | null> {
  const byUs = forwarders(material.claim.address, material.organisation.sendsFrom);
  const zone = material.organisation.timeZone;
  const chats = chatsIn(spam, zone, now);
  const isChat = new Set(chats.map(({ file }) => file));
  const mail = spam.filter((file) => !isChat.has(file));
  const given = spam.length > 0 ? mail.flatMap((file) => samplesOf(file, byUs)) : attachedTo(claim);
  if (given.length + chats.length === 0) return null;
  const known = contextOf(material);
  let made: RecordIndex | undefined;
  const others = () => {
    made ??= otherRecords(material);
    return made;
  };
  const told = chatFiles(chats, zone, {
    ...{ values: known.formValues, address: known.recipient, registerSize: known.registerSize ?? 0, isName },
    count: known.registerValueCount ?? null,
  });
  // Nobody said from where we send: the domain that was written to shows a mail of ours, and no other to be none.
  const shown = known.ourSenders.length === 0 ? domainWrittenTo(claim) : null;
  const context = shown === null ? known : { ...known, ourSenders: [shown] };
  const samples: SpamSample[] = [];
  for (const one of given) {
    if (!one) continue;
    const authentication = one.headerLost ? undefined : await authenticationOf(one.message, material);
    const found = examineSample(one.message, { ...context, ...(authentication ? { authentication } : {}) });
    const sample = {
      ...sampleOf(one, found, context, material.organisation),
      ...ofOwnMail(one, found, others, material),
    };
    samples.push(shown !== null && sample.origin === 'not_ours' ? { ...sample, origin: 'unknown' } : sample);
  }
  const refused = given.filter((one) => one === null).length;
  return { samples, refused, ...(told.length > 0 ? { chats: told } : {}) };
}
