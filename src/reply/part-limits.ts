// "What this could not show", and which ways remain.
import { factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { type Grounds, mainPeriod, type Topic, topicOf } from './grounds.ts';
import { listed, type Said } from './said.ts';

const gapNames: Readonly<Partial<Record<Topic, Both>>> = {
  access: { ja: 'サーバーの記録', en: 'server records' },
  integrity: { ja: '記録そのものの欠けや書換え', en: 'gaps or alteration in the records' },
  register: { ja: '登録の記録', en: 'the register' },
  vendors: { ja: '名簿の受渡しと委託先', en: 'transfers of our list' },
  canaries: { ja: '名簿に設けた確認の仕組み', en: 'a check kept in our own list' },
  pages: { ja: '公開ページ', en: 'our public pages' },
  mailing: { ja: '弊社からの送信の記録', en: 'records of our own mailings' },
  complaints: { ja: '同様のお申し出の記録', en: 'records of similar reports' },
  spam: { ja: '届いたメールの原本', en: 'the message in its original form' },
};

/** Subjects no check of which could be run, with the checks that say so. */
export function gaps(grounds: Grounds): { readonly names: readonly Both[]; readonly evidence: readonly string[] } {
  const { checks, facts } = grounds.case;
  const missing = new Map<Topic, string[]>();
  for (const check of checks) {
    const topic = topicOf(check);
    if (topic === undefined || topic === 'elsewhere' || check.result !== 'not-checked') continue;
    missing.set(topic, [...(missing.get(topic) ?? []), check.id]);
  }
  for (const check of checks) {
    const topic = topicOf(check);
    if (topic !== undefined && check.result !== 'not-checked') missing.delete(topic);
  }
  const byMinimum: Readonly<Record<string, Topic>> = {
    register: 'register',
    exports: 'vendors',
    vendors: 'vendors',
    logs: 'access',
  };
  for (const fact of factsOf(facts, 'minimum-check')) {
    const topic = byMinimum[fact.check];
    if (!fact.done && topic) missing.set(topic, [fact.id, ...(missing.get(topic) ?? [])]);
  }
  const shown = [...missing].filter(([topic]) => grounds.verified || topic === 'access' || topic === 'integrity');
  return {
    names: shown.flatMap(([topic]) => gapNames[topic] ?? []),
    evidence: shown.flatMap(([, evidence]) => evidence),
  };
}

/** Names three to a sentence, so that a list keeps to one breath. */
function gapSentences(grounds: Grounds, section: string): Said[] {
  const { names, evidence } = gaps(grounds);
  const sentences: Said[] = [];
  for (let at = 0; at < names.length; at += 3) {
    sentences.push({
      id: `gaps.${sentences.length + 1}`,
      type: 'LIMIT',
      section,
      evidence,
      slots: { names: listed(names.slice(at, at + 3)) },
      text:
        at === 0
          ? {
              ja: '調べるための資料がそろわなかったものは、{names}です。',
              en: 'We lacked the material to examine the following: {names}.',
            }
          : { ja: '{names}も同様です。', en: 'The same holds for {names}.' },
    });
  }
  return sentences;
}

/** From submission to first spam, the stretch for which no records remain. */
function uncovered(grounds: Grounds, section: string): Said[] {
  const looked = mainPeriod(grounds.case);
  const { submittedAt } = grounds;
  if (!looked || submittedAt === undefined || Date.parse(looked.from) - Date.parse(submittedAt) < 86_400_000) return [];
  return [
    {
      id: 'uncovered',
      type: 'LIMIT',
      section,
      evidence: ['claim', ...looked.checks],
      slots: { submitted: submittedAt, from: looked.from },
      text: {
        ja: '{submitted:day}から{from:day}までの期間は、調べた記録に含まれておりません。',
        en: 'The records we examined do not cover the time from {submitted:day} to {from:day}.',
      },
    },
  ];
}

export function limits(grounds: Grounds): Said[] {
  const section = 'limits.all';
  return [
    ...uncovered(grounds, section),
    ...gapSentences(grounds, section),
    {
      id: 'limits.outside-records',
      type: 'LIMIT',
      section,
      evidence: ['outcome'],
      slots: {},
      text: {
        ja: '記録の残らない方法での持ち出しや、把握していない名簿の写しは、この調査では分かりません。',
        en: 'Data taken in a way that leaves no record, or from a copy we do not know of, would not show.',
      },
    },
  ];
}

/** Ways that remain. Ours are named; those outside us are neither named one by one nor ranked: it would read "look elsewhere". */
export function ways(grounds: Grounds): Said[] {
  const section = 'ways.all';
  // To a requester who is not verified the leak was not mentioned, and "this" would point nowhere.
  if (grounds.outcome === 'leak_confirmed' && grounds.verified) {
    if (grounds.case.mailOrigin === 'ours') return [];
    return [
      {
        id: 'ways.confirmed',
        type: 'LIMIT',
        section,
        evidence: ['outcome'],
        slots: {},
        text: {
          ja: '届いた迷惑メールがこの件によるものかどうかは、別の問いであり、まだ分かっておりません。',
          en: 'Whether the spam you received comes from this is a separate question, which is still open.',
        },
      },
    ];
  }
  return [
    {
      id: 'ways.unknown',
      type: 'LIMIT',
      section,
      evidence: ['outcome'],
      slots: {},
      text: {
        ja: '迷惑メールの送信者がどのような経路でアドレスを知ったかは、分かっておりません。',
        en: 'We do not know how the sender of the spam came by the address.',
      },
    },
    {
      id: 'ways.ours',
      type: 'LIMIT',
      section,
      evidence: ['outcome'],
      slots: {},
      text: {
        ja: '弊社への侵入、内部からの持ち出し、弊社の誤り、委託先からの流出のいずれも、なかったとは申し上げられません。',
        en: 'An intrusion, someone inside, a mistake of ours, or a company that works for us: none is ruled out.',
      },
    },
    {
      id: 'ways.outside',
      type: 'LIMIT',
      section,
      evidence: ['outcome'],
      slots: {},
      text: {
        ja: '弊社以外の経路は、弊社では確かめることができません。',
        en: 'Ways outside our company we cannot examine.',
      },
    },
  ];
}
