// HTML that cannot be injected: every string put into a template is escaped, and only `html` makes markup.
import type { Both } from '../vocabulary/finding.ts';
import { visible } from '../vocabulary/visible.ts';

export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Slot = string | number | Markup | readonly Markup[] | null;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (c) => entities[c] ?? c);
}

function render(slot: Slot): string {
  if (slot === null) return '';
  if (slot instanceof Markup) return slot.text;
  if (typeof slot === 'string') return escapeHtml(slot);
  if (typeof slot === 'number') return String(slot);
  return slot.map(({ text }) => text).join('');
}

/** Template for markup. Attribute values must be quoted with double quotes by the template itself. */
export function html(strings: TemplateStringsArray, ...slots: readonly Slot[]): Markup {
  let out = strings[0] ?? '';
  for (const [i, slot] of slots.entries()) out += render(slot) + (strings[i + 1] ?? '');
  return new Markup(out);
}

export const nothing = new Markup('');

/** Both languages, of which the page shows one. Works in HTML text. */
export function both({ ja, en }: Both): Markup {
  return html`<span class="l" lang="ja">${ja}</span><span class="l" lang="en">${en}</span>`;
}

/** Both languages written at the place itself. */
export const say = (ja: string, en: string): Markup => both({ ja, en });

/** The same for blocks and for text inside an SVG, where a span is not allowed. */
export function svgBoth({ ja, en }: Both, kind: string, attributes: Markup): Markup {
  return html`<text class="l ${kind}" lang="ja" ${attributes}>${ja}</text><text class="l ${kind}" lang="en" ${attributes}>${en}</text>`;
}
