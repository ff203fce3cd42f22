// Answers to: who was given the data, and did somebody whom you gave it to lose it?
import { factsOf } from '../../vocabulary/fact.ts';
import type { Grounds } from '../grounds.ts';
import { headings } from '../headings.ts';
import { listEvidence, listsGiven, listsWithout, nothingRecorded, type Told } from '../part-lists.ts';
import { listed } from '../said.ts';
import { admittedBy, announcedBy } from '../vendor-leaks.ts';
import { vendorNamed } from '../vendor-names.ts';
import { causes } from './answer-causes.ts';

/** Companies named in one answer; of the rest the number is told. */
const NAMED_AT_MOST = 9;

const unrecordedLists: Told = {
  evidence: ['outcome'],
  text: {
    ja: '記録されなかった書き出しや写しは、これには現れません。',
    en: 'An export or a copy that nobody recorded does not show in it.',
  },
};

export function recipients(grounds: Grounds): Told[] {
  const { facts, organisation } = grounds.case;
  const [copies] = factsOf(facts, 'list-copies');
  const admitted = [...admittedBy(grounds), ...announcedBy(grounds)];
  const given = listsGiven(grounds);
  if (given) return [...given, ...admitted];
  const without = listsWithout(grounds);
  if (without.length > 0) return [...without, unrecordedLists, ...admitted];
  if (nothingRecorded(grounds.case)) {
    return [
      {
        evidence: listEvidence(grounds.case),
        slots: { now: grounds.now },
        text: {
          ja: '{now:day}の時点で、名簿を社外へ渡した記録には、記載は一件もございません。',
          en: 'As of {now:day}, nothing is entered in our record of lists passed on.',
        },
      },
      unrecordedLists,
      ...admitted,
    ];
  }
  const known = organisation.vendors.flatMap(({ name }) => vendorNamed(grounds.case, name, 16) ?? []);
  const answers: Told[] = [];
  if (known.length > 0) {
    const evidence = ['org', ...(copies ? [copies.id] : [])];
    for (let at = 0; at < Math.min(known.length, NAMED_AT_MOST); at += 3) {
      answers.push({
        evidence,
        text:
          at === 0
            ? {
                ja: '弊社の業務のため、{names}にお客様の情報の取扱いを委託しております。',
                en: 'For our work we pass customers’ data on to {names}.',
              }
            : { ja: '{names}にも委託しております。', en: 'We pass them on to {names} as well.' },
        slots: { names: listed(known.slice(at, at + 3)) },
      });
    }
    const rest = known.length - NAMED_AT_MOST;
    if (rest > 0) {
      answers.push({
        evidence,
        slots: { rest },
        text: {
          ja: 'このほかの委託先は{rest}社です。',
          en: 'The number of further companies that work for us is {rest}.',
        },
      });
    }
  } else if (copies && copies.vendors > 0) {
    answers.push({
      evidence: [copies.id],
      text: {
        ja: '記録にある名簿の受渡し先は{vendors}社です。',
        en: 'By our records, the number of companies that received the list is {vendors}.',
      },
      slots: { vendors: copies.vendors },
    });
  }
  if (admitted.length > 0) return [...answers, ...admitted];
  answers.push({
    evidence: copies ? [copies.id] : ['outcome'],
    text: copies
      ? {
          ja: 'お渡しした名簿にお客様の情報が含まれていたかは、まだ確かめられておりません。',
          en: 'Whether your record was in what we passed on is not established yet.',
        }
      : {
          ja: 'どこへ渡したかの記録を確かめている途中で、まだお答えできません。',
          en: 'We are still going through our records of this and cannot answer yet.',
        },
  });
  return answers;
}

/** Every list that was given away is known, whether this record was in it, and whether a leak there concerns it. */
export function recipientsKnown(grounds: Grounds): boolean {
  if (listsWithout(grounds).length > 0 || nothingRecorded(grounds.case)) return announcedBy(grounds).length === 0;
  const held = factsOf(grounds.case.facts, 'vendor-held');
  const later = factsOf(grounds.case.facts, 'list-copies').filter((copies) => (copies.later ?? 0) > 0);
  return (
    listsGiven(grounds) !== undefined &&
    held.length + later.length > 0 &&
    held.every(({ thisRecord }) => thisRecord !== 'unknown') &&
    later.every(({ laterHeld }) => laterHeld === 'yes') &&
    announcedBy(grounds).length === 0
  );
}

/** "Did it leak from them?": what they told us, and that a leak nobody noticed would not show in it. */
export function leakAtVendors(grounds: Grounds): Told[] {
  const known = [...admittedBy(grounds), ...announcedBy(grounds)];
  const answers = factsOf(grounds.case.facts, 'vendor-answer').filter(({ answer }) => answer !== 'announced');
  const evidence = answers.length > 0 ? answers.map(({ id }) => id) : ['outcome'];
  if (answers.length === 0 && known.length === 0) return causes(grounds);
  const word: Told[] =
    answers.length > 0
      ? [
          {
            evidence,
            slots: { heading: headings['checked'] ?? { ja: '', en: '' } },
            text: {
              ja: `${known.length > 0 ? 'ほかの' : ''}委託先の回答は、「{heading}」に記しました。`,
              en: `What ${known.length > 0 ? 'the other' : 'the'} companies that work for us told us is set out under “{heading}”.`,
            },
          },
        ]
      : [];
  return [
    ...known,
    ...word,
    {
      evidence: ['outcome'],
      text: {
        ja: '委託先から漏れたものが届いた迷惑メールの原因かどうかは、まだ分かっておりません。',
        en: 'Whether a leak at such a company caused the spam is not known yet.',
      },
    },
  ];
}
