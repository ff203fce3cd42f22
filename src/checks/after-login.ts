// What whoever logged in after guesses did next, by the same records: "a login worked" and "a list was written out" are one story.
import { counted, ENTRIES, EXPORTS, KEYS, named, said, told, UNGUARDED } from '../logs/application-lines.ts';
import type { AttackClassId } from '../logs/detect/attack-classes.ts';
import type { Actor } from '../logs/detect/detection.ts';
import { type Limit, within } from '../logs/detect/limits.ts';
import { LOGIN_ELSEWHERE } from '../logs/detect/logins/logins-elsewhere.ts';
import { STRANGE_SESSION } from '../logs/detect/logins/strange-sessions.ts';
import { GIVES_LIST } from '../logs/detect/reads/stray-exports.ts';
import type { LogStore } from '../logs/port.ts';
import type { Claim, Organisation } from '../vocabulary/case-file.ts';
import type { FactOf } from '../vocabulary/fact.ts';
import type { Pointer } from '../vocabulary/finding.ts';
import type { SpamEvidence } from './spam-evidence.ts';

type Told = Pick<
  FactOf<'attacker-trace'>,
  | 'record'
  | 'vendor'
  | 'keysMade'
  | 'listWritten'
  | 'listsWritten'
  | 'settingsChanged'
  | 'strange'
  | 'tries'
  | 'mailboxMegabytes'
  | 'loginDays'
  | 'sent'
  | 'sentFrom'
  | 'ownAccount'
  | 'sentSample'
>;
export type AfterLogin = Told & { readonly pointers: readonly Pointer[] };

/** Each of them costs two statements; a report names a few. */
const MOST_SOURCES = 10;
/** Lines quoted of each act. */
const FEW = 2;

const SENDS =
  '(?i)(campaign|mailing|newsletter|broadcast|bulk|e?mail|message)s?.{0,3}(send|sent|dispatch)|(send|sent).{0,3}(campaign|mailing|newsletter|broadcast|e?mail|message)|(一斉|メール|メルマガ).{0,4}(送信|配信)';
const RECIPIENTS = counted(
  '(?i)^(recipients?|sent)[ _]?(count)?$',
  'recipients|contacts|subscribers|addresses|members|customers|件|人|名',
);
/** A message that a mail server took in from somebody who had logged in. */
const SUBMITTED = `action = 'mail-received' and user != ''`;
const MAIL_PROGRAM = /^(?:postfix|dovecot|exim|sendmail|cyrus|courier|imapd|pop3d|saslauthd|stalwart)/i;

type Trace = { readonly actor: Actor; readonly attack: AttackClassId };
type LoginRow = { readonly program: string; readonly user: string; readonly f: number };
type Place = readonly [f: number, n: number];
type ActRow = {
  readonly keys: number;
  readonly settings: number;
  readonly tries: number;
  readonly lists: number;
  readonly list: number;
  readonly mails: number;
  readonly recipients: number;
  readonly first: number;
  readonly places: readonly Place[];
};

/** Lists that the web server gave to the same source. */
type GivenRow = { readonly lists: number; readonly places: readonly Place[] };

/** The same mailbox, whether the record names it with its domain or without. */
function isOf(user: string, address: string): boolean {
  const [account, wanted] = [user.toLowerCase(), address.toLowerCase()];
  return account !== '' && (account === wanted || account === wanted.slice(0, wanted.lastIndexOf('@')));
}

const letters = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
/** Shorter names stand in any path. */
const SHORTEST_NAME = 4;

/** The company whose record it is, where the name of the file says so. */
function vendorOf(path: string, vendors: Organisation['vendors']): string | undefined {
  const file = letters(path);
  return vendors.find(({ name, nameEn }) =>
    [name, nameEn ?? ''].some((one) => letters(one).length >= SHORTEST_NAME && file.includes(letters(one))),
  )?.name;
}

/** Known by what was unlike that account and came after, and not by how often it was tried. */
const isStrange = ({ actor, attack }: Trace): boolean => {
  const signs = actor.signs.filter((sign) => sign.class === attack && sign.success !== 'none');
  return signs.length > 0 && signs.every(({ id }) => id === STRANGE_SESSION || id === LOGIN_ELSEWHERE);
};

const BYTES_PER_MEGABYTE = 1_000_000;

/** What a mail server gave out to that source in one session. */
function bytesGiven({ actor }: Trace): { readonly mailboxMegabytes?: number } {
  const most = Math.max(0, ...actor.signs.map(({ given = 0 }) => given));
  return most > 0 ? { mailboxMegabytes: Math.max(1, Math.round(most / BYTES_PER_MEGABYTE)) } : {};
}

/** Days on which that source came, where more than one. */
function daysOf({ actor }: Trace): { readonly loginDays?: number } {
  const most = Math.max(0, ...actor.signs.map(({ days = 0 }) => days));
  return most > 1 ? { loginDays: most } : {};
}

