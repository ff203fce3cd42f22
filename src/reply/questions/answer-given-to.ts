// Answers to: to whom was my data given? Who got it on record, and who may have got it without being given it.
import { factsOf } from '../../vocabulary/fact.ts';
import type { Grounds } from '../grounds.ts';
import { whereFindingsStand } from '../headings.ts';
import { nextWordBy } from '../promised.ts';
import { askedOfSale, recipientsInGeneral } from './answer-organisation.ts';
import { recipients, recipientsKnown } from './answer-recipients.ts';
import type { Answer } from './answer-requests.ts';
import { whetherTheirs } from './once-verified.ts';

/** Who got it without being given it is no recipient on record: where something of that kind was found, it is not left unsaid. */
function besideThese(grounds: Grounds): Answer[] {
  const found = grounds.unresolved.filter(
    (fact) =>
      (fact.kind === 'bulk-read' && !fact.known) ||
      (fact.kind === 'attacker-trace' && fact.success !== 'none' && fact.reachedData),
  );
  if (found.length === 0) return [];
  const written = factsOf(found, 'attacker-trace').filter(
    ({ listWritten, listsWritten }) => (listWritten ?? listsWritten ?? 0) > 0,
  );
  if (written.length > 0) {
    return [
      {
        evidence: written.map(({ id }) => id),
        slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
        text: {
          ja: 'このほかに、「{heading}」に記したとおり、外部からログインした者が一覧を書き出しており、誰が持っているかは分かっておりません。',
          en: 'Beyond that, whoever logged in from outside wrote out a list, as described under “{heading}”; who has it now we do not know.',
        },
      },
    ];
  }
  return [
    {
      evidence: found.map(({ id }) => id),
      slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
      text: {
        ja: 'このほかに、「{heading}」に記したことにより情報を得た者がいないかを調べております。',
        en: 'Whether anybody else came by data through what is described under “{heading}” we are examining.',
      },
    },
  ];
}

/** Whether a record is in a list of ours is looked up in a day, not in two weeks. */
export function recipientsTold(question: string, grounds: Grounds): Answer[] {
  const sale = askedOfSale(question);
  if (!grounds.verified) {
    return [...recipientsInGeneral(grounds), whetherTheirs, ...sale];
  }
  const given = [...recipients(grounds), ...besideThese(grounds)];
  if (recipientsKnown(grounds)) return [...given, ...sale];
  return [
    ...given,
    ...sale,
    {
      type: 'PROMISE',
      evidence: ['claim'],
      slots: { owner: grounds.owner, by: nextWordBy(grounds) },
      text: {
        ja: '情報をお渡しした先についてまだ分かっていない点は、{owner}が{by:moment}までにお知らせいたします。',
        en: 'Our {owner} will tell you by {by:moment} what is still open about whom we gave your data to.',
      },
    },
  ];
}
