// Addresses in the attributes of one tag: links, values, handlers, halves that a script joins.
import { Collector, joinedAddress, wholeAddress } from './collector.ts';
import { decodedForms } from './decoded-forms.ts';
import type { Attribute, StartTag } from './html-structure.ts';
import { type MappedText, mark, withoutEntities, withoutEscapes, withoutPercent } from './mapped-text.ts';

/** Where the tag stands: whether a person sees it, and what a class round it says it is. */
export type Surroundings = { readonly hidden: boolean; readonly technique: string };

type Attributes = StartTag['attributes'];

/** Without one of these in its value, no attribute gives an address away. */
const hint = /[@%＠﹫]|\bat\b|[[({]at|アット|^[A-Za-z0-9+/=,; -]{8,}$/i;

export class AttributeReader {
  readonly #source: string;
  readonly #collector: Collector;

  constructor(source: string, collector: Collector) {
    this.#source = source;
    this.#collector = collector;
  }

  read({ name: tagName, attributes }: StartTag, around: Surroundings): void {
    const halves: Attribute[] = [];
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
    if (name === 'placeholder' && /@(?:[\w-]+\.)?(?:example|domain|test|sample)\b|^(?:例|e\.?g\.?|ex)/i.test(value))
      return;
    if (name === 'srcset' || name === 'integrity' || name === 'd' || name === 'points') return;
    const url = /^(?:href|src|action|formaction|cite|poster|data|xlink:href)$/.test(name);
    const shown =
      name === 'value' &&
      tagName === 'input' &&
      !/^(?:hidden|submit|radio|checkbox)$/i.test(attributes.get('type')?.value ?? 'text');
    const technique = techniqueFor(tagName, name, attributes, surrounding);
    const text = url ? withoutPercent(mapped()) : withoutEscapes(mapped());
    collector.scan(text, {
      technique,
      visible: shown && !hidden,
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
    marks: source.marks.map((marks, i) => (/[@\s,;]/.test(source.text.charAt(i)) ? marks & ~mark.percent : marks)),
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
