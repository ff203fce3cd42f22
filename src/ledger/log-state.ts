// Where a log stood when everything in it was durable as tiles: `.akashi/state.json`.
import { toText } from './bytes.ts';

export const STATE_PATH = '.akashi/state.json';

/** `token`: of the sequencer that wrote it. What lower ones wrote is in it, or was never acknowledged. */
export type LogState = { readonly size: number; readonly root: Uint8Array; readonly token: number };

export function encodeState({ size, root, token }: LogState): Uint8Array {
  return Buffer.from(`${JSON.stringify({ size, root: Buffer.from(root).toString('hex'), token })}\n`);
}

export function parseState(bytes: Uint8Array): LogState | undefined {
  try {
    const value: unknown = JSON.parse(toText(bytes) ?? '');
    if (typeof value !== 'object' || value === null) return undefined;
    const { size, root, token = 0 } = value as Record<string, unknown>;
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0 || typeof root !== 'string')
      return undefined;
    if (typeof token !== 'number' || !Number.isSafeInteger(token) || token < 0) return undefined;
    return { size, root: Buffer.from(root, 'hex'), token };
  } catch {
    return undefined;
  }
}
