// Methods of strings in scripts, over constants.
import { expectLength, type Machine, MOST_LENGTH } from './script-machine.ts';
import { isClosure, isRecord, numberOr, text, unknown, type Value } from './script-value.ts';

/** Only patterns that are surely linear are run: no repeats in repeats, no alternation under one. */
function regex(value: Value | undefined): RegExp | undefined {
  if (value === undefined || !isRecord(value)) return undefined;
  const source = value.fields.get('#regex');
  const flags = value.fields.get('#flags');
  if (typeof source !== 'string' || typeof flags !== 'string' || source.length > 60) return undefined;
  if (/\)[*+{?]/.test(source) || (source.match(/[*+{]/g)?.length ?? 0) > 1 || /\\[1-9k]/.test(source)) return undefined;
  return new RegExp(source, flags.replace(/[^gimsu]/g, ''));
}

/** How often a pattern stands in a text. */
const timesIn = (owner: string, pattern: string | RegExp) => owner.split(pattern).length - 1;

/** What a string answers; `call` calls functions of the script, which replace what a pattern finds. */
export function stringMethod(
  call: Machine['call'],
  owner: string,
  name: string,
  args: readonly Value[],
  depth: number,
): Value {
  const [first, second] = args;
  switch (name) {
    case 'split':
      return typeof first === 'string'
        ? owner.split(first)
        : isRecord(first ?? null)
          ? owner.split(regex(first) ?? '')
          : [owner];
    case 'concat': {
      const parts = args.map(text);
      return parts.includes(undefined) ? unknown : owner + parts.join('');
    }
    case 'charAt':
      return owner.charAt(numberOr(first, 0));
    case 'charCodeAt':
    case 'codePointAt':
      return owner.charCodeAt(numberOr(first, 0));
    case 'at':
      return owner.at(numberOr(first, 0));
    case 'includes':
      return typeof first === 'string' ? owner.includes(first) : unknown;
    case 'startsWith':
      return typeof first === 'string' ? owner.startsWith(first) : unknown;
    case 'endsWith':
      return typeof first === 'string' ? owner.endsWith(first) : unknown;
    case 'match': {
      const pattern = typeof first === 'string' ? undefined : regex(first ?? null);
      if (!pattern) return unknown;
      const found = owner.match(pattern);
      return found ? [...found] : null;
    }
    case 'indexOf':
      return owner.indexOf(text(first) ?? '\u0000');
    case 'slice':
      return owner.slice(numberOr(first, 0), second === undefined ? undefined : numberOr(second, 0));
    case 'substring':
      return owner.substring(numberOr(first, 0), second === undefined ? undefined : numberOr(second, 0));
    case 'substr':
      return owner.substr(numberOr(first, 0), second === undefined ? undefined : numberOr(second, 0));
    case 'toLowerCase':
      return owner.toLowerCase();
    case 'toUpperCase':
      return owner.toUpperCase();
    case 'trim':
      return owner.trim();
    case 'toString':
    case 'valueOf':
      return owner;
    case 'repeat':
      return owner.length * numberOr(first, 0) > MOST_LENGTH ? unknown : owner.repeat(Math.max(0, numberOr(first, 0)));
    case 'replace':
    case 'replaceAll': {
      const pattern = typeof first === 'string' ? first : regex(first ?? null);
      if (pattern === undefined) return unknown;
      const to = second ?? '';
      if (typeof to === 'string' && to.length > 1) expectLength(owner.length + timesIn(owner, pattern) * to.length);
      if (typeof to === 'string')
        return name === 'replaceAll' && typeof pattern === 'string'
          ? owner.replaceAll(pattern, to)
          : owner.replace(pattern, to);
      if (!isClosure(to)) return unknown;
      return owner.replace(
        pattern,
        (...groups: readonly (string | number | undefined)[]) => text(call(to, groups, depth + 1)) ?? '',
      );
    }
    default:
      return unknown;
  }
}
