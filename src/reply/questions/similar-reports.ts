// What the number of similar reports shows, and what it cannot.
import { type FactOf, factsOf } from '../../vocabulary/fact.ts';
import { isDate } from '../days.ts';
import { type Grounds, openFindings } from '../grounds.ts';
import type { Said } from '../said.ts';
import { asksAboutOthers } from './asked.ts';

/** What similar reports show, and what their number cannot. The answer to a question about others says it in full. */
export function similarReports(
  fact: FactOf<'similar-complaints'>,
  now: string,
): readonly Omit<Said, 'id' | 'section'>[] {
  const since = fact.recordedSince;
  // Without a log of complaints, their absence says nothing.
  if (since === undefined || !isDate(since)) return [];
  const evidence = [fact.id];
  return [
    {
      type: 'FOUND',
      evidence,
      slots: { since, count: fact.count, now },
      text:
        fact.count === 0
          ? {
              ja: '同様のお申し出は、記録のある{since:day}から{now:day}までに、ほかにはいただいておりません。',
              en: 'From {since:day}, when our records of this begin, to {now:day}, nobody else reported this to us.',
            }
          : {
              ja: '同様のお申し出は、記録のある{since:day}から{now:day}までに、ほかに{count}件です。',
              en:
                fact.count === 1
                  ? 'From {since:day}, when our records of this begin, to {now:day}, {count} other report of this reached us.'
                  : 'From {since:day}, when our records of this begin, to {now:day}, {count} other reports of this reached us.',
            },
    },
    {
      type: 'LIMIT',
      evidence,
      slots: {},
      text:
        fact.count === 0
          ? {
              ja: 'これは、ほかの方に影響がないことを示すものではございません。',
              en: 'That does not mean that nobody else is affected.',
            }
          : {
              ja: 'この件数は、影響を受けた方の数を示すものではございません。',
              en: 'That number does not show how many people are affected.',
            },
    },
  ];
}

export function complaints(grounds: Grounds): Said[] {
  const [fact] = factsOf(grounds.case.facts, 'similar-complaints');
  // Open complaints stand among the findings; a question about others gets them as its answer.
  if (!fact || openFindings(grounds.case).includes(fact) || asksAboutOthers(grounds.case)) return [];
  return similarReports(fact, grounds.now).map((said, index) => ({
    ...said,
    id: index === 0 ? 'complaints.count' : 'complaints.limit',
    section: 'checked.complaints',
  }));
}
