// A letter as plain text, cut into sentences that know where they stand.
import type { Language } from '../../vocabulary/finding.ts';

/** One sentence or line. */
export type Unit = {
  readonly text: string;
  /** Stretches of the text it was cut from, as [place in the sentence, place in the text]; more than one where lines were joined. */
  readonly runs: readonly (readonly [number, number])[];
  /** Counted from 0; an empty line, a heading or a list number begins a new one. */
  readonly paragraph: number;
};

const endsSentence: Readonly<Record<Language, RegExp>> = { ja: /[。！？!?]/, en: /[.!?。]/ };
const listMark = /^[\s　]{0,8}[0-9０-９]{1,2}[.．]$/;
/** Most characters are none of these; asking first keeps a long letter fast. */
const maybeEnd = '。！？!?.';
const closers = /[」』）)”"'’\]]/;
/** A particle after quoted words. */
const goesOn = /^[」』][とのをはがにも、]/;
const beginsBlock =
  /^(?:　|\s{2}|[\s　]{0,8}(?:[0-9０-９]{1,2}[.．)）]|[（(][0-9０-９]{1,2}[）)]|[・●○■□*\-–—])|(?:件名|Subject)[:：])/i;
/** Abbreviations after which a full stop ends nothing. */
const abbreviation = /(?:^|[\s(])(?:e\.g|i\.e|etc|no|mr|mrs|ms|dr|co|ltd|inc|vs|approx|p|pp|art)\.$/i;

/** A line of a closing block, such as "Phone: …": what stands below it is the next entry. The "http:" of a link is no label. */
const labelled = /^[\p{L}\p{N} /]{1,24}[:：](?!\/\/)/u;
const hiragana = /[ぁ-ん]/;

/** "Ltd." ends a sentence where a word follows that begins one. */
const company = /(?:^|[\s(])(?:co|ltd|inc)\.$/i;
const begins =
  /^\s{1,2}(?:A|An|As|At|By|For|From|If|In|It|No|Nor|Of|On|Our|So|That|The|These|They|This|To|We|You|Your)\s/;

/** A line that runs on in the next one: mail programs wrap text in the middle of sentences. */
function runsOn(line: string, next: string | undefined, lang: Language): boolean {
  if (next === undefined || next.trim() === '' || beginsBlock.test(next) || beginsBlock.test(line)) return false;
  if (labelled.test(line) || labelled.test(next)) return false;
  const trimmed = line.trimEnd();
  if (trimmed === '' || endsSentence[lang].test(trimmed.slice(-1)) || closers.test(trimmed.slice(-1))) return false;
  // Without any, a long Japanese line is the name of a company or a person, a postal address or a link.
  if (lang === 'ja' && !hiragana.test(trimmed)) return false;
  // Shorter lines are names, dates and headings.
  return lang === 'ja' ? trimmed.length >= 20 : trimmed.length >= 40;
}

/** The place in the text of the i-th UTF-16 unit of a sentence. */
export function placeIn({ runs, text }: Unit, i: number): number {
  const wanted = Math.min(i, Math.max(0, text.length - 1));
  const run = runs.findLast(([inUnit]) => inUnit <= wanted);
  return run ? run[1] + wanted - run[0] : 0;
}

/** Where each paragraph begins, in the order of the text. */
export function paragraphStarts(text: string): readonly number[] {
  const starts: number[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    if (line.trim() === '' || beginsBlock.test(line)) starts.push(offset);
    offset += line.length + 1;
  }
  return starts;
}

/** Whether a mark that may end a sentence does so here; `before` is the sentence up to and with it. */
function endsHere(before: string, mark: string, after: string, lang: Language): boolean {
  if (mark !== '.') return endsSentence[lang].test(mark);
  if (after !== '' && !/^[\s」』）)”"'’\]]/.test(after)) return false;
  const word = before.slice(-8);
  return !abbreviation.test(word) || (company.test(word) && begins.test(after));
}

/** Cuts a text into sentences; every sentence knows its places. Linear in the length of the text. */
export function unitsOf(text: string, lang: Language): readonly Unit[] {
  const units: Unit[] = [];
  let paragraph = 0;
  let said = '';
  let runs: (readonly [number, number])[] = [];
  const take = (part: string, place: number) => {
    if (part === '') return;
    runs.push([said.length, place]);
    said += part;
  };
  const flush = () => {
    const kept = said.trim();
    const lead = said.length - said.trimStart().length;
    // A run that began before the first kept unit begins with it.
    const moved = runs.map(([inUnit, inText]) => [inUnit - lead, inText] as const);
    if (kept !== '') units.push({ text: kept, runs: moved, paragraph });
    said = '';
    runs = [];
  };
  const lines = text.split('\n');
  let offset = 0;
  lines.forEach((line, index) => {
    if (line.trim() === '' || beginsBlock.test(line)) paragraph += 1;
    let from = 0;
    for (let i = 0; i < line.length; i += 1) {
      const mark = line.charAt(i);
      if (!maybeEnd.includes(mark)) continue;
      if (!endsHere(line.slice(Math.max(from, i - 8), i + 1), mark, line.slice(i + 1, i + 10), lang)) continue;
      // A number before the full stop is a list mark.
      if (listMark.test(said + line.slice(from, Math.min(i + 1, from + 12)))) continue;
      // 」 or ) right after it belongs to the sentence.
      while (closers.test(line.charAt(i + 1))) i += 1;
      // 「…ですか。」とのお尋ね: what was quoted ends, the sentence around it does not.
      if (lang === 'ja' && goesOn.test(line.slice(i, i + 2))) continue;
      take(line.slice(from, i + 1), offset + from);
      from = i + 1;
      flush();
    }
    take(line.slice(from), offset + from);
    if (!runsOn(line, lines[index + 1], lang)) flush();
    else if (lang === 'en') take(' ', offset + line.length);
    offset += line.length + 1;
  });
  flush();
  return units;
}

const asks = /[?？][」』）)”"'’\]]{0,2}$/;

/** A question is read with its answer: "Did it leak? We do not know" claims nothing. Empty where nothing answers. */
export function answerTo(units: readonly Unit[], index: number): string {
  const [unit, next] = [units[index], units[index + 1]];
  return unit && next && asks.test(unit.text) && next.paragraph === unit.paragraph ? next.text : '';
}
