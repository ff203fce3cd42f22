// What is said twice reads as a slip, and a weaker sentence beside a stronger one as a second event. The evidence of both stays.

import type { Said } from '../said.ts';
import type { HowFar } from './how-far.ts';

const union = (said: readonly Said[]) => [...new Set(said.flatMap(({ evidence }) => evidence))];

/** Two findings in the same words are one sentence that leans on the evidence of both. */
export function toldOnce(said: readonly Said[]): Said[] {
  const byWords = new Map<string, Said>();
  for (const one of said) {
    const words = JSON.stringify([one.text, one.slots]);
    const before = byWords.get(words);
    byWords.set(words, before ? { ...before, evidence: union([before, one]) } : one);
  }
  return [...byWords.values()];
}

/**
 * That something succeeded says already that something may have: the weaker sentence lends its evidence to the stronger.
 * `howFar` by the id of the sentence; a sentence that is not in it tells more than how far an attack came, and stays.
 */
export function weakerJoined(said: readonly Said[], howFar: ReadonlyMap<string, HowFar>): Said[] {
  const telling = (far: HowFar) => said.filter(({ id }) => howFar.get(id) === far);
  const [stronger] = [...telling('succeeded'), ...telling('succeeded-with-command')];
  const weaker = telling('may-have-succeeded');
  if (!stronger || weaker.length === 0) return [...said];
  const evidence = union([stronger, ...weaker]);
  return said.filter((one) => !weaker.includes(one)).map((one) => (one === stronger ? { ...one, evidence } : one));
}
