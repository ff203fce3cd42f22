import { type DefaultTreeAdapterMap, defaultTreeAdapter, parse } from 'parse5';
import { Collector, type Found, joinedAddress, wholeAddress } from './collector.ts';
import {
  asIs,
  backwards,
  type MappedText,
  mark,
  TextBuilder,
  withoutEntities,
  withoutEscapes,
  withoutPercent,
} from './mapped-text.ts';
import { declaredSigns, type Sign } from './munged.ts';
import { decodedForms } from './script-evaluation.ts';
import { StyleRules } from './style-rules.ts';

type Child = DefaultTreeAdapterMap['childNode'];
type Element = DefaultTreeAdapterMap['element'];

/** Elements that do not break a line of text. */
const inline = new Set(
  'a abbr acronym address-part b bdi bdo big cite code data dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span strike strong sub sup time tt u var wbr img del'.split(
    ' ',
  ),
);
const MOST_DEPTH = 400;

type Piece =
  | { readonly kind: 'text'; readonly from: number; readonly to: number }
  | {
      readonly kind: 'shown';
      readonly text: string;
      readonly from: number;
      readonly to: number;
      readonly marks: number;
    }
  | { readonly kind: 'tag' | 'decoy' | 'join' };
type Context = {
  readonly hidden: boolean;
  readonly backwards: boolean;
  readonly technique: string;
  readonly depth: number;
};
type Run = { pieces: Piece[]; context: Context };

/** Copies no location when an element ends: a tenth of the time that reading a page takes. */
const treeAdapter: typeof defaultTreeAdapter = {
  ...defaultTreeAdapter,
  updateNodeSourceCodeLocation(node, endLocation) {
    if (node.sourceCodeLocation) Object.assign(node.sourceCodeLocation, endLocation);
    else defaultTreeAdapter.updateNodeSourceCodeLocation(node, endLocation);
  },
};

/** Everything a page of HTML gives away. */
export function exposedInHtml(source: string): readonly Found[] {
  const collector = new Collector();
  // A carriage return is a blank to us, and keeping its place keeps every offset.
  const document = parse(source.replaceAll('\r', ' '), {
    sourceCodeLocationInfo: true,
    scriptingEnabled: false,
    treeAdapter,
  });
  const rules = new StyleRules();
  for (const [, sheet = ''] of source.matchAll(/<style\b[^>]{0,500}>([^<]{0,200000})/gi)) rules.add(sheet);
  const page = new PageReader(source, collector, rules);
  page.children(document.childNodes, { hidden: false, backwards: false, technique: 'text', depth: 0 });
  page.flush();
  return collector.found;
}

const noAttributes: ReadonlyMap<string, string> = new Map();
function attributesOf({ attrs }: Element): ReadonlyMap<string, string> {
  return attrs.length === 0 ? noAttributes : new Map(attrs.map(({ name, value }) => [name, value]));
}

const isTemplate = (element: Element): element is DefaultTreeAdapterMap['template'] =>
  element.tagName === 'template' && 'content' in element;

class PageReader {
  readonly #source: string;
  readonly #collector: Collector;
  readonly #rules: StyleRules;
  /** Signs that a note somewhere on the page declares to stand for @. */
  readonly #signs: readonly Sign[];
  #run: Run | undefined;

  constructor(source: string, collector: Collector, rules: StyleRules) {
    this.#source = source;
    this.#collector = collector;
    this.#rules = rules;
    this.#signs = declaredSigns(source);
  }

  children(nodes: readonly Child[], context: Context): void {
    if (context.depth > MOST_DEPTH) return;
    for (const node of nodes) {
      const place = node.sourceCodeLocation;
      if (defaultTreeAdapter.isTextNode(node)) {
        if (place) this.#push(context, { kind: 'text', from: place.startOffset, to: place.endOffset });
      } else if (defaultTreeAdapter.isCommentNode(node)) {
        if (place) this.#comment(place.startOffset, place.endOffset);
        this.#push(context, { kind: 'join' });
      } else if (defaultTreeAdapter.isElementNode(node)) this.#element(node, context);
    }
  }

