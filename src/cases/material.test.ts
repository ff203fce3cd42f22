import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { NamedBytes } from '../custody/csv.ts';
import { type CaseFiles, readMaterial } from './material.ts';

function file(path: string, text: string): NamedBytes {
  const bytes = Buffer.from(text);
  return { path, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

const nothing: CaseFiles = {
  claim: file('claim.yaml', 'address: hanako@mail.example\n'),
  ...{ organisation: null, register: null, exports: null, canaries: null, breaches: null, dns: null },
  ...{ acquisition: null, collections: [], facts: null, handling: null, sent: [], approvals: null, holds: [] },
  ...{ spam: [], pages: [] },
};
const unreadableOf = (files: Partial<CaseFiles>) =>
  readMaterial({ ...nothing, ...files }, Date.UTC(2026, 10, 20)).unreadable;

it('of several records of one kind that cannot be read, each is told', () => {
  const { holds } = unreadableOf({ holds: [file('hold.json', '{'), file('ledger/holds.json', '7')] });
  for (const words of [holds?.ja, holds?.en]) expect(words).toMatch(/hold\.json.*ledger\/holds\.json/);
});

it('one that could not be opened is told beside one that was and could not be read', () => {
  const unopened = { holds: { ja: '開けません', en: 'cannot be opened' } };
  expect(unreadableOf({ unopened, holds: [file('hold.json', '{')] })['holds']?.en).toMatch(/^cannot be opened \/ hold/);
  // What was handed in stays as it was.
  expect(unopened.holds.en).toBe('cannot be opened');
});

const withAttachments = (from: string) =>
  file(
    'claim.eml',
    [
      ...[`From: ${from}`, 'To: office@club.example', 'Date: Wed, 18 Nov 2026 22:31:02 +0000'],
      ...['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', ''],
      ...[
        '--b',
        'Content-Type: text/plain',
        '',
        'You sent my details to a stranger. See attached. Who else has the list?',
      ],
      ...[
        '--b',
        'Content-Type: text/csv',
        'Content-Disposition: attachment; filename=list.csv',
        '',
        'Ben,ben@other.example',
      ],
      ...['--b', 'Content-Type: message/rfc822', '', 'From: stranger@far.example', 'To: ann@home.example'],
      ...['Subject: meant for you', '', 'I got this ten days ago. Is it yours?', '--b--', ''],
    ].join('\r\n'),
  );

it('what a customer attaches is no word of theirs; a colleague may have attached the customer’s mail', () => {
  const read = (from: string) =>
    readMaterial({ ...nothing, claim: withAttachments(from) }, Date.UTC(2026, 10, 20)).claim;
  const own = read('Ann <ann@home.example>');
  expect(own.text).toContain('Who else has the list?');
  expect(own.text).not.toMatch(/ten days ago|ben@/);
  expect(own.questions).toEqual(['Who else has the list?']);
  expect(read('Aoife <aoife@club.example>').text).toContain('ten days ago');
});
