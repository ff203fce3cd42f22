// Whom to tell, in which order and by when.
import type { Both } from '../../vocabulary/finding.ts';
import { dueDates } from '../clocks/due-dates.ts';
import { type MustTell, mustBeTold } from '../must-be-told.ts';
import { ownerNames } from '../owner.ts';
import { dueIn, lateBy } from './due-words.ts';
import type { Section, Seen } from './first-look.ts';

/** Where it depends on what is found, nothing is due, and nobody late, before anything is. */
function untilWords({ when, by, overdueSince }: Pick<MustTell, 'when' | 'by' | 'overdueSince'>, input: Seen): Both {
  const certain = when === 'always';
  if (overdueSince !== null)
    return certain
      ? lateBy(Date.parse(by), Date.parse(overdueSince), input)
      : { ja: '該当すれば、すぐに', en: 'at once, if it applies' };
  const due = dueIn(Date.parse(by), input);
  return certain
    ? { ja: `${due.ja}まで`, en: `by ${due.en}` }
    : { ja: `該当すれば、${due.ja}まで`, en: `if it applies, by ${due.en}` };
}

/** Names and contacts as org.yaml has them; somebody who is not named there is a place to fill. */
export function callOrder(input: Seen): Section {
  const { claim, organisation, handling, now } = input;
  const deadlines = dueDates({ claim, organisation, handling, now });
  const lines = mustBeTold({ claim, organisation, deadlines, now }).map(
    ({ id, who, why, owner, by, overdueSince, named, undated, when: told }): Both => {
      // Where no vendor is listed, there may be none.
      const when = id === 'vendors' && organisation.vendors.length === 0 ? 'signs' : told;
      const names = (lang: keyof Both) =>
        named
          .map(({ name, contact }) => (contact === null ? name[lang] : `${name[lang]} ${contact}`))
          .join(lang === 'ja' ? '、' : ', ');
      const until = undated
        ? { ja: '該当すれば（期限は顧問に確かめる）', en: 'if it applies (ask counsel by when)' }
        : untilWords({ when, by, overdueSince }, input);
      return {
        ja: `${who.ja}${named.length > 0 ? `（${names('ja')}）` : ''}：${until.ja}。${why.ja}。担当 ${ownerNames[owner].ja}`,
        en: `${who.en}${named.length > 0 ? ` (${names('en')})` : ''}: ${until.en}; ${why.en}; ${ownerNames[owner].en}`,
      };
    },
  );
  lines.push(
    {
      ja: '内部の関与が疑われるときは、人事へ。共有の記録には書かず、別に保管する',
      en: 'human resources when an insider is suspected; keep that apart from what is shared',
    },
    {
      ja: '必要かどうかは顧問に確かめてください',
      en: 'whether each applies is for counsel to say',
    },
  );
  return { title: { ja: '知らせる相手と順番', en: 'Who else must be told, in order' }, lines };
}
