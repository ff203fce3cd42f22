// Which elements of a page stand inside which, from its tags alone: no tree is kept, so a page costs no more memory than the
// elements that are open at once. Start tags end others and end tags are matched as HTML 13.2.6 has it, with three
// simplifications: what is misplaced in a table stays where it is written, a formatting element that ends out of turn ends
// what it holds as well, and none is opened anew.
import { decodeHTMLAttribute } from 'entities/decode';
import { Tokenizer } from 'htmlparser2';

/** `from` and `to` are the place of the value, without quotes. */
export type Attribute = { readonly name: string; readonly value: string; readonly from: number; readonly to: number };

export type StartTag = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly from: number;
  readonly to: number;
};

/** What a page holds, in the order in which it stands there; positions are of the source. */
export type StructureReader = {
  open(tag: StartTag): void;
  /** The innermost open element ends. */
  close(): void;
  text(from: number, to: number): void;
  /** An end tag that ends nothing. */
  stray(): void;
  comment(from: number, to: number): void;
};

const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const voids = names(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr',
);
const headings = names('h1 h2 h3 h4 h5 h6');
/** What ends an open paragraph. */
const endsParagraph = names(
  'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form header hgroup hr listing main menu nav ol p plaintext pre search section summary table ul xmp h1 h2 h3 h4 h5 h6 li dd dt',
);
/** End tags that are matched over whatever stands between, up to a barrier. */
const blocks = names(
  'address article aside blockquote button center details dialog dir div dl fieldset figcaption figure footer form header hgroup listing main menu nav ol pre search section summary ul dd dt applet marquee object',
);
const formatting = names('a b big code em font i nobr s small strike strong tt u');
const barriers = names(
  'applet caption html table td th marquee object template svg math foreignobject desc annotation-xml',
);
const special = new Set([
  ...blocks,
  ...headings,
  ...barriers,
  ...names(
    'body colgroup frameset head iframe li noembed noframes noscript p script select style tbody textarea tfoot thead title tr xmp',
  ),
]);
/** An item of a list looks past these for the item before it. */
const passedByItems = names('address div p');
const rowGroups = ['tbody', 'thead', 'tfoot'] as const;
const tableParts = names('caption colgroup tbody thead tfoot tr td th');
const annotations = names('rb rp rt rtc');

/** Inside these, tags are HTML again. */
const htmlInForeign = names('foreignobject desc title mi mo mn ms mtext annotation-xml');
/** HTML that cannot stand in a drawing or a formula: it ends there. */
const leavesForeign = names(
  'b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var',
);

type Open = {
  readonly name: string;
  /** Whether what stands inside is SVG or MathML. */
  readonly foreign: boolean;
  /** Places in the stack of the nearest such element, this one counted; -1 for none. */
  readonly barrier: number;
  readonly special: number;
  readonly item: number;
};
const outside: Open = { name: '', foreign: false, barrier: -1, special: -1, item: -1 };

const noAttributes: ReadonlyMap<string, Attribute> = new Map();

class OpenElements {
  readonly #reader: StructureReader;
  readonly #stack: Open[] = [];
  /** Where each name is open: nothing walks the stack, so that deep nesting stays linear. */
  readonly #places = new Map<string, number[]>();

  constructor(reader: StructureReader) {
    this.#reader = reader;
  }

  get top(): Open {
    return this.#stack.at(-1) ?? outside;
  }

  last(name: string): number {
    return this.#places.get(name)?.at(-1) ?? -1;
  }

