// Which period was read, and when: the sentence with which each paragraph about records begins.
import type { Both } from '../../vocabulary/finding.ts';
import type { LogFamily } from '../../vocabulary/log-families.ts';
import { dayWords } from '../days.ts';
import { type Grounds, type Looked, lookedAt } from '../grounds.ts';
import type { Said } from '../said.ts';
import { logsGiven } from './log-names.ts';

/**
 * The period that was read, and when it was read.
 *
 * @param textTo the sentence around the words for its end, which are a day or, today, a moment: they follow から・まで and "to"
 */
export function scope(
  id: string,
  section: string,
  looked: Looked,
  { now, zone }: Grounds,
  textTo: (end: Both) => Both,
): Said {
  const { from, to, checks } = looked;
  // Records that end within the day of the examination: the whole day would claim hours that nobody has seen.
  const unfinished = dayWords(to, zone, 'ja') === dayWords(now, zone, 'ja') && to.length > 10;
  const end = unfinished ? { ja: '{to:moment}ごろ', en: 'about {to:moment}' } : { ja: '{to:day}', en: '{to:day}' };
  return { id, type: 'DID', section, evidence: checks, slots: { from, to, now }, text: textTo(end) };
}

/** The kind of record that the paragraph about access is about, where there is one. */
export function mainRecords({ case: input }: Grounds): LogFamily | undefined {
  if (!lookedAt(input, 'access', 'nothing-found') && !lookedAt(input, 'access', 'found')) return undefined;
  const given = logsGiven(input);
  return (['web', 'login', 'application', 'cloud', 'database'] as const).find((family) => given.has(family));
}
