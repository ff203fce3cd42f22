import { Collector, type Found } from './collector.ts';
import { AttributeReader } from './html-attributes.ts';
import { readStructure, type StartTag, type StructureReader } from './html-structure.ts';
import {
  asIs,
  backwards,
  type MappedText,
  mark,
  TextBuilder,
  withoutEntities,
  withoutEscapes,
  withoutStyleEscapes,
} from './mapped-text.ts';
import { declaredSigns, type Sign } from './munged.ts';
import { StyleRules } from './style-rules.ts';

/** Elements that do not break a line of text. */
const inline = new Set(
  'a abbr acronym address-part b bdi bdo big cite code data dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span strike strong sub sup time tt u var wbr img del ins tspan textpath'.split(
    ' ',
  ),
);

type Piece =
  | { readonly kind: 'text'; readonly from: number; to: number }
  | {
      readonly kind: 'shown';
      readonly text: string;
      readonly from: number;
      readonly to: number;
      readonly marks: number;
    }
  | { readonly kind: 'tag' | 'decoy' | 'join' };
const tagPiece: Piece = { kind: 'tag' };
const decoyPiece: Piece = { kind: 'decoy' };
const joinPiece: Piece = { kind: 'join' };

type Context = { readonly hidden: boolean; readonly backwards: boolean; readonly technique: string };
type Run = { readonly pieces: Piece[]; readonly context: Context };

/** How an element takes part in the text round it. */
type Part =
  /** It is one word or more of the line; `bare` until something stands in it. */
  | { readonly kind: 'inline'; bare: boolean; readonly after: Piece | undefined }
  /** It begins a line and ends one. */
  | { readonly kind: 'block'; readonly after: Piece | undefined }
  /** Its text is a line of its own, and the line round it goes on after it. */
  | { readonly kind: 'apart'; readonly own: Run | undefined; readonly decoy: boolean }
  /** A script or a style sheet: the first text in it is its code. */
  | { readonly kind: 'code'; read: boolean; readonly tag: StartTag }
  | { readonly kind: 'picture' };
type Frame = { readonly context: Context; readonly outer: Context; readonly part: Part };

