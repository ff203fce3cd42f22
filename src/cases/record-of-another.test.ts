import { expect, it } from 'vitest';
import type { FormValueFound } from '../mail/values/form-values.ts';
import type { Material } from './material.ts';
import { otherRecords, recordOfAnotherIn } from './record-of-another.ts';

const record = (address: string, name: string, phone: string, street: string) => ({
  ...{ address, answers: { name, phone, street } },
});
const material = {
  claim: { address: 'joan@mail.example', name: null },
  organisation: { sendsFrom: ['council.example'] },
  register: {
    rows: [
      record('joan@mail.example', 'Joan Tilbury', '01632 960808', '4 Church Row'),
      record('pugh@mail.example', 'David Pugh', '01632 960099', '19 Mill Lane'),
      record('desk@council.example', 'Christine Oldroyd', '01632 960011', 'Parish Rooms'),
      ...['Ann Lee', 'Bo Marsh', 'Cy Nolan', 'Di Ogden'].map((name, n) =>
        record(`${n}@mail.example`, name, `01632 9607${n}0`, `${n + 30} High Street`),
      ),
    ],
  },
} as unknown as Material;
const others = otherRecords(material);
const columnsIn = (text: string, own: readonly FormValueFound[] = [], name: string | null = null) =>
  recordOfAnotherIn(text, own, others, { ...material.claim, name })?.map(({ field }) => field);

const astray = 'Dear David Pugh,\nthe rent is due. Telephone on file: 01632 960099\nChristine Oldroyd, 01632 960011';

it('names the columns of the record that a mail tells of somebody else', () => {
  expect(columnsIn(astray)).toEqual(['name', 'phone']);
});

it.each([
  { name: 'a mail that names whoever complains', text: `${astray}\nfor Joan Tilbury`, called: 'Joan  Tilbury' },
  { name: 'a name alone, which a namesake has too', text: 'Dear David Pugh, the rent is due.' },
  { name: 'our own name and telephone, entered to try the form', text: 'Christine Oldroyd, 01632 960011' },
  { name: 'a record of their own', text: 'Dear Joan Tilbury, we have 01632 960808 on file.' },
])('says nothing of $name', ({ text, called }) => {
  expect(columnsIn(text, [], called ?? null)).toBeUndefined();
});

it('says nothing of a mail that holds values of their own record as well', () => {
  expect(columnsIn(astray, [{} as FormValueFound])).toBeUndefined();
});
