import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NumberRows } from './number-rows.ts';

test('rows come out whole and in order, whatever the pieces were', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.double({ noNaN: true }), { maxLength: 60 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }),
      (columns, values, sizes) => {
        const rows = values.slice(0, values.length - (values.length % columns));
        const bytes = Buffer.from(Float64Array.from(rows).buffer);
        const out: number[] = [];
        const reader = new NumberRows(columns, (some) => {
          expect(some.length % columns).toBe(0);
          out.push(...some);
        });
        for (let at = 0, i = 0; at < bytes.length; i += 1) {
          const size = sizes[i % sizes.length] ?? 1;
          reader.push(bytes.subarray(at, at + size));
          at += size;
        }
        reader.end();
        expect(out).toEqual(rows);
      },
    ),
  );
});

test('more rows than are held at once', () => {
  const many = Float64Array.from({ length: 600_000 }, (_, i) => i);
  let sum = 0;
  let calls = 0;
  const reader = new NumberRows(3, (some) => {
    calls += 1;
    for (const value of some) sum += value;
  });
  reader.push(Buffer.from(many.buffer));
  reader.end();
  expect(sum).toBe((599_999 * 600_000) / 2);
  expect(calls).toBeGreaterThan(1);
});

test('a row that was cut off is an error, never a missing row', () => {
  const reader = new NumberRows(2, () => {});
  reader.push(Buffer.alloc(24));
  expect(() => reader.end()).toThrow('no whole rows');
});
