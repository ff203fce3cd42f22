import { expect, it } from 'vitest';
import { examineSample } from '../sample.ts';
import { readMessage } from './message.ts';

// A tenth of what each took before fields were bounded; of the processor's time, because others may be at work.
const MOST_MILLISECONDS = 3000;
const LENGTH = 10_000_000;

const spent = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const filled = (piece: string) => piece.repeat(LENGTH / piece.length);

it.each([
  { what: 'openings of coded words', header: `Subject: ${filled('=?utf-8?B?')}` },
  { what: 'short coded words', header: `Subject: ${filled('=?utf-8?Q?a?= ')}` },
  { what: 'commas between no recipients', header: `To: ${filled(',')}` },
  { what: 'recipients', header: `To: ${filled('abcdef@gh.example, ')}` },
  { what: 'quotation marks', header: `To: ${filled('"')}` },
  { what: 'angle brackets', header: `To: ${filled('<')}a@b.example` },
  { what: 'at-signs', header: `To: ${filled('a@')}` },
  { what: 'nested comments', header: `Received: from a ${filled('(a ')} by b; Tue, 1 Jan 2024 00:00:00 +0000` },
  { what: 'addresses', header: `Received: from a ${filled('([192.0.2.1]) ')} by b; Tue, 1 Jan 2024 00:00:00 +0000` },
])('ten megabytes of $what in one field are read in time', ({ header }) => {
  const bytes = Buffer.from(`${header}\nFrom: a@b.example\n\nx\n`);
  const started = spent();
  const message = readMessage(bytes);
  expect(message).toBeDefined();
  if (message) examineSample(message, { recipient: null, ourSenders: [], formValues: [] });
  expect(spent() - started).toBeLessThan(MOST_MILLISECONDS);
});
