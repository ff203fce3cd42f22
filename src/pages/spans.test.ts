import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Spans } from './spans.ts';

const span = fc
  .tuple(fc.nat(9000), fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constant(8000)))
  .map(([from, length]) => ({ from, to: from + length }));

it('answers as a look at every stretch would', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 30 }), span, (held, asked) => {
      const spans = new Spans<number>();
      for (const [item, { from, to }] of held.entries()) spans.add(item, from, to);
      const meets = ({ from, to }: { from: number; to: number }) => asked.from < to && from < asked.to;
      expect(spans.some(asked.from, asked.to)).toBe(held.some(meets));
      expect(spans.some(asked.from, asked.to, (item) => item % 2 === 0)).toBe(
        held.some((one, item) => item % 2 === 0 && meets(one)),
      );
    }),
  );
});
