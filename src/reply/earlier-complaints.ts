// Where the customer wrote before: which complaint a letter answers, and what became of the earlier ones, as far as a record
// shows it. That nobody answered is said only where our own record says so.
import type { EarlierComplaint } from '../vocabulary/case-file.ts';
import { isDate } from './days.ts';
import type { Grounds } from './grounds.ts';
import type { Said } from './said.ts';

/** Told one by one; a longer history is for a person to write about. */
const TOLD_AT_MOST = 2;

function becameOf({ answeredAt, quotedAnswerAt }: EarlierComplaint, id: string, section: string): Said[] {
  const base = { section, evidence: ['claim'] } as const;
  if (answeredAt === null) {
    return [
      {
        ...{ ...base, id: `${id}.unanswered`, type: 'FOUND', slots: {} },
        text: {
          ja: '弊社の記録では、そのお申し出にはお答えしておりませんでした。',
          en: 'By our records we did not answer that.',
        },
      },
      {
        ...{ ...base, id: `${id}.sorry`, type: 'APOLOGY', slots: {} },
        text: {
          ja: 'お返事をしておりませんでしたことを、お詫び申し上げます。',
          en: 'We apologise for having left it without a reply.',
        },
      },
    ];
  }
  if (answeredAt !== undefined && isDate(answeredAt)) {
    return [
      {
        ...{ ...base, id: `${id}.answered`, type: 'FOUND', slots: { answered: answeredAt } },
        text: {
          ja: 'そのお申し出には、{answered:day}にお答えしております。',
          en: 'We answered that on {answered:day}.',
        },
      },
    ];
  }
  if (quotedAnswerAt !== undefined && isDate(quotedAnswerAt)) {
    return [
      {
        ...{ ...base, id: `${id}.quoted`, type: 'HEARD', slots: { answered: quotedAnswerAt } },
        text: {
          ja: 'いただいたご連絡には、それに対する弊社の{answered:day}のお返事が引用されております。',
          en: 'Your message quotes our reply to that, of {answered:day}.',
        },
      },
      {
        ...{ ...base, id: `${id}.since`, type: 'LIMIT', slots: {} },
        text: {
          ja: 'その後にお答えしたかどうかは、まだ確かめられておりません。',
          en: 'Whether we wrote to you after that is not established yet.',
        },
      },
    ];
  }
  return [
    {
      ...{ ...base, id: `${id}.open`, type: 'LIMIT', slots: {} },
      text: {
        ja: 'そのご連絡にお答えしたかどうかは、まだ確かめられておりません。',
        en: 'Whether we answered that is not established yet.',
      },
    },
  ];
}

/** Our own record of another complaint is told to nobody who is not verified; what they told us themselves, is. */
export function earlierHeard({ case: { claim }, verified, receivedAt }: Grounds, section: string): Said[] {
  const base = { section, evidence: ['claim'] } as const;
  const earlier = (claim.earlierComplaints ?? []).filter(({ at, by }) => isDate(at) && (verified || by === 'customer'));
  if (earlier.length === 0) return [];
  const told = earlier.slice(-TOLD_AT_MOST).flatMap((one, index): Said[] => {
    const id = `heard.earlier-${index + 1}`;
    return [
      {
        ...{ ...base, id, type: 'HEARD', slots: { at: one.at } },
        text:
          one.by === 'customer'
            ? {
                ja: '{at:day}にもご連絡をくださったと伺っております。',
                en: 'By your account you also contacted us on {at:day}.',
              }
            : {
                ja: '{at:day}にも、お申し出をいただいております。',
                en: 'You also complained to us on {at:day}.',
              },
      },
      ...becameOf(verified ? one : { at: one.at, by: one.by, quotedAnswerAt: one.quotedAnswerAt }, id, section),
    ];
  });
  const answers: Said[] =
    receivedAt === undefined
      ? []
      : [
          {
            ...{ ...base, id: 'heard.answers', type: 'DID', slots: { received: receivedAt } },
            text: {
              ja: 'この書面は、{received:day}に承ったお申し出についてのものです。',
              en: 'This letter is about the complaint that we received on {received:day}.',
            },
          },
        ];
  return [...told, ...answers];
}
