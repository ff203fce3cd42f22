// Spam samples as the checks ask for them: each message of each file, read against the complainant's record.
import type { SpamEvidence, SpamSample } from '../checks/spam-evidence.ts';
import type { NamedBytes } from '../custody/csv.ts';
import { rowsOf } from '../custody/register.ts';
import type { Authentication } from '../mail/authentication.ts';
import { findValue, haystackOf } from '../mail/form-values.ts';
import { addressesInText } from '../mail/mailbox-list.ts';
import { splitMbox } from '../mail/mbox.ts';
import { type MailMessage, readMessageAt, sourceOf } from '../mail/message.ts';
import { placesWhere } from '../mail/place.ts';
import { indexRecords } from '../mail/record-index.ts';
import { examineSample, type SampleContext, type SampleFindings } from '../mail/sample.ts';
import { readChain } from '../mail/trust.ts';
import { parseAddress } from '../vocabulary/address.ts';
import type { Pointer } from '../vocabulary/finding.ts';
import type { Material } from './material.ts';

/** The form itself may call it anything; only a name can also be read from an address. */
const nameField = /name|氏名|名前|姓|名$/i;

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
    ...(index ? { registerValueCount: (field: string, value: string) => index.count(field, value) } : {}),
    registerSize: register?.rows.length ?? 0,
  };
}

type At = (place: { line: number; byteStart: number; byteEnd: number }) => Pointer;

function threatOf({ indicators }: SampleFindings, at: At): SpamSample['threat'] {
  const threat = indicators.find(({ id }) => id === 'extortion');
  if (!threat) return null;
  const [place] = threat.places;
  return { showsPassword: indicators.some(({ id }) => id === 'password-shown'), pointer: place ? at(place) : null };
}

function sampleOf(file: NamedBytes, message: MailMessage, found: SampleFindings, context: SampleContext): SpamSample {
  const at = ({ line, byteStart, byteEnd }: { line: number; byteStart: number; byteEnd: number }): Pointer => ({
    path: file.path,
    sha256: file.sha256,
    line,
    byteStart,
    byteEnd,
  });
  const boundary = found.boundary === null ? undefined : found.hops[found.boundary];
  const lists = message.headers.filter(({ key }) => recipientFields.has(key));
  const [firstList] = lists;
  const complainant = context.recipient?.toLowerCase();
  const shown = lists.flatMap(({ value }) => addressesInText(value, 10_000)).map((address) => address.toLowerCase());
  const written = new Map(context.formValues.map(({ field, value }) => [field, value]));
  const placeOf = (field: string): Pointer => {
    const value = written.get(field) ?? '';
    const [place] = placesWhere(message, (text) => findValue(haystackOf(text), value) !== undefined);
    // Found in the whole but in no single part, as when a value runs over two: then the message itself is the place.
    return at(place ?? { line: 1, byteStart: message.byteStart, byteEnd: message.byteEnd });
  };
  return {
    path: file.path,
    origin: found.mailOrigin,
    carriesOurName: found.carriesOurName,
    receivedAt: found.receivedAt,
    hops: found.hops.length,
    boundary: boundary ? at(boundary.field) : null,
    anomalies: found.hops.filter(({ trusted, anomalies }) => !trusted && anomalies.length > 0).length,
    recipients: {
      count: found.recipients.count,
      includesComplainant: complainant !== undefined && shown.includes(complainant),
      pattern: found.recipients.pattern,
      p: found.recipients.p,
      pointer: firstList ? at(firstList) : null,
    },
    formValues: found.formValuesFound
      .filter(({ addsToAddress, field }) => addsToAddress || nameField.test(field))
      .map(({ field, chance }) => ({ field, chance, isName: nameField.test(field), pointer: placeOf(field) })),
    threat: threatOf(found, at),
    kind: found.kind,
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
  const { recomputeAuthentication } = await import('../mail/recompute.ts');
  const found = await recomputeAuthentication(message, readChain(message.headers), { snapshot: dns });
  const results = [found.spf, found.dmarc, found.arc, ...found.dkim.map(({ result }) => result)];
  return results.some((result) => result !== null && !undecided.has(result)) ? found : undefined;
}

/** Every message of every sample. Null: no sample was given. */
export async function readSpam(files: readonly NamedBytes[], material: Material): Promise<SpamEvidence | null> {
  if (files.length === 0) return null;
  const context = contextOf(material);
  const samples: SpamSample[] = [];
  let refused = 0;
  for (const file of files) {
    const source = sourceOf(file.bytes);
    const ranges = splitMbox(source) ?? [{ start: 0, end: source.length, line: 1 }];
    for (const range of ranges) {
      const message = readMessageAt(source, range);
      if (!message) {
        refused += 1;
        continue;
      }
      const authentication = await authenticationOf(message, material);
      const found = examineSample(message, { ...context, ...(authentication ? { authentication } : {}) });
      samples.push(sampleOf(file, message, found, context));
    }
  }
  return { samples, refused };
}
