import type { Writable } from 'node:stream';
import { stageBegan } from '../logs/engine/statement-times.ts';
import type { ReadProgress } from '../logs/read-logs.ts';

/** A line is redrawn at most this often, in milliseconds. */
const REDRAW_MS = 200;

export type ProgressLine = {
  show(progress: ReadProgress): void;
  /** What is being done, where nothing can be counted. */
  stage(name: string): void;
  end(): void;
};

function amount(progress: ReadProgress): string {
  const { phase, done, of } = progress;
  if (phase === 'lines') return `reading lines ${done} of ${of}`;
  const mb = (bytes: number) => (bytes / 1e6).toFixed(0);
  return `taking in ${mb(done)} of ${mb(of)} MB`;
}

/** What is left at the rate so far; '' before a rate is known. */
export function timeLeft(done: number, of: number, elapsedMs: number): string {
  if (done <= 0 || elapsedMs < 500 || done >= of) return '';
  const seconds = Math.ceil(((of - done) * elapsedMs) / done / 1000);
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `${minutes} min ${seconds % 60} s left` : `${seconds} s left`;
}

/** One line that is redrawn, on a terminal; nothing anywhere else, so that a pipe or a file holds results only. */
export function showProgress(err: Writable): ProgressLine {
  if (!('isTTY' in err) || err.isTTY !== true) return { show: () => {}, stage: stageBegan, end: () => {} };
  let phase = '';
  let began = 0;
  let last = 0;
  return {
    show(progress) {
      const now = performance.now();
      if (progress.phase !== phase) {
        phase = progress.phase;
        began = now;
      } else if (now - last < REDRAW_MS) return;
      last = now;
      const rate = progress.done / Math.max(1, now - began);
      const speed =
        progress.phase === 'bytes' ? `${(rate / 1000).toFixed(0)} MB/s` : `${Math.round(rate * 1000)} lines/s`;
      const parts = [amount(progress), speed, timeLeft(progress.done, progress.of, now - began)].filter(
        (part) => part !== '',
      );
      err.write(`\r\x1b[2K${parts.join(', ')}`);
    },
    stage(name) {
      stageBegan(name);
      last = performance.now();
      phase = '';
      err.write(`\r\x1b[2K${name} …`);
    },
    end() {
      if (last > 0) err.write('\r\x1b[2K');
    },
  };
}
