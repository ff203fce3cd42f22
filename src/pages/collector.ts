import { addressesIn, isSample, mailDomain } from './address-pattern.ts';
import { decodedForms } from './decoded-forms.ts';
import type { ExposureLevel } from './exposure.ts';
import { asIs, decodedText, type MappedText, mark, marksBetween, narrowed, withoutEscapes } from './mapped-text.ts';
import { mungedIn, type Sign, withoutDecoyWord } from './munged.ts';
import { unpackedScript } from './packed-script.ts';
import { scriptStrings } from './script-evaluation.ts';
import { Spans } from './spans.ts';

/** An address and where: positions in the file's decoded text. */
export type Found = {
  readonly address: string;
  readonly technique: string;
  readonly level: ExposureLevel;
  readonly visible: boolean;
  readonly from: number;
  readonly to: number;
};

export type How = {
  readonly technique: string;
  readonly visible: boolean;
  /** Look for words and brackets in place of @ as well. */
  readonly munged?: boolean;
  /** The level of what is found, whatever was done to the text. */
  readonly level?: ExposureLevel;
  /** A person reads it: `you@example.com` shows how an address looks, and gives none away. */
  readonly samples?: boolean;
  readonly signs?: readonly Sign[];
  /** Only what spans a tag. */
  readonly acrossTags?: boolean;
};

export class Collector {
  readonly found: Found[] = [];
  readonly #places = new Spans<Found>();