/** Text without one of these gives no address away; `&` because a reference may stand for any of them. */
const hint =
  /[@＠﹫&\u24d0]|アット|あっと|\bat\b|arroba|arobase|chiocciola|собака|골뱅이|艾特|小老鼠|kukac|ma[lł]pa|zavin|snabel|klammer|at-?mark|[[({<（【［〈《「『｛|*_"“'‘/-][ \t\u00a0\u3000\r\n]{0,3}(?:(?:at|a|à|ät|bei|chez|kukac)(?![a-z])|[ａＡ]|klammer|snabel|arr?oba|chiocc|ma[lł]pa|zavin|apenst|miuku|собака|골뱅이|艾特)/i;

/** An at-sign of an icon font. */
const atIcon =
  /(?:^|[\s-])(?:fa|icon|bi|mdi|ri|ti|la|las|uil|glyphicon)-(?:at|at-sign|at-line|alternate-email)(?:\s|$)/;

/** Everything a page of HTML gives away. */
export function exposedInHtml(source: string, isMarkdown = false): readonly Found[] {
  const collector = new Collector();
  const rules = new StyleRules();
  for (const [, sheet = ''] of source.matchAll(/<style\b[^>]{0,500}>([^<]{0,200000})/gi)) rules.add(sheet);
  const page = new PageReader(source, collector, rules, isMarkdown);
  readStructure(source, page);
  page.finish();
  return collector.found;
}

class PageReader implements StructureReader {
  readonly #source: string;
  readonly #collector: Collector;
  readonly #rules: StyleRules;
  readonly #attributes: AttributeReader;
  /** Signs that a note somewhere on the page declares to stand for @. */
  readonly #signs: readonly Sign[];
  readonly #isMarkdown: boolean;
  readonly #scripts: string[] = [];
  readonly #frames: Frame[] = [];
  #context: Context = { hidden: false, backwards: false, technique: 'text' };
  #run: Run | undefined;

  constructor(source: string, collector: Collector, rules: StyleRules, isMarkdown: boolean) {
    this.#source = source;
    this.#collector = collector;
    this.#rules = rules;
    this.#isMarkdown = isMarkdown;
    this.#attributes = new AttributeReader(source, collector);
    this.#signs = declaredSigns(source);
  }

  text(from: number, to: number): void {
    const part = this.#frames.at(-1)?.part;
    if (part?.kind === 'code') {
      if (!part.read) this.#code(part.tag, from, to);
      part.read = true;
      return;
    }
    this.#filled();
    const last = this.#run?.pieces.at(-1);
    // A `<` that begins no tag parts the text in two for the tokenizer, and for nobody else.
    if (last?.kind === 'text' && last.to === from) last.to = to;
    else this.#push(this.#context, { kind: 'text', from, to });
  }

  /** Parts words as a tag does: what stands on either side is looked at alone and together. */
  stray(): void {
    if (this.#run && this.#frames.at(-1)?.part.kind !== 'code') this.#push(this.#context, tagPiece);
  }

  comment(from: number, to: number): void {
    this.#filled();
    const conditional = /^<!--\s{0,3}\[if/i.test(this.#source.slice(from, from + 12));
    this.#collector.scan(withoutEntities(this.#source, from, to), {
      technique: conditional ? 'ie-conditional-comment' : 'html-comment',
      visible: false,
      munged: true,
    });
    this.#push(this.#context, joinPiece);
  }

  open(tag: StartTag): void {
    this.#filled();
    const { name, attributes } = tag;
    // "<info@shop.example>" is a link in Markdown; in HTML it is a tag that nobody knows, and there for who reads the source.
    if (name.includes('@'))
      this.#collector.scan(asIs(this.#source, tag.from, tag.to), {
        technique: 'angle-brackets',
        visible: this.#isMarkdown,
        samples: true,
      });
    const outer = this.#context;
    const className = attributes.get('class')?.value ?? '';
    const style = this.#rules.of(name, className, attributes);
    const ownHidden = style.hidden || attributes.has('hidden');
    const turned = style.backwards || (name === 'bdo' && attributes.get('dir')?.value.toLowerCase() === 'rtl');
    const mail = className !== '' && /(?:^|\s)(?:u-)?email(?:\s|$)/.test(className);
    const inner: Context =
      ownHidden || turned || mail
        ? {
            hidden: outer.hidden || ownHidden,
            backwards: turned !== outer.backwards,
            technique: mail ? 'hcard-u-email' : outer.technique,
          }
        : outer;
    if (attributes.size > 0) this.#attributes.read(tag, inner);
    const shown = (text: string): Piece | undefined =>
      text === '' ? undefined : { kind: 'shown', text, from: tag.from, to: tag.to, marks: mark.styled };
    if (name === 'wbr' || name === 'img') {
      const piece = name === 'wbr' ? joinPiece : atPicture(tag);
      if (piece) this.#push(outer, piece);
      this.#enter(outer, { kind: 'picture' });
    } else if (name === 'script' || name === 'style') this.#enter(inner, { kind: 'code', read: false, tag });
    else if (name === 'template' || name === 'noscript') {
      const technique = name === 'template' ? 'template-element' : 'noscript-fallback';
      this.#apart({ ...inner, hidden: true, technique }, false);
    } else if (inner.hidden !== outer.hidden || inner.backwards !== outer.backwards) this.#apart(inner, ownHidden);
    else if (inline.has(name)) {
      const sign: Piece | undefined = atIcon.test(className)
        ? { kind: 'shown', text: '@', from: tag.from, to: tag.to, marks: mark.picture }
        : undefined;
      const [before, after] = [sign ?? shown(style.before), shown(style.after)];
      if (sign) this.#push(outer, joinPiece);
      else this.#push(outer, tagPiece);
      if (before) this.#push(outer, before);
      this.#enter(inner, { kind: 'inline', bare: !before && !after, after });
    } else {
      this.flush();
      const before = shown(style.before);
      if (before) this.#push(inner, before);
      const signature =
        name === 'address' && /\b(?:Apache|nginx|Server at)\b/.test(this.#source.slice(tag.to, tag.to + 60));
      this.#enter(signature ? { ...inner, technique: 'server-signature' } : inner, {
        kind: 'block',
        after: shown(style.after),
      });
    }
  }

  close(): void {
    const frame = this.#frames.pop();
    if (!frame) return;
    const { context, outer, part } = frame;
    this.#context = outer;
    switch (part.kind) {
      case 'inline':
        // An element that holds nothing parts no word: its tag is taken back.
        if (part.bare) {
          this.#run?.pieces.pop();
          if (this.#run?.pieces.length === 0) this.#run = undefined;
          break;
        }
        if (part.after) this.#push(outer, part.after);
        this.#push(outer, tagPiece);
        break;
      case 'block':
        if (part.after) this.#push(context, part.after);
        this.flush();
        break;
      case 'apart':
        this.flush();
        this.#run = part.own;
        if (part.decoy) this.#push(outer, decoyPiece);
        break;
      default:
        break;
    }
  }

  #enter(context: Context, part: Part): void {
    this.#frames.push({ context, outer: this.#context, part });
    this.#context = context;
  }

  #apart(context: Context, decoy: boolean): void {
    this.#enter(context, { kind: 'apart', own: this.#run, decoy });
    this.#run = undefined;
  }

  /** Something stands in the innermost element. */
  #filled(): void {
    const part = this.#frames.at(-1)?.part;
    if (part?.kind === 'inline') part.bare = false;
  }

  #push(context: Context, piece: Piece): void {
    if (this.#run) this.#run.pieces.push(piece);
    else this.#run = { pieces: [piece], context };
  }

  /** The page ends: its last line, and what its links and buttons hand to its scripts. */
  finish(): void {
    this.flush();
    this.#attributes.callScripts(this.#scripts.join('\n;\n'));
  }

  /** The line of text ends here: look through it. */
  flush(): void {
    const run = this.#run;
    this.#run = undefined;
    if (!run) return;
    if (this.#signs.length === 0 && !hint.test(this.#raw(run.pieces))) return;
    const { hidden, technique } = run.context;
    const how = { technique, visible: !hidden, munged: true, samples: true, signs: this.#signs } as const;
    const parted = this.#text(run.pieces, true);
    this.#collector.scan(run.context.backwards ? backwards(parted) : parted, how);
    if (!run.pieces.some(({ kind }) => kind === 'tag')) return;
    const whole = this.#text(run.pieces, false);
    this.#collector.scan(run.context.backwards ? backwards(whole) : whole, { ...how, acrossTags: true });
  }

  #raw(pieces: readonly Piece[]): string {
    let raw = '';
    for (const piece of pieces) {
      if (piece.kind === 'text') raw += this.#source.slice(piece.from, piece.to);
      else if (piece.kind === 'shown') raw += piece.text;
    }
    return raw;
  }

  /** @param parted whether a tag parts words: first every address within one tag, then those that span several */
  #text(pieces: readonly Piece[], parted: boolean): MappedText {
    const out = new TextBuilder();
    for (const piece of pieces) {
      if (piece.kind === 'text') out.append(withoutEntities(this.#source, piece.from, piece.to));
      else if (piece.kind === 'shown') out.add(piece.text, piece.from, piece.to, piece.marks);
      else if (piece.kind === 'decoy') out.before(mark.decoy);
      else if (piece.kind === 'join') out.before(mark.tag);
      else if (parted) out.add('\u0001', 0, 0);
      else out.before(mark.tag);
    }
    return out.done();
  }

  #code({ name, attributes }: StartTag, from: number, to: number): void {
    if (name === 'style') {
      this.#collector.scan(withoutStyleEscapes(asIs(this.#source, from, to)), { technique: 'css', visible: false });
      return;
    }
    const type = attributes.get('type')?.value.toLowerCase() ?? '';
    if (/json/.test(type)) {
      const technique = type.includes('ld+json') ? 'json-ld' : 'inline-json-state';
      this.#collector.scan(withoutEscapes(asIs(this.#source, from, to)), { technique, visible: false });
      this.#collector.scan(withoutEscapes(withoutEntities(this.#source, from, to)), { technique, visible: false });
    } else if (type === '' || /javascript|ecmascript|module|babel|jsx/.test(type)) {
      this.#collector.script(this.#source, from, to);
      this.#scripts.push(this.#source.slice(from, to));
    } else
      this.#collector.scan(withoutEntities(this.#source, from, to), {
        technique: 'script-template',
        visible: false,
        munged: true,
      });
  }
}

/** A picture of an at-sign or a dot in the middle of a line. */
function atPicture({ attributes, from, to }: StartTag): Piece | undefined {
  const alt = attributes.get('alt')?.value.trim() ?? '';
  const image = attributes.get('src')?.value ?? '';
  if (
    /^[[(（]?(?:@|at(?:[ _-]?mark)?|アット(?:マーク)?|あっと(?:まーく)?|＠)[\])）]?$/i.test(alt) ||
    (alt === '' && /(?:^|[/_-])at(?:[_-]?(?:mark|sign))?[_-]?\d{0,2}\.(?:gif|png|svg|jpe?g|webp)$/i.test(image))
  )
    return { kind: 'shown', text: '@', from, to, marks: mark.picture };
  return /^(?:\.|dot)$/i.test(alt) ? { kind: 'shown', text: '.', from, to, marks: mark.picture } : undefined;
}
