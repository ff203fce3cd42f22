// DNS as it was written down at the time: answers for names that were asked, and nothing else. A name that is not in the
// snapshot was not asked, which is an error of ours to look, never "does not exist".

/** Answers as node:dns gives them: TXT as lists of chunks, MX as exchange and priority, the rest as strings. */
export type DnsAnswer = string[] | string[][] | { exchange: string; priority: number }[];

/** As node:dns resolves; fails with an error whose `code` is node's. */
export type DnsResolver = (name: string, type: string) => Promise<DnsAnswer>;

export type DnsSnapshot = {
  readonly names: ReadonlyMap<string, ReadonlyMap<string, readonly unknown[]>>;
  /** Each type that was asked is written down, so that one which is not there was not asked. */
  readonly typeByType: boolean;
};

/** What `akashi lookup dns` writes around the answers. */
const recordingKind = 'dns-recording';

/** What a resolver fails with; `code` as in node:dns. */
export class DnsFailure extends Error {
  override readonly name = 'DnsFailure';
  readonly code: 'ENOTFOUND' | 'ENODATA' | 'ETIMEOUT' | 'ENOTRECORDED';

  constructor(code: DnsFailure['code']) {
    super(`dns: ${code}`);
    this.code = code;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const nameKey = (name: string) => name.toLowerCase().replace(/\.$/, '');

/** Rows of one name: by type {"TXT": […]}, a list of one-type objects ({MX: [10, "mx"]}, "TIMEOUT"), or a TXT text. */
function typesOf(value: unknown): Map<string, unknown[]> {
  const types = new Map<string, unknown[]>();
  const add = (type: string, row: unknown) =>
    types.set(type.toUpperCase(), [...(types.get(type.toUpperCase()) ?? []), row]);
  if (typeof value === 'string') add('TXT', value);
  else if (Array.isArray(value)) {
    for (const row of value) {
      if (row === 'TIMEOUT') add('TIMEOUT', row);
      else if (typeof row === 'string') add('TXT', row);
      else if (isRecord(row)) for (const [type, one] of Object.entries(row)) add(type, one);
    }
  } else if (isRecord(value)) {
    for (const [type, rows] of Object.entries(value)) {
      types.set(type.toUpperCase(), types.get(type.toUpperCase()) ?? []);
      for (const row of Array.isArray(rows) ? rows : [rows]) add(type, row);
    }
  }
  // Test suites of RFC 7208 give the policy as type SPF and mean TXT too, unless TXT says NONE.
  const policies = types.get('SPF');
  if (policies && !types.has('TXT')) types.set('TXT', policies);
  return types;
}

/** Reads a snapshot: an object of names. Undefined when it is none. */
export function readDnsSnapshot(value: unknown): DnsSnapshot | undefined {
  if (!isRecord(value)) return undefined;
  const isRecording = value['kind'] === recordingKind && isRecord(value['answers']);
  const zone = isRecording ? value['answers'] : value;
  if (!isRecord(zone)) return undefined;
  const names = new Map(Object.entries(zone).map(([name, rows]) => [nameKey(name), typesOf(rows)]));
  return { names, typeByType: isRecording };
}

/** Everything that was asked, in the order of names and types, with what failed and what was not asked for good reason. */
export type DnsRecording = {
  readonly recordedAt: string;
  readonly servers: readonly string[];
  readonly asked: readonly DnsAsked[];
};

export type DnsAsked = { readonly name: string; readonly type: string } & (
  | { readonly answer: DnsAnswer }
  | { readonly absent: 'name' | 'type' }
  | { readonly failed: string }
  | { readonly withheld: true }
);

/** The law: readDnsSnapshot of the parsed text answers every question as it was answered. */
export function recordingText({ recordedAt, servers, asked }: DnsRecording): string {
  const sorted = [...asked].sort((a, b) => (`${a.name} ${a.type}` < `${b.name} ${b.type}` ? -1 : 1));
  const answers = new Map<string, Record<string, unknown>>();
  for (const one of sorted) {
    if (!('answer' in one) && !('absent' in one)) continue;
    const types = answers.get(one.name) ?? {};
    if ('answer' in one) types[one.type] = one.answer;
    else if (one.absent === 'name') types['NXDOMAIN'] = [true];
    else types[one.type] = [];
    answers.set(one.name, types);
  }
  const failed = sorted.flatMap((one) =>
    'failed' in one ? [{ name: one.name, type: one.type, code: one.failed }] : [],
  );
  const withheld = sorted.filter((one) => 'withheld' in one).length;
  const whole = {
    kind: recordingKind,
    version: 1,
    recordedAt,
    servers,
    failed,
    withheld,
    answers: Object.fromEntries(answers),
  };
  return `${JSON.stringify(whole, null, 1)}\n`;
}

/** The suite of RFC 7208 writes strings as bytes; chunks of one record arrive as a list. */
function textRow(row: unknown): string[] {
  return (Array.isArray(row) ? row : [row]).map(String);
}

function mxRow(row: unknown): { exchange: string; priority: number } {
  if (Array.isArray(row)) return { priority: Number(row[0]), exchange: nameKey(String(row[1])) };
  if (isRecord(row)) return { priority: Number(row['priority']), exchange: nameKey(String(row['exchange'])) };
  return { priority: 0, exchange: nameKey(String(row)) };
}

/** "1.2.0.192.in-addr.arpa" for 192.0.2.1 is what PTR questions ask; node:dns is asked for the address itself. */
const answersOf = (types: ReadonlyMap<string, readonly unknown[]>, type: string): DnsAnswer | undefined => {
  const rows = types.get(type)?.filter((row) => row !== 'NONE');
  if (!rows || rows.length === 0) return undefined;
  if (type === 'TXT') return rows.map(textRow);
  return type === 'MX' ? rows.map(mxRow) : rows.map(String);
};

/**
 * A resolver over a snapshot. `complete`: the snapshot is the whole world (a test suite's zone), so a missing name does
 * not exist; without it, a missing name was not recorded.
 */
export function snapshotResolver(snapshot: DnsSnapshot, { complete }: { complete: boolean }) {
  const lookUp = (name: string, type: string, depth: number): DnsAnswer => {
    const types = snapshot.names.get(nameKey(name));
    if (types?.has('NXDOMAIN')) throw new DnsFailure('ENOTFOUND');
    if (!types) throw new DnsFailure(complete ? 'ENOTFOUND' : 'ENOTRECORDED');
    const answer = answersOf(types, type);
    if (answer) return answer;
    const alias = types.get('CNAME')?.[0];
    if (alias !== undefined && depth < 8) return lookUp(String(alias), type, depth + 1);
    if (snapshot.typeByType && !types.has(type)) throw new DnsFailure('ENOTRECORDED');
    // A name whose server did not answer gives what was recorded, and times out for the rest.
    throw new DnsFailure(types.has('TIMEOUT') ? 'ETIMEOUT' : 'ENODATA');
  };
  return async (name: string, type: string): Promise<DnsAnswer> => lookUp(name, type, 0);
}
