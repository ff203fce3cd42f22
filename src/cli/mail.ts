// `akashi mail`: what each mail is, where it came from, and what it says about how its sender got the address.
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { isTimeZone } from '../custody/instant.ts';
import { Campaigns, campaignKey, campaignText, maskText } from '../mail/campaign.ts';
import { type MailLine, mailLine, type NamedSource, refusedLine } from '../mail/mail-line.ts';
import { forwarded, forwarders } from '../mail/message/handed-on.ts';
import { headerValue } from '../mail/message/header.ts';
import { parseMailboxes } from '../mail/message/mailbox-list.ts';
import { splitMbox } from '../mail/message/mbox.ts';
import { type MailMessage, readMessageAt, sourceOf } from '../mail/message/message.ts';
import { type Refusal, refusalWords, whyNoMail } from '../mail/message/refusal.ts';
import type { Place } from '../mail/place.ts';
import { examineSample, searchedText } from '../mail/sample.ts';
import { type DnsSnapshot, readDnsSnapshot } from '../mail/sender/dns-snapshot.ts';
import { readChain } from '../mail/sender/trust.ts';
import { haystackOf } from '../mail/values/haystack.ts';
import { type FormRecord, indexRecords, type RecordIndex } from '../mail/values/record-index.ts';
import { type Address, parseAddress } from '../vocabulary/address.ts';
import type { Organisation } from '../vocabulary/case-file.ts';
import { AkashiError } from '../vocabulary/error.ts';
import type { Command } from './command.ts';
import { FileReader, mailFiles } from './mail-files.ts';
import { mailText } from './mail-text.ts';
import { summaries } from './summaries.ts';

const options = {
  json: { type: 'boolean', about: 'one JSON object a mail, one a line' },
  org: { type: 'string', about: 'org.yaml: from where we and our vendors send' },
  register: { type: 'string', about: 'CSV of who gave which address: finds what a form held in the mail' },
  recipient: { type: 'string', about: 'the address that complained, when the mail does not say it' },
  dns: { type: 'string', about: 'recorded DNS (JSON) from which SPF, DKIM, DMARC and ARC are worked out again' },
  'time-zone': { type: 'string', about: "zone of the register's times (Asia/Tokyo unless given)" },
} as const;

/** Larger files are refused: no mail is, and an mbox can be cut. */
const MOST_BYTES = 256 << 20;

type Question = {
  readonly ourSenders: readonly string[];
  readonly ourNames: readonly string[];
  readonly recipient: Address | null;
  /** Whether who has this address hands samples on to us. */
  readonly handsOn: (address: string) => boolean;
  readonly register: RecordIndex | null;
  readonly campaigns: Campaigns;
  readonly dns: DnsSnapshot | null;
};

function load(path: string, what: string): { path: string; sha256: string; bytes: Uint8Array } {
  try {
    const bytes = readFileSync(path);
    return { path, sha256: hash('sha256', bytes), bytes };
  } catch (cause) {
    throw new AkashiError('input/unreadable', `cannot read ${what} ${path}`, { cause });
  }
}

/** Its reader is loaded only when there is one: half of the start of a run without. */
async function loadOrganisation(path: string): Promise<Organisation> {
  const { readOrganisation } = await import('../custody/organisation.ts');
  return readOrganisation(load(path, 'the organisation'));
}

async function loadRegister(path: string, zone: string) {
  const { readRegister } = await import('../custody/register.ts');
  return readRegister(load(path, 'the register'), zone);
}

function loadDns(path: string): DnsSnapshot {
  const { bytes } = load(path, 'the recorded DNS');
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (cause) {
    throw new AkashiError('input/unreadable', `${path} is no JSON`, { cause });
  }
  const snapshot = readDnsSnapshot(value);
  if (!snapshot) throw new AkashiError('input/unreadable', `${path}: expected an object {"name": {"TXT": [["…"]]}}`);
  return snapshot;
}

function sendersOf(organisation: Organisation): readonly string[] {
  return [...organisation.sendsFrom, ...organisation.vendors.flatMap(({ sendsFrom }) => sendsFrom)];
}

/** Gathers lines, so that a run over many mails does not wait for each. */
class Lines {
  readonly #out: Writable;
  #gathered = '';

  constructor(out: Writable) {
    this.#out = out;
  }

