// Everything small that a case was given, parsed at the edge. What cannot be read becomes a stated reason, never silence.
import { type Acquisition, readAcquisition } from '../custody/acquisition.ts';
import { type Breaches, readBreaches } from '../custody/breaches.ts';
import { type Canaries, readCanaries } from '../custody/canaries.ts';
import type { NamedBytes } from '../custody/csv.ts';
import { type Exports, readExports } from '../custody/exports.ts';
import { isoInZone, parseWhen } from '../custody/instant.ts';
import { readOrganisation, unknownOrganisation } from '../custody/organisation.ts';
import { type Register, readRegister } from '../custody/register.ts';
import { forwarders } from '../mail/message/handed-on.ts';
import { headerValue } from '../mail/message/header.ts';
import { parseMailDate } from '../mail/message/mail-date.ts';
import { firstMailbox } from '../mail/message/mailbox-list.ts';
import { readMessage } from '../mail/message/message.ts';
import { type DnsSnapshot, readDnsSnapshot } from '../mail/sender/dns-snapshot.ts';
import type { Claim, Organisation } from '../vocabulary/case-file.ts';
import { AkashiError } from '../vocabulary/error.ts';
import type { Fact } from '../vocabulary/fact.ts';
import { parseFacts } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import type { ApprovalEntry } from './approval.ts';
import { readApprovalRecord } from './approval-record.ts';
import { chatComplaint } from './complaint/chat-complaint.ts';
import { claimFromMail, readClaimYaml } from './complaint/claim.ts';
import { headedComplaint } from './complaint/forwarded.ts';
import { type GivenHandling, readHandling } from './handling.ts';
import { readHoldRecord, withHold } from './hold-record.ts';
import { withChats } from './read-chats.ts';
import { domainWrittenTo } from './written-to.ts';

/** The files of a case, logs apart. */
export type CaseFiles = {
  readonly claim: NamedBytes;
  readonly organisation: NamedBytes | null;
  readonly register: NamedBytes | null;
  readonly exports: NamedBytes | null;
  readonly canaries: NamedBytes | null;
  /** What `akashi lookup breaches` wrote. */
  readonly breaches: NamedBytes | null;
  /** What `akashi lookup dns` recorded. */
  readonly dns: NamedBytes | null;
  readonly acquisition: NamedBytes | null;
  /** Collected copies that were given: the record, the lists of hashes beside it, and whether the copies still fit. */
  readonly collections: readonly {
    readonly record: NamedBytes;
    readonly lists: readonly NamedBytes[];
    readonly intact: boolean;
  }[];
  readonly facts: NamedBytes | null;
  readonly handling: NamedBytes | null;
  /** Letters that went out, as they were sent, and what lies beside them. */
  readonly sent: readonly NamedBytes[];
  /** The record of approvals in the case folder; one beside the letters is among `sent`. */
  readonly approvals: NamedBytes | null;
  /** Records of holds: that of `akashi preserve`, and that of a ledger. */
  readonly holds: readonly NamedBytes[];
  readonly spam: readonly NamedBytes[];
  readonly pages: readonly NamedBytes[];
  /** By what they would have been: files that were given and could not be opened. */
  readonly unopened?: Readonly<Record<string, Unreadable>>;
};

/** Why something that was given could not be read. */
export type Unreadable = Both & {
  /** The file among those of a folder whose own reason these words tell. */
  readonly tells?: string;
};

export type Material = {
  readonly claim: Claim;
  readonly organisation: Organisation;
  readonly register: Register | null;
  readonly exports: Exports | null;
  readonly canaries: Canaries | null;
  readonly breaches: Breaches | null;
  readonly dns: DnsSnapshot | null;
  readonly acquisition: readonly Acquisition[] | null;
  /** Facts that people established. */
  readonly given: readonly Fact[];
  /** What people did and decided. */
  readonly handling: GivenHandling | null;
  readonly approvals: readonly ApprovalEntry[];
  /** By source: why something that was given could not be read. */
  readonly unreadable: Readonly<Record<string, Unreadable>>;
};

