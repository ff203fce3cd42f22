// The inside of a pack: do facts, sources, pointers, quotes and letters fit together? Stands alone.
import { at, canonicalJson, isRecord, type Json, listAt, numberAt, textAt } from './canonical-json.ts';
import * as layout from './pack-layout.ts';
import type { Contents } from './verify-container.ts';
import { numbersIn, numbersOfCase } from './verify-numbers.ts';
import type { Findings } from './verify-report.ts';

const same = (a: Json | undefined, b: Json | undefined) =>
  a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b);

const pointerKey = (pointer: Json): string =>
  ['path', 'sha256', 'line', 'byteStart', 'byteEnd'].map((name) => String(at(pointer, name))).join('\0');

/** Pointers of all checks and facts. */
function pointersOf(caseJson: Json): Json[] {
  return [...listAt(caseJson, 'checks'), ...listAt(caseJson, 'facts')].flatMap((each) => [...listAt(each, 'pointers')]);
}

function checkPointer(pointer: Json, sources: ReadonlyMap<string, Json>, where: string, findings: Findings): void {
  const path = textAt(pointer, 'path') ?? '';
  const source = sources.get(path);
  const [line, start, end] = ['line', 'byteStart', 'byteEnd'].map((name) => numberAt(pointer, name) ?? Number.NaN);
  if (!source || textAt(source, 'sha256') !== textAt(pointer, 'sha256')) {
    findings.problem(
      'facts',
      where,
      `資料の一覧にない資料を指しています（${path}）`,
      `points to a source that is not in the list (${path})`,
    );
    return;
  }
  const whole = line !== undefined && start !== undefined && end !== undefined && Number.isInteger(line + start + end);
  // A pointer into a packed file counts bytes of the unpacked stream, whose length the list does not know.
  const size = at(pointer, 'stream') === true ? Number.MAX_SAFE_INTEGER : (numberAt(source, 'bytes') ?? 0);
  if (!whole || line < 1 || start < 0 || end < start || end > size) {
    findings.problem('facts', where, `資料の外を指しています（${path}）`, `points outside its source (${path})`);
  }
}

function quoteBytes(part: Json, encoding: string | undefined): number {
  const text = textAt(part, 'text') ?? '';
  return encoding === 'latin1' ? text.length : new TextEncoder().encode(text).length;
}

/** What stands in the clear must fit between the two ends; with nothing replaced it must fill them. */
function checkQuote(quote: Json, known: ReadonlySet<string>, findings: Findings): void {
  const pointer = at(quote, 'pointer') ?? null;
  const where = `${layout.QUOTES}: ${textAt(pointer, 'path')}:${numberAt(pointer, 'line')}`;
  if (!known.has(pointerKey(pointer))) {
    findings.problem(
      'facts',
      where,
      'どの事実も検査も指していない引用です',
      'a quote that no fact and no check points to',
    );
  }
  const parts = listAt(quote, 'parts');
  const hidden = parts.filter((part) => isRecord(at(part, 'redacted')));
  const clear = parts
    .filter((part) => !isRecord(at(part, 'redacted')))
    .reduce<number>((sum, part) => sum + quoteBytes(part, textAt(quote, 'encoding')), 0);
  const length =
    (numberAt(pointer, 'byteEnd') ?? 0) - (numberAt(pointer, 'byteStart') ?? 0) - (numberAt(quote, 'cutBytes') ?? 0);
  if (clear > length || (hidden.length === 0 && clear !== length)) {
    findings.problem('facts', where, '引用の長さが位置と合いません', 'the quote is not as long as its pointer says');
  }
}

export function checkFacts({ json }: Contents, findings: Findings): void {
  const caseJson = json.get(layout.CASE);
  if (!caseJson) return;
  const sourceList = listAt(caseJson, 'sources');
  if (!same(at(json.get(layout.FACTS), 'facts'), at(caseJson, 'facts'))) {
    findings.problem(
      'facts',
      layout.FACTS,
      'facts.json と case.json の事実が違います',
      'the facts in facts.json and case.json differ',
    );
  }
  if (!same(at(json.get(layout.SOURCES), 'sources'), at(caseJson, 'sources'))) {
    findings.problem(
      'facts',
      layout.SOURCES,
      'sources.json と case.json の資料が違います',
      'the sources in sources.json and case.json differ',
    );
  }
  const sources = new Map(sourceList.map((source) => [textAt(source, 'path') ?? '', source]));
  const ids = new Set<string>();
  for (const fact of listAt(caseJson, 'facts')) {
    const id = textAt(fact, 'id') ?? '';
    if (id === '' || ids.has(id)) {
      findings.problem(
        'facts',
        `${layout.CASE}: ${id}`,
        '事実の id がないか、二度あります',
        'a fact has no id, or two have the same',
      );
    }
    ids.add(id);
    for (const pointer of listAt(fact, 'pointers')) checkPointer(pointer, sources, `${layout.CASE}: ${id}`, findings);
  }
  for (const check of listAt(caseJson, 'checks')) {
    const id = textAt(check, 'id') ?? '';
    const pointers = listAt(check, 'pointers');
    for (const pointer of pointers) checkPointer(pointer, sources, `${layout.CASE}: ${id}`, findings);
    if (textAt(check, 'result') === 'not-checked' && (pointers.length > 0 || at(check, 'because') === null)) {
      findings.problem(
        'facts',
        `${layout.CASE}: ${id}`,
        '調べていない検査に、結果があるか、理由がありません',
        'a check that was not made has results, or gives no reason',
      );
    }
  }
  for (const id of listAt(caseJson, 'unresolved')) {
    if (typeof id !== 'string' || !ids.has(id)) {
      findings.problem(
        'facts',
        `${layout.CASE}: unresolved`,
        '未解決とされた事実がありません',
        'a fact called unresolved does not exist',
      );
    }
  }
  const known = new Set(pointersOf(caseJson).map(pointerKey));
  const quotes = listAt(json.get(layout.QUOTES), 'quotes');
  for (const quote of quotes) checkQuote(quote, known, findings);
  const quoted = new Set(quotes.map((quote) => pointerKey(at(quote, 'pointer') ?? null)));
  const silent = [...known].filter((key) => !quoted.has(key)).length;
  if (silent > 0) {
    findings.notChecked(
      `引用のない位置が ${silent} か所あります（その行は資料でしか読めません）。`,
      `${silent} pointers have no quote: those lines can be read in the sources only`,
    );
  }
  findings.looked('facts');
}

