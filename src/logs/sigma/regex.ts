// Sigma regular expressions are PCRE with few metacharacters; ClickHouse runs RE2, which has no look-around and no
// back-references. What RE2 cannot say is refused by name, never approximated.
import { type RegexFlags, RuleRefusal } from './rule.ts';

const MAX_SOURCE = 4_000;
const MAX_REPEAT = 1_000;

/** What stands at one place of a pattern, read far enough to tell classes and escapes from the rest. */
function* parts(
  source: string,
): Generator<{ readonly text: string; readonly kind: 'escape' | 'class' | 'group' | 'plain' }> {
  let i = 0;
  while (i < source.length) {
    const c = source.charAt(i);
    if (c === '\\') {
      yield { text: source.slice(i, i + 2), kind: 'escape' };
      i += 2;
    } else if (c === '[') {
      let end = i + 1;
      if (source.charAt(end) === '^') end += 1;
      if (source.charAt(end) === ']') end += 1;
      while (end < source.length && source.charAt(end) !== ']') {
        if (source.startsWith('[:', end)) {
          const close = source.indexOf(':]', end + 2);
          end = close < 0 ? end + 1 : close + 2;
        } else end += source.charAt(end) === '\\' ? 2 : 1;
      }
      yield { text: source.slice(i, end + 1), kind: 'class' };
      i = end + 1;
    } else if (c === '(') {
      const open =
        /^\((?:\?(?:P?<[A-Za-z_]\w*>|<?[=!]|[:>|#+&]|[a-zA-Z-]*[:)]|[(R\d]|P[=>])?)?/.exec(source.slice(i))?.[0] ?? '(';
      yield { text: open, kind: 'group' };
      i += open.length;
    } else {
      yield { text: c, kind: 'plain' };
      i += 1;
    }
  }
}

/**
 * A PCRE pattern for RE2, meaning the same.
 *
 * @throws RuleRefusal for look-around, back-references, atomic groups, possessive quantifiers and other things RE2 lacks
 */
export function toRe2(source: string, flags: RegexFlags): string {
  if (source.length > MAX_SOURCE) throw new RuleRefusal(`regular expression over ${MAX_SOURCE} characters`);
  let out = '';
  let afterQuantifier = false;
  let at = 0;
  /** How often the last atom may repeat, and the most of that in each open group: RE2 counts repeats inside repeats together. */
  let inAtom = 1;
  const within = [1];
  for (const { text, kind } of parts(source)) {
    if (kind === 'group') {
      if (/^\(\?<?[=!]/.test(text)) throw new RuleRefusal('regular expression uses look-around, which RE2 lacks');
      if (/^\(\?>/.test(text)) throw new RuleRefusal('regular expression uses an atomic group, which RE2 lacks');
      if (/^\(\?(?:[|#+&(R\d]|P[=>])/.test(text))
        throw new RuleRefusal('regular expression uses a group that RE2 lacks');
      if (/^\(\?[a-zA-Z-]*x/.test(text)) throw new RuleRefusal('regular expression uses the x flag, which RE2 lacks');
      out += text.replace(/^\(\?</, '(?P<');
    } else if (kind === 'escape') {
      if (/^\\[1-9gk]/.test(text)) throw new RuleRefusal('regular expression uses a back-reference, which RE2 lacks');
      if (/^\\[GKRXZNc]/.test(text)) throw new RuleRefusal(`regular expression uses ${text}, which RE2 lacks`);
      if (text === '\\') throw new RuleRefusal('regular expression ends in a backslash');
      // PCRE knows these short forms; RE2 spells them out.
      out += text === '\\h' ? '[\\t ]' : text === '\\e' ? '\\x1b' : text;
    } else if (kind === 'plain' && text === '+' && afterQuantifier) {
      throw new RuleRefusal('regular expression uses a possessive quantifier, which RE2 lacks');
    } else out += text;
    const repeat = kind === 'plain' && text === '{' ? /^\{\d+(?:,\d*)?\}/.exec(source.slice(at)) : undefined;
    if (repeat) {
      const most = Math.max(...(repeat[0].match(/\d+/g) ?? ['1']).map(Number));
      inAtom *= most;
      if (most > MAX_REPEAT || inAtom > MAX_REPEAT)
        throw new RuleRefusal('regular expression repeats over 1000 times, which RE2 lacks');
      within[within.length - 1] = Math.max(within.at(-1) ?? 1, inAtom);
    } else if (kind === 'group' && !text.endsWith(')')) within.push(1);
    else if (kind === 'plain' && text === ')') {
      inAtom = within.length > 1 ? (within.pop() ?? 1) : 1;
      within[within.length - 1] = Math.max(within.at(-1) ?? 1, inAtom);
    } else inAtom = 1;
    at += text.length;
    afterQuantifier = kind === 'plain' && /[*+?}]/.test(text);
  }
  // ClickHouse lets a dot match a line end unless told otherwise; PCRE does so only with s.
  const set = `${flags.i ? 'i' : ''}${flags.m ? 'm' : ''}${flags.s ? 's' : ''}`;
  return `${set ? `(?${set})` : ''}${flags.s ? '' : '(?-s)'}${out}`;
}

type Part = ReturnType<typeof parts> extends Generator<infer P> ? P : never;

/** What stands at one place: one of a few texts (an assertion is the empty one), a group, or what cannot be told. */
type Node =
  | { readonly texts: readonly string[] }
  | { readonly group: readonly (readonly Node[])[] }
  | { readonly other: true };

/** Least length of a text worth searching for. */
const WORTH = 3;
/** Texts that one run may stand for, and characters that one class may hold, to be told one by one. */
const MOST_TEXTS = 300;
const MOST_CHARACTERS = 6;

const other: Node = { other: true };
const assertion = /^(?:\^|\$|\\[bBAz])$/;

/** The characters a part may be; undefined when they are many. */
function charactersOf({ text, kind }: Part): readonly string[] | undefined {
  if (assertion.test(text)) return [''];
  if (kind === 'plain') return /[.*+?}]/.test(text) ? undefined : [text];
  if (kind === 'escape') return /^\\[^A-Za-z0-9]$/.test(text) ? [text.charAt(1)] : undefined;
  const inside = /^\[((?:[^\\^[\]-]|\\[^A-Za-z0-9])+)\]$/.exec(text)?.[1];
  const characters = [...new Set(inside?.match(/\\?./gs)?.map((one) => one.slice(-1)))];
  return characters.length > 0 && characters.length <= MOST_CHARACTERS ? characters : undefined;
}

/** The alternatives from a place on, up to the end of the group that is open there. */
function alternativesOf(list: readonly Part[], from: { at: number }): Node[][] {
  const alternatives: Node[][] = [[]];
  while (from.at < list.length) {
    const part = list[from.at];
    from.at += 1;
    if (!part) break;
    const { text, kind } = part;
    if (kind === 'plain' && text === ')') break;
    if (kind === 'plain' && text === '|') alternatives.push([]);
    // A group that only sets flags holds nothing.
    else if (kind !== 'group' || !text.endsWith(')')) alternatives.at(-1)?.push(nodeOf(part, list, from));
  }
  return alternatives;
}

function nodeOf(part: Part, list: readonly Part[], from: { at: number }): Node {
  if (part.kind === 'plain' && part.text === '{') {
    while (from.at < list.length && list[from.at]?.text !== '}') from.at += 1;
    from.at += 1;
    return other;
  }
  const group = part.kind === 'group' ? alternativesOf(list, from) : undefined;
  const after = list[from.at];
  const repeat = after?.kind === 'plain' && /[*?{]/.test(after.text) ? after.text : '';
  if (group) return repeat === '' ? { group } : other;
  const characters = charactersOf(part);
  if (!characters || repeat === '*' || repeat === '{') return other;
  if (repeat === '') return { texts: characters };
  from.at += 1;
  return { texts: ['', ...characters] };
}

/** Every text of the one list before every text of the other, each once; neither holds a text twice. */
function joined(before: readonly string[], after: readonly string[]): readonly string[] {
  const [a = ''] = before;
  const [b = ''] = after;
  // Mostly a character joins the text so far, and no two of the results can be alike.
  if (after.length === 1) return before.map((text) => text + b);
  if (before.length === 1) return after.map((text) => a + text);
  return [...new Set(before.flatMap((text) => after.map((more) => text + more)))];
}

/** Every text that a match can be; undefined when they are many or cannot be told. */
function exactly(node: Node): readonly string[] | undefined {
  if ('texts' in node) return node.texts;
  if ('other' in node) return undefined;
  const all: string[] = [];
  for (const alternative of node.group) {
    let texts: readonly string[] = [''];
    for (const each of alternative) {
      const more = exactly(each);
      if (!more || texts.length * more.length > MOST_TEXTS) return undefined;
      texts = joined(texts, more);
    }
    all.push(...texts);
  }
  return all.length <= MOST_TEXTS ? [...new Set(all)] : undefined;
}

/** Lists of texts, each with one that every match of the nodes in turn holds. */
function choicesOf(nodes: readonly Node[]): (readonly string[])[] {
  const choices: (readonly string[])[] = [];
  let run: readonly string[] = [''];
  const offer = () => {
    if (run.every((text) => text.length >= WORTH)) choices.push(run);
  };
  for (const node of nodes) {
    const texts = exactly(node);
    // Fewer texts may be the better choice than longer ones.
    if (!texts || texts.length > 1) offer();
    if (texts) {
      const longer = run.length * texts.length <= MOST_TEXTS;
      if (!longer) offer();
      run = longer ? joined(run, texts) : texts;
    } else {
      run = [''];
      const inside = 'group' in node ? node.group.map((each) => bestOf(choicesOf(each))) : [undefined];
      if (inside.every((each) => each !== undefined)) choices.push([...new Set(inside.flat())]);
    }
  }
  offer();
  return choices;
}

const worth = (texts: readonly string[]) => Math.min(...texts.map((text) => text.length)) - texts.length / 100;

const bestOf = (choices: readonly (readonly string[])[]): readonly string[] | undefined =>
  choices.length === 0 ? undefined : choices.reduce((a, b) => (worth(b) > worth(a) ? b : a));

type Choices = readonly (readonly string[])[];

/** Asked of the same expression again and again while a rule is compiled. */
const known = new Map<string, readonly Choices[]>();
const MOST_KNOWN = 2000;

/** The choices of each alternative of an expression. */
function choicesByAlternative(source: string): readonly Choices[] {
  const before = known.get(source);
  if (before) return before;
  const each = alternativesOf([...parts(source)], { at: 0 }).map(choicesOf);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(source, each);
  return each;
}

/** Texts of which every match must hold one; undefined when that cannot be told, or one would be shorter than 3 characters. */
export function requiredTexts(source: string): readonly string[] | undefined {
  const each = choicesByAlternative(source).map(bestOf);
  return each.every((texts) => texts !== undefined) ? [...new Set(each.flat())] : undefined;
}

/** How many lists of an alternative are kept: each costs a search. */
const MOST_CHOICES = 2;

/**
 * The same told more fully: for each alternative, lists of which a match of it holds one text each. The first lists together
 * are `requiredTexts`.
 */
export function requiredLists(source: string): readonly (readonly (readonly string[])[])[] | undefined {
  const each = choicesByAlternative(source).map((choices) => {
    const best = bestOf(choices);
    // A list whose texts hold those of the best, or stand in them, tells nothing more.
    const apart = choices.filter((one) => !one.some((text) => best?.some((b) => b.includes(text) || text.includes(b))));
    const more = [...apart].sort((a, b) => worth(b) - worth(a)).slice(0, MOST_CHOICES - 1);
    return best ? [best, ...more] : [];
  });
  return each.every((lists) => lists.length > 0) ? each : undefined;
}
