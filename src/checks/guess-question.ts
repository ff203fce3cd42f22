import type { GuessEstimate } from '../custody/guess/guess-number.ts';
import type { Register } from '../custody/register.ts';
import { type Address, parseAddress } from '../vocabulary/address.ts';

/** More of the register than this changes the comparison by less than a percent; taken evenly over it. */
const MOST_COMPARED = 5000;

/** An address, and those of the register that it is compared with. */
export type GuessQuestion = { readonly address: Address; readonly compared: readonly Address[] };

/** Null where the complaint's address cannot be read. */
export function guessQuestion(claimed: string, register: Register | null): GuessQuestion | null {
  const address = parseAddress(claimed);
  if (!address) return null;
  const held = [...new Map(register?.rows.map((row) => [row.address.toLowerCase(), row.address])).values()];
  const every = Math.max(1, Math.ceil(held.length / MOST_COMPARED));
  return { address, compared: held.filter((_, index) => index % every === 0) };
}

/** The model and its dictionaries are loaded by whoever works the answer out, and by nobody else. */
export async function estimateGuesses({ address, compared }: GuessQuestion): Promise<GuessEstimate> {
  const { guessNumber, registerPopulation } = await import('../custody/guess/guess-number.ts');
  return guessNumber(address, compared.length > 0 ? registerPopulation(compared) : undefined);
}
