// The grammar of an SPF record (RFC 7208 §12). A record with a fault anywhere is a permanent error, even when a term before
// the fault would have matched (§4.6): mailauth reads on leniently, so the whole is checked here first.

const macro = String.raw`%\{[slodiphv]\d{0,3}r?[-.+,/_=]{0,7}\}|%[%_-]`;
// What the macro letters of explanations may be besides; they stand in no record (§7.2).
const literal = String.raw`[\x21-\x24\x26-\x7e]`;
const label = `(?:[a-z0-9]{0,63}[a-z][a-z0-9]{0,63}|[a-z0-9]{1,63}-[a-z0-9-]{0,63}[a-z0-9])`;

const macroText = new RegExp(`^(?:${macro}|${literal})*$`, 'i');
const spelled = new RegExp(`^(?:${macro}|${literal})+$`, 'i');
const endsInName = new RegExp(String.raw`\.${label}\.?$`, 'i');
const endsInMacro = new RegExp(`(?:${macro})$`, 'i');

const isDomainSpec = (text: string) =>
  text.length <= 512 && spelled.test(text) && (endsInName.test(text) || endsInMacro.test(text));

const inRange = (digits: string | undefined, most: number) =>
  digits === undefined || (/^(?:0|[1-9]\d{0,2})$/.test(digits) && Number(digits) <= most);

/** `a`, `mx`: a name, and the length of a prefix for each kind of address, each of them optional. A name may hold "/" too. */
function isHostTerm(rest: string): boolean {
  const [prefixes = '', four, six] = /(?:\/(\d{1,4}))?(?:\/\/(\d{1,4}))?$/.exec(rest) ?? [];
  const name = rest.slice(0, rest.length - prefixes.length);
  const named = name === '' || (name.startsWith(':') && isDomainSpec(name.slice(1)));
  return named && inRange(four, 32) && inRange(six, 128);
}

function isMechanism(name: string, rest: string): boolean {
  switch (name) {
    case 'all':
      return rest === '';
    case 'a':
    case 'mx':
      return isHostTerm(rest);
    case 'ptr':
      return rest === '' || (rest.startsWith(':') && isDomainSpec(rest.slice(1)));
    case 'include':
    case 'exists':
      return rest.startsWith(':') && isDomainSpec(rest.slice(1));
    // Whether the address itself is one, mailauth says.
    case 'ip4':
      return /^:[\d.]{7,15}(?:\/\d{1,3})?$/.test(rest) && inRange(rest.split('/')[1], 32);
    case 'ip6':
      return /^:[0-9a-f:.]{2,45}(?:\/\d{1,3})?$/i.test(rest) && inRange(rest.split('/')[1], 128);
    default:
      return false;
  }
}

export type SpfRecord = {
  readonly wellFormed: boolean;
  /** The record without what says nothing of the verdict: explanations, and modifiers that nobody knows. */
  readonly verdictTerms: string;
};

/** Undefined when the text is no SPF record of version 1. */
export function parseSpfRecord(text: string): SpfRecord | undefined {
  if (!/^v=spf1(?: |$)/i.test(text)) return undefined;
  const terms = text
    .slice(6)
    .split(' ')
    .filter((term) => term !== '');
  const once = new Set<string>();
  const kept: string[] = [];
  let wellFormed = /^[\x20-\x7e]*$/.test(text);
  for (const term of terms) {
    const [, modifier = '', value = ''] = /^([a-z][a-z0-9_.-]{0,63})=(.*)$/i.exec(term) ?? [];
    const known = modifier.toLowerCase();
    if (known === '') {
      const [, name = '', rest = ''] = /^[-+?~]?([a-z0-9_.-]{1,64})(.*)$/i.exec(term) ?? [];
      wellFormed &&= isMechanism(name.toLowerCase(), rest);
      kept.push(term);
    } else if (known === 'redirect' || known === 'exp') {
      wellFormed &&= !once.has(known) && isDomainSpec(value);
      once.add(known);
      if (known === 'redirect') kept.push(term);
    } else wellFormed &&= macroText.test(value);
  }
  return { wellFormed, verdictTerms: ['v=spf1', ...kept].join(' ') };
}
