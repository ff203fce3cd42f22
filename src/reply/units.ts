// A letter as plain text, cut into sentences that know where they stand.
import type { Language } from '../vocabulary/finding.ts';

/** One sentence or line. `at[i]` is the place of its i-th UTF-16 unit in the text it was cut from. */
export type Unit = {
  readonly text: string;
  readonly at: readonly number[];
  /** Counted from 0; an empty line, a heading or a list number begins a new one. */
  readonly paragraph: number;
};

const endsSentence: Readonly<Record<Language, RegExp>> = { ja: /[。！？!?]/, en: /[.!?。]/ };
const closers = /[」』）)”"'’\]]/;
const beginsBlock =
  /^(?:[\s　]*(?:[0-9０-９]{1,2}[.．)）]|[（(][0-9０-９]{1,2}[）)]|[・●○■□*\-–—])|(?:件名|Subject)[:：])/i;
/** Abbreviations after which a full stop ends nothing. */
const abbreviation = /(?:^|[\s(])(?:e\.g|i\.e|etc|no|mr|mrs|ms|dr|co|ltd|inc|vs|approx|p|pp|art)\.$/i;

/** A line that runs on in the next one: mail programs wrap text in the middle of sentences. */
function runsOn(line: string, next: string | undefined, lang: Language): boolean {
  if (next === undefined || next.trim() === '' || beginsBlock.test(next) || beginsBlock.test(line)) return false;
  const trimmed = line.trimEnd();
  if (trimmed === '' || endsSentence[lang].test(trimmed.slice(-1)) || closers.test(trimmed.slice(-1))) return false;
  // Shorter lines are names, dates and headings.
  return lang === 'ja' ? trimmed.length >= 20 : trimmed.length >= 40;
}

/** Cuts a text into sentences; every sentence keeps the places of its characters. Linear in the length of the text. */
export function unitsOf(text: string, lang: Language): readonly Unit[] {
  const units: Unit[] = [];
  let chars: string[] = [];
  let at: number[] = [];
  let paragraph = 0;
  const flush = () => {
    const joined = chars.join('');
    const lead = joined.length - joined.trimStart().length;
    const kept = joined.trim();
    if (kept !== '') units.push({ text: kept, at: at.slice(lead, lead + kept.length), paragraph });
    chars = [];
    at = [];
  };
  const lines = text.split('\n');
  let offset = 0;
  lines.forEach((line, index) => {
    if (line.trim() === '' || beginsBlock.test(line)) paragraph += 1;
    for (let i = 0; i < line.length; i += 1) {
      const char = line.charAt(i);
      chars.push(char);
      at.push(offset + i);
      const ends =
        char === '.'
          ? /^(?:\s|$|[」』）)”"'’\]])/.test(line.slice(i + 1, i + 2)) && !abbreviation.test(chars.slice(-8).join(''))
          : endsSentence[lang].test(char);
      if (!ends) continue;
      // 」 or ) right after the full stop belongs to the sentence; a number before it is a list mark.
      while (closers.test(line.charAt(i + 1))) {
        i += 1;
        chars.push(line.charAt(i));
        at.push(offset + i);
      }
      if (!/^[\s　]*[0-9０-９]{1,2}[.．]$/.test(chars.join('').slice(0, 8))) flush();
    }
    if (runsOn(line, lines[index + 1], lang)) {
      if (lang === 'en') {
        chars.push(' ');
        at.push(offset + line.length);
      }
    } else flush();
    offset += line.length + 1;
  });
  flush();
  return units;
}