const names: Readonly<Record<string, string>> = {
  register: '登録簿',
  exports: '書き出しの記録',
  canaries: '確認用アドレスの一覧',
  breaches: '漏えい一覧の照会結果',
  dns: 'DNSの記録',
  facts: '人が確かめた事実',
  handling: '対応の記録',
  acquisition: '収集の記録',
  approvals: '承認の記録',
  holds: '消さずに残す記録の指示',
};

/** Of several files of one kind, as records of holds and collections are, each is told: the last must not hide the others. */
export function addUnreadable(unreadable: Record<string, Unreadable>, source: string, because: Unreadable): void {
  const before = unreadable[source];
  unreadable[source] = before
    ? { ...before, ja: `${before.ja}／${because.ja}`, en: `${before.en} / ${because.en}` }
    : because;
}

/** Runs a reader; a file that cannot be read is told under its name, and the rest of the case goes on. */
function attempt<T>(
  source: string,
  file: NamedBytes | null,
  unreadable: Record<string, Unreadable>,
  read: (file: NamedBytes) => T,
): T | null {
  if (!file) return null;
  try {
    return read(file);
  } catch (error) {
    if (!(error instanceof AkashiError)) throw error;
    addUnreadable(unreadable, source, {
      ja: `${names[source] ?? source}（${file.path}）を読み取れませんでした：${error.message}`,
      en: `${file.path} could not be read: ${error.message}`,
    });
    return null;
  }
}

function claimFromEml(file: NamedBytes, organisation: Organisation): Claim {
  const message = readMessage(file.bytes);
  if (!message) {
    throw new AkashiError('case/claim-unreadable', `${file.path}: not a mail message`, {
      hint: 'save the complaint as .eml, or write a claim.yaml',
    });
  }
  const from = firstMailbox(headerValue(message.headers, 'from'));
  const date = parseMailDate(headerValue(message.headers, 'date') ?? '');
  const at = date ? isoInZone(date.milliseconds, organisation.timeZone) : null;
  const sender = from?.address ? { address: from.address, name: from.name || null } : null;
  const named = organisation.sendsFrom.filter((name) => /[a-z]/i.test(name));
  // Where nobody said which domains are ours, the one that the complaint was written to is.
  const domains = named.length > 0 ? named : [domainWrittenTo(file) ?? []].flat();
  const subject = headerValue(message.headers, 'subject');
  // A colleague may have attached the customer's mail; what a customer attaches is somebody else's words, or a file.
  const to = firstMailbox(headerValue(message.headers, 'to'))?.address;
  const houseOf = (address: string | undefined) => address?.toLowerCase().split('@').at(-1);
  const passedOn =
    sender !== null &&
    (forwarders(null, organisation.sendsFrom)(sender.address.toLowerCase()) || houseOf(sender.address) === houseOf(to));
  return claimFromMail(
    { from: sender, date: at, subject, text: passedOn ? message.readable : message.ownReadable },
    file,
    domains,
    organisation.timeZone,
  );
}

/** The complaint as somebody pasted it: with the lines of a mail's head above it, or without. */
function claimFromText(file: NamedBytes, organisation: Organisation, now: number): Claim {
  const text = textOf(file);
  const zone = organisation.timeZone;
  const chat = chatComplaint(file.bytes, organisation, now);
  const mail = chat
    ? { from: null, date: chat.date === null ? null : (parseWhen(chat.date, zone) ?? chat.date), text: chat.text }
    : (headedComplaint(text, zone) ?? { from: null, date: null, text });
  const domains = organisation.sendsFrom.filter((name) => /[a-z]/i.test(name));
  return claimFromMail(mail, file, domains, zone, isoInZone(now, zone));
}

