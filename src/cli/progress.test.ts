import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { showProgress, timeLeft } from './progress.ts';

function sink(isTTY: boolean): { out: Writable; text(): string } {
  let text = '';
  const out = new Writable({
    write(piece, _encoding, done) {
      text += String(piece);
      done();
    },
  });
  return { out: Object.assign(out, { isTTY }), text: () => text };
}

it('shows how far it is on a terminal, and clears the line at the end', () => {
  const { out, text } = sink(true);
  const line = showProgress(out);
  line.show({ phase: 'bytes', done: 5e6, of: 10e6 });
  line.end();
  expect(text()).toMatch(/taking in 5 of 10 MB/);
  expect(text().endsWith('\r\x1b[2K')).toBe(true);
});

it('says nothing on a pipe', () => {
  const { out, text } = sink(false);
  const line = showProgress(out);
  line.show({ phase: 'lines', done: 1, of: 2 });
  line.end();
  expect(text()).toBe('');
});

it.each([
  { done: 0, of: 100, elapsedMs: 1000, want: '' },
  { done: 50, of: 100, elapsedMs: 10_000, want: '10 s left' },
  { done: 1, of: 100, elapsedMs: 2000, want: '3 min 18 s left' },
  { done: 100, of: 100, elapsedMs: 5000, want: '' },
])('$done of $of after $elapsedMs ms: "$want"', ({ done, of, elapsedMs, want }) => {
  expect(timeLeft(done, of, elapsedMs)).toBe(want);
});
