// Letters after the main reply: what has changed since, and what an earlier letter said wrongly.
import type { Both } from '../vocabulary/finding.ts';
import type { Outcome } from '../vocabulary/outcome.ts';
import { isDate, workingMoment } from './days.ts';
import { findings, findingsUnnamed } from './findings/part-findings.ts';
import { type Grounds, mainPeriod } from './grounds.ts';
import { type Said, toFill } from './said.ts';

type Sent = { readonly at: string; readonly outcome: Outcome };

/** The last letter that stated an outcome, when the sending was recorded. */
function lastSent(grounds: Grounds): Sent | undefined {
  const stating = (grounds.case.handling?.sent ?? []).filter(({ stage, at }) => stage !== 'holding' && isDate(at));
  return stating.at(-1);
}

/** What a letter stated, in a few words. */
export const outcomeNames: Readonly<Record<Outcome, Both>> = {
  no_evidence: { ja: '漏えいを示す事実は確認されていない', en: 'nothing found that shows a leak' },
  inconclusive: { ja: '漏えいの有無は判断できていない', en: 'whether data leaked is not decided' },
  leak_likely: { ja: '弊社から外部に渡った可能性がある', en: 'data may have left us' },
  leak_confirmed: { ja: '漏えいを確認した', en: 'a leak is established' },
  not_our_mail: { ja: '弊社が送ったメールではない', en: 'the message was not sent by us' },
};

/** That this letter follows another, and whether what it states has changed. */
export function sinceThen(grounds: Grounds): Said[] {
  const section = 'since.all';
  const sent = lastSent(grounds);
  const said: Said[] = [
    sent
      ? {
          id: 'since.letter',
          type: 'DID',
          section,
          evidence: ['handling'],
          slots: { at: sent.at, now: grounds.now },
          text: {
            ja: '{at:day}の書面のあと、{now:day}までに分かったことをご報告いたします。',
            en: 'This is what we have learned since our letter of {at:day}, up to {now:day}.',
          },
        }
      : {
          id: 'since.earlier',
          type: 'DID',
          section,
          evidence: ['outcome'],
          slots: { now: grounds.now },
          text: {
            ja: '先の書面のあと、{now:day}までに分かったことをご報告いたします。',
            en: 'This is what we have learned since our earlier letter, up to {now:day}.',
          },
        },
  ];
  if (!sent || !grounds.verified) return said;
  const changed = sent.outcome !== grounds.outcome;
  said.push({
    id: changed ? 'since.changed' : 'since.unchanged',
    type: 'INFER',
    section,
    evidence: ['handling', 'outcome'],
    slots: changed ? { earlier: outcomeNames[sent.outcome], current: outcomeNames[grounds.outcome] } : {},
    text: changed
      ? {
          ja: '前の書面での結論（{earlier}）は変わりました。現在の結論は、次に記すとおりです（{current}）。'.replace(
            '。現在',
            '、現在',
          ),
          en: 'Our conclusion has changed, from “{earlier}” to “{current}”.',
        }
      : { ja: '結論は、前の書面から変わっておりません。', en: 'Our conclusion is unchanged.' },
  });
  return said;
}

/** What was wrong, what is right, why it was missed. What only a person knows is a place to fill, not a guess. */
export function correction(grounds: Grounds): Said[] {
  const section = 'correction.all';
  const { correction: known } = grounds.case.handling ?? {};
  const sent = lastSent(grounds);
  const earlier =
    known?.earlier ??
    (sent ? outcomeNames[sent.outcome] : toFill({ ja: '前の書面で述べたこと', en: 'what the earlier letter said' }));
  const evidence = ['outcome', ...(known || sent ? ['handling'] : [])];
  const said: Said[] = [
    sent
      ? {
          id: 'correction.earlier-dated',
          type: 'HEARD',
          section,
          evidence,
          slots: { at: sent.at, earlier },
          // What a person wrote down is quoted; what is known by its outcome alone is told in substance, and says so.
          text: known
            ? {
                ja: '{at:day}の書面で「{earlier}」と申し上げましたが、この点を訂正いたします。',
                en: 'In our letter of {at:day} we said: “{earlier}”. We correct this.',
              }
            : {
                ja: '{at:day}の書面で「{earlier}」という趣旨のご説明をいたしましたが、この点を訂正いたします。',
                en: 'In our letter of {at:day} we said in substance: “{earlier}”. We correct this.',
              },
        }
      : {
          id: 'correction.earlier',
          type: 'HEARD',
          section,
          evidence,
          slots: { earlier },
          text: {
            ja: '先の書面で「{earlier}」と申し上げましたが、この点を訂正いたします。',
            en: 'In our earlier letter we said: “{earlier}”. We correct this.',
          },
        },
  ];
  if (!grounds.verified) said.push(...findingsUnnamed(grounds, section));
  else said.push(...findings(grounds, section));
  if (known) {
    said.push({
      id: 'correction.correct',
      type: 'FOUND',
      section,
      evidence: ['handling'],
      slots: { correct: known.correct },
      text: { ja: '正しくは、{correct}です。', en: 'The correct statement is: {correct}.' },
    });
  }
  if (known?.reason) {
    said.push({
      id: 'correction.reason',
      type: 'FOUND',
      section,
      evidence: ['handling'],
      slots: { reason: known.reason },
      text: {
        ja: '前の調査で分からなかった理由は、{reason}です。',
        en: 'Our earlier examination missed it for this reason: {reason}.',
      },
    });
  } else {
    const by = workingMoment(grounds.now, grounds.zone, { days: 7, hour: 17 });
    said.push({
      id: 'correction.reason-open',
      type: 'PROMISE',
      section,
      evidence: ['outcome'],
      slots: { by, owner: grounds.owner },
      text: {
        ja: '前の調査で分からなかった理由は、{owner}が{by:moment}までにお知らせいたします。',
        en: 'Our {owner} will tell you by {by:moment} why our earlier examination missed it.',
      },
    });
  }
  said.push({
    id: 'correction.sorry',
    type: 'APOLOGY',
    section,
    evidence: ['outcome'],
    slots: {},
    text: {
      ja: '誤ったご説明をいたしましたことを、お詫び申し上げます。',
      en: 'We are sorry for having told you otherwise.',
    },
  });
  return said;
}

/** What was watched since, when nothing more came of it. */
export function keptWatching(grounds: Grounds): Said[] {
  const looked = mainPeriod(grounds.case);
  if (!looked) return [];
  return [
    {
      id: 'watch.period',
      type: 'DID',
      section: 'since.all',
      evidence: looked.checks,
      slots: { from: looked.from, to: looked.to },
      text: {
        ja: '調べた記録は、{from:day}から{to:day}までの分です。',
        en: 'The records examined run from {from:day} to {to:day}.',
      },
    },
  ];
}
