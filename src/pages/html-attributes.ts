// Addresses in the attributes of one tag: links, values, handlers, halves that a script joins.
import { addressesIn, isPlaceholder } from './address-pattern.ts';
import { Collector, joinedAddress, wholeAddress } from './collector.ts';
import { decodedForms } from './decoded-forms.ts';
import type { Attribute, StartTag } from './html-structure.ts';
import { type MappedText, mark, withoutEntities, withoutEscapes, withoutPercent } from './mapped-text.ts';
import { scriptStrings } from './script-evaluation.ts';

/** Where the tag stands: whether a person sees it, and what a class round it says it is. */
export type Surroundings = { readonly hidden: boolean; readonly technique: string };

type Attributes = StartTag['attributes'];
type Range = { readonly from: number; readonly to: number };

/** Handlers of one page that are tried together with its scripts, and how much script that may be. */
const MOST_HANDLERS = 50;
const MOST_CALLED_SCRIPT = 200_000;

/** A javascript: link is a URL before it is a script. */
function percentDecoded(code: string): string {
  return code.replace(/%([2-7][0-9a-fA-F])/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Without one of these in its value, no attribute gives an address away. */
const hint = /[@%＠﹫]|\bat\b|[[({]at|アット|^[A-Za-z0-9+/=,; -]{8,}$/i;

/** A link on which web mail opens with the address filled in. */
const composes =
  /^\s{0,9}https:\/\/(?:mail\.google\.com\/mail|outlook\.(?:live|office|office365)\.com|compose\.mail\.yahoo\.com)\/[^#]{0,500}\bto=/i;

/** Kinds of characters that TYPO3 moves within, and by how many places at most. */
const MOVED_WITHIN = [
  [0x2b, 0x3a],
  [0x40, 0x5a],
  [0x61, 0x7a],
] as const;
const MOST_MOVED = 26;

/** TYPO3 moves each character on within its kind. */
function movedBack(text: string, vector: number): string {
  return text.replace(/./g, (character) => {
    const code = character.charCodeAt(0);
    const kind = MOVED_WITHIN.find(([first, last]) => code >= first && code <= last);
    if (!kind) return character;
    const [first, last] = kind;
    const size = last - first + 1;
    return String.fromCharCode(first + ((((code - first - vector) % size) + size) % size));
  });
}

export class AttributeReader {
  readonly #source: string;
  readonly #collector: Collector;
  readonly #handlers: { readonly code: string; readonly from: number; readonly to: number }[] = [];

  constructor(source: string, collector: Collector) {
    this.#source = source;
    this.#collector = collector;
  }

  read({ name: tagName, attributes }: StartTag, around: Surroundings): void {
    const halves: Attribute[] = [];
    if (tagName === 'joomla-hidden-mail') this.#joomla(attributes);
    if (attributes.has('data-mailto-token')) this.#typo3(attributes);
    for (const attribute of attributes.values()) {
      const { name, value } = attribute;
      if (value === '' || name === 'class' || name === 'id' || name === 'style') continue;
      if (name.startsWith('data-') || name === 'user' || name === 'domain') halves.push(attribute);
      this.#attribute(tagName, attribute, attributes, around);
    }
    if (halves.length > 1) this.#halves(halves);
  }

  #attribute(
    tagName: string,
    { name, value, from, to }: Attribute,
    attributes: Attributes,
    { hidden, technique: surrounding }: Surroundings,
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
      const rel = `${attributes.get('rel')?.value ?? ''} ${attributes.get('rev')?.value ?? ''}`.toLowerCase();
      const isLink = tagName === 'link';
      const clickable = tagName === 'a' || tagName === 'area';
      const technique = isLink
        ? rel.includes('made')
          ? 'link-rev-made'
          : 'link-rel-author'
        : surrounding === 'text'
          ? 'mailto'
          : surrounding;
      const plain = relaxed(withoutPercent(mapped()));
      collector.scan(plain, { technique, visible: clickable && !hidden, munged: true });
      return;
    }
    if (!hint.test(value)) return;
    if (name === 'placeholder') {
      const shown = addressesIn(value);
      if (shown.length > 0 && shown.every(({ address }) => isPlaceholder(address))) return;
    }
    if (name === 'placeholder' && /@(?:[\w-]+\.)?(?:example|domain|test|sample)\b|^(?:例|e\.?g\.?|ex)/i.test(value))
      return;
    if (name === 'srcset' || name === 'integrity' || name === 'd' || name === 'points') return;
    const url = /^(?:href|src|action|formaction|cite|poster|data|xlink:href)$/.test(name);
    const shown =
      name === 'value' &&
      tagName === 'input' &&
      !/^(?:hidden|submit|radio|checkbox)$/i.test(attributes.get('type')?.value ?? 'text');
    const opens = name === 'href' && tagName === 'a' && composes.test(value);
    const technique = techniqueFor(tagName, name, attributes, surrounding);
    const text = url ? withoutPercent(mapped()) : withoutEscapes(mapped());
    collector.scan(text, {
      technique,
      visible: (shown || opens || name === 'srcdoc') && !hidden,
      munged: !url && name !== 'content',
      samples: /^(?:value|placeholder|title|alt|aria-label)$/.test(name),
    });
    if (name.startsWith('data-') || name === 'title' || name === 'rel') this.#disguised(value, from, to);
  }

  /** Evaluates the handlers that call a function of the page's scripts with words in quotes, together with those scripts. */
  callScripts(scripts: string): void {
    if (this.#handlers.length === 0 || scripts.length > MOST_CALLED_SCRIPT) return;
    const called = this.#handlers.filter(({ code }) => {
      const name = /(?:^|[^.\w$])([A-Za-z_$][\w$]{0,60})\s{0,3}\(\s{0,3}['"]/.exec(code)?.[1];
      return name !== undefined && scripts.includes(name);
    });
    if (called.length === 0) return;
    const starts: number[] = [];
    let code = `${scripts}\n`;
    for (const handler of called) {
      starts.push(code.length);
      code += `;${handler.code}\n`;
    }
    const known = new Set(this.#collector.found.map(({ address }) => address));
    for (const built of scriptStrings(code)) {
      const handler = called[starts.findLastIndex((start) => start <= built.from)];
      if (!handler) continue;
      for (const { address } of addressesIn(built.text))
        if (!known.has(address)) this.#coded(address, 'js-event-handler', handler, handler);
    }
  }

  /** Handlers and javascript: links are scripts, written with character references. */
  #inlineScript(code: string, from: number, to: number): void {
    const decoded = code.length < 2000 ? percentDecoded(code) : '';
    if (this.#handlers.length < MOST_HANDLERS && /\(\s{0,3}['"]/.test(decoded))
      this.#handlers.push({ code: decoded, from, to });
    this.#typo3Link(decoded, from, to);
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

  /** Joomla from 4 on: both halves in base64, which an element of its own puts together. */
  #joomla(attributes: Attributes): void {
    const [first, last] = ['first', 'last'].map((name) => attributes.get(name));
    if (!first || !last) return;
    const [name, where] = [first, last].map(({ value }) => Buffer.from(value, 'base64').toString('latin1'));
    const address = joinedAddress(name ?? '', where ?? '');
    if (address !== undefined) this.#coded(address, 'joomla-hidden-mail', first, last);
  }

  /** TYPO3 from 11 on: the coded link, and by how many places. */
  #typo3(attributes: Attributes): void {
    const token = attributes.get('data-mailto-token');
    const vector = Number(attributes.get('data-mailto-vector')?.value ?? Number.NaN);
    if (!token || token.value.length > 2000 || !Number.isInteger(vector) || Math.abs(vector) > MOST_MOVED) return;
    const address = wholeAddress(movedBack(token.value, vector));
    if (address !== undefined) this.#coded(address, 'typo3-mailto-token', token, token);
  }

  /** TYPO3 before 11: the function that moves it back stands in another file, so each vector is tried. */
  #typo3Link(decoded: string, from: number, to: number): void {
    const coded = /\blinkTo_UnCryptMailto\(\s{0,9}(?:'([^']{8,2000})'|"([^"]{8,2000})")/.exec(decoded);
    const token = coded?.[1] ?? coded?.[2] ?? '';
    if (token === '') return;
    for (let vector = -MOST_MOVED; vector <= MOST_MOVED; vector += 1) {
      const link = movedBack(token, vector);
      const address = link.startsWith('mailto:') ? wholeAddress(link) : undefined;
      if (address !== undefined) {
        this.#coded(address, 'typo3-uncrypt-mailto', { from, to }, { from, to });
        return;
      }
    }
  }

  #coded(address: string, technique: string, ...places: readonly [Range, Range]): void {
    const [from, to] = [Math.min(...places.map((one) => one.from)), Math.max(...places.map((one) => one.to))];
    this.#collector.add({ address, technique, level: 'js', visible: true, from, to });
  }

  /** `data-user` and `data-domain`: a script or a style sheet joins them. */
  #halves(halves: readonly Attribute[]): void {
    const first = halves.find(({ name }) =>
      /user|local|account|box|(?:^|-)u$|name|part1|before|(?:^|-)n$|-a$|first|login|id$/.test(name),
    );
    const second = halves.find(({ name }) =>
      /domain|host|site|(?:^|-)d$|part2|after|server|provider|-b$|(?:^|-)h$|second/.test(name),
    );
    if (!first || !second || first === second) return;
    const turned = (text: string) => [...text].reverse().join('');
    const ending = halves.find(({ name }) => /tld|ending|suffix|part3|third|-c$/.test(name))?.value;
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
    marks: source.marks.map((marks, i) =>
      /[@\s,;\u0080-\uffff]/.test(source.text.charAt(i)) ? marks & ~mark.percent : marks,
    ),
  };
}

function techniqueFor(tag: string, name: string, attributes: Attributes, surrounding: string): string {
  if (tag === 'meta') {
    const meta = (
      attributes.get('name')?.value ??
      attributes.get('property')?.value ??
      attributes.get('http-equiv')?.value ??
      ''
    ).toLowerCase();
    return meta === 'reply-to' ? 'meta-reply-to' : meta === 'og:email' ? 'meta-og-email' : 'meta';
  }
  if (tag === 'link') return `link-${name}`;
  if (tag === 'input')
    return attributes.get('type')?.value.toLowerCase() === 'hidden' ? 'hidden-input' : `input-${name}`;
  if (tag === 'option') return 'option-value';
  if (tag === 'img' && name === 'alt') return 'img-alt';
  if (name === 'title') return 'title-attribute';
  if (name.startsWith('aria-')) return name;
  if (name.startsWith('data-')) return 'data-attribute';
  if (/^(?:href|src|action)$/.test(name)) return 'url-query';
  return surrounding === 'text' ? `attribute-${name}` : surrounding;
}
