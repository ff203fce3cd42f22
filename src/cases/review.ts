// Letters that went out, laid beside what is known now. A sentence stands as long as its evidence does; a letter that leaves
// out what now points to us has to be corrected (lint rule EV06).
import { lastMomentOf, millisecondsOf } from '../custody/instant.ts';
import { draftLetter } from '../reply/draft.ts';
import { type Itemised, itemsOf } from '../reply/lint/items.ts';
import { outcomeNames } from '../reply/part-later.ts';
import type { CaseFile, Letter, Sentence, SentLetter } from '../vocabulary/case-file.ts';
import { type Fact, type FieldSpec, factKinds } from '../vocabulary/fact.ts';
import type { Both, Language } from '../vocabulary/finding.ts';
import { type ApprovalEntry, type ApprovalStanding, approvalWords, standingOfSent } from './approval.ts';
import { stageNames } from './stage-names.ts';

/** What a letter said: sentence data, text, or null when its bytes were not kept or cannot be read as text. */
export type SentContent = SentLetter & { readonly content: Letter | string | null };

export type ReviewedSentence = {
  readonly sentence: string;
  readonly evidence: readonly string[];
  /** contradicted: a correction is owed. changed: what it stands on is no longer the same; a person decides. */
  readonly verdict: 'contradicted' | 'changed';
  readonly because: Both;
};

export type ReviewedLetter = {
  readonly stage: SentLetter['stage'];
  readonly at: string;
  readonly lang: Language | null;
  readonly sha256: string | null;
  readonly readable: boolean;
  /** Sentences that are known with their evidence, and those written or changed by hand, which nobody re-examined. */
  readonly traced: number;
  readonly untraced: number;
  readonly sentences: readonly ReviewedSentence[];
  /** Against the letter as a whole: what it leaves out, an outcome that moved. */
  readonly whole: readonly Both[];
  readonly correction: 'needed' | 'sent' | 'not-needed';
  /** Whether the approval that is named stands in the record of approvals, for the bytes that went out. */
  readonly approval: ApprovalStanding;
};

export type Review = {
  readonly letters: readonly ReviewedLetter[];
  /** Drafts in both languages, where one is owed. */
  readonly corrections: readonly Letter[];
};

const fieldsOf = (fact: Fact): Readonly<Record<string, FieldSpec>> => factKinds[fact.kind].fields;
const values = (fact: Fact): ReadonlyMap<string, unknown> => new Map(Object.entries(fact));

/** The same subject, whatever was found about it: the kind and its names. Numbers of facts move, these do not. */
function subject(fact: Fact): string {
  const names = Object.entries(fieldsOf(fact)).flatMap(([name, { is }]) => (is === 'text' ? [name] : []));
  return JSON.stringify([fact.kind, ...names.map((name) => values(fact).get(name) ?? null)]);
}

/** Subject, and everything that was found. */
function content(fact: Fact): string {
  const found = Object.keys(fieldsOf(fact)).map((name) => values(fact).get(name) ?? null);
  return JSON.stringify([fact.kind, ...found]);
}

const because = (ja: string, en: string): Both => ({ ja, en });
const asked = (caseFile: CaseFile, id: string) => caseFile.checks.find((check) => check.id === id);

type Against = { readonly verdict: ReviewedSentence['verdict']; readonly because: Both };

function factAgainst(fact: Fact, earlier: CaseFile, current: CaseFile): Against | undefined {
  const label = factKinds[fact.kind].about;
  const same = current.facts.filter((one) => subject(one) === subject(fact));
  const open = (file: CaseFile, one: Fact) => file.unresolved.includes(one.id);
  if (same.length === 0) {
    return {
      verdict: 'contradicted',
      because: because(`今の調査にはありません：${label.ja}`, `no longer found: ${label.en}`),
    };
  }
  const turned = !open(earlier, fact) && same.some((one) => open(current, one) && content(one) !== content(fact));
  if (turned) {
    return {
      verdict: 'contradicted',
      because: because(`今は弊社の側を指しています：${label.ja}`, `now points to our side: ${label.en}`),
    };
  }
  return same.some((one) => content(one) === content(fact))
    ? undefined
    : { verdict: 'changed', because: because(`内容が変わりました：${label.ja}`, `has changed: ${label.en}`) };
}

const resultWords: Readonly<Record<CaseFile['checks'][number]['result'], Both>> = {
  found: { ja: '見つかった', en: 'found' },
  'nothing-found': { ja: '見つからなかった', en: 'nothing found' },
  'not-checked': { ja: '調べていない', en: 'not checked' },
};

