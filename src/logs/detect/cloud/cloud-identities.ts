// Keys, roles and people of a cloud that were used as never before: the one sign of a stolen key whose calls are all allowed.

import type { Both } from '../../../vocabulary/finding.ts';
import { leastAndMost } from '../../../vocabulary/span.ts';
import type { LogStore } from '../../port.ts';
import type { Finding } from '../detection.ts';
import type { Limit } from '../limits.ts';
import { isTakingOver } from './acts.ts';
import { type AtOnce, doneAtOnce } from './at-once.ts';
import { HABIT_CALLS, HABIT_DAYS, type Judged, judgeIdentity, type Taken, type Visit } from './habits.ts';
import { placesOf, type Used, usesOf } from './uses.ts';

/** Signs that say how an identity was used, and not that anybody attacked. */
export const NEW_NETWORK = 'cloud-new-network';
export const NOT_JUDGED = 'cloud-not-judged';
/** Signs that say more. */
const UNLIKE_HABIT = 'cloud-unlike-habit';
const TRIED_MORE = 'cloud-tried-more';
const AT_ONCE = 'cloud-several-at-once';
/** Data handed out, secrets read, keys made or records stopped. */
const ALL_KINDS = 3;

/** Named in words; the lines hold them all. */
const NAMED = 4;

/** A name that a caller chooses, as far as it can be printed. */
const plain = (text: string) => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 120);
const listed = (names: readonly string[], more: string) =>
  names.length > NAMED ? `${names.slice(0, NAMED).join(', ')}${more}` : names.join(', ');

const takenWords = (taken: readonly Taken[]): Both => {
  const some = taken.slice(0, NAMED);
  const more = taken.length > NAMED;
  return {
    ja: `${some.map(({ act, of, count, before }) => `${act}${of ? `（${plain(of)}）` : ''} ${count}件（それまで1日に最大${before}件）`).join('、')}${more ? ' ほか' : ''}`,
    en: `${some.map(({ act, of, count, before }) => `${act}${of ? ` (${plain(of)})` : ''}: ${count}, at most ${before} on any day before`).join('; ')}${more ? ' and others' : ''}`,
  };
};

function words({ id }: Used, visit: Visit): Both {
  const { habitDays, habitCalls, networks, agents, taken, tried, byNewAgent, calls } = visit;
  const ja = listed(networks.map(plain), ' ほか');
  const en = listed(networks.map(plain), ' and others');
  const program = plain(agents[0] ?? '');
  const head = {
    ja: `${plain(id)} が、それまで${habitDays}日・${habitCalls}回の利用に一度もなかったネットワーク（${ja}）から${calls}回使われた（プログラム：${program}${byNewAgent ? '、これも初めて' : ''}）`,
    en: `${plain(id)} was used ${calls} times from a network that none of its ${habitCalls} calls on ${habitDays} days before had come from (${en}), by ${program}${byNewAgent ? ', new to it as well' : ''}`,
  };
  const took = takenWords(taken);
  const refused = {
    ja: tried > 0 ? `。許されていない操作も${tried}種類試みられた` : '',
    en: tried > 0 ? `; calls that it may not make were tried (${tried})` : '',
  };
  if (taken.length === 0) {
    return {
      ja: `${head.ja}。普段を超える読み出しはない${refused.ja}`,
      en: `${head.en}; nothing was read beyond habit${refused.en}`,
    };
  }
  if (taken.some(({ act }) => isTakingOver(act))) {
    return {
      ja: `${head.ja}。それまでにない、利用者・鍵・権限または記録の停止などの操作：${took.ja}${refused.ja}`,
      en: `${head.en}; it did what it never had, with users, keys, rights or the records among it: ${took.en}${refused.en}`,
    };
  }
  return {
    ja: `${head.ja}。普段とかけ離れた読み出しまたは持ち出しの操作：${took.ja}${refused.ja}`,
    en: `${head.en}; read or handed out far beyond habit: ${took.en}${refused.en}`,
  };
}

async function visitFinding(store: LogStore, used: Used, visit: Visit): Promise<Finding> {
  const acts = visit.taken.map(({ act }) => act);
  return {
    actor: { kind: 'principal', id: used.arn || used.id },
    sign: visit.taken.length > 0 ? UNLIKE_HABIT : visit.triedMore ? TRIED_MORE : NEW_NETWORK,
    class: 'cloud-abuse',
    level: visit.level,
    success: visit.success,
    says: words(used, visit),
    reachesData: visit.reachesData,
    ...{ count: visit.calls, first: visit.first, last: visit.last },
    places: await placesOf(store, { id: used.id, networks: visit.networks, acts }),
  };
}

async function unjudgedFinding(
  store: LogStore,
  { id, arn, uses }: Used,
  { days, calls, taken }: NonNullable<Judged['unjudged']>,
): Promise<Finding> {
  const took = takenWords(taken);
  return {
    actor: { kind: 'principal', id: arn || id },
    sign: NOT_JUDGED,
    class: 'cloud-abuse',
    level: 'noise',
    success: 'none',
    says: {
      ja: `${plain(id)} は記録に${days}日・${calls}回しか使われておらず（判断には${HABIT_DAYS}日・${HABIT_CALLS}回が必要）、その読み出し（${took.ja}）が普段どおりかは判断していない`,
      en: `${plain(id)} was used on ${days} days with ${calls} calls only (${HABIT_DAYS} days and ${HABIT_CALLS} calls are needed): whether what it read (${took.en}) is usual was not judged`,
    },
    ...{
      count: calls,
      first: leastAndMost(uses.map(({ first }) => first)).least,
      last: leastAndMost(uses.map(({ last }) => last)).most,
    },
    places: await placesOf(store, {
      id,
      networks: [...new Set(uses.map(({ network }) => network))],
      acts: taken.map(({ act }) => act),
    }),
  };
}

async function atOnceFinding(store: LogStore, { id, arn }: Used, seen: AtOnce): Promise<Finding> {
  const { network, first, last, calls, acts, secrets, kinds } = seen;
  const named = listed(acts, '');
  return {
    actor: { kind: 'principal', id: arn || id },
    sign: AT_ONCE,
    class: 'cloud-abuse',
    level: kinds >= ALL_KINDS ? 'adverse' : 'notable',
    success: 'possible',
    says: {
      ja: `${plain(id)} が、この記録で誰も使っていないネットワーク（${plain(network)}）から1日のうちに、めったに行われない種類の操作を重ねて行った：${named}、秘密の値${secrets}件の読み出し`,
      en: `${plain(id)}, from a network that nobody in this record used (${plain(network)}), did within one day several things that are seldom done: ${named}; ${secrets} secrets read`,
    },
    ...{ count: calls, first, last },
    places: await placesOf(store, { id, networks: [network], acts }),
  };
}

/** @throws AkashiError as every question to the logs does */
export async function cloudIdentities(store: LogStore, limits: Limit[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  const all = await usesOf(store, limits);
  for (const used of all) {
    if (!used.whole) continue;
    const { visits, unjudged } = judgeIdentity(used);
    for (const visit of visits) findings.push(await visitFinding(store, used, visit));
    if (!unjudged) continue;
    findings.push(await unjudgedFinding(store, used, unjudged));
    for (const one of doneAtOnce(used, all)) findings.push(await atOnceFinding(store, used, one));
  }
  return findings;
}
