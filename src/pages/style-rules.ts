// What a page's own style sheets do to its text: hide it, turn it round, or add to it. Simple selectors only.
import type { StartTag } from './html-structure.ts';

export type Styled = {
  readonly hidden: boolean;
  readonly backwards: boolean;
  readonly before: string;
  readonly after: string;
};
type Rule = {
  readonly tag: string;
  readonly id: string;
  readonly classes: readonly string[];
  readonly pseudo: string;
  readonly body: string;
  readonly hides: boolean;
  readonly turns: boolean;
  readonly overrides: boolean;
};

const hides =
  /display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|font-size\s{0,3}:\s{0,3}0(?:px|em|rem|pt|%)?\s{0,3}(?:;|!|$)/i;

const turns = /direction\s{0,3}:\s{0,3}rtl/i;
const overrides = /unicode-bidi\s{0,3}:\s{0,3}(?:bidi-override|isolate-override)/i;
const plain: Styled = { hidden: false, backwards: false, before: '', after: '' };

/** A rule for `.a .b` is taken as one for `.b`: where that is wrong, a decoy is left in, and what it spoils is no address. */
export class StyleRules {
  readonly #rules: Rule[] = [];
  /** Custom properties, by name: the last one counts, wherever it stands. */
  readonly #custom = new Map<string, string>();

  add(sheet: string): void {
    const clean = sheet.slice(0, 200_000).replace(/\/\*[^*]{0,5000}\*\//g, ' ');
    for (const [, selectors = '', body = ''] of clean.matchAll(/([^{}]{1,500})\{([^{}]{0,2000})\}/g)) {
      for (const [, name = '', value = ''] of body.matchAll(/(--[\w-]{1,60})\s{0,3}:\s{0,3}([^;]{1,300})/g)) {
        if (this.#custom.size < 500) this.#custom.set(name, value);
      }
      if (!hides.test(body) && !/content\s{0,3}:|direction\s{0,3}:|bidi/i.test(body)) continue;
      for (const selector of selectors.split(',')) {
        const last =
          selector
            .trim()
            .split(/[\s>+~]+/)
            .at(-1) ?? '';
        const read = /^([a-z0-9*]*)((?:[.#][\w-]{1,60}){0,6})(?:::?(before|after))?$/i.exec(last);
        if (!read || this.#rules.length >= 2000) continue;
        const [, tag = '', names = '', pseudo = ''] = read;
        if (tag === '' && names === '') continue;
        this.#rules.push({
          tag: tag === '*' ? '' : tag.toLowerCase(),
          id: /#([\w-]+)/.exec(names)?.[1] ?? '',
          classes: [...names.matchAll(/\.([\w-]+)/g)].map(([, name = '']) => name),
          pseudo: pseudo.toLowerCase(),
          body,
          hides: hides.test(body),
          turns: turns.test(body),
          overrides: overrides.test(body),
        });
      }
    }
  }

  of(tag: string, className: string, attributes: StartTag['attributes']): Styled {
    const inline = attributes.get('style')?.value ?? '';
    if (this.#rules.length === 0 && inline === '') return plain;
    const id = attributes.get('id')?.value ?? '';
    const classes = className === '' ? [] : className.split(/\s+/);
    let hidden = hides.test(inline);
    const added = new Map<string, string>();
    let [direction, override] = [
      turns.test(inline) || attributes.get('dir')?.value.toLowerCase() === 'rtl',
      overrides.test(inline),
    ];
    for (const rule of this.#rules) {
      if (rule.tag !== '' && rule.tag !== tag) continue;
      if (rule.id !== '' && rule.id !== id) continue;
      if (!rule.classes.every((name) => classes.includes(name))) continue;
      if (rule.pseudo === '') {
        hidden ||= rule.hides;
        direction ||= rule.turns;
        override ||= rule.overrides;
      } else if (!rule.hides) added.set(rule.pseudo, rule.body);
    }
    // The last rule counts.
    const shown = (pseudo: string) => {
      const body = added.get(pseudo);
      return body === undefined ? '' : content(this.#expanded(body), attributes);
    };
    return { hidden, backwards: direction && override, before: shown('before'), after: shown('after') };
  }

  #expanded(body: string): string {
    return body.replace(
      /var\(\s{0,3}(--[\w-]{1,60})[^)]{0,100}\)/g,
      (whole, name: string) => this.#custom.get(name) ?? whole,
    );
  }
}

/** The text of `content: "a" attr(b) "\40"`. */
function content(body: string, attributes: StartTag['attributes']): string {
  const value = /content\s{0,3}:\s{0,3}([^;]{1,500})/i.exec(body)?.[1] ?? '';
  let text = '';
  for (const [, double, single, name] of value.matchAll(/"([^"]*)"|'([^']*)'|attr\(\s{0,3}([\w-]{1,60})\s{0,3}\)/g)) {
    if (name !== undefined) text += attributes.get(name.toLowerCase())?.value ?? '';
    else {
      text += (double ?? single ?? '').replace(/\\([0-9a-fA-F]{1,6}) ?/g, (whole, hex: string) => {
        const code = Number.parseInt(hex, 16);
        return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole;
      });
    }
  }
  return text;
}
