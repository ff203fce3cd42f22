// Where a page leads, as far as a crawl of one's own site follows: links and what a page loads, never forms.
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';

/** Links of one page that are looked at; a page with more is a directory that generates itself. */
const MOST_LINKS = 2000;

const linkAttributes: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  area: ['href'],
  link: ['href'],
  script: ['src'],
  iframe: ['src'],
  frame: ['src'],
  object: ['data'],
  embed: ['src'],
};

function* elements(node: Tree.Node): Generator<Tree.Element> {
  // By hand, because a hostile page nests deeper than calls can.
  const waiting: Tree.Node[] = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if ('tagName' in next) yield next;
    if ('content' in next) waiting.push(next.content);
    if ('childNodes' in next) for (const child of next.childNodes.toReversed()) waiting.push(child);
  }
}

const attribute = ({ attrs }: Tree.Element, name: string) => attrs.find((one) => one.name === name)?.value;

function resolved(text: string, base: string): URL | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > 2000 || !URL.canParse(trimmed, base)) return undefined;
  const url = new URL(trimmed, base);
  url.hash = '';
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
}

export type PageLinks = { readonly links: readonly URL[]; readonly mayFollow: boolean };

/** Links in the order in which they stand, each once; `mayFollow` is false where the page asks machines not to follow them. */
export function linksOf(html: string, pageUrl: string): PageLinks {
  const found = new Map<string, URL>();
  let base = pageUrl;
  let mayFollow = true;
  for (const element of elements(parse(html))) {
    if (element.tagName === 'base') base = resolved(attribute(element, 'href') ?? '', pageUrl)?.href ?? base;
    if (element.tagName === 'meta' && /^robots$/i.test(attribute(element, 'name') ?? ''))
      mayFollow &&= !/\b(?:nofollow|none)\b/i.test(attribute(element, 'content') ?? '');
    if (/\bnofollow\b/i.test(attribute(element, 'rel') ?? '')) continue;
    for (const name of linkAttributes[element.tagName] ?? []) {
      const url = resolved(attribute(element, name) ?? '', base);
      if (url && found.size < MOST_LINKS) found.set(url.href, url);
    }
  }
  return { links: [...found.values()], mayFollow };
}
