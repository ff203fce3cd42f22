// What a look-up in lists of known breaches answered: breaches.json, as `akashi lookup breaches` wrote it. Reading it asks nobody.
import { z } from 'zod';
import { type Address, parseAddress } from '../vocabulary/address.ts';
import { AkashiError } from '../vocabulary/error.ts';
import type { Pointer } from '../vocabulary/finding.ts';
import type { NamedBytes } from './csv.ts';

/** Longest lists that are believed: the largest service knows some thousand breaches. */
const MOST_BREACHES = 20_000;

const word = z.string().max(300);
const flag = z.boolean().nullable();

const breachShape = z.object({
  name: word,
  title: word.nullable(),
  domain: word.nullable(),
  /** The day the data was taken, as the list has it; null when the list does not say. */
  breachDate: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable(),
  addedDate: word.nullable(),
  dataClasses: z.array(word).max(500),
  verified: flag,
  /** Made up, or put together from elsewhere: shows no loss at the place it is named after. */
  fabricated: flag,
  /** A list for sending spam, not a breach: shows only that the address goes round. */
  spamList: flag,
  /** Taken from infected devices. */
  stealerLog: flag,
  malware: flag,
});

export type Breach = z.infer<typeof breachShape>;

const lookupShape = z.object({
  kind: z.literal('breach-lookup'),
  version: z.literal(1),
  at: z.string().max(40),
  /** Exactly one of the two. */
  service: z.object({ url: word, catalogueSha256: word }).nullable(),
  list: z.object({ name: word, sha256: word.nullable(), orderChecked: z.boolean() }).nullable(),
  sent: z.array(z.string().max(400)).max(1000),
  answers: z
    .array(z.object({ address: z.string().max(400), breaches: z.array(breachShape).max(MOST_BREACHES) }))
    .max(1000),
});

export type BreachLookup = z.infer<typeof lookupShape>;

export type BreachAnswer = {
  readonly address: Address;
  readonly breaches: readonly (Breach & { readonly pointer: Pointer })[];
};

export type Breaches = {
  readonly path: string;
  readonly sha256: string;
  readonly at: string;
  /** `service`: answers for all it knows. `list`: a file of ours, of which nobody knows how much it covers. */
  readonly from: 'service' | 'list';
  readonly orderChecked: boolean;
  readonly name: string;
  readonly answers: readonly BreachAnswer[];
};

/** One line a breach, so that a pointer names one. The law: readBreaches(breachText(x)) holds what x holds. */
export function breachText(lookup: BreachLookup): string {
  const { answers, ...head } = lookup;
  const one = (value: unknown) => JSON.stringify(value);
  const rows = answers.map(({ address, breaches }) => {
    const lines = breaches.map((breach) => `   ${one(breach)}`).join(',\n');
    return `  {"address": ${one(address)}, "breaches": [${lines === '' ? '' : `\n${lines}\n  `}]}`;
  });
  const fields = Object.entries(head).map(([key, value]) => ` ${one(key)}: ${one(value)},\n`);
  return `{\n${fields.join('')} "answers": [\n${rows.join(',\n')}\n ]\n}\n`;
}

/** Places of the lines that hold one breach each, in order; none when the file was written by something else. */
function breachLines({ path, sha256, bytes }: NamedBytes): Pointer[] {
  const places: Pointer[] = [];
  const opening = new TextEncoder().encode('   {"name":');
  let line = 1;
  for (let at = 0; at < bytes.length; line += 1) {
    const found = bytes.indexOf(10, at);
    const end = found < 0 ? bytes.length : found;
    if (opening.every((byte, offset) => bytes[at + offset] === byte))
      places.push({ path, sha256, line, byteStart: at, byteEnd: end });
    at = end + 1;
  }
  return places;
}

/** @throws AkashiError custody/breaches-unreadable */
export function readBreaches(file: NamedBytes): Breaches {
  const { path, sha256 } = file;
  const refuse = (why: string) =>
    new AkashiError('custody/breaches-unreadable', `${path}: ${why}`, {
      hint: 'write it with akashi lookup breaches (docs/lookups.md)',
    });
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file.bytes));
  } catch {
    throw refuse('not JSON');
  }
  const read = lookupShape.safeParse(value);
  if (!read.success)
    throw refuse(`${read.error.issues[0]?.path.join('.') || 'the whole file'}: not of the expected shape`);
  const { at, service, list, answers } = read.data;
  if ((service === null) === (list === null)) throw refuse('expected either a service or a list');
  const lines = breachLines(file);
  const whole: Pointer = { path, sha256, line: 1, byteStart: 0, byteEnd: file.bytes.length };
  const counted = answers.reduce((sum, { breaches }) => sum + breaches.length, 0) === lines.length;
  let next = 0;
  return {
    path,
    sha256,
    at,
    from: service ? 'service' : 'list',
    orderChecked: list?.orderChecked ?? true,
    name: service?.url ?? list?.name ?? '',
    answers: answers.map(({ address, breaches }) => {
      const parsed = parseAddress(address);
      if (!parsed) throw refuse('an answer for what is no address');
      return {
        address: parsed,
        breaches: breaches.map((breach) => {
          const pointer = (counted ? lines[next] : undefined) ?? whole;
          next += 1;
          return { ...breach, pointer };
        }),
      };
    }),
  };
}