const fixedEvidence = new Set(['claim', 'outcome', 'weights', 'org', 'acquisition', 'handling']);
const withoutSpace = (text: string) => text.replace(/\s+/g, '');

/** Every name that a sentence may stand on: what no case is without, and what this one holds. */
function evidenceOf(caseJson: Json): ReadonlySet<string> {
  const idsOf = (key: string) => listAt(caseJson, key).map((each) => textAt(each, 'id') ?? '');
  const measures = listAt(at(caseJson, 'handling'), 'measures').map((measure) => textAt(measure, 'id'));
  return new Set([
    ...fixedEvidence,
    ...idsOf('facts'),
    ...idsOf('checks'),
    ...(isRecord(at(caseJson, 'drill')) ? ['drill'] : []),
    ...idsOf('deadlines').map((id) => `deadline:${id}`),
    ...measures.map((id) => `measure:${id}`),
  ]);
}

type LetterIn = {
  readonly path: string;
  /** Its text without white space. */
  readonly whole: string;
  readonly known: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
};

const stating: ReadonlySet<string> = new Set(['FOUND', 'DID', 'INFER', 'LIMIT']);

function checkSentence(sentence: Json, { path, whole, known, numbers }: LetterIn, findings: Findings): void {
  const said = textAt(sentence, 'text') ?? '';
  const evidence = listAt(sentence, 'evidence');
  for (const id of evidence) {
    if (typeof id === 'string' && known.has(id)) continue;
    findings.problem(
      'letters',
      path,
      `ない根拠に立つ文があります（${String(id)}）`,
      `a sentence stands on evidence that does not exist (${String(id)})`,
    );
  }
  if (stating.has(textAt(sentence, 'type') ?? '') && evidence.length === 0) {
    findings.problem('letters', path, '根拠のない事実の文があります', 'a sentence states a fact without evidence');
  }
  if (!whole.includes(withoutSpace(said))) {
    findings.problem(
      'letters',
      path,
      '文の一覧にある文が、手紙の中にありません',
      'a sentence of the list is not in the letter',
    );
  }
  // A slot holds what was inserted, counted or rounded from the case; the words around it may bring no figure of their own.
  const slots = at(sentence, 'slots');
  const inserted = isRecord(slots) ? Object.values(slots).flatMap((slot) => numbersIn(String(slot))) : [];
  const strange = numbersIn(said).filter((number) => !numbers.has(number) && !inserted.includes(number));
  if (strange.length > 0) {
    findings.problem(
      'numbers',
      path,
      `case.json にない数字があります（${strange.slice(0, 3).join(', ')}）`,
      `a figure that is not in case.json (${strange.slice(0, 3).join(', ')})`,
    );
  }
}

export function checkLetters({ json, members }: Contents, findings: Findings): void {
  const caseJson = json.get(layout.CASE);
  if (!caseJson) return;
  const known = evidenceOf(caseJson);
  const numbers = numbersOfCase(caseJson);
  const letters = listAt(caseJson, 'letters');
  const paths = new Set<string>();
  for (const [i, letter] of letters.entries()) {
    const [stage, lang, channel] = ['stage', 'lang', 'channel'].map((key) => textAt(letter, key) ?? '');
    const path = layout.letterPath(i, { stage: stage ?? '', lang: lang ?? '', channel: channel ?? '' });
    paths.add(path);
    const file = members.get(path);
    const text = textAt(letter, 'text') ?? '';
    if (!file || new TextDecoder().decode(file) !== text) {
      findings.problem(
        'letters',
        path,
        '手紙のファイルが case.json の手紙と違います',
        'the letter’s file differs from the letter in case.json',
      );
    }
    const within: LetterIn = { path, whole: withoutSpace(text), known, numbers };
    for (const sentence of listAt(letter, 'sentences')) checkSentence(sentence, within, findings);
  }
  for (const path of members.keys()) {
    if (path.startsWith(layout.LETTERS) && !paths.has(path)) {
      findings.problem('letters', path, 'case.json にない手紙です', 'a letter that is not in case.json');
    }
  }
  if (letters.length > 0) findings.looked('letters', 'numbers');
  else findings.notChecked('手紙は入っていません。', 'there is no letter inside');
}
