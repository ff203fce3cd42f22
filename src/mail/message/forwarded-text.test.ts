import { expect, it } from 'vitest';
import { forwardedText } from './forwarded-text.ts';

const ofUs = (from: string) => from.includes('@shop.example');
const read = (...lines: string[]) => forwardedText(lines.join('\n'), ofUs);
const spam = { from: 'Deals <d@spam.example>', subject: 'deals', text: 'Buy now.' };

it.each([
  {
    name: 'Outlook',
    lines: [
      'From: Deals <d@spam.example>',
      'Sent: Monday 9:01',
      'To: h@mail.example',
      'Subject: deals',
      '',
      'Buy now.',
    ],
  },
  {
    name: 'Outlook in Japanese',
    lines: [
      '差出人: Deals <d@spam.example>',
      '送信日時: 2026年3月3日',
      '宛先: h@mail.example',
      '件名: deals',
      'Buy now.',
    ],
  },
  {
    name: 'a telephone of Japan',
    lines: [
      'From：Deals <d@spam.example>',
      'Date：2026/03/03 09:12',
      'To：h@mail.example',
      'Sub：deals',
      '',
      'Buy now.',
    ],
  },
  {
    name: 'a program in Chinese',
    lines: [
      '发件人: Deals <d@spam.example>',
      '发送时间: 2026年3月3日 9:12',
      '收件人: h@mail.example',
      '主题: deals',
      'Buy now.',
    ],
  },
  {
    name: 'a program in Korean',
    lines: [
      '보낸 사람: Deals <d@spam.example>',
      '날짜: 2026년',
      '받는 사람: h@mail.example',
      '제목: deals',
      'Buy now.',
    ],
  },
  {
    name: 'Thunderbird in German, subject first',
    lines: ['Betreff: \tdeals', 'Datum: \tx', 'Von: \tDeals <d@spam.example>', 'An: \th@mail.example', '', 'Buy now.'],
  },
  {
    name: 'a table, each cell on a line',
    lines: ['件名:', 'deals', '日付:', 'x', '差出人:', 'Deals <d@spam.example>', '宛先:', 'h@mail.example', 'Buy now.'],
  },
  {
    name: 'marks of quoting',
    lines: ['> From: Deals <d@spam.example>', '> Date: x', '> Subject: deals', '>', '> Buy now.', 'Regards, Agent'],
  },
  {
    name: 'a colleague who forwards what a customer forwarded',
    lines: [
      ...['From: agent@shop.example', 'To: x@shop.example', 'Subject: FW', '', 'see below'],
      ...['From: Deals <d@spam.example>', 'To: h@mail.example', 'Subject: deals', '', 'Buy now.'],
    ],
  },
])('reads the lines of $name', ({ lines }) => {
  expect(read('Look at this.', '', ...lines)).toMatchObject(spam);
});

it.each([
  { name: 'two lines that look like fields', lines: ['From: d@spam.example', 'Subject: deals', 'Buy now.'] },
  { name: 'fields without an address', lines: ['From: noon', 'To: midnight', 'Subject: opening hours'] },
  { name: 'only one of us', lines: ['From: a@shop.example', 'To: h@mail.example', 'Subject: deals', 'Buy.'] },
])('is no forward: $name', ({ lines }) => {
  expect(read(...lines)).toBeUndefined();
});

it('takes no longer than its text', () => {
  expect(read(...Array.from({ length: 20_000 }, () => 'From:'), `> ${' '.repeat(50_000)}`)).toBeUndefined();
});
