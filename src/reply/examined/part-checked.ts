// "What we checked": one paragraph a subject. Whatever was not found stands with what was read, over which period and
// when, and with what the same search would have missed.

import type { Grounds } from '../grounds.ts';
import { lists, waiting } from '../part-lists.ts';
import { complaints } from '../questions/similar-reports.ts';
import type { Said } from '../said.ts';
import { access } from './checked-access.ts';
import { canaries, mailing, pages } from './checked-exposure.ts';
import { settled, topicsWithFindings } from './checked-found.ts';
import { integrity } from './checked-integrity.ts';
import { vendors } from './checked-vendors.ts';
import { staffViews } from './checked-views.ts';
import { clockLimit } from './clock-doubt.ts';

/** Once: in the paragraph about the records themselves, else in the last that names a period of records. */
function withClock(grounds: Grounds, said: readonly Said[]): Said[] {
  const section = ['checked.integrity', 'checked.mailing', 'checked.access'].find((one) =>
    said.some((sentence) => sentence.section === one),
  );
  if (section === undefined) return [...said];
  const last = said.findLastIndex((sentence) => sentence.section === section);
  const evidence = said.find((sentence) => sentence.section === section)?.evidence ?? ['outcome'];
  return [...said.slice(0, last + 1), ...clockLimit(grounds, section, evidence), ...said.slice(last + 1)];
}

/** Everything that was looked at, subject by subject. To a requester who is not verified: only what concerns no person. */
export function checked(grounds: Grounds): Said[] {
  const taken = topicsWithFindings(grounds);
  const ofSystems = [...access(grounds, taken), ...integrity(grounds, taken)];
  if (!grounds.verified) return [...withClock(grounds, ofSystems), ...vendors(grounds), ...waiting(grounds)];
  return [
    ...withClock(grounds, [...ofSystems, ...mailing(grounds, taken)]),
    ...pages(grounds, taken),
    ...staffViews(grounds),
    ...canaries(grounds, taken),
    ...lists(grounds),
    ...vendors(grounds),
    ...complaints(grounds),
    ...settled(grounds),
  ];
}