  push(name: string): void {
    const { foreign, barrier, special: above, item } = this.top;
    const at = this.#stack.length;
    const isSpecial = special.has(name);
    this.#stack.push({
      name,
      foreign: name === 'svg' || name === 'math' || (foreign && !htmlInForeign.has(name)),
      barrier: barriers.has(name) ? at : barrier,
      special: isSpecial ? at : above,
      item: isSpecial && !passedByItems.has(name) ? at : item,
    });
    const places = this.#places.get(name);
    if (places) places.push(at);
    else this.#places.set(name, [at]);
  }

  pop(): void {
    const last = this.#stack.pop();
    if (!last) return;
    this.#places.get(last.name)?.pop();
    this.#reader.close();
  }

  /** Ends the element at this place and all inside it. */
  endAt(place: number): void {
    while (place >= 0 && this.#stack.length > place) this.pop();
  }

  nameAt(place: number): string {
    return this.#stack[place]?.name ?? '';
  }

  /** Ends what a start tag of this name ends. */
  beforeStart(name: string): void {
    if (this.top.foreign) {
      if (!leavesForeign.has(name)) return;
      while (this.top.foreign) this.pop();
    }
    if (endsParagraph.has(name)) this.#endParagraph();
    if (name === 'li' || name === 'dd' || name === 'dt') {
      const { item } = this.top;
      const before = this.nameAt(item);
      if (name === 'li' ? before === 'li' : before === 'dd' || before === 'dt') this.endAt(item);
    } else if (headings.has(name)) {
      if (headings.has(this.top.name)) this.pop();
    } else if (name === 'a' || name === 'nobr') {
      if (this.last(name) > this.top.special) this.endAt(this.last(name));
    } else if (name === 'option' || name === 'optgroup') {
      if (this.top.name === 'option') this.pop();
      if (name === 'optgroup' && this.top.name === 'optgroup') this.pop();
    } else if (name === 'button') {
      if (this.last(name) > this.top.barrier) this.endAt(this.last(name));
    } else if (annotations.has(name)) {
      if (annotations.has(this.top.name)) this.pop();
    } else if (tableParts.has(name)) this.#endTablePart(name);
  }

  #endParagraph(): void {
    const paragraph = this.last('p');
    if (paragraph > Math.max(this.top.barrier, this.last('button'))) this.endAt(paragraph);
  }

  #endTablePart(name: string): void {
    const table = Math.max(this.last('table'), this.last('template'));
    if (table < 0) return;
    const group = Math.max(table, ...rowGroups.map((one) => this.last(one)));
    const row = Math.max(group, this.last('tr'));
    this.endAt((name === 'td' || name === 'th' ? row : name === 'tr' ? group : table) + 1);
  }

  /** @returns whether an element was open for this end tag */
  end(name: string): boolean {
    const place = this.last(name);
    const { barrier, special: above } = this.top;
    if (headings.has(name)) {
      const heading = Math.max(...[...headings].map((one) => this.last(one)));
      if (heading > barrier) this.endAt(heading);
      return heading > barrier;
    }
    if (place < 0) return false;
    const matched =
      name === 'p'
        ? place > Math.max(barrier, this.last('button'))
        : name === 'li'
          ? place > Math.max(barrier, this.last('ol'), this.last('ul'))
          : tableParts.has(name)
            ? place > this.last('table')
            : barriers.has(name)
              ? true
              : blocks.has(name) || formatting.has(name)
                ? place > barrier
                : place >= above;
    if (matched) this.endAt(place);
    return matched;
  }
}

/** Tells the reader what stands in a page of HTML, whole or broken, in one pass. */
export function readStructure(source: string, reader: StructureReader): void {
  const open = new OpenElements(reader);
  let tag: { name: string; from: number; attributes: Map<string, Attribute> | undefined } | undefined;
  let attributeName = '';
  let value = { from: 0, to: 0 };

  const started = (to: number, closed: boolean) => {
    if (!tag) return;
    const name = tag.name === 'image' ? 'img' : tag.name;
    open.beforeStart(name);
    const foreign = open.top.foreign;
    reader.open({ name, attributes: tag.attributes ?? noAttributes, from: tag.from, to });
    tag = undefined;
    // A page has one of each: another one adds attributes and holds nothing.
    const again = (name === 'html' || name === 'head' || name === 'body') && open.last(name) >= 0;
    const misplaced =
      name === 'form' &&
      (open.top.name === 'table' || tableParts.has(open.top.name)) &&
      open.top.name !== 'td' &&
      open.top.name !== 'th';
    if (
      again ||
      misplaced ||
      (voids.has(name) && !foreign) ||
      (closed && (foreign || name === 'svg' || name === 'math'))
    )
      reader.close();
    else open.push(name);
  };

  const unseen = (from: number, to: number) =>
    reader.comment(source.lastIndexOf('<', from - 1), Math.min(to + 1, source.length));
  const tokenizer = new Tokenizer(
    { decodeEntities: false },
    {
      isInForeignContext: () => open.top.foreign,
      ontext: (from, to) => reader.text(from, to),
      ontextentity() {},
      onopentagname(from, to) {
        tag = { name: source.slice(from, to).toLowerCase(), from: from - 1, attributes: undefined };
      },
      onattribname(from, to) {
        attributeName = source.slice(from, to).toLowerCase();
        value = { from: to, to };
      },
      onattribdata(from, to) {
        value = { from, to };
      },
      onattribentity() {},
      onattribend() {
        if (!tag) return;
        tag.attributes ??= new Map();
        // Of two attributes with one name, the first counts.
        if (tag.attributes.has(attributeName)) return;
        const { from, to } = value;
        tag.attributes.set(attributeName, {
          name: attributeName,
          value: attributeValue(source.slice(from, to)),
          from,
          to,
        });
      },
      onopentagend: (at) => started(at + 1, false),
      onselfclosingtag: (at) => started(at + 1, true),
      onclosetag(from, to) {
        const name = source.slice(from, to).toLowerCase();
        if (name === 'html' || name === 'body') return;
        if (open.end(name)) return;
        if (name === 'p' || name === 'br') {
          // Without a start, these make an empty element.
          reader.open({ name, attributes: noAttributes, from: from - 2, to });
          reader.close();
        } else reader.stray();
      },
      oncomment: unseen,
      oncdata(from, to, offset) {
        if (open.top.foreign) reader.text(from, to - offset);
        else unseen(from, to);
      },
      // Nobody sees them, but who searches the bytes for addresses does.
      ondeclaration: unseen,
      onprocessinginstruction: unseen,
      onend: () => open.endAt(0),
    },
  );
  tokenizer.write(source);
  tokenizer.end();
}

function attributeValue(raw: string): string {
  const read = raw.includes('&') ? decodeHTMLAttribute(raw) : raw;
  return /[\r\0]/.test(read) ? read.replaceAll('\r', ' ').replaceAll('\0', '\ufffd') : read;
}