  async add(text: string): Promise<void> {
    this.#gathered += text;
    if (this.#gathered.length >= 1 << 16) await this.flush();
  }

  async flush(): Promise<void> {
    const text = this.#gathered;
    if (text === '') return;
    this.#gathered = '';
    await new Promise<void>((done, failed) => {
      this.#out.write(text, (error) => (error ? failed(error) : done()));
    });
  }
}

/** The record a mail is about: of its recipient, or else of the one whose values it holds. */
function recordFor(message: MailMessage, readable: string, { register, recipient }: Question): FormRecord | undefined {
  if (!register) return undefined;
  if (recipient !== null) return register.recordOf(recipient);
  const fields = ['delivered-to', 'x-original-to', 'envelope-to', 'to', 'cc'].map(
    (key) => headerValue(message.headers, key) ?? '',
  );
  for (const { address } of fields.flatMap(parseMailboxes)) {
    const record = register.recordOf(parseAddress(address) ?? address);
    if (record) return record;
  }
  return register.bestRecord(haystackOf(searchedText(message, readable)));
}

/** Only with recorded DNS; the library is loaded only then. */
async function recomputed(message: MailMessage, { dns }: Question) {
  if (!dns) return undefined;
  const { recomputeAuthentication } = await import('../mail/sender/recompute.ts');
  return recomputeAuthentication(message, readChain(message.headers), { snapshot: dns });
}

type Numbers = {
  readonly number: number | null;
  readonly attached: number | null;
  readonly within: Place | null;
  readonly headerLost: boolean;
};

async function readOne(
  message: MailMessage,
  named: NamedSource,
  numbers: Numbers,
  question: Question,
): Promise<MailLine> {
  const { readable } = message;
  const record = recordFor(message, readable, question);
  const authentication = numbers.headerLost ? undefined : await recomputed(message, question);
  const context = {
    recipient: question.recipient ?? record?.address ?? null,
    ourSenders: question.ourSenders,
    ourNames: question.ourNames,
    formValues: record?.values ?? [],
    ...(authentication ? { authentication } : {}),
    ...(question.register
      ? {
          registerValueCount: question.register.count,
          registerSize: question.register.size,
          registerChoices: question.register.choices,
        }
      : {}),
  };
  const findings = examineSample(message, context, readable);
  const compared = maskText(campaignText(message, readable));
  const campaign = { number: question.campaigns.number(compared), key: campaignKey(compared) };
  return mailLine({ named, ...numbers, message, readable, findings, campaign });
}

/** Every mail of every file, one file after the other; what is no readable file has a line that says so. */
async function* linesBelow(paths: readonly string[], question: Question): AsyncGenerator<MailLine> {
  const reader = new FileReader();
  for (const path of paths) {
    const { files, refused } = mailFiles(path);
    for (const file of files) yield* linesOf(file, reader, question);
    for (const one of refused) yield refusedLine({ path: one, sha256: '' }, refusalWords('unreadable'));
  }
}

async function* linesOf(path: string, reader: FileReader, question: Question): AsyncGenerator<MailLine> {
  const refuse = (why: Refusal, sha256 = '') => refusedLine({ path, sha256 }, refusalWords(why));
  let bytes: Uint8Array | undefined;
  try {
    bytes = reader.read(path, MOST_BYTES);
  } catch {
    // Missing, a folder, no right to read: one line says so, and the rest of the files are read.
    yield refuse('unreadable');
    return;
  }
  if (!bytes) {
    yield refuse('large');
    return;
  }
  const named = { path, sha256: hash('sha256', bytes) };
  const source = sourceOf(bytes);
  const ranges = splitMbox(source);
  for (const [index, range] of (ranges ?? [{ start: 0, end: source.length, line: 1 }]).entries()) {
    const message = readMessageAt(source, range);
    const number = ranges ? index + 1 : null;
    if (!message) {
      yield { ...refuse(whyNoMail(source), named.sha256), ...(number === null ? {} : { message: number }) };
      continue;
    }
    yield await readOne(message, named, { number, attached: null, within: null, headerLost: false }, question);
    for (const [at, { message: inner, ...rest }] of forwarded(message, question.handsOn).entries())
      yield await readOne(inner, named, { number, attached: at + 1, ...rest }, question);
  }
}

export const mail: Command = {
  name: 'mail',
  summary: summaries.mail,
  usage: ['mail FILE… [--org YAML] [--register CSV] [--recipient ADDRESS] [--dns JSON] [--json]'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    if (positionals.length === 0) {
      err.write('akashi mail: needs a file: akashi mail FILE…\n');
      return 2;
    }
    const recipient = values.recipient === undefined ? null : parseAddress(values.recipient);
    if (recipient === undefined) {
      err.write('akashi mail: --recipient is not a mail address\n');
      return 2;
    }
    if (values['time-zone'] !== undefined && !isTimeZone(values['time-zone'])) {
      err.write('akashi mail: --time-zone wants a name like Asia/Tokyo\n');
      return 2;
    }
    const organisation = values.org === undefined ? null : await loadOrganisation(values.org);
    const zone = values['time-zone'] ?? organisation?.timeZone ?? 'Asia/Tokyo';
    const register = values.register === undefined ? null : await loadRegister(values.register, zone);
    const records = register?.rows.map(({ address, answers }) => ({
      address,
      values: Object.entries(answers).map(([field, value]) => ({ field, value })),
    }));
    const question: Question = {
      ourSenders: organisation ? sendersOf(organisation) : [],
      ourNames: organisation?.name ? [organisation.name.ja, organisation.name.en] : [],
      recipient,
      handsOn: forwarders(recipient, organisation?.sendsFrom ?? []),
      register: records ? indexRecords(records) : null,
      campaigns: new Campaigns(),
      dns: values.dns === undefined ? null : loadDns(values.dns),
    };
    let refused = 0;
    const lines = new Lines(out);
    try {
      for await (const line of linesBelow(positionals, question)) {
        if (line.refused) {
          refused += 1;
          err.write(`akashi mail: ${line.path}: ${line.refused.en}\n`);
        }
        await lines.add(values.json ? `${JSON.stringify(line)}\n` : mailText(line));
      }
    } finally {
      await lines.flush();
    }
    return refused > 0 ? 3 : 0;
  },
};