  add(one: Found): void {
    const same = (other: Found) => other.address === one.address && other.technique === one.technique;
    if (this.#places.some(one.from, one.to, same)) return;
    this.found.push(one);
    this.#places.add(one, one.from, one.to);
  }

  overlaps(from: number, to: number): boolean {
    return this.#places.some(from, to);
  }

  scan(source: MappedText, how: How): void {
    const text = narrowed(source);
    const taken = new Spans<undefined>();
    for (const match of addressesIn(text.text)) {
      const marks = marksBetween(text, match.from, match.to);
      taken.add(undefined, match.from, match.to);
      if (how.acrossTags && !(marks & mark.tag)) continue;
      if (how.samples && isSample(match.address, text.text.slice(Math.max(0, match.from - 30), match.from))) continue;
      const from = text.from[match.from] ?? 0;
      const to = text.to[match.to - 1] ?? from;
      if (how.acrossTags && this.overlaps(from, to)) continue;
      const around = text.text.slice(Math.max(0, match.from - 80), match.to + 120);
      const real = withoutDecoyWord(text.text.slice(match.from, match.to), around);
      this.add({
        address: real ?? match.address,
        technique: real ? 'decoy-word' : (techniqueOf(marks) ?? how.technique),
        level: how.level ?? (real ? 'munge' : levelOf(marks, match, text)),
        visible: how.visible,
        from,
        to,
      });
    }
    if (!how.munged) return;
    for (const match of mungedIn(text.text, how.signs)) {
      if (taken.some(match.from, match.to)) continue;
      const from = text.from[match.from] ?? 0;
      const to = text.to[match.to - 1] ?? from;
      const marks = marksBetween(text, match.from, match.to);
      if (how.acrossTags && (!(marks & mark.tag) || this.overlaps(from, to))) continue;
      const level = how.level ?? (marks & (mark.reversed | mark.decoy | mark.styled) ? 'js' : 'munge');
      this.add({
        address: match.address,
        technique: marks & mark.fullwidth ? 'fullwidth-at' : match.technique,
        level,
        visible: how.visible,
        from,
        to,
      });
    }
  }

  /** Sources that a map carries: what they put together; what stands in them is found as text. */
  mappedSources(map: string): void {
    for (const { code, from, to } of sourcesIn(map)) {
      const known = new Set(this.found.map(({ address }) => address));
      for (const built of scriptStrings(code))
        for (const { address } of addressesIn(decodedText(built.text)))
          if (!known.has(address))
            this.add({ address, technique: 'js-sourcemap', level: 'js', visible: true, from, to });
    }
  }

  /** A program as text: words in quotes that it joins, by the signs of PHP, Perl, Python and Basic. */
  joinedWords(source: string): void {
    for (const match of source.matchAll(joins)) {
      const joined = [...match[0].matchAll(quotedWord)].map(([, single, double]) => single ?? double ?? '').join('');
      for (const { address } of addressesIn(joined)) {
        if (addressesIn(match[0]).some((other) => other.address === address)) continue;
        const [from, to] = [match.index, match.index + match[0].length];
        this.add({ address, technique: 'joined-words', level: 'js', visible: false, from, to });
      }
    }
  }

  /** A script: what stands in it, and what it puts together. */
  script(source: string, from: number, to: number): void {
    const code = source.slice(from, to);
    this.inlineMap(source, from, to);
    const literal = withoutEscapes(asIs(source, from, to));
    const before = this.found.length;
    if (/[@\\]/.test(code)) {
      for (const match of addressesIn(literal.text)) {
        const start = literal.from[match.from] ?? from;
        const marks = marksBetween(literal, match.from, match.to);
        const comment = inComment(code, start - from);
        if (isSample(match.address)) continue;
        this.add({
          address: match.address,
          technique: comment ? 'js-comment' : 'script-literal',
          level: marks & mark.entity ? 'entity' : 'plain',
          visible: false,
          from: start,
          to: literal.to[match.to - 1] ?? start,
        });
      }
    }
    const known = new Set(this.found.slice(before).map(({ address }) => address));
    const made: Found[] = [];
    const put = (address: string, technique: string, start: number, end: number) => {
      if (known.has(address)) return;
      known.add(address);
      made.push({ address, technique, level: 'js', visible: true, from: from + start, to: from + end });
    };
    for (const built of scriptStrings(code)) {
      for (const { address } of addressesIn(decodedText(built.text))) put(address, 'js', built.from, built.to);
    }
    const unpacked = unpackedScript(code);
    if (unpacked !== undefined)
      for (const text of [unpacked, ...scriptStrings(unpacked).map((built) => built.text)])
        for (const { address } of addressesIn(decodedText(text))) put(address, 'js-packed', 0, code.length);
    for (const match of code.matchAll(/"([^"\\\n]{6,400})"|'([^'\\\n]{6,400})'|`([^`\\]{6,400})`/g)) {
      const value = match[1] ?? match[2] ?? match[3] ?? '';
      if (addressesIn(value).length > 0) continue;
      // What the script itself turns into an address is not turned another way.
      if (made.some(({ from: first, to: last }) => from + match.index >= first && from + match.index < last)) continue;
      if (value.includes('&#')) {
        for (const { address } of addressesIn(decodedText(value)))
          put(address, 'js', match.index, match.index + match[0].length);
      }
      for (const { text, technique } of decodedForms(value)) {
        const whole = wholeAddress(text);
        if (whole !== undefined) put(whole, `js-${technique}`, match.index, match.index + match[0].length);
      }
    }
    // A loop that adds letter by letter passes through a@b.co on the way to a@b.com.
    for (const one of made) {
      const part = made.some(
        ({ address }) => address !== one.address && (address.startsWith(one.address) || address.endsWith(one.address)),
      );
      if (!part) this.add(one);
    }
  }

  /** The sources that a script or style sheet carries in its last comment. */
  inlineMap(source: string, from: number, to: number): void {
    const inside = source.slice(from, to).lastIndexOf('sourceMappingURL=data:');
    if (inside < 0) return;
    const at = from + inside;
    const coded = /^[^,\s]{0,200};base64,([A-Za-z0-9+/=]{8,})/.exec(
      source.slice(at + 22, Math.min(to, at + (8 << 20))),
    )?.[1];
    if (coded === undefined) return;
    const sources = withoutEscapes(asIs(Buffer.from(coded, 'base64').toString('utf8'), 0, coded.length));
    for (const { address } of addressesIn(sources.text)) {
      this.add({
        address,
        technique: 'sourcemap',
        level: 'plain',
        visible: false,
        from: at,
        to: at + 22 + coded.length,
      });
    }
  }