  #push(context: Context, piece: Piece): void {
    this.#run ??= { pieces: [], context };
    this.#run.pieces.push(piece);
  }

  /** The line of text ends here: look through it. */
  flush(): void {
    const run = this.#run;
    this.#run = undefined;
    if (!run) return;
    const raw = run.pieces
      .map((piece) =>
        piece.kind === 'text' ? this.#source.slice(piece.from, piece.to) : piece.kind === 'shown' ? piece.text : '',
      )
      .join('');
    if (
      this.#signs.length === 0 &&
      !/[@＠﹫&\u24d0]|アット|あっと|\bat\b|arroba|[[({<（【［〈《「『｛|*_-](?:at|a|ät)|AT/i.test(raw)
    )
      return;
    const { hidden, technique } = run.context;
    const how = { technique, visible: !hidden, munged: true, samples: true, signs: this.#signs } as const;
    const parted = this.#text(run.pieces, true);
    this.#collector.scan(run.context.backwards ? backwards(parted) : parted, how);
    if (!run.pieces.some(({ kind }) => kind === 'tag')) return;
    const whole = this.#text(run.pieces, false);
    this.#collector.scan(run.context.backwards ? backwards(whole) : whole, { ...how, acrossTags: true });
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

  #comment(from: number, to: number): void {
    const conditional = /^<!--\s{0,3}\[if/i.test(this.#source.slice(from, from + 12));
    this.#collector.scan(withoutEntities(this.#source, from, to), {
      technique: conditional ? 'ie-conditional-comment' : 'html-comment',
      visible: false,
      munged: true,
    });
  }

  #element(element: Element, context: Context): void {
    const { tagName } = element;
    const attributes = attributesOf(element);
    const className = attributes.get('class') ?? '';
    const style = this.#rules.of(tagName, className, attributes);
    const ownHidden = style.hidden || attributes.has('hidden');
    const turned = style.backwards || (tagName === 'bdo' && attributes.get('dir')?.toLowerCase() === 'rtl');
    const inner: Context = {
      hidden: context.hidden || ownHidden,
      backwards: turned !== context.backwards,
      technique: /(?:^|\s)(?:u-)?email(?:\s|$)/.test(className) ? 'hcard-u-email' : context.technique,
      depth: context.depth + 1,
    };
    if (attributes.size > 0) this.#attributes(element, attributes, inner);
    const place = element.sourceCodeLocation;
    const [from, to] = [place?.startOffset ?? 0, place?.startTag?.endOffset ?? place?.endOffset ?? 0];
    if (tagName === 'wbr') {
      this.#push(context, { kind: 'join' });
      return;
    }
    if (tagName === 'img') {
      const alt = attributes.get('alt')?.trim() ?? '';
      const image = attributes.get('src') ?? '';
      if (
        /^(?:@|at|\[at\]|アットマーク|＠)$/i.test(alt) ||
        (alt === '' && /(?:^|[/_-])at(?:mark|-?sign)?\.(?:gif|png|svg|jpe?g|webp)$/i.test(image))
      ) {
        this.#push(context, { kind: 'shown', text: '@', from, to, marks: mark.picture });
      } else if (/^(?:\.|dot)$/i.test(alt))
        this.#push(context, { kind: 'shown', text: '.', from, to, marks: mark.picture });
      return;
    }
    if (tagName === 'script' || tagName === 'style') {
      const [text] = element.childNodes;
      const inside = text?.sourceCodeLocation;
      if (!inside) return;
      if (tagName === 'style') this.#styleSheet(inside.startOffset, inside.endOffset);
      else this.#script(attributes, inside.startOffset, inside.endOffset);
      return;
    }
    if (isTemplate(element)) {
      this.#apart(() =>
        this.children(defaultTreeAdapter.getTemplateContent(element).childNodes, {
          ...inner,
          hidden: true,
          technique: 'template-element',
        }),
      );
      return;
    }
    if (tagName === 'noscript') {
      this.#apart(() => this.children(element.childNodes, { ...inner, hidden: true, technique: 'noscript-fallback' }));
      return;
    }
    if (inner.hidden !== context.hidden || inner.backwards !== context.backwards) {
      const own = this.#run;
      this.#run = undefined;
      this.children(element.childNodes, inner);
      this.flush();
      this.#run = own;
      if (ownHidden) this.#push(context, { kind: 'decoy' });
      return;
    }
    if (inline.has(tagName)) {
      const empty = element.childNodes.length === 0;
      if (!empty || style.before || style.after) {
        this.#push(context, { kind: 'tag' });
        if (style.before) this.#push(context, { kind: 'shown', text: style.before, from, to, marks: mark.reversed });
        this.children(element.childNodes, inner);
        if (style.after) this.#push(context, { kind: 'shown', text: style.after, from, to, marks: mark.reversed });
        this.#push(context, { kind: 'tag' });
      }
      return;
    }
    this.flush();
    if (style.before) this.#push(inner, { kind: 'shown', text: style.before, from, to, marks: mark.reversed });
    const text = tagName === 'address' ? this.#source.slice(to, to + 60) : '';
    this.children(
      element.childNodes,
      /\b(?:Apache|nginx|Server at)\b/.test(text) ? { ...inner, technique: 'server-signature' } : inner,
    );
    if (style.after) this.#push(inner, { kind: 'shown', text: style.after, from, to, marks: mark.reversed });
    this.flush();
  }

  #apart(work: () => void): void {
    const own = this.#run;
    this.#run = undefined;
    work();
    this.flush();
    this.#run = own;
  }

  #styleSheet(from: number, to: number): void {
    this.#collector.scan(withoutEscapes(asIs(this.#source, from, to)), { technique: 'css', visible: false });
  }

  #script(attributes: ReadonlyMap<string, string>, from: number, to: number): void {
    const type = attributes.get('type')?.toLowerCase() ?? '';
    if (/json/.test(type)) {
      const technique = type.includes('ld+json') ? 'json-ld' : 'inline-json-state';
      this.#collector.scan(withoutEscapes(asIs(this.#source, from, to)), { technique, visible: false });
      this.#collector.scan(withoutEscapes(withoutEntities(this.#source, from, to)), { technique, visible: false });
    } else if (type === '' || /javascript|ecmascript|module|babel|jsx/.test(type))
      this.#collector.script(this.#source, from, to);
    else
      this.#collector.scan(withoutEntities(this.#source, from, to), {
        technique: 'script-template',
        visible: false,
        munged: true,
      });
  }

  #attributes(element: Element, attributes: ReadonlyMap<string, string>, context: Context): void {
    const places =
      element.sourceCodeLocation?.attrs ??
      (element.sourceCodeLocation as { startTag?: { attrs?: never } } | null)?.startTag?.attrs;
    if (!places) return;
    const halves: { name: string; value: string; from: number; to: number }[] = [];
    for (const [name, place] of Object.entries(places)) {
      const value = attributes.get(name) ?? '';
      if (value === '' || name === 'class' || name === 'id' || name === 'style') continue;
      const raw = this.#source.slice(place.startOffset, place.endOffset);
      const lead = /^[^=]*=\s*["']?/.exec(raw)?.[0].length ?? 0;
      const from = place.startOffset + lead;
      const to = place.endOffset - (/["']$/.test(raw) && /=\s*["']/.test(raw) ? 1 : 0);
      if (name.startsWith('data-') || name === 'user' || name === 'domain') halves.push({ name, value, from, to });
      this.#attribute(element, name, value, from, to, attributes, context);
    }
    this.#halves(halves);
  }

  #attribute(
    { tagName }: Element,
    name: string,
    value: string,
    from: number,
    to: number,
    attributes: ReadonlyMap<string, string>,
    context: Context,
  ): void {
    const collector = this.#collector;
    const mapped = () => withoutEntities(this.#source, from, to);
    if (name === 'data-cfemail') {
      collector.cloudflare(value, 'cloudflare-cfemail', from, to);
      return;
    }
    const protectedLink = /\/cdn-cgi\/l\/email-protection#([0-9a-fA-F]+)/.exec(value)?.[1];
    if (protectedLink !== undefined) {
      collector.cloudflare(protectedLink, 'cloudflare-href-hash', from, to);
      return;
    }
    if (name.startsWith('on') || /^\s*javascript:/i.test(value)) {
      this.#inlineScript(value.replace(/^\s*javascript:/i, ''), from, to);
      return;
    }
    const link = /^\s*mailto:/i.test(value);
    if (/^\s*(?:znvygb|otliam):|:(?:bgyvnz|otliam)\s*$/i.test(value)) this.#disguised(value, from, to);
    if (link) {
      const rel = `${attributes.get('rel') ?? ''} ${attributes.get('rev') ?? ''}`.toLowerCase();
      const isLink = tagName === 'link';
      const clickable = tagName === 'a' || tagName === 'area';
      const technique = isLink
        ? rel.includes('made')
          ? 'link-rev-made'
          : 'link-rel-author'
        : context.technique === 'text'
          ? 'mailto'
          : context.technique;
      const plain = relaxed(withoutPercent(mapped()));
      collector.scan(plain, { technique, visible: clickable && !context.hidden, munged: true });
      return;
    }
    if (!/[@%＠﹫]|\bat\b|[[({]at|アット|^[A-Za-z0-9+/=,; -]{8,}$/i.test(value)) return;
    if (name === 'placeholder' && /@(?:[\w-]+\.)?(?:example|domain|test|sample)\b|^(?:例|e\.?g\.?|ex)/i.test(value))
      return;
    if (name === 'srcset' || name === 'integrity' || name === 'd' || name === 'points') return;
    const url = /^(?:href|src|action|formaction|cite|poster|data|xlink:href)$/.test(name);
    const shown =
      name === 'value' &&
      tagName === 'input' &&
      !/^(?:hidden|submit|radio|checkbox)$/i.test(attributes.get('type') ?? 'text');
    const technique = techniqueFor(tagName, name, attributes, context);
    const text = url ? withoutPercent(mapped()) : withoutEscapes(mapped());
    collector.scan(text, {
      technique,
      visible: shown && !context.hidden,
      munged: !url && name !== 'content',
      samples: name === 'value' || name === 'placeholder',
    });
    if (name.startsWith('data-') || name === 'title' || name === 'rel') this.#disguised(value, from, to);
  }

  /** Handlers and javascript: links are scripts, written with character references. */
  #inlineScript(code: string, from: number, to: number): void {
    const inside = new Collector();
    inside.script(code, 0, code.length);
    for (const one of inside.found) {
      this.#collector.add({
        ...one,
        level: one.level === 'plain' ? 'plain' : 'js',
        visible: true,
        technique: one.level === 'plain' ? 'event-handler' : 'js-event-handler',
        from,
        to,
      });
    }
  }

  /** Backwards, ROT13, base64, hexadecimal: a script on the page turns it back. */
  #disguised(value: string, from: number, to: number): void {
    if (wholeAddress(value) !== undefined) return;
    for (const { text, technique } of decodedForms(value)) {
      const address = wholeAddress(text);
      if (address !== undefined)
        this.#collector.add({ address, technique: `${technique}-attribute`, level: 'js', visible: true, from, to });
    }
  }

  /** `data-user` and `data-domain`: a script or a style sheet joins them. */
  #halves(halves: readonly { name: string; value: string; from: number; to: number }[]): void {
    const first = halves.find(({ name }) =>
      /user|local|account|box|(?:^|-)u$|name|part1|before|(?:^|-)n$|-a$|first|login|id$/.test(name),
    );
    const second = halves.find(({ name }) =>
      /domain|host|site|(?:^|-)d$|part2|after|server|provider|-b$|(?:^|-)h$|second/.test(name),
    );
    if (!first || !second || first === second) return;
    const turned = (text: string) => [...text].reverse().join('');
    const ending = halves.find(({ name }) => /tld|ending|suffix/.test(name))?.value;
    const where = second.value.replace(/^@/, '');
    const address =
      joinedAddress(first.value, where) ??
      (ending !== undefined ? joinedAddress(first.value, `${where}.${ending.replace(/^\./, '')}`) : undefined) ??
      joinedAddress(turned(first.value), turned(where));
    if (address === undefined) return;
    const span = [first, second].sort((a, b) => a.from - b.from);
    this.#collector.add({
      address,
      technique: 'split-data-attributes',
      level: 'js',
      visible: true,
      from: span[0]?.from ?? 0,
      to: span[1]?.to ?? 0,
    });
  }
}

