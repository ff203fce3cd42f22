// The addresses by which a mailing lets its recipient unsubscribe (RFC 2369), as a web server would record a visit to them.
import { type HeaderField, headerValue } from './message/header.ts';

/** So long is the header read; more is no list of addresses. */
const READ_CHARACTERS = 4_000;
/** What a link must bear to be one recipient's own: some characters, a digit among them. Shorter ones name a page or a list. */
const TOKEN = /^(?=.*\d)[\w.~=+-]{5,}$/;

export type UnsubscribeLink = {
  /** Path and query, as the first line of a request has them. */
  readonly target: string;
  /** The parts of it that are this recipient's own; empty: the link is the same for everybody. */
  readonly tokens: readonly string[];
};

function linkOf(written: string): UnsubscribeLink | undefined {
  if (!/^https?:/i.test(written) || !URL.canParse(written)) return undefined;
  const { pathname, search, searchParams } = new URL(written);
  const parts = [...pathname.split('/'), ...searchParams.values()];
  return { target: `${pathname}${search}`, tokens: [...new Set(parts.filter((part) => TOKEN.test(part)))] };
}

/** Links that are one recipient's own: a visit to them tells who came. */
export function unsubscribeLinks(headers: readonly HeaderField[]): readonly UnsubscribeLink[] {
  const value = (headerValue(headers, 'list-unsubscribe') ?? '').slice(0, READ_CHARACTERS);
  return [...value.matchAll(/<([^<>\s]+)>/g)]
    .flatMap(([, written = '']) => linkOf(written) ?? [])
    .filter(({ tokens }) => tokens.length > 0);
}
