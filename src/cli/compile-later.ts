import { setFlagsFromString } from 'node:v8';

/** Bytes of bytecode a function runs through before it is compiled for speed; 66 kB unless told. */
const BUDGET_BYTES = 1_000_000;

/**
 * A run that goes through much code once or twice spends a fifth of its processor time on compiling functions that then
 * hardly run again. Told before any thread starts. A threshold that is read at each decision and that nothing laid out in
 * memory depends on (docs/decisions/0007-compiled-later.md). Node 20 alone: later ones count calls instead, and have no
 * such flag.
 */
export function compileLater(): void {
  if (process.versions.v8.startsWith('11.3.')) setFlagsFromString(`--interrupt-budget=${BUDGET_BYTES}`);
}