/** In a mailto link `%40` and `%20` are ordinary writing. */
function relaxed(source: MappedText): MappedText {
  return {
    ...source,
    marks: source.marks.map((marks, i) => (/[@\s,;]/.test(source.text.charAt(i)) ? marks & ~mark.percent : marks)),
  };
}

function techniqueFor(tag: string, name: string, attributes: ReadonlyMap<string, string>, context: Context): string {
  if (tag === 'meta') {
    const meta = (
      attributes.get('name') ??
      attributes.get('property') ??
      attributes.get('http-equiv') ??
      ''
    ).toLowerCase();
    return meta === 'reply-to' ? 'meta-reply-to' : meta === 'og:email' ? 'meta-og-email' : 'meta';
  }
  if (tag === 'link') return `link-${name}`;
  if (tag === 'input') return attributes.get('type')?.toLowerCase() === 'hidden' ? 'hidden-input' : `input-${name}`;
  if (tag === 'option') return 'option-value';
  if (tag === 'img' && name === 'alt') return 'img-alt';
  if (name === 'title') return 'title-attribute';
  if (name.startsWith('aria-')) return name;
  if (name.startsWith('data-')) return 'data-attribute';
  if (/^(?:href|src|action)$/.test(name)) return 'url-query';
  return context.technique === 'text' ? `attribute-${name}` : context.technique;
}