/** UTF-8 or Shift_JIS. @throws AkashiError case/claim-unreadable */
function textOf(file: NamedBytes): string {
  for (const encoding of ['utf-8', 'shift_jis'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(file.bytes);
    } catch {} // The other one is tried.
  throw new AkashiError('case/claim-unreadable', `${file.path}: neither UTF-8 nor Shift_JIS`, {
    hint: 'save the complaint as text in UTF-8',
  });
}

function readGivenFacts(file: NamedBytes): readonly Fact[] {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file.bytes));
  } catch (cause) {
    throw new AkashiError('facts/unreadable', `${file.path}: not JSON`, { cause });
  }
  const { facts, problems } = parseFacts(value);
  const [first] = problems;
  if (first) throw new AkashiError('facts/unreadable', `${file.path}: ${first.at}: expected ${first.expected}`);
  return facts;
}

/** org.yaml is needed before logs are read: it says in which zone times without one are. @throws AkashiError */
export function organisationOf(file: NamedBytes | null): Organisation {
  return file ? readOrganisation(file) : unknownOrganisation;
}

/** Apart from the rest: hashing large copies takes longer than the first look may wait. */
export function withAcquisition(material: Material, files: CaseFiles): Material {
  const unreadable = { ...material.unreadable };
  return { ...material, acquisition: acquisitionsOf(files, unreadable), unreadable };
}

function acquisitionsOf(files: CaseFiles, unreadable: Record<string, Unreadable>): readonly Acquisition[] | null {
  const given = [
    ...(files.acquisition ? [{ record: files.acquisition, lists: [], intact: null }] : []),
    ...files.collections,
  ];
  const read = given.flatMap(
    ({ record, ...more }) => attempt('acquisition', record, unreadable, (file) => readAcquisition(file, more)) ?? [],
  );
  return read.length > 0 ? read : null;
}

/** @throws AkashiError case/claim-unreadable, case/no-address, custody/yaml-unreadable */
export function readClaim(claim: NamedBytes, organisationFile: NamedBytes | null, now: number): Claim {
  const organisation = organisationOf(organisationFile);
  const path = claim.path.toLowerCase();
  if (path.endsWith('.eml')) return claimFromEml(claim, organisation);
  return path.endsWith('.txt') ? claimFromText(claim, organisation, now) : readClaimYaml(claim, organisation.timeZone);
}

/** @throws AkashiError input/unreadable */
function readDns({ path, bytes }: NamedBytes): DnsSnapshot {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new AkashiError('input/unreadable', `${path}: no JSON`, { cause });
  }
  const snapshot = readDnsSnapshot(value);
  if (!snapshot) throw new AkashiError('input/unreadable', `${path}: no recorded DNS`);
  return snapshot;
}

const approvalsOf = ({ approvals, sent }: CaseFiles) => [
  ...(approvals ? [approvals] : []),
  ...sent.filter(({ path }) => path.split('/').at(-1) === 'approvals.jsonl'),
];

/** @throws AkashiError case/claim-unreadable, case/no-address, custody/yaml-unreadable: without a claim there is no case */
export function readMaterial(files: CaseFiles, now: number): Material {
  const organisation = organisationOf(files.organisation);
  const zone = organisation.timeZone;
  const claim = withChats(readClaim(files.claim, files.organisation, now), files.spam, zone, now);
  const unreadable: Record<string, Unreadable> = { ...files.unopened };
  return {
    claim,
    organisation,
    register: attempt('register', files.register, unreadable, (file) => readRegister(file, zone)),
    exports: attempt('exports', files.exports, unreadable, (file) => readExports(file, zone)),
    canaries: attempt('canaries', files.canaries, unreadable, (file) => readCanaries(file, zone)),
    breaches: attempt('breaches', files.breaches, unreadable, readBreaches),
    dns: attempt('dns', files.dns, unreadable, readDns),
    acquisition: null,
    given: attempt('facts', files.facts, unreadable, readGivenFacts) ?? [],
    handling: withHold(
      attempt('handling', files.handling, unreadable, (file) => readHandling(file, files.sent, zone)),
      files.holds.flatMap((one) => attempt('holds', one, unreadable, readHoldRecord) ?? []),
      { caseNumber: claim.caseNumber, zone, now },
    ),
    approvals: approvalsOf(files).flatMap((one) => attempt('approvals', one, unreadable, readApprovalRecord) ?? []),
    unreadable,
  };
}