/** The login itself, and what came from the same address from then on. Undefined where the records do not name it. */
async function actsOf(
  { actor, attack }: Trace,
  store: LogStore,
): Promise<{ readonly login: LoginRow; readonly acts: ActRow | undefined; readonly given: GivenRow } | undefined> {
  const signs = actor.signs.filter((sign) => sign.class === attack && sign.success !== 'none' && sign.from !== null);
  const [from] = signs.map((sign) => Date.parse(sign.from ?? '')).toSorted((a, b) => a - b);
  if (actor.kind !== 'ip' || from === undefined) return undefined;
  const parameters = { ip: actor.id, from };
  const since = 'ip = {ip:String} and ts >= fromUnixTimestamp64Milli({from:Int64})';
  const [login] = await store.rows<LoginRow>(
    `select program, user, f from event where action = 'login' and ${since} order by ts, f, n limit 1`,
    parameters,
  );
  if (!login) return undefined;
  const [acts] = await store.rows<ActRow>(
    `select countIf(made) as keys, countIf(unguarded) as settings, countIf(action = 'login-failed') as tries,
       countIf(written) as lists, toUInt32(maxIf(entries, written)) as list, countIf(mail) as mails,
       toUInt32(maxIf(reached, sent)) as recipients, toUnixTimestamp64Milli(toDateTime64(minIf(ts, mail or sent), 3)) as first,
       arraySort(arrayConcat(groupArraySortedIf(${FEW})((f, n), made), groupArraySortedIf(${FEW})((f, n), unguarded), groupArraySortedIf(${FEW})((f, n), written),
         groupArraySortedIf(${FEW})((f, n), mail or sent))) as places
     from (
       select f, n, ts, action, ${SUBMITTED} as mail, action = '' and ${named} as act, act and match(${said}, '${KEYS}') as made,
         act and match(concat(${said}, ' ', lower(${told})), '${UNGUARDED}') as unguarded,
         act and match(${said}, '${EXPORTS}') as written, act and match(${said}, '${SENDS}') as sent,
         ${ENTRIES} as entries, ${RECIPIENTS} as reached
       from event where ${since}
     )`,
    parameters,
  );
  const [given = { lists: 0, places: [] }] = await store.rows<GivenRow>(
    `select count() as lists, groupArraySorted(${FEW})((f, n)) as places from web
     where client = {ip:String} and ts >= fromUnixTimestamp64Milli({from:Int64}) and ${GIVES_LIST}`,
    parameters,
  );
  return { login, acts, given };
}

/** By the id of each actor: what it did once it was in. */
export async function afterLogins(
  traces: readonly Trace[],
  store: LogStore,
  { claim, organisation, spam }: { claim: Claim; organisation: Organisation; spam: SpamEvidence | null },
  limits: Limit[],
): Promise<ReadonlyMap<string, AfterLogin>> {
  const told = new Map<string, AfterLogin>();
  const logins = traces.filter(({ attack }) => attack === 'bruteforce-login');
  for (const trace of within(logins, MOST_SOURCES, limits, 'intruders-followed', ['bruteforce-login'])) {
    const found = await actsOf(trace, store);
    if (!found) continue;
    const { login, acts, given } = found;
    const lists = Math.max(acts?.lists ?? 0, given.lists);
    // A list of which no size is told is told as one.
    const sized = (acts?.list ?? 0) > 0;
    const file = store.files[login.f];
    const vendor = vendorOf(file?.path ?? '', organisation.vendors);
    const isMail = MAIL_PROGRAM.test(login.program);
    const isApplication = file?.format === 'csv' || file?.format === 'json_lines';
    const sent = Math.max(acts?.mails ?? 0, acts?.recipients ?? 0);
    // The address stands in the delivery record of the message too, as our own server wrote it there.
    const inSample = (spam?.samples ?? []).some(
      ({ origin, kind, clients }) => origin === 'ours' && kind === 'message' && clients?.includes(trace.actor.id),
    );
    told.set(trace.actor.id, {
      record: isMail ? 'mail' : isApplication ? 'application' : 'server',
      ...(vendor === undefined ? {} : { vendor }),
      ...(acts && acts.keys > 0 ? { keysMade: acts.keys } : {}),
      ...(acts && acts.settings > 0 ? { settingsChanged: acts.settings } : {}),
      ...(lists > 1 || (lists === 1 && !sized) ? { listsWritten: lists } : {}),
      ...(acts && acts.list > 0 ? { listWritten: acts.list } : {}),
      ...bytesGiven(trace),
      ...daysOf(trace),
      ...(isStrange(trace) ? { strange: true, tries: acts?.tries ?? 0 } : {}),
      ...(acts && sent > 0 ? { sent, sentFrom: new Date(acts.first).toISOString() } : {}),
      ...(isOf(login.user, claim.address) ? { ownAccount: true } : {}),
      ...(inSample && sent > 0 ? { sentSample: true } : {}),
      pointers: await store.pointers([...(acts?.places ?? []), ...given.places].map(([f, n]) => ({ f, n }))),
    });
  }
  return told;
}
