// HTML of a mail as the text a person would read. Nothing is fetched, run or rendered; tokens only, in one pass.
import { decodeHTML, decodeHTMLAttribute } from 'entities/decode';
import { Tokenizer } from 'htmlparser2';

type Kind = 'hidden' | 'block' | 'cell' | 'image' | 'literal';

const named = (kind: Kind, names: string) => names.split(' ').map((name) => [name, kind] as const);

const kinds: ReadonlyMap<string, Kind> = new Map([
  // Text inside these is never shown.
  ...named('hidden', 'script style title head template noembed noframes iframe object xml'),
  ...named(
    'block',
    'address article aside blockquote body br center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody tfoot thead tr ul',
  ),
  ...named('cell', 'td th'),
  ...named('image', 'img area'),
  ...named('literal', 'textarea xmp plaintext'),
]);

/** What may stand in a head; anything else ends it, as text does (HTML 13.2.6.4.4). */
const ofHead = new Set(
  'base basefont bgsound head html link meta noframes noscript script style template title'.split(' '),
);

/** Ends of the elements in which the tokenizer sees no tags, and which a person would still look behind when it is missing. */
const ends: ReadonlyMap<string, RegExp> = new Map(
  ['title', 'textarea', 'xmp'].map((name) => [name, new RegExp(`</${name}[\\s/>]`, 'gi')]),
);

/** Characters of one HTML part that are rendered; a mail that a person reads is a hundredth of it. */
const MOST_HTML = 4_000_000;
/** Stands where the rest was left out, so that nobody takes it for the end. */
const LEFT_OUT = '\n[…]';
/** Hidden elements in one another that are told apart. */
const DEEPEST = 64;

/** Whether a script's end tag is that of another one written inside it: "<!-- … <script" (HTML 13.2.5.26). */
function endsInnerScript(script: string): boolean {
  const open = script.lastIndexOf('<!--');
  return open >= 0 && !script.includes('-->', open) && /<script[\s/>]/i.test(script.slice(open));
}

/** The text of a page as it comes: line ends where a block starts or ends, spaces where the source has white space. */
class ShownText {
  readonly #source: string;
  readonly #out: string[] = [];
  readonly #hiding: string[] = [];
  /** Where the next end tag stands that may end such an element; behind the source when none does. */
  readonly #nextEnd = new Map<string, number>();

  constructor(source: string) {
    this.#source = source;
  }

  get text(): string {
    // Characters without width break words for machines alone; those that join letters or pictures stay.
    // Only what changes something is matched: a single space or line end stays.
    return this.#out
      .join('')
      .replace(/[\u00ad\u200b\u2060\ufeff]|\u034f|(?<=[a-z])[\u200c\u200d](?=[a-z])/gi, '')
      .replace(/[ \t\r\f\v]{2,}|[\t\r\f\v]/g, ' ')
      .replace(/ \n[ \n]*|\n[ \n]+/g, '\n')
      .trim();
  }

  #write(text: string): void {
    if (this.#hiding.length === 0) this.#out.push(text);
  }

