// What a short record shows all the same: no habit to compare with, but within a day, from a network that nobody of the account
// ever came from, somebody does several of the things that only few do and each of them seldom.
import { isHandingOut, isTakingOver } from './acts.ts';
import type { Use, Used } from './uses.ts';

/** Days of the record before it, and days on which the same user was there from elsewhere. */
const RECORD_MS = 3 * 86_400_000;
const DAYS_BEFORE = 2;
/** Different secrets: one or two is somebody at work on one thing. */
const FEWEST_SECRETS = 3;
const SECRETS = /^(?:secretsmanager|ssm):/;

export type AtOnce = {
  readonly network: string;
  readonly first: number;
  readonly last: number;
  readonly calls: number;
  readonly acts: readonly string[];
  readonly secrets: number;
  /** Of three kinds: handing data to somebody else, reading secrets, making keys or stopping the records. */
  readonly kinds: number;
};

const sum = (uses: readonly Use[], of: (use: Use) => number) => uses.reduce((total, use) => total + of(use), 0);

/** @param all every identity of the record */
export function doneAtOnce(used: Used, all: readonly Used[]): AtOnce[] {
  const since = Math.min(...all.flatMap(({ uses }) => uses.map(({ first }) => first)));
  const same = all.filter(({ arn }) => arn === used.arn).flatMap(({ uses }) => uses);
  const others = all.filter(({ arn }) => arn !== used.arn).flatMap(({ uses }) => uses);
  const networks = [...new Set(used.uses.map(({ network }) => network))].sort();
  return networks.flatMap((network): AtOnce[] => {
    const mine = used.uses.filter((use) => use.network === network);
    const [first, last] = [Math.min(...mine.map((use) => use.first)), Math.max(...mine.map((use) => use.last))];
    const before = new Set(same.filter((use) => use.network !== network && use.last < first).map(({ day }) => day));
    const isKnown =
      network === 'private' ||
      others.some((use) => use.network === network) ||
      same.some((use) => use.network === network && use.first < first);
    const isOneDay = new Set(mine.map(({ day }) => day)).size === 1;
    if (isKnown || !isOneDay || first - since < RECORD_MS || before.size < DAYS_BEFORE) return [];
    const secrets = sum(
      mine.filter(({ act }) => SECRETS.test(act)),
      ({ objects }) => objects,
    );
    const acts = [...new Set(mine.map(({ act }) => act))]
      .filter((act) => isHandingOut(act) || isTakingOver(act))
      .sort();
    const kinds = [acts.some(isHandingOut), acts.some(isTakingOver), secrets >= FEWEST_SECRETS].filter(Boolean).length;
    return kinds >= 2 ? [{ network, first, last, calls: sum(mine, (use) => use.calls), acts, secrets, kinds }] : [];
  });
}
