// What a confirmed or likely leak has to tell the person: what happened, which data, why, what may follow, what to do.
import type { Both } from '../vocabulary/finding.ts';
import { isDate, workingMoment } from './days.ts';
import type { Grounds } from './grounds.ts';
import { listed, type Said } from './said.ts';

/** What a person established; a part that nobody established yet is promised with a date, not guessed. */
export function incident(grounds: Grounds): Said[] {
  const known = grounds.case.handling?.incident ?? {};
  const section = 'incident.all';
  const said: Said[] = [];
  const tell = (id: string, text: Both, slots: Said['slots']) =>
    said.push({ id: `incident.${id}`, type: 'FOUND', section, evidence: ['handling'], slots, text });
  const open: Both[] = [];
  if (known.what) {
    if (known.at !== undefined && isDate(known.at)) {
      tell(
        'what',
        { ja: '{at:moment}に、{what}。', en: 'On {at:moment}, {what}.' },
        { at: known.at, what: known.what },
      );
    } else tell('what', { ja: '{what}。', en: 'What happened: {what}.' }, { what: known.what });
  }
  if (known.learnedAt !== undefined && isDate(known.learnedAt)) {
    tell(
      'learned',
      { ja: '弊社がこれを知ったのは、{learned:day}です。', en: 'We learned of it on {learned:day}.' },
      { learned: known.learnedAt },
    );
  }
  if (known.items)
    tell('items', { ja: '対象の項目は、{items}です。', en: 'The data concerned: {items}.' }, { items: known.items });
  else open.push({ ja: '対象の項目', en: 'which data are concerned' });
  if (known.notIncluded) {
    tell(
      'not-included',
      { ja: '{items}は含まれておりません。', en: 'Not included: {items}.' },
      { items: known.notIncluded },
    );
  }
  if (known.cause) tell('cause', { ja: '原因は、{cause}です。', en: 'Cause: {cause}.' }, { cause: known.cause });
  else open.push({ ja: '原因', en: 'the cause' });
  if (known.consequences) {
    tell(
      'consequences',
      { ja: '考えられる影響は、{consequences}です。', en: 'What may follow from it: {consequences}.' },
      { consequences: known.consequences },
    );
  } else open.push({ ja: '影響', en: 'what may follow from it' });
  if (known.people && isDate(known.people.at)) {
    const { low, high, at } = known.people;
    tell(
      'people',
      low === high
        ? {
            ja: '対象の人数は{low}名です（{at:day}現在）。',
            en: 'The number of people concerned is {low} as of {at:day}.',
          }
        : {
            ja: '対象の人数は{low}〜{high}名です（{at:day}現在）。',
            en: 'The number of people concerned is {low} to {high} as of {at:day}.',
          },
      low === high ? { low, at } : { low, high, at },
    );
  } else open.push({ ja: '対象の人数', en: 'how many people are concerned' });
  if (known.published) {
    tell('published', { ja: '公表：{published}。', en: 'Published: {published}.' }, { published: known.published });
  }
  if (open.length > 0) {
    const by = workingMoment(grounds.now, grounds.zone, { days: 7, hour: 17 });
    said.push(
      {
        id: 'incident.open',
        type: 'LIMIT',
        section,
        evidence: ['outcome'],
        slots: { open: listed(open) },
        text: { ja: '{open}は、まだ調べております。', en: 'Still open: {open}.' },
      },
      {
        id: 'incident.promise',
        type: 'PROMISE',
        section,
        evidence: ['outcome'],
        slots: { by, owner: grounds.owner },
        text: {
          ja: 'この点は、{owner}が{by:moment}までにお知らせいたします。',
          en: 'Our {owner} will tell you about this by {by:moment}.',
        },
      },
    );
  }
  return said;
}

const careWithMail: readonly Both[] = [
  {
    ja: '心当たりのないメールのリンクや添付ファイルは、開かないようお願いいたします。',
    en: 'Please do not open links or attachments in messages that you did not expect.',
  },
  {
    ja: '弊社を名乗って情報の入力を求めるメールが届いた場合は、返信せず、担当までお知らせください。',
    en: 'If a message in our name asks you for details, please do not answer it but tell us.',
  },
];

/** Most urgent first, three at most: those the privacy officer chose, else what is right for any leaked address. */
export function advice(grounds: Grounds): Said[] {
  const chosen = grounds.case.handling?.advice;
  const some = chosen && chosen.length > 0 ? chosen.slice(0, 3) : careWithMail;
  return some.map((what, index) => ({
    id: `advice.${index + 1}`,
    type: 'ASK',
    section: 'advice.all',
    evidence: [chosen && chosen.length > 0 ? 'handling' : 'outcome'],
    slots: { what },
    text: { ja: '{what}', en: '{what}' },
  }));
}
