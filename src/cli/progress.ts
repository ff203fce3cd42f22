import type { Writable } from 'node:stream';

/** Long work shows progress on a terminal, and nothing on a pipe. */
export type Progress = {
  stage(name: string): void;
  of(name: string, done: number, total: number): void;
  /** A line that stays, on a terminal or not. */
  note(text: string): void;
  done(): void;
};

/** Redrawing more often than this only costs time. */
const REDRAW_MS = 100;

const size = (value: number) =>
  value >= 1e9 ? `${(value / 1e9).toFixed(1)} G` : value >= 1e6 ? `${(value / 1e6).toFixed(0)} M` : String(value);

function isTerminal(stream: Writable): boolean {
  return 'isTTY' in stream && stream.isTTY === true;
}

/** Bytes or lines done of those known, rate, and time left. */
export function progressOn(stream: Writable): Progress {
  if (!isTerminal(stream)) {
    return { stage: () => {}, of: () => {}, note: (text) => stream.write(`${text}\n`), done: () => {} };
  }
  let drawn = 0;
  let name = '';
  let started = 0;
  const draw = (text: string) => stream.write(`\r\u001b[K${text}`);
  return {
    stage(next) {
      draw(`${next} …`);
      name = '';
    },
    of(next, done, total) {
      const now = performance.now();
      if (next !== name) {
        name = next;
        started = now;
      }
      if (now - drawn < REDRAW_MS && done < total) return;
      drawn = now;
      const seconds = (now - started) / 1000;
      const rate = seconds > 0.5 ? done / seconds : 0;
      const left = rate > 0 ? `, ${Math.ceil((total - done) / rate)} s left` : '';
      draw(`${next}: ${size(done)} of ${size(total)}${rate > 0 ? ` (${size(rate)}/s${left})` : ''}`);
    },
    note(text) {
      draw('');
      stream.write(`${text}\n`);
    },
    done: () => draw(''),
  };
}
