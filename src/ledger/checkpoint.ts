// Checkpoints: C2SP tlog-checkpoint v1.0.0. The text of a signed note: origin, size, root, extension lines.
import { fromBase64, parseDecimal, toBase64 } from './bytes.ts';
import { HASH_BYTES } from './merkle.ts';

export type Checkpoint = {
  readonly origin: string;
  readonly size: bigint;
  readonly root: Uint8Array;
  readonly extensions: readonly string[];
};

/** Undefined for anything but a checkpoint's text, which ends in a newline and has no empty line. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  if (!text.endsWith('\n')) return undefined;
  const [origin = '', size = '', root = '', ...extensions] = text.slice(0, -1).split('\n');
  const count = parseDecimal(size);
  const hash = fromBase64(root);
  if (origin === '' || count === undefined || hash?.length !== HASH_BYTES || extensions.includes('')) return undefined;
  return { origin, size: count, root: hash, extensions };
}

export function formatCheckpoint({ origin, size, root }: Omit<Checkpoint, 'extensions'>): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}
