// Text after decoding that still knows where in the file each character came from.

/** What was done to a character, or stood before it, on the way from the file. */
export const mark = {
  entity: 1,
  fullwidth: 2,
  /** An invisible character was dropped before this one. */
  invisible: 4,
  /** A tag stands between this character and the one before. */
  tag: 8,
  /** Something hidden by a style sheet was left out before this one. */
  decoy: 16,
  percent: 32,
  reversed: 64,
  /** Not in the file as text: an image shows it. */
  picture: 128,
  /** A style sheet puts it there. */
  styled: 256,
} as const;

/** `from` and `to` are positions in the file's decoded text; one entry a UTF-16 unit of `text`. */
export type MappedText = {
  readonly text: string;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly marks: Uint16Array;
};

export class TextBuilder {
  #text = '';
  #length = 0;
  #from: Int32Array;
  #to: Int32Array;
  #marks: Uint16Array;
  #pending = 0;

  /** @param expected characters, for which room is made at once */
  constructor(expected = 64) {
    this.#from = new Int32Array(expected);
    this.#to = new Int32Array(expected);
    this.#marks = new Uint16Array(expected);
  }

  /** A mark for whatever character comes next. */
  before(marks: number): void {
    this.#pending |= marks;
  }

  #makeRoom(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#from.length) return;
    const size = Math.max(needed, 2 * this.#from.length);
    const [from, to, marks] = [new Int32Array(size), new Int32Array(size), new Uint16Array(size)];
    from.set(this.#from);
    to.set(this.#to);
    marks.set(this.#marks);
    [this.#from, this.#to, this.#marks] = [from, to, marks];
  }

  add(text: string, from: number, to: number, marks = 0): void {
    this.#makeRoom(text.length);
    for (let i = 0; i < text.length; i += 1) {
      this.#from[this.#length] = from;
      this.#to[this.#length] = to;
      this.#marks[this.#length] = marks | this.#pending;
      this.#pending = 0;
      this.#length += 1;
    }
    this.#text += text;
  }

  /** A stretch of the file as it is, its first character at `from`. */
  copy(text: string, from: number): void {
    this.#makeRoom(text.length);
    const start = this.#length;
    for (let i = 0; i < text.length; i += 1) {
      this.#from[start + i] = from + i;
      this.#to[start + i] = from + i + 1;
      this.#marks[start + i] = 0;
    }
    if (text !== '') {
      this.#marks[start] = this.#pending;
      this.#pending = 0;
    }
    this.#length += text.length;
    this.#text += text;
  }

  append(other: MappedText): void {
    this.#makeRoom(other.text.length);
    this.#from.set(other.from, this.#length);
    this.#to.set(other.to, this.#length);
    this.#marks.set(other.marks, this.#length);
    if (other.text !== '') {
      this.#marks[this.#length] = (other.marks[0] ?? 0) | this.#pending;
      this.#pending = 0;
    }
    this.#length += other.text.length;
    this.#text += other.text;
  }

  get length(): number {
    return this.#length;
  }

  done(): MappedText {
    const cut = <List extends Int32Array | Uint16Array>(list: List) => list.subarray(0, this.#length) as List;
    return { text: this.#text, from: cut(this.#from), to: cut(this.#to), marks: cut(this.#marks) };
  }
}

/** The stretch of a file as it is. */
export function asIs(source: string, from: number, to: number): MappedText {
  const out = new TextBuilder(to - from);
  out.copy(source.slice(from, to), from);
  return out.done();
}

/** Replaces every match of a linear pattern; `mark.*` of the replacement by `marks`. */
function rewrite(
  raw: string,
  offset: number,
  pattern: RegExp,
  replace: (match: RegExpExecArray) => string | undefined,
  marks = 0,
): MappedText {
  const out = new TextBuilder(raw.length);
  let at = 0;
  const copy = (to: number) => {
    out.copy(raw.slice(at, to), offset + at);
    at = to;
  };
  pattern.lastIndex = 0;
  for (let match = pattern.exec(raw); match; match = pattern.exec(raw)) {
    if (match[0] === '') {
      pattern.lastIndex += 1;
      continue;
    }
    const text = replace(match);
    if (text === undefined) continue;
    copy(match.index);
    out.add(text, offset + match.index, offset + match.index + match[0].length, marks);
    at = match.index + match[0].length;
  }
  copy(raw.length);
  return out.done();
}

/** The same on text that is mapped already. */
function again(
  source: MappedText,
  pattern: RegExp,
  replace: (match: RegExpExecArray) => string | undefined,
  marks: number,
): MappedText {
  // Patterns are kept, and one that finds something remembers where.
  pattern.lastIndex = 0;
  if (!pattern.test(source.text)) return source;
  const inner = rewrite(source.text, 0, pattern, replace, marks);
  const all = new Uint16Array(inner.text.length);
  const [from, to] = [new Int32Array(inner.text.length), new Int32Array(inner.text.length)];
  for (let i = 0; i < inner.text.length; i += 1) {
    const [first = 0, last = 1] = [inner.from[i], inner.to[i]];
    from[i] = source.from[first] ?? 0;
    to[i] = source.to[last - 1] ?? 0;
    let joined = inner.marks[i] ?? 0;
    for (let k = first; k < last; k += 1) joined |= source.marks[k] ?? 0;
    all[i] = joined;
  }
  return { text: inner.text, from, to, marks: all };
}

const namedEntities: Readonly<Record<string, string>> = {
  commat: '@',
  period: '.',
  nbsp: '\u00a0',
  shy: '\u00ad',
  lowbar: '_',
  UnderBar: '_',
  hyphen: '\u2010',
  dash: '\u2010',
  amp: '&',
  AMP: '&',
  lt: '<',
  LT: '<',
  gt: '>',
  GT: '>',
  quot: '"',
  apos: "'",
  colon: ':',
  sol: '/',
  plus: '+',
  num: '#',
  quest: '?',
  equals: '=',
  percnt: '%',
  comma: ',',
  semi: ';',
  lpar: '(',
  rpar: ')',
  lsqb: '[',
  rsqb: ']',
  lbrack: '[',
  rbrack: ']',
  lbrace: '{',
  rbrace: '}',
  lcub: '{',
  rcub: '}',
  star: '☆',
  starf: '★',
  Tab: '\t',
  NewLine: '\n',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  zwj: '\u200d',
  zwnj: '\u200c',
  ZeroWidthSpace: '\u200b',
  NoBreak: '\u2060',
};

function codePoint(value: number): string {
  return value > 0 && value <= 0x10ffff && !(value >= 0xd800 && value <= 0xdfff)
    ? String.fromCodePoint(value)
    : '\ufffd';
}

/** Character references of HTML and XML: numeric ones all, named ones those that occur in addresses. */
export function withoutEntities(source: string, from: number, to: number): MappedText {
  return rewrite(
    source.slice(from, to),
    from,
    /&(?:#[xX]([0-9a-fA-F]{1,8})|#(\d{1,9})|([A-Za-z]{2,16}));?/g,
    ([, hex, decimal, name]) => {
      if (hex !== undefined) return codePoint(Number.parseInt(hex, 16));
      if (decimal !== undefined) return codePoint(Number(decimal));
      return name !== undefined && Object.hasOwn(namedEntities, name) ? namedEntities[name] : undefined;
    },
    mark.entity,
  );
}

/** Escapes of JSON, JavaScript and style sheets. A plain backslash before a quote, slash or newline hides nothing. */
export function withoutEscapes(source: MappedText): MappedText {
  const hidden = again(
    source,
    /\\{1,4}(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|0{0,4}(40|2[eE])(?![0-9a-fA-F]) ?)/g,
    ([, braced, unicode, byte, css]) => codePoint(Number.parseInt(braced ?? unicode ?? byte ?? css ?? '0', 16)),
    mark.entity,
  );
  return again(
    hidden,
    /\\{1,4}([nrtbf"'/\\])/g,
    ([, letter]) => ('nrtbf'.includes(letter ?? '') ? '\n' : (letter ?? '')),
    0,
  );
}

/** Escapes of style sheets: any character by its number, and the blank that ends it. */
export function withoutStyleEscapes(source: MappedText): MappedText {
  return again(
    source,
    /\\([0-9a-fA-F]{1,6})(?:\r\n|[ \t\n])?/g,
    ([, hex]) => codePoint(Number.parseInt(hex ?? '0', 16)),
    mark.entity,
  );
}

/** `%40`, and what UTF-8 writes in several bytes. */
export function withoutPercent(source: MappedText): MappedText {
  return again(
    source,
    /%([2-7][0-9a-fA-F])|%[c-fC-F][0-9a-fA-F](?:%[89abAB][0-9a-fA-F]){1,3}/g,
    ([whole, hex]) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      const text = Buffer.from(whole.replaceAll('%', ''), 'hex').toString('utf8');
      return text.includes('\ufffd') ? undefined : text;
    },
    mark.percent,
  );
}

/** `=40` of quoted-printable, in vCards of version 2.1. */
export function withoutQuotedPrintable(source: MappedText): MappedText {
  return again(
    source,
    /=([2-7][0-9A-F])/g,
    ([, hex]) => String.fromCharCode(Number.parseInt(hex ?? '0', 16)),
    mark.entity,
  );
}

/** Lines folded by RFC 5545 and 6350: a line break and one blank. A format's own folding hides nothing. */
export function unfolded(source: MappedText): MappedText {
  return again(source, /\r?\n[ \t]/g, () => '', 0);
}

/** Fullwidth forms to ASCII, other at-signs and dots to the usual ones; invisible characters dropped. Each leaves its mark. */
export function narrowed(source: MappedText): MappedText {
  if (/^[\t-~]*$/.test(source.text)) return source;
  const narrow = again(
    source,
    /[\uff01-\uff5e\ufe6b\ufe52\u3002\uff61\u24d0\u2024]/g,
    ([letter = '']) => {
      if (letter === '\ufe6b' || letter === '\u24d0') return '@';
      if ('\ufe52\u3002\uff61\u2024'.includes(letter)) return '.';
      return String.fromCharCode(letter.charCodeAt(0) - 0xfee0);
    },
    mark.fullwidth,
  );
  if (!/[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\u202a-\u202e\u180e]/.test(narrow.text)) return narrow;
  const out = new TextBuilder();
  for (let i = 0; i < narrow.text.length; i += 1) {
    const letter = narrow.text.charAt(i);
    if (/[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\u202a-\u202e\u180e]/.test(letter)) out.before(mark.invisible);
    else out.add(letter, narrow.from[i] ?? 0, narrow.to[i] ?? 0, narrow.marks[i] ?? 0);
  }
  return out.done();
}

export function backwards(source: MappedText): MappedText {
  return {
    text: [...source.text].length === source.text.length ? source.text.split('').reverse().join('') : '',
    from: source.from.slice().reverse(),
    to: source.to.slice().reverse(),
    marks: source.marks.map((marks) => marks | mark.reversed).reverse(),
  };
}

/** Letters moved 13 places: where each stands does not change. */
export function rotated(text: string): string {
  return text.replace(/[A-Za-z]/g, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}

export function marksBetween(source: MappedText, from: number, to: number): number {
  let marks = (source.marks[from] ?? 0) & ~(mark.invisible | mark.tag | mark.decoy);
  for (let i = from + 1; i < to; i += 1) marks |= source.marks[i] ?? 0;
  return marks;
}

/** The text alone, with character references read: what a script writes into the page. */
export function decodedText(text: string): string {
  // Most of what scripts write is neither coded nor wide.
  if (/^[\t-%'-~]*$/.test(text)) return text;
  return narrowed(withoutEntities(text, 0, text.length)).text;
}
