// Paths that climb out of the site to a file or program of the system, and were answered. A server that does not fall for
// them refuses them before anything is looked for, so that an answer says more than one to a page's parameter.
import { grouped } from '../../../vocabulary/grouped.ts';
import { leastAndMost } from '../../../vocabulary/span.ts';
import type { LogStore } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { climbsToSystem, unfolded } from './exploits.ts';
import { type Answered, ordinaryAnswers } from './web-success.ts';

/** Bytes by which one file differs from another, beyond a page that repeats the address that it was asked for. */
const OWN_DIFFERENCE = 128;
const ECHOES = 3;
/** A program that runs what it is sent: asked by one address and answered with as many sizes, it ran different things. */
const PROGRAM = /\/(?:bin\/(?:ba|da|z|k)?sh|(?:cmd|powershell|pwsh)\.exe)$/i;
const DIFFERENT_RUNS = 3;

/**
 * @param answered without what the site answers to everything
 * @throws AkashiError as every question to the logs does
 */
export async function climbedPaths(
  store: LogStore,
  answered: readonly Answered[],
  attackers: readonly string[],
): Promise<Finding[]> {
  const climbed = answered.filter((one) => one.class === 'traversal' && one.size !== 0 && climbsToSystem(one.path));
  if (climbed.length === 0) return [];
  const front = (await ordinaryAnswers(store, ['/'], attackers)).get('/');
  const isFront = ({ size }: Answered) => front !== undefined && size >= front.least && size <= front.most;
  const refused = await refusedTo(store, [...new Set(climbed.map(({ client }) => client))].sort());
  const byClient = grouped(climbed, (one) => (isFront(one) ? undefined : one.client));
  return [...byClient].map(([client, list]): Finding => {
    const told = refused.has(client);
    const shown = told && differ(list);
    return {
      actor: { kind: 'ip', id: client },
      sign: 'system-file',
      class: 'traversal',
      level: told || ranPrograms(list) ? 'adverse' : 'notable',
      success: shown ? 'shown' : 'possible',
      says: {
        ja: `サイトのフォルダから外へ出てシステムのファイルを指す要求${list.length}件に、応答が返された`,
        en: `${list.length} requests whose path leaves the site's folders for a file of the system were answered`,
      },
      ...{
        count: list.length,
        first: leastAndMost(list.map(({ at }) => at)).least,
        last: leastAndMost(list.map(({ at }) => at)).most,
      },
      places: list.slice(0, 20).map(({ f, n }) => ({ f, n })),
    };
  });
}

/** Whether a program of the system answered one address with different sizes, as one page for everything does not. */
function ranPrograms(list: readonly Answered[]): boolean {
  const runs = grouped(list, ({ path }) => (PROGRAM.test(unfolded(path)) ? path : undefined));
  return [...runs.values()].some((of) => differ(of) && new Set(of.map(({ size }) => size)).size >= DIFFERENT_RUNS);
}

/** Whether two answers are of different files. */
function differ(list: readonly Answered[]): boolean {
  const known = list.filter(({ size }) => size > 0).toSorted((a, b) => a.size - b.size);
  const [least, most] = [known[0], known.at(-1)];
  if (!least || !most) return false;
  return most.size - least.size > OWN_DIFFERENCE + ECHOES * Math.abs(most.length - least.length);
}

/** Of these clients, those who were refused anything: they are not on a site that answers everything. */
async function refusedTo(store: LogStore, clients: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await store.rows<{ client: string }>(
    `select distinct client from web where client in {clients:Array(String)} and status in (400, 403, 404, 410) order by client`,
    { clients },
  );
  return new Set(rows.map(({ client }) => client));
}
