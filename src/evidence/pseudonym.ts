// Other people's data never leaves in the clear. A pseudonym is keyed per case: the same person has the same pseudonym
// throughout one case, and a dictionary of the register resolves none without the key, which is never in a pack.
import { createHmac } from 'node:crypto';
import { type Marked, redactions } from './personal-data.ts';
import type { RedactedKind, RedactionPolicy } from './redaction-policy.ts';

export type RedactedPart = {
  readonly text: string;
  /** Only on a part that replaces something. */
  readonly kind?: RedactedKind;
  /** What stood there. Never written out. */
  readonly raw?: string;
};

export type Redactor = {
  /** The text in order, replaced parts marked. Joined `text` is the redacted text; joined `raw ?? text` is the input. */
  parts(text: string): readonly RedactedPart[];
  text(text: string): string;
  /** The whole text as one replaced part. */
  whole(text: string, kind: RedactedKind): readonly RedactedPart[];
  /** Every string inside a JSON-like value, keys left alone. */
  value<T>(value: T): T;
  /** Salted commitment to one hidden value: whoever holds salt and value can open it, nobody else can test a guess. */
  commit(raw: string | Uint8Array, place: string): { readonly commitment: string; readonly salt: string };
};

// Crockford's base 32 in lower case: no i, l, o, u, so that a pseudonym read over the phone is not misheard.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** 8 characters, 40 bits: among 10,000 values of one case two collide with a chance of 1 in 20,000. */
function tag(mac: Uint8Array): string {
  let out = '';
  for (const byte of mac.subarray(0, 8)) out += alphabet.charAt(byte & 31);
  return out;
}

const prefixes: Readonly<Record<RedactedKind, string>> = {
  email: 'mail-',
  ip: 'ip-',
  phone: 'tel-',
  user: 'user-',
  name: 'name-',
  encoded: 'text-',
};

/** `t…@(a mail provider)` would need a list of providers here; the kind of domain is told by its last labels alone. */
function maskedAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const first = [...address.slice(0, Math.max(at, 0))][0] ?? '';
  const labels = address.slice(at + 1).split('.');
  const kind = labels.slice(labels.length > 2 && (labels.at(-2) ?? '').length <= 3 ? -2 : -1).join('.');
  return `${first}…@….${kind}`;
}

/** Canonical spelling of a value, so that two spellings of one person get one pseudonym. */
function canonical(kind: RedactedKind, raw: string): string {
  if (kind === 'phone')
    return raw
      .normalize('NFKC')
      .replace(/\D/g, '')
      .replace(/^81(?=\d{9,10}$)/, '0');
  let text = raw;
  if (/%[0-9a-f]{2}/i.test(raw)) {
    try {
      text = decodeURIComponent(raw);
    } catch {
      text = raw.replace(/%40/g, '@');
    }
  }
  return text.normalize('NFKC').toLowerCase();
}

// Digests, numbers, and words of a closed list that readers of the value look up: nobody's data, whatever names are known.
const verbatim = new Set([
  'sha256',
  'id',
  'kind',
  'version',
  'caseNumber',
  'check',
  'foundBy',
  'evidence',
  'unresolved',
  'type',
  'stage',
  'lang',
  'channel',
  'result',
  'outcome',
]);

/** Law: `parts(t)` joined by `raw ?? text` is `t`. */
export function redactor(policy: RedactionPolicy): Redactor {
  if (policy.key.length < 32) throw new RangeError('a pseudonym key needs at least 32 bytes');
  const complainant = policy.complainant?.address.toLowerCase() ?? null;
  const mac = (purpose: string, data: string | Uint8Array) =>
    createHmac('sha256', policy.key).update(`akashi/${purpose}\0`).update(data).digest();

  const replace = ({ kind, raw, ownDomain }: Marked): string => {
    const value = canonical(kind, raw);
    if (kind === 'email' && complainant !== null && value === complainant) return maskedAddress(value);
    if (kind === 'name' && policy.complainant?.name === raw) return '〔申出者／the complainant〕';
    const pseudonym = `${prefixes[kind]}${tag(mac(`pseudonym/${kind}`, value))}`;
    return ownDomain === undefined ? pseudonym : `${pseudonym}@${ownDomain}`;
  };

  const parts = (text: string): RedactedPart[] => {
    const out: RedactedPart[] = [];
    let at = 0;
    for (const mark of redactions(text, policy)) {
      if (mark.start > at) out.push({ text: text.slice(at, mark.start) });
      out.push({ text: replace(mark), kind: mark.kind, raw: mark.raw });
      at = mark.end;
    }
    if (at < text.length) out.push({ text: text.slice(at) });
    return out;
  };
  const redactText = (text: string) =>
    parts(text)
      .map((part) => part.text)
      .join('');
  // A path must still lead to its file, so only an address in it is hidden; hashes and ids hold nobody's data.
  const redactPath = (path: string) => {
    let out = '';
    let at = 0;
    for (const mark of redactions(path, policy, 'email')) {
      out += path.slice(at, mark.start) + replace(mark);
      at = mark.end;
    }
    return out + path.slice(at);
  };
  const redactValue = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string')
      return key === 'path' ? redactPath(value) : verbatim.has(key) ? value : redactText(value);
    if (Array.isArray(value)) return value.map((inner) => redactValue(inner, key));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, redactValue(inner, name)]));
    }
    return value;
  };

  return {
    parts,
    text: redactText,
    whole: (text, kind) => [{ text: replace({ start: 0, end: text.length, kind, raw: text }), kind, raw: text }],
    // The shape is untouched: only the text of strings changes, and no type here is narrower than string for free text.
    value: <T>(value: T) => redactValue(value) as T,
    commit(raw, place) {
      const salt = mac('salt', `${place}\0`).toString('hex').slice(0, 32);
      const bytes = typeof raw === 'string' ? Buffer.from(raw, 'utf8') : raw;
      const commitment = createHmac('sha256', Buffer.from(salt, 'hex')).update(bytes).digest('hex');
      return { commitment, salt };
    },
  };
}
