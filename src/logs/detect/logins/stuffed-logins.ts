// Stolen names and passwords tried from hundreds of addresses, a few times from each: by itself each looks like somebody who
// mistyped. What they share is the program: under one name of a browser nearly all attempts are refused, while everybody else
// mostly gets in.
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { LOGIN_PATH, TIMED } from '../requests/web-behaviour.ts';
import { lets } from './login-among-guesses.ts';

/** Addresses and attempts of one program at one page within a day, from where they are many hands of one. */
const FEWEST_SOURCES = 30;
const FEWEST_ATTEMPTS = 200;
/** Share of its addresses that were ever let in, at most; and of everybody else's, at least. */
const LET_IN_SHARE = 0.1;
const OTHERS_SHARE = 0.5;
const FEWEST_OTHERS = 10;
/** Refusals of the one that came in. */
const FEWEST_OWN = 2;
const MOST_GROUPS = 20;
const MOST_REQUESTS = 50_000;

type Group = { readonly path: string; readonly agent: string; readonly day: number };
type Attempt = Place & { readonly client: string; readonly at: number; readonly status: number; readonly mine: 0 | 1 };

const ATTEMPT = `method = 'POST' and ${TIMED} and status > 0`;

/** @throws AkashiError as every question to the logs does */
export async function stuffedLogins(store: LogStore, limits: Limit[], most: number = MOST_GROUPS): Promise<Finding[]> {
  const groups = await store.rows<Group>(
    `select path, agent, toYYYYMMDD(ts) as day from web where ${ATTEMPT} and match(path, '${LOGIN_PATH}')
     group by path, agent, day having count() >= ${FEWEST_ATTEMPTS} and uniqExact(client) >= ${FEWEST_SOURCES}
     order by path, agent, day limit ${most + 1}`,
  );
  const findings: Finding[] = [];
  for (const group of within(groups, most, limits, 'stuffed-logins', ['bruteforce-web']))
    findings.push(...(await letInOf(store, limits, group)));
  return findings;
}

async function letInOf(store: LogStore, limits: Limit[], { path, agent, day }: Group): Promise<Finding[]> {
  const all = await store.rows<Attempt>(
    `select f, n, client, toUnixTimestamp64Milli(ts) as at, status, agent = {agent:String} and toYYYYMMDD(ts) = {day:UInt32} as mine from web
     where ${ATTEMPT} and path = {path:String} order by ts, f, n limit ${MOST_REQUESTS + 1}`,
    { path, agent, day },
  );
  const attempts = within(all, MOST_REQUESTS, limits, 'stuffed-attempts', ['bruteforce-web']);
  const mine = attempts.filter((one) => one.mine === 1);
  const others = attempts.filter((one) => one.mine === 0);
  const refusal = commonest(mine.map(({ status }) => status));
  const isIn = ({ status }: Attempt) => lets(refusal, status);
  const sourcesOf = (list: readonly Attempt[]) => new Set(list.map(({ client }) => client));
  const [sources, elsewhere] = [sourcesOf(mine).size, sourcesOf(others).size];
  const letIn = sourcesOf(mine.filter(isIn));
  if (letIn.size > LET_IN_SHARE * sources) return [];
  if (elsewhere < FEWEST_OTHERS || sourcesOf(others.filter(isIn)).size < OTHERS_SHARE * elsewhere) return [];
  return [...letIn].flatMap((client): Finding[] => {
    const own = mine.filter((one) => one.client === client);
    const at = own.findIndex(isIn);
    const worked = own[at];
    if (!worked || at < FEWEST_OWN) return [];
    return [
      {
        actor: { kind: 'ip', id: client },
        sign: 'login-among-stuffing',
        class: 'bruteforce-web',
        // A new version of a program that sends its password wrongly is refused everywhere too.
        level: 'notable',
        success: 'possible',
        says: {
          ja: `同じプログラムによる${sources}の接続元からの${path} へのログイン試行が1日に${mine.length}回あり、ほぼすべて拒否された中で、この接続元は${at}回拒否された後にログインした`,
          en: `let in after ${at} refusals, among ${mine.length} attempts at ${path} in one day by the same program from ${sources} addresses, of which nearly all were refused`,
        },
        ...{ count: at + 1, first: own[0]?.at ?? 0, last: worked.at, workedAt: worked.at },
        places: own
          .slice(0, at + 1)
          .slice(-20)
          .map(({ f, n }) => ({ f, n })),
      },
    ];
  });
}

function commonest(statuses: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
}
