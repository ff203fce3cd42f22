// Whole mails in the forms the world sends them, written before the reader was put to them: charsets and carriers'
// variants of them, broken structure, mails put into mails, machines' answers.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { natureOf } from '../bounce.ts';
import { readMessage } from './message.ts';

type OddMessage = {
  readonly what: string;
  readonly kind: string;
  /** Null where more than one reading is right. */
  readonly subject: string | null;
  readonly received: number;
  readonly originalRecipient: string | null;
  /** Each stands in what a person reads. */
  readonly excerpts: readonly string[];
  /** Whether bytes must be reported that no charset knows. */
  readonly undecodable: boolean;
  /** One character a byte. */
  readonly mail: string;
};

const messages = readFileSync(new URL('../fixtures/odd-messages.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line): OddMessage => JSON.parse(line));

it.each(messages)('$kind: $what', ({ kind, subject, received, originalRecipient, excerpts, undecodable, mail }) => {
  const message = readMessage(Buffer.from(mail, 'latin1'));
  if (!message) throw new Error('not read as a mail');
  const value = message.headers.find(({ key }) => key === 'subject')?.value;
  if (subject !== null) expect(value).toBe(subject);
  expect(message.headers.filter(({ key }) => key === 'received')).toHaveLength(received);
  for (const excerpt of excerpts) expect(message.readable).toContain(excerpt);
  expect(message.undecodable.length > 0).toBe(undecodable);
  const nature = natureOf(message);
  expect(nature.kind).toBe(kind);
  if (originalRecipient !== null) expect(nature.originalRecipient).toBe(originalRecipient);
});
