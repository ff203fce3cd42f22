import type { Fact } from '../vocabulary/fact.ts';
import { workingMoment } from './days.ts';
import { shortName } from './found-names.ts';
import { foundWords } from './found-words.ts';
import type { Grounds } from './grounds.ts';
import { listed, type Said } from './said.ts';

/** Sentences for findings in a main letter; more than this many are named in one list, so that the letter keeps its length. */
const SENTENCES_AT_MOST = 6;
/** Names in one list sentence: more would pass 90 characters. */
const NAMES_AT_MOST = 2;

/** One sentence for one finding that points to our side. */
function findingSentence(fact: Fact, section: string): Said {
  const words = foundWords(fact);
  return {
    id: `found.${fact.id}`,
    type: 'FOUND',
    section,
    evidence: [fact.id],
    slots: words?.slots ?? {},
    text: words?.text ?? {
      ja: '弊社の側に関わる所見がもう一つございます。',
      en: 'There is one more finding that concerns our side.',
    },
  };
}

/** Named together, two to a sentence, every fact with its evidence. */
function namedTogether(facts: readonly Fact[], section: string, prefix: string): Said[] {
  const sentences: Said[] = [];
  for (let at = 0; at < facts.length; at += NAMES_AT_MOST) {
    const some = facts.slice(at, at + NAMES_AT_MOST);
    const names = [...new Map(some.map((fact) => [shortName(fact).en, shortName(fact)])).values()];
    sentences.push({
      id: `${prefix}.${sentences.length + 1}`,
      type: 'FOUND',
      section,
      evidence: some.map(({ id }) => id),
      slots: { names: listed(names) },
      text:
        at === 0
          ? {
              ja: 'これまでの調べで、{names}が分かっております。',
              en: 'So far we have found: {names}.',
            }
          : { ja: 'ほかに、{names}がございます。', en: 'We have also found: {names}.' },
    });
  }
  return sentences;
}

/** Findings as a main letter gives them: whole sentences, then names for what goes beyond the length of a letter. */
export function findings(facts: readonly Fact[], section: string): Said[] {
  return [
    ...facts.slice(0, SENTENCES_AT_MOST).map((fact) => findingSentence(fact, section)),
    ...namedTogether(facts.slice(SENTENCES_AT_MOST), section, 'found.more'),
  ];
}

/** In a holding letter: named, without numbers, and with no more than that they are open. */
export function findingsInShort(facts: readonly Fact[], section: string): Said[] {
  if (facts.length === 0) return [];
  return [
    ...namedTogether(facts, section, 'found.short'),
    {
      id: 'found.open',
      type: 'LIMIT',
      section,
      evidence: facts.map(({ id }) => id),
      slots: {},
      text: {
        ja: 'これらが迷惑メールと関わるかどうかは、まだ分かっておりません。',
        en: 'Whether this has to do with the spam is not known yet.',
      },
    },
  ];
}

/** To a requester who is not verified: that there is something, and nothing of what it is. */
export function findingsUnnamed(facts: readonly Fact[], section: string): Said[] {
  if (facts.length === 0) return [];
  return [
    {
      id: 'found.unnamed',
      type: 'FOUND',
      section,
      evidence: facts.map(({ id }) => id),
      slots: {},
      text: {
        ja: 'これまでの調べで、弊社の側に、まだ説明のついていない所見がございます。',
        en: 'So far there are findings on our side that are not explained yet.',
      },
    },
  ];
}

/** Who examines what is still open, and until when. */
export function openPromise(grounds: Grounds, section: string): Said {
  const by = workingMoment(grounds.now, grounds.zone, { days: 14, hour: 17 });
  return {
    id: 'promise.open',
    type: 'PROMISE',
    section,
    evidence: grounds.verified && grounds.unresolved.length > 0 ? grounds.unresolved.map(({ id }) => id) : ['outcome'],
    slots: { by, owner: grounds.owner },
    text: {
      ja: '説明のついていない点は、{owner}が{by:moment}までに調べ、結果をご報告いたします。',
      en: 'Our {owner} will examine what is unexplained and report the result to you by {by:moment}.',
    },
  };
}
