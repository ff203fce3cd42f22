import { expect, it } from 'vitest';
import { readChatExport } from './chat-export.ts';

const read = (text: string, notAfter = '2026-11-28') => readChatExport(Buffer.from(text), notAfter);
const told = (text: string, notAfter?: string) =>
  read(text, notAfter)?.map(({ sender, when, text: said }) => [sender, when, said]);

it.each([
  {
    name: 'WhatsApp, Android',
    text: '26/11/2026, 21:15 - Messages are end-to-end encrypted.\n26/11/2026, 21:15 - +44 7911 123456: Dear Ruth,\nplease confirm.\n',
    want: [
      [null, '2026-11-26 21:15', 'Messages are end-to-end encrypted.'],
      ['+44 7911 123456', '2026-11-26 21:15', 'Dear Ruth,\nplease confirm.'],
    ],
  },
  {
    name: 'WhatsApp, iPhone, twelve hours',
    text: '[11/26/26, 9:15:03 PM] Harbour: Dear Ruth\r\n',
    want: [['Harbour', '2026-11-26 21:15', 'Dear Ruth']],
  },
  {
    name: 'LINE',
    text: '[LINE] 受付とのトーク履歴\n保存日時：2026/11/27 10:00\n\n2026/11/26(木)\n21:15\t受付\tご予約の確認です\n午後9:31\t受付\t至急\n',
    want: [
      ['受付', '2026-11-26 21:15', 'ご予約の確認です'],
      ['受付', '2026-11-26 21:31', '至急'],
    ],
  },
  {
    name: 'a backup of text messages, without what the reader sent',
    text: '<?xml version="1.0"?>\n<smses count="2">\n<sms address="+447911123456" date="1795641300000" type="1" body="Ruth &amp; all" />\n<sms address="+44" date="1795641300000" type="2" body="who?" />\n</smses>\n',
    want: [['+447911123456', '2026-11-25T21:15:00.000Z', 'Ruth & all']],
  },
])('$name', ({ text, want }) => {
  expect(told(text)).toEqual(want);
});

it('a date of numbers alone is read by the others and by the day it was handed in, else not at all', () => {
  const days = (text: string, notAfter: string) => told(text, notAfter)?.map(([, when]) => when);
  expect(days('05/11/2026, 09:00 - A: x\n', '2026-11-06')).toEqual([null]);
  expect(days('05/12/2026, 09:00 - A: x\n', '2026-11-28')).toEqual(['2026-05-12 09:00']);
  expect(days('05/11/2026, 09:00 - A: x\n20/11/2026, 09:00 - A: y\n', '2026-11-28')).toEqual([
    '2026-11-05 09:00',
    '2026-11-20 09:00',
  ]);
});

it('says where in the file each message stands', () => {
  const text = 'é\n26/11/2026, 21:15 - A: x\nmore\n';
  const [message] = read(text) ?? [];
  expect(message?.place.line).toBe(2);
  expect(Buffer.from(text).subarray(message?.place.byteStart, message?.place.byteEnd).toString()).toBe(
    '26/11/2026, 21:15 - A: x\nmore',
  );
});

it.each([
  ['a mail', 'From: a@example.com\nSubject: x\n\n26/11/2026, 21:15 we met\n'],
  ['a log of dates', '26/11/2026, 21:15 - started\n26/11/2026, 21:16 - ended\n'],
  ['a picture', '\u0089PNG\u0000\u0000'],
  ['prose', 'On 26/11/2026 they wrote to me.\n'],
])('%s is no chat', (_, text) => {
  expect(read(text)).toBeUndefined();
});