function checkAgainst(id: string, earlier: CaseFile, current: CaseFile): Against | undefined {
  const [before, after] = [asked(earlier, id)?.result, asked(current, id)?.result];
  if (before === undefined || before === after) return undefined;
  const now = after ?? 'not-checked';
  return {
    // What was not looked at then, and was since, contradicts nothing; what was said to be silent, and is not, does.
    verdict: before === 'nothing-found' ? 'contradicted' : 'changed',
    because: because(
      `${id}：${resultWords[before].ja} → ${resultWords[now].ja}`,
      `${id}: ${resultWords[before].en} → ${resultWords[now].en}`,
    ),
  };
}

function against(id: string, stated: SentLetter, earlier: CaseFile, current: CaseFile): Against | undefined {
  const fact = earlier.facts.find((one) => one.id === id);
  if (fact) return factAgainst(fact, earlier, current);
  if (asked(earlier, id)) return checkAgainst(id, earlier, current);
  if ((id === 'outcome' || id === 'weights') && stated.stage !== 'holding' && stated.outcome !== current.outcome) {
    return {
      verdict: 'contradicted',
      because: because(
        `結論が変わりました（「${outcomeNames[stated.outcome].ja}」から「${outcomeNames[current.outcome].ja}」へ）`,
        `the outcome moved from “${outcomeNames[stated.outcome].en}” to “${outcomeNames[current.outcome].en}”`,
      ),
    };
  }
  return undefined;
}

/** What a sentence claims by: only a finding, a conclusion or an answer claims the outcome itself. */
function bearing({ type, evidence }: Sentence): readonly string[] {
  const states = type === 'FOUND' || type === 'INFER' || type === 'ANSWER';
  return states ? evidence : evidence.filter((id) => id !== 'outcome' && id !== 'weights');
}

type Traced = { readonly earlier: CaseFile; readonly sentences: readonly Sentence[]; readonly untraced: number };

/** Without the headings, salutation and contacts that the draft itself has: they claim nothing. */
function byHand({ items, stage }: Itemised, lang: Language, earlier: CaseFile): number {
  const kept = earlier.letters.filter((one) => one.stage === stage && one.lang === lang);
  const drafts =
    kept.length > 0 || stage === undefined ? kept : [draftLetter(earlier, { stage, lang, channel: 'letter' })];
  const frame = drafts.flatMap(({ text }) => text.split('\n')).map((line) => line.trim());
  const known = new Set(frame);
  return items.filter(
    ({ sentence, unit }) =>
      !sentence && !known.has(unit.text.trim()) && !frame.some((line) => line.includes(unit.text.trim())),
  ).length;
}

/** The earlier case whose drafts know most sentences of the letter. */
function trace(content: Letter | string, lang: Language, cases: readonly CaseFile[]): Traced | undefined {
  const traced = cases.map((earlier): Traced => {
    const itemised = itemsOf(content, lang, earlier);
    const sentences = itemised.items.flatMap(({ sentence }) => sentence ?? []);
    return { earlier, sentences, untraced: byHand(itemised, lang, earlier) };
  });
  return traced.sort((a, b) => b.sentences.length - a.sentences.length)[0];
}

/** Findings open now that the letter does not speak of. A letter to somebody not verified names none, and says that some are open. */
function leftOut(traced: Traced | undefined, current: CaseFile): readonly Fact[] {
  const mentioned = new Set(
    (traced?.sentences ?? [])
      .filter(({ type }) => type === 'FOUND' || type === 'INFER')
      .flatMap(({ evidence }) => evidence)
      .flatMap(
        (id) => traced?.earlier.facts.filter((fact) => fact.id === id && traced.earlier.unresolved.includes(id)) ?? [],
      )
      .map(subject),
  );
  return current.facts.filter((fact) => current.unresolved.includes(fact.id) && !mentioned.has(subject(fact)));
}