  /** @returns where to go on reading tags, when the element does not end and is not to swallow the rest */
  start(name: string, selfClosing: boolean, alt: string | undefined, after: number): number | undefined {
    if (!ofHead.has(name)) this.#leaveHead();
    const kind = kinds.get(name);
    if (kind === undefined) return undefined;
    if (kind === 'hidden' && !selfClosing && this.#hiding.length < DEEPEST) this.#hiding.push(name);
    if (name === 'body') this.#hiding.length = 0;
    if (kind === 'block') this.#write('\n');
    else if (kind === 'cell') this.#write(' ');
    else if (kind === 'image' && alt) this.#write(` ${alt} `);
    return !selfClosing && (kind === 'literal' || name === 'title') && !this.#endsAfter(name, after)
      ? after
      : undefined;
  }

  #leaveHead(): void {
    if (this.#hiding.length === 1 && this.#hiding[0] === 'head') this.#hiding.length = 0;
  }

  #endsAfter(name: string, after: number): boolean {
    const end = ends.get(name);
    if (!end) return false;
    const known = this.#nextEnd.get(name);
    if (known !== undefined && known >= after) return known < this.#source.length;
    end.lastIndex = after;
    const found = end.exec(this.#source)?.index ?? this.#source.length;
    this.#nextEnd.set(name, found);
    return found < this.#source.length;
  }

  end(name: string): void {
    const at = this.#hiding.lastIndexOf(name);
    if (at >= 0) this.#hiding.length = at;
    const kind = kinds.get(name);
    if (kind === 'block' || kind === 'cell') this.#write('\n');
  }

  run(from: number, to: number): void {
    if (this.#hiding.length === 1 && /\S/.test(this.#source.slice(from, to))) this.#leaveHead();
    if (this.#hiding.length > 0) return;
    // A tag that the end of the page cuts within its name.
    if (to === this.#source.length && this.#source[from - 1] === '<') return;
    const raw = this.#source.slice(from, to);
    const spaced = /[\r\n]/.test(raw) ? raw.replace(/[\r\n]+/g, ' ') : raw;
    // A line end written as an entity is white space as well.
    const read = spaced.includes('&') ? decodeHTML(spaced).replaceAll('\n', ' ') : spaced;
    this.#out.push(read.includes('\0') ? read.replaceAll('\0', '') : read);
  }
}

/** Reads the tags of `marked`, whose text stands at the same places in `source`. */
function readTags(source: string, marked: string, shown: ShownText): void {
  /** Where what the tokenizer was given begins. */
  let begin = 0;
  let again: number | undefined = 0;
  let name = '';
  let attribute = '';
  let alt: string | undefined;
  let scriptAt = -1;

  const started = (at: number, selfClosing: boolean) => {
    const after = begin + at + 1;
    if (name === 'script' && !selfClosing) scriptAt = after;
    again = shown.start(name, selfClosing, alt, after);
    if (again !== undefined) tokenizer.pause();
  };
  const tokenizer = new Tokenizer(
    { decodeEntities: false, recognizeSelfClosing: true },
    {
      ontext: (from, to) => shown.run(begin + from, begin + to),
      ontextentity() {},
      onopentagname(from, to) {
        name = source.slice(begin + from, begin + to).toLowerCase();
        alt = undefined;
      },
      onattribname(from, to) {
        // Of other attributes nothing is asked; of two with one name, the first counts.
        attribute =
          alt === undefined && to - from === 3 && kinds.get(name) === 'image'
            ? source.slice(begin + from, begin + to).toLowerCase()
            : '';
        if (attribute === 'alt') alt = '';
      },
      onattribdata(from, to) {
        if (attribute === 'alt') alt = attributeText(source.slice(begin + from, begin + to));
      },
      onattribentity() {},
      onattribend() {},
      onopentagend: (at) => started(at, false),
      onselfclosingtag: (at) => started(at, true),
      onclosetag(from, to) {
        const closed = source.slice(begin + from, begin + to).toLowerCase();
        if (closed === 'script' && scriptAt >= 0) {
          const script = source.slice(scriptAt, begin + from - 2);
          scriptAt = -1;
          if (endsInnerScript(script)) return;
        }
        shown.end(closed);
      },
      oncomment() {},
      oncdata() {},
      ondeclaration() {},
      onprocessinginstruction() {},
      onend() {},
    },
  );
  while (again !== undefined) {
    begin = again;
    again = undefined;
    tokenizer.reset();
    tokenizer.write(marked.slice(begin));
  }
  tokenizer.end();
}

function attributeText(raw: string): string {
  const read = raw.includes('&') ? decodeHTMLAttribute(raw) : raw;
  return read.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll('\0', '\ufffd');
}

/** Rendered text: blocks on lines of their own, entities undone, runs of white space made one space. */
export function htmlToText(source: string): string {
  const read = source.slice(0, MOST_HTML);
  // Outside drawings and formulas such a section is a comment up to its first ">" (HTML 13.2.5.42).
  const marked = read.replaceAll('<![CDATA[', '<!(CDATA[');
  const shown = new ShownText(read);
  readTags(read, marked, shown);
  return source.length > MOST_HTML ? `${shown.text}${LEFT_OUT}` : shown.text;
}
