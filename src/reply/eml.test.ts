import PostalMime from 'postal-mime';
import { expect, it } from 'vitest';
import { draftLetter } from './draft.ts';
import { asMessage } from './eml.ts';
import { sampleCase } from './sample-case.ts';

const withAddress = {
  ...sampleCase,
  organisation: {
    ...sampleCase.organisation,
    contact: { ...sampleCase.organisation.contact, address: 'soudan@midori.example' },
  },
};

it.each(['ja', 'en'] as const)('a %s e-mail reads back as it was written, in seven bits', async (lang) => {
  const letter = draftLetter(withAddress, { stage: 'main', lang, channel: 'email' });
  const message = asMessage(letter, withAddress);
  expect(message).toMatch(/^[\x09\x0a\x0d\x20-\x7e]*$/);
  expect(Math.max(...message.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78);
  const read = await PostalMime.parse(message);
  expect(read.from?.address).toBe('soudan@midori.example');
  expect(read.to?.[0]?.address).toBe('hanako.yamada@example.jp');
  expect(read.subject).toContain('A-2009-0012');
  const body = letter.text.slice(letter.text.indexOf('\n')).trim();
  expect(read.text?.replace(/\r\n/g, '\n').trim()).toBe(body);
});

it('gives the date of the case in its own zone', () => {
  const letter = draftLetter(sampleCase, { stage: 'holding', lang: 'en', channel: 'email' });
  expect(asMessage(letter, sampleCase)).toContain('Date: Thu, 21 May 2009 10:00:00 +0900\r\n');
});

it('lets nobody add a header by way of a case number or an address', () => {
  const hostile = {
    ...sampleCase,
    claim: { ...sampleCase.claim, caseNumber: 'A\r\nBcc: all@example.org', address: 'a@b.example\r\nBcc: x@y.example' },
  };
  const letter = draftLetter(hostile, { stage: 'holding', lang: 'en', channel: 'email' });
  const head = asMessage(letter, hostile).split('\r\n\r\n')[0] ?? '';
  expect(head).not.toMatch(/^Bcc:/m);
  expect(head).not.toMatch(/^To:/m);
});