  cloudflare(hex: string, technique: string, from: number, to: number): void {
    if (!/^(?:[0-9a-fA-F]{2}){5,400}$/.test(hex)) return;
    const bytes = Buffer.from(hex, 'hex');
    const key = bytes[0] ?? 0;
    const text = Buffer.from(bytes.subarray(1).map((byte) => byte ^ key)).toString('utf8');
    for (const { address } of addressesIn(text)) this.add({ address, technique, level: 'cf', visible: true, from, to });
  }
}

const quotedWord = /'([^'\n]{0,100})'|"([^"\n]{0,100})"/g;
const joins =
  /(?:'[^'\n]{0,100}'|"[^"\n]{0,100}")(?:[ \t]{0,4}[.+&][ \t]{0,4}(?:'[^'\n]{0,100}'|"[^"\n]{0,100}")){1,8}/g;

const MOST_SOURCES = 200;
const MOST_MAP = 4_000_000;

/** The sources of a map that can make an address, and where in the map each stands. */
function sourcesIn(map: string): readonly { code: string; from: number; to: number }[] {
  if (map.length > MOST_MAP || !map.includes('"sourcesContent"')) return [];
  let contents: unknown;
  try {
    contents = (JSON.parse(map) as { sourcesContent?: unknown }).sourcesContent;
  } catch {
    // No map, or half of one: its text has been looked through.
    return [];
  }
  const found: { code: string; from: number; to: number }[] = [];
  let at = map.indexOf('"sourcesContent"');
  for (const code of Array.isArray(contents) ? contents.slice(0, MOST_SOURCES) : []) {
    if (typeof code !== 'string' || !code.includes('@')) continue;
    const written = JSON.stringify(code);
    const from = map.indexOf(written, at);
    // Written with other escapes than ours: the whole list is the place.
    found.push(from < 0 ? { code, from: at, to: map.length } : { code, from, to: from + written.length });
    if (from >= 0) at = from + written.length;
  }
  return found;
}

/** The address when the text is nothing but one, with or without `mailto:`. */
export function wholeAddress(text: string): string | undefined {
  const [only, more] = addressesIn(text);
  if (!only || more) return undefined;
  // Trimmed first: spaces that two parts of the pattern may take would cost the square of their number.
  const rest = (text.slice(0, only.from) + text.slice(only.to)).trim();
  return /^(?:mailto:|["'<>\s])*(?:\?[\w=&%. +-]*)?$/i.test(rest) ? only.address : undefined;
}

/** Two halves in two places. */
export function joinedAddress(name: string, where: string): string | undefined {
  const domain = /^[a-z0-9.-]{3,200}$/i.test(where) ? mailDomain(where) : undefined;
  return domain !== undefined && /^[\w.+-]{1,64}$/.test(name) ? `${name}@${domain}` : undefined;
}

function levelOf(marks: number, { from, to }: { from: number; to: number }, text: MappedText): ExposureLevel {
  if (marks & (mark.reversed | mark.decoy | mark.styled)) return 'js';
  if (marks & mark.picture) return 'munge';
  if (marks & mark.fullwidth) return 'munge';
  if (marks & (mark.entity | mark.invisible | mark.tag)) return 'entity';
  if (marks & mark.percent) {
    // In a mailto link an encoded @ is the rule, not a disguise; encoded letters are one.
    for (let i = from; i < to; i += 1) if ((text.marks[i] ?? 0) & mark.percent) return 'entity';
  }
  return 'plain';
}

function techniqueOf(marks: number): string | undefined {
  if (marks & mark.reversed) return 'css-rtl-reverse';
  if (marks & mark.decoy) return 'css-display-none-decoy';
  if (marks & mark.styled) return 'css-content';
  if (marks & mark.picture) return 'at-image';
  if (marks & mark.fullwidth) return 'fullwidth-at';
  if (marks & mark.invisible) return 'zero-width-characters';
  if (marks & mark.tag) return 'split-by-tags';
  return undefined;
}

function inComment(code: string, at: number): boolean {
  const block = code.lastIndexOf('/*', at);
  if (block !== -1 && code.indexOf('*/', block) >= at) return true;
  const line = code.lastIndexOf('\n', at) + 1;
  return /(?:^|[^:])\/\//.test(code.slice(line, at));
}
