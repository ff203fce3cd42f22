import { expect, it } from 'vitest';
import { readRegister } from './register.ts';

const first = (head: string, row: string) => {
  const bytes = Buffer.from(`${head}\n${row}\n`);
  return readRegister({ path: 'register.csv', sha256: 'a'.repeat(64), bytes }, 'UTC').rows[0];
};

it.each(['submitted', 'Date joined', 'order_date', 'Registered on', 'created_at', '受付日時'])(
  'when somebody gave their address stands under "%s"',
  (heading) => {
    expect(first(`email,${heading},name`, 'a@b.example,2026-09-08 10:47,Ann')).toMatchObject({
      at: expect.stringContaining('2026-09-08'),
      answers: { name: 'Ann' },
    });
  },
);

it('of two columns of days the one known longest is taken, and the other is an answer', () => {
  expect(first('email,date,joined', 'a@b.example,2026-09-08,2019-01-02')).toMatchObject({
    at: '2026-09-08',
    answers: { joined: '2019-01-02' },
  });
});
