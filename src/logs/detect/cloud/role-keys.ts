// Keys of the cloud read through a server that fetches what it is told to. The name of a server's role is nowhere to be had
// but in the answer to the question before: who asks for the list of roles and then for one by its name has read the list.
import { grouped } from '../../../vocabulary/grouped.ts';
import type { Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, limitOf } from '../limits.ts';
import { decodedAscii, ECHO_BYTES, OWN_DIFFERENCE } from '../requests/echoes.ts';

/** The metadata services of AWS and Alibaba Cloud list roles here, and give the keys of one under its name. */
const ROLE = /\/security-credentials(?:\/([\w+=,.@-]{0,64}))?(?:$|[&#?'"\s])/i;
/** A name that is the same everywhere was not read anywhere. */
const everywhere: ReadonlySet<string> = new Set(['ec2-instance']);
/** More names than a server has roles are a list of guesses. */
const MOST_NAMES = 2;
/** Keys with their token are this much longer than the name of a role, escaped or not. */
const LEAST_KEYS = 400;
const MOST_KEYS = 6_000;
const MOST_KEPT = 20_000;
const LONGEST_READ = 2_048;

type Asked = Place & {
  readonly client: string;
  readonly at: number;
  readonly path: string;
  readonly target: string;
  readonly status: number;
  readonly size: number;
};
type Kept = Asked & { readonly name: string };

/** An address inside an address is often encoded twice. */
const decoded = (target: string): string => decodedAscii(decodedAscii(target.slice(0, LONGEST_READ)));

export class RoleKeys {
  readonly #kept: Kept[] = [];
  readonly #most: number;
  #isFull = false;

  constructor(most: number = MOST_KEPT) {
    this.#most = most;
  }

  add(one: Asked): void {
    if (one.status < 200 || one.status >= 300) return;
    const match = ROLE.exec(decoded(one.target));
    if (!match) return;
    if (this.#kept.length < this.#most) this.#kept.push({ ...one, name: match[1] ?? '' });
    else this.#isFull = true;
  }

  limits(): Limit[] {
    return this.#isFull ? [limitOf('role-keys', ['ssrf'], this.#most)] : [];
  }

  findings(): Finding[] {
    const pages = grouped(this.#kept, ({ client, path }) => `${client}\n${path}`);
    return [...pages.values()].flatMap((list) => readKeys(list) ?? []);
  }
}

function readKeys(list: readonly Kept[]): Finding | undefined {
  const asked = [...list].sort((a, b) => a.at - b.at || a.f - b.f || a.n - b.n);
  const start = asked.findIndex(({ name, size }) => name === '' && size > 0);
  const roles = asked[start];
  if (!roles) return undefined;
  const named = asked.slice(start + 1).filter(({ name, size }) => name !== '' && !everywhere.has(name) && size > 0);
  const names = new Set(named.map(({ name }) => name));
  // A name that was tried before the list was there had been guessed.
  if (names.size > MOST_NAMES || asked.slice(0, start).some(({ name }) => names.has(name))) return undefined;
  const other = named.filter(
    ({ size, target }) =>
      Math.abs(size - roles.size) > ECHO_BYTES * Math.abs(target.length - roles.target.length) + OWN_DIFFERENCE,
  );
  const [first] = other;
  if (!first) return undefined;
  const asKeys = other.some(({ size }) => size - roles.size >= LEAST_KEYS && size - roles.size <= MOST_KEYS);
  return {
    actor: { kind: 'ip', id: first.client },
    sign: 'keys-read',
    class: 'ssrf',
    level: asKeys ? 'adverse' : 'notable',
    success: 'possible',
    says: {
      ja: 'サーバーを介してクラウドの役割の一覧が要求され、続けて、その一覧でしか知り得ない名前を挙げて鍵が要求された。応答の大きさは一覧とは異なる',
      en: 'through the server the list of cloud roles was asked for, then keys by a name that only that list tells; the answers differ in size',
    },
    ...{ count: other.length + 1, first: roles.at, last: other.at(-1)?.at ?? roles.at },
    places: [roles, ...other].slice(0, 20).map(({ f, n }) => ({ f, n })),
  };
}