function reviewLetter(
  letter: SentContent,
  current: CaseFile,
  earlierCases: readonly CaseFile[],
  { corrected, approvals }: { readonly corrected: boolean; readonly approvals: readonly ApprovalEntry[] },
): ReviewedLetter {
  const { content: said, stage, at } = letter;
  const lang = letter.lang ?? (typeof said === 'object' && said !== null ? said.lang : null) ?? current.claim.language;
  const traced = said === null ? undefined : trace(said, lang, earlierCases.length > 0 ? earlierCases : [current]);
  const sentences = (traced?.sentences ?? []).flatMap((sentence): ReviewedSentence[] => {
    const found = traced ? bearing(sentence).flatMap((id) => against(id, letter, traced.earlier, current) ?? []) : [];
    const worst = found.find(({ verdict }) => verdict === 'contradicted') ?? found[0];
    // What the customer said, and feelings, are not claims of ours.
    if (!worst || ['HEARD', 'FEEL', 'ASK', 'RIGHT'].includes(sentence.type)) return [];
    return [{ sentence: sentence.text, evidence: sentence.evidence, ...worst }];
  });
  const stating = stage !== 'holding';
  const whole: Both[] = [];
  if (stating && letter.outcome !== current.outcome)
    whole.push(
      because(
        `述べた結論（「${outcomeNames[letter.outcome].ja}」）と、今の結論（「${outcomeNames[current.outcome].ja}」）が違います`,
        `it stated “${outcomeNames[letter.outcome].en}”; the outcome is now “${outcomeNames[current.outcome].en}”`,
      ),
    );
  if (stating) {
    for (const fact of leftOut(traced, current)) {
      const { about } = factKinds[fact.kind];
      whole.push(
        because(
          `弊社の側を指す所見に触れていません：${about.ja}（${fact.id}）`,
          `it does not mention a finding that points to our side: ${about.en} (${fact.id})`,
        ),
      );
    }
  }
  const owed = whole.length > 0 || sentences.some(({ verdict }) => verdict === 'contradicted');
  return {
    stage,
    at,
    lang: letter.lang ?? null,
    sha256: letter.sha256 ?? null,
    readable: said !== null,
    traced: traced?.sentences.length ?? 0,
    untraced: traced?.untraced ?? 0,
    sentences,
    whole,
    correction: !owed ? 'not-needed' : corrected ? 'sent' : 'needed',
    approval: standingOfSent(approvals, letter, current.organisation.timeZone),
  };
}

/**
 * Re-examines every letter that went out. Without the case file it was written from, a sentence is known only by the drafts
 * of the present case, and one that stands in none of them is counted as untraced, not as holding.
 *
 * Law: a letter that stated an outcome, and does not speak of a finding that is open now, is never called right.
 */
export function reviewLetters(
  current: CaseFile,
  earlierCases: readonly CaseFile[],
  sent: readonly SentContent[],
  approvals: readonly ApprovalEntry[] = [],
): Review {
  const zone = current.organisation.timeZone;
  const letters = sent.map((letter) => {
    // One that is dated to the day of the letter came after it.
    const corrected = sent.some(
      (later) =>
        later.stage === 'correction' &&
        letter !== later &&
        lastMomentOf(later.at, zone) >= millisecondsOf(letter.at, zone),
    );
    return reviewLetter(letter, current, earlierCases, { corrected, approvals });
  });
  if (letters.every(({ correction }) => correction !== 'needed')) return { letters, corrections: [] };
  const corrections = (['ja', 'en'] as const).map((lang) =>
    draftLetter(current, { stage: 'correction', lang, channel: 'letter' }),
  );
  return { letters, corrections };
}

/** The review as a page, Japanese first, then English. */
export function reviewText({ letters, corrections }: Review): string {
  const say = {
    ja: {
      title: '送った書面の見直し',
      none: '送った書面の記録（handling.yaml の sent）がありません。',
      unread: '送った内容が残っていないか、文字として読めないため、見直していません',
      untraced: (n: number) => `根拠の分からない文が${n}あり、見直していません`,
      needed: '訂正の書面が必要です',
      sent: '訂正の書面を送っています',
      'not-needed': '今の調査と食い違う文はありません',
      draft: '訂正の案：correction.ja.txt、correction.en.txt',
      changed: '要確認',
      contradicted: '食い違い',
    },
    en: {
      title: 'Letters that went out, re-examined',
      none: 'No letter is recorded as sent (sent in handling.yaml).',
      unread: 'what was sent was not kept, or cannot be read as text: not re-examined',
      untraced: (n: number) => `${n} sentences without known evidence were not re-examined`,
      needed: 'a correction letter is needed',
      sent: 'a correction letter was sent',
      'not-needed': 'no sentence contradicts what is known now',
      draft: 'Draft of the correction: correction.ja.txt, correction.en.txt',
      changed: 'look again',
      contradicted: 'contradicted',
    },
  } as const;
  const page = (lang: Language) => {
    const words = say[lang];
    const blocks = letters.map((letter) => {
      const lines = [
        // Silence about a letter that could not be read is not agreement.
        ...(letter.readable ? [] : [words.unread]),
        ...(letter.readable || letter.correction !== 'not-needed' ? [words[letter.correction]] : []),
        ...[approvalWords[letter.approval]].flatMap((one) => one?.[lang] ?? []),
        ...letter.whole.map((one) => one[lang]),
        ...letter.sentences.map(
          ({ sentence, verdict, because: why }) => `${words[verdict]}: ${why[lang]}\n      > ${sentence}`,
        ),
        ...(letter.untraced > 0 ? [words.untraced(letter.untraced)] : []),
      ];
      return `${letter.at} ${stageNames[letter.stage][lang]}\n${lines.map((line) => `   - ${line}`).join('\n')}`;
    });
    return `${words.title}\n\n${blocks.length === 0 ? words.none : blocks.join('\n\n')}${corrections.length > 0 ? `\n\n${words.draft}` : ''}\n`;
  };
  return `${page('ja')}\n\n${page('en')}`;
}
