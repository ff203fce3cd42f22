// User agents, looked at once each: a log of millions of lines names a few hundred, and many rules ask for little else.
import type { LogStore } from '../port.ts';
import type { Numbered } from './requirements.ts';
import { inChunks } from './sql-text.ts';
import { preparedAgents } from './web-text.ts';

/** Agents of one rule, and of all rules together, that are named in a statement: a list of a hundred thousand takes the engine minutes to read. */
const MOST_OF_RULE = 1_000;
export const MOST_AGENTS = 5_000;
/** ClickHouse reads statements of up to 256 KiB unless told otherwise. */
const MAX_SQL = 180_000;

/**
 * Rules with the user agents with which they may hold, where they ask something of it and these agents are few.
 * Of requests without disguise only: what a disguised agent says is known once it is decoded.
 */
export async function withAgents(store: LogStore, rules: readonly Numbered[]): Promise<Numbered[]> {
  const asking = rules.flatMap(({ index, rule }) => (rule.agent ? [{ index, where: rule.agent.where }] : []));
  const named = new Map<number, readonly string[]>(asking.map(({ index }) => [index, []]));
  for (const chunk of inChunks(asking, ({ where }) => where.length + 40, MAX_SQL)) {
    const numbers = chunk.map(({ index }) => index).join(', ');
    const answers = chunk.map(({ where }) => `toUInt8(${where})`).join(',\n');
    const rows = await store.rows<{ rule: number; many: number; agents: string[] }>(
      `select rule, count() as many, if(many <= ${MOST_OF_RULE}, groupArray(${MOST_OF_RULE})(agent), []) as agents from (
         select agent, arrayJoin(arrayFilter((i, hit) -> hit, [${numbers}], [${answers}])) as rule from (${preparedAgents()})
       ) group by rule order by many, rule`,
    );
    for (const { rule, many, agents } of rows) {
      if (many <= MOST_OF_RULE) named.set(rule, agents.sort());
      else named.delete(rule);
    }
  }
  let room = MOST_AGENTS;
  return rules.map((numbered) => {
    const agents = named.get(numbered.index);
    if (!agents || agents.length > room) return numbered;
    room -= agents.length;
    return { ...numbered, agents };
  });
}
