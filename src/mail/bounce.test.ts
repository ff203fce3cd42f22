import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { natureOf } from './bounce.ts';
import { readMessage } from './message/message.ts';

/** What machines of many kinds send back, in RFC 3464 and in words, and some mails that only look like it. */
type Answer = {
  readonly writer: string;
  readonly mail: string;
  readonly kind: string;
  /** Empty where no mail came back. */
  readonly originalRecipient: string;
};

const answers = readFileSync(new URL('fixtures/bounces.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line): Answer => JSON.parse(line));

const natureOfText = (text: string) => {
  const message = readMessage(Buffer.from(text));
  return message && natureOf(message);
};

it.each(answers)('$kind: $writer', ({ mail, kind, originalRecipient }) => {
  expect(natureOfText(mail)).toMatchObject({ kind, originalRecipient: originalRecipient || null });
});

it.each(['\r\n', '\r'])('the same with line ends %j', (end) => {
  for (const { mail, kind } of answers) expect(natureOfText(mail.replaceAll('\n', end))?.kind).toBe(kind);
});

it('reads a delivery report that was encoded for its way', () => {
  const fields = Buffer.from('Final-Recipient: rfc822; taro@gone.example\nAction: failed\n').toString('base64');
  const mail = `From: MAILER-DAEMON@mx.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\n${fields}\n--b--\n`;
  expect(natureOfText(mail)?.originalRecipient).toBe('taro@gone.example');
});
