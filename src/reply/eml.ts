// A letter as an e-mail file: plain text, seven bits a byte, readable by any mail program.
import type { Letter } from '../vocabulary/case-file.ts';
import { messageDate } from './days.ts';
import { subjectOf } from './frame.ts';
import { type CaseInput, groundsOf } from './grounds.ts';

/** Bytes of text in one encoded word: with its frame it stays under the 75 characters of RFC 2047 §2. */
const WORD_BYTES = 42;
/** Characters of base64 on a line, RFC 2045 §6.8. */
const LINE = 76;

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Printable ASCII as it is, all else as encoded words cut between characters. A line end cannot get into a header. */
function headerWords(text: string): string {
  const line = text.replace(/[\u0000-\u001f\u007f]/g, ' ').trim();
  if (/^[\x20-\x7e]*$/.test(line) && !line.includes('=?')) return line;
  const encoder = new TextEncoder();
  const words: string[] = [];
  let bytes: number[] = [];
  for (const letter of line) {
    const next = encoder.encode(letter);
    if (bytes.length + next.length > WORD_BYTES) {
      words.push(`=?UTF-8?B?${base64(Uint8Array.from(bytes))}?=`);
      bytes = [];
    }
    bytes.push(...next);
  }
  words.push(`=?UTF-8?B?${base64(Uint8Array.from(bytes))}?=`);
  return words.join('\r\n ');
}

/** A name before an address: quoted where it is plain, RFC 5322 §3.2.4. */
function displayName(name: string): string {
  const words = headerWords(name);
  return words.startsWith('=?') ? words : `"${words.replace(/["\\\\]/g, '')}"`;
}

/** An address that may stand in a header; undefined for anything else, so that nothing can be added to the message. */
function headerAddress(address: string | null): string | undefined {
  return address !== null && /^[\x21-\x3b\x3d\x3f-\x7e]{1,64}@[A-Za-z0-9.-]{1,255}$/.test(address)
    ? address
    : undefined;
}

/**
 * The letter as a message (RFC 5322) with its text in base64. Meant to be opened, read and sent by a person.
 *
 * `To` and `From` are left out where the case holds no address that may stand in a header; there is no Message-ID,
 * which the sending server adds.
 */
export function asMessage(letter: Letter, input: CaseInput): string {
  const { contact, name } = input.organisation;
  const subject = subjectOf(groundsOf(input, letter.stage), letter.lang, input.claim.caseNumber);
  const from = headerAddress(contact.address);
  const to = headerAddress(input.claim.address);
  // The subject of a text letter is a header here.
  const body = letter.text.replace(/^(?:件名：|Subject: )[^\n]*\n+/, '').replace(/\r?\n/g, '\r\n');
  const encoded = base64(new TextEncoder().encode(body));
  const lines = encoded.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  const display = name ? `${displayName(name[letter.lang])} ` : '';
  return [
    `Date: ${messageDate(input.now, input.organisation.timeZone)}`,
    ...(from === undefined ? [] : [`From: ${display}<${from}>`]),
    ...(to === undefined ? [] : [`To: <${to}>`]),
    `Subject: ${headerWords(subject)}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: base64',
    `Content-Language: ${letter.lang}`,
    'X-Unsent: 1',
    '',
    ...lines,
    '',
  ].join('\r\n');
}
