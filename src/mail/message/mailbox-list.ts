// Addresses in To, Cc, From and their like, as loosely as mail writes them.
import { type Address, parseAddress } from '../../vocabulary/address.ts';

export type Mailbox = {
  readonly name: string;
  /** As written; may be no valid address ("phishing@pot", carriers' "a..b@…"). */
  readonly address: string;
};

/** More than any list seen; the rest is not read. */
const MOST = 10_000;
const MOST_CHARACTERS = 512 * 1024;

/** "a..b@docomo.ne.jp" is in use; what cannot be an address at all is left out. */
const plausible = (text: string) => /^[^\s<>@,;]{1,256}@[^\s<>@,;]{1,255}$/.test(text);

function piece(text: string, comment: string): Mailbox | undefined {
  const open = text.lastIndexOf('<');
  const close = text.indexOf('>', open);
  const inside = open >= 0 ? text.slice(open + 1, close < 0 ? undefined : close).trim() : text.trim();
  const address = inside
    .replace(/^mailto:/i, '')
    .replace(/^["']+|["']+$/g, '')
    .replace(/^@[^:]{1,500}:/, '')
    .trim();
  if (!plausible(address)) return undefined;
  const name = open >= 0 ? text.slice(0, open).replaceAll('"', '').trim() : comment.trim();
  return { name, address };
}

/** At most `most` mailboxes of a header's decoded value; groups are opened, comments become names. */
export function parseMailboxes(value: string, most = MOST): Mailbox[] {
  const found: Mailbox[] = [];
  let text = '';
  let comment = '';
  let quoted = false;
  let angle = false;
  let depth = 0;
  const flush = () => {
    const mailbox = text.includes('@') ? piece(text, comment) : undefined;
    if (mailbox) found.push(mailbox);
    text = '';
    comment = '';
    angle = false;
  };
  const end = Math.min(value.length, MOST_CHARACTERS);
  for (let i = 0; i < end && found.length < most; i += 1) {
    const char = value[i] ?? '';
    if (char === '\\' && quoted) {
      text += value[i + 1] ?? '';
      i += 1;
    } else if (char === '"' && depth === 0) {
      quoted = !quoted;
      text += char;
    } else if (!quoted && char === '(') depth += 1;
    else if (!quoted && char === ')' && depth > 0) depth -= 1;
    else if (depth > 0) comment += char;
    else if (!quoted && char === '<') {
      angle = true;
      text += char;
    } else if (!quoted && char === '>') {
      angle = false;
      text += char;
    } else if (!quoted && !angle && (char === ',' || char === ';')) flush();
    else if (!quoted && !angle && char === ':' && !text.includes('@')) text = '';
    else text += char;
  }
  if (found.length < most) flush();
  return found;
}

/** The first mailbox of a value; undefined when there is none. */
export function firstMailbox(value: string | null): Mailbox | undefined {
  return value === null ? undefined : parseMailboxes(value, 1)[0];
}

const localBefore = /[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}$/;
const domainAfter = /(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z0-9-]{2,63}/y;

/** Every address in running text, at most `most`, in order. Looks outward from each "@". */
export function addressesInText(text: string, most = 1000): Address[] {
  const found: Address[] = [];
  for (let at = text.indexOf('@'); at >= 0 && found.length < most; at = text.indexOf('@', at + 1)) {
    domainAfter.lastIndex = at + 1;
    const domain = domainAfter.exec(text)?.[0];
    const whole = domain ? (localBefore.exec(text.slice(Math.max(0, at - 64), at))?.[0] ?? '') : '';
    // Telephones in Japan took a dot first; in running text it ends a sentence.
    const local = whole.replace(text.charAt(at - whole.length - 1) === '<' ? /^'+/ : /^['.]+/, '');
    const address = local ? parseAddress(`${local}@${domain}`) : undefined;
    if (address) found.push(address);
  }
  return found;
}
