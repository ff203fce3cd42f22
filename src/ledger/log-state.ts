// Where a log stood when everything in it was durable as tiles: `.akashi/state.json`.
import { toText } from './bytes.ts';

export const STATE_PATH = '.akashi/state.json';

export type LogState = { readonly size: number; readonly root: Uint8Array };

export function encodeState({ size, root }: LogState): Uint8Array {
  return Buffer.from(`${JSON.stringify({ size, root: Buffer.from(root).toString('hex') })}\n`);
}

export function parseState(bytes: Uint8Array): LogState | undefined {
  try {
    const value: unknown = JSON.parse(toText(bytes) ?? '');
    if (typeof value !== 'object' || value === null) return undefined;
    const { size, root } = value as Record<string, unknown>;
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0 || typeof root !== 'string')
      return undefined;
    return { size, root: Buffer.from(root, 'hex') };
  } catch {
    return undefined;
  }
}
