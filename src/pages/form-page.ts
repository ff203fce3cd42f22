// What of other hosts stands on a page where somebody types an address: scripts, frames, pixels, and where a form is sent.
import { decodeFile } from './charset.ts';
import { isHtml } from './find-exposed.ts';
import { readStructure, type StartTag } from './html-structure.ts';

/** `named-in-script`: a script in the page itself names the host, as tags of measurement services do that load the rest. */
export type OutsideKind = 'script' | 'frame' | 'pixel' | 'form-target' | 'named-in-script';

/** Lines count from 1, bytes from 0, end exclusive: the value of the attribute, or the name of the host in a script. */
export type NamedHost = {
  readonly kind: OutsideKind;
  /** Lower case, in A-labels. */
  readonly host: string;
  readonly line: number;
  readonly byteStart: number;
  readonly byteEnd: number;
};

export type FormPage = {
  /** The host by which the page calls itself (rel=canonical, og:url), where it does. */
  readonly ownHost: string | undefined;
  /** In the order in which they stand; relative links are the page's own and not among them. */
  readonly named: readonly NamedHost[];
};

/** A page that names more is generated; one host in a hundred places is one host. */
const MOST_NAMED = 2000;
/** Of one script, so much is looked through for hosts: a tag that loads others is short, a library is not. */
const MOST_SCRIPT_CHARS = 200_000;

/** An input for an e-mail address, by its type or by what it is called. */
const addressField = /e-?mail|mail_?addr|^mail|(?:^|[_-])mail(?:$|[_-])|メール/i;
/** Boxes, buttons and files take no address. */
const typed = new Set(['', 'text', 'search', 'email']);
/** A host behind // in quotation marks, with or without a scheme. */
const quotedHost = /["'`](?:https?:)?\/\/([a-z0-9.-]{1,253})(?=[/"'`:?#])/gi;

/** Anything else between script tags is data, as JSON-LD is. */
const isCode = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script)$/i;
/** Names of languages, not of what is loaded: every drawing that a script makes holds it. */
const NAMESPACES = 'www.w3.org';

type Place = { readonly kind: OutsideKind; readonly host: string; readonly from: number; readonly to: number };

const loads: Readonly<Record<string, readonly [attribute: string, kind: OutsideKind]>> = {
  script: ['src', 'script'],
  iframe: ['src', 'frame'],
  frame: ['src', 'frame'],
  embed: ['src', 'frame'],
  object: ['data', 'frame'],
  form: ['action', 'form-target'],
  button: ['formaction', 'form-target'],
  input: ['formaction', 'form-target'],
};

const given = ({ attributes }: StartTag, name: string) => attributes.get(name)?.value ?? '';

/** A host of another origin can only be meant by a link with one; undefined for relative ones, `mailto:` and what is none. */
function hostIn(link: string, base: string | undefined): string | undefined {
  const text = link.trim();
  // Without a base of the page, a relative link is resolved to where no host is.
  const against = base ?? 'file:///';
  if (text === '' || text.length > 2000 || !URL.canParse(text, against)) return undefined;
  const { protocol, hostname } = new URL(text, against);
  if (protocol !== 'http:' && protocol !== 'https:' && !(protocol === 'file:' && hostname !== '')) return undefined;
  return hostname.toLowerCase() || undefined;
}

function isPixel(tag: StartTag): boolean {
  const size = (name: string) => /^\s{0,4}[01](?:px)?\s{0,4}$/.test(given(tag, name));
  const style = given(tag, 'style').replace(/\s/g, '').toLowerCase();
  return (
    (size('width') && size('height')) ||
    tag.attributes.has('hidden') ||
    /(?:^|;)(?:display:none|visibility:hidden|(?:width|height):[01](?:px)?(?:;|$))/.test(style)
  );
}

const isAddressField = (tag: StartTag): boolean => {
  const type = given(tag, 'type').toLowerCase();
  if (tag.name !== 'input' || !typed.has(type)) return false;
  return (
    type === 'email' ||
    ['name', 'id', 'autocomplete', 'placeholder', 'aria-label'].some((name) => addressField.test(given(tag, name)))
  );
};

/**
 * Undefined: no page, or none on which an address can be typed. Nothing is fetched or run: what a script adds to the page when
 * it runs is not seen, nor what other files load. Linear in the length of the page.
 *
 * @param name the file's path: its ending says what it is when its content does not
 */
export function formPage(bytes: Uint8Array, name: string): FormPage | undefined {
  if (!isHtml(name, bytes)) return undefined;
  const file = decodeFile(bytes);
  const places: Place[] = [];
  let [hasField, inScript] = [false, false];
  let [base, ownHost]: (string | undefined)[] = [undefined, undefined];
  const add = (place: Place) => {
    if (places.length < MOST_NAMED) places.push(place);
  };
  const depth: boolean[] = [];
  readStructure(file.text, {
    open(tag) {
      depth.push(inScript);
      inScript = tag.name === 'script' && given(tag, 'src') === '' && isCode.test(given(tag, 'type').trim());
      if (tag.name === 'base') base ??= hostIn(given(tag, 'href'), undefined) && given(tag, 'href').trim();
      if (tag.name === 'link' && /\bcanonical\b/i.test(given(tag, 'rel')))
        ownHost ??= hostIn(given(tag, 'href'), undefined);
      if (tag.name === 'meta' && given(tag, 'property').toLowerCase() === 'og:url')
        ownHost ??= hostIn(given(tag, 'content'), undefined);
      hasField ||= isAddressField(tag);
      const [attribute, kind] =
        tag.name === 'img' && isPixel(tag) ? (['src', 'pixel'] as const) : (loads[tag.name] ?? []);
      const link = attribute === undefined ? undefined : tag.attributes.get(attribute);
      const host = link && hostIn(link.value, base);
      if (kind && link && host) add({ kind, host, from: link.from, to: link.to });
    },
    close() {
      inScript = depth.pop() ?? false;
    },
    text(from, to) {
      if (!inScript) return;
      for (const match of file.text.slice(from, Math.min(to, from + MOST_SCRIPT_CHARS)).matchAll(quotedHost)) {
        const host = hostIn(`https://${match[1]}`, undefined);
        const at = from + match.index + match[0].length - (match[1]?.length ?? 0);
        if (host?.includes('.') && host !== NAMESPACES)
          add({ kind: 'named-in-script', host, from: at, to: at + (match[1]?.length ?? 0) });
      }
    },
    stray() {},
    comment() {},
  });
  if (!hasField) return undefined;
  return {
    ownHost,
    named: places.map(({ kind, host, from, to }) => ({
      ...{ kind, host, line: file.lineAt(from) },
      ...{ byteStart: file.byteAt(from), byteEnd: file.byteAt(to) },
    })),
  };
}
