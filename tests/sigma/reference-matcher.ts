// Sigma, matched by itself: written from the specification, apart from the compiler, and slow. Takes the YAML as it is.

/** A field's texts (several when it is read in stages of decoding); undefined: the event does not have it. */
export type FieldOf = (name: string) => readonly string[] | undefined;

type Entry = { readonly key: string; readonly values: readonly unknown[] };

function wildcardRegex(value: string, around: { open: boolean; close: boolean }, cased: boolean): RegExp {
  let source = '';
  for (let i = 0; i < value.length; i += 1) {
    const c = value[i] ?? '';
    const next = value[i + 1];
    if (c === '\\' && (next === '*' || next === '?' || next === '\\')) {
      source += `\\u{${next.charCodeAt(0).toString(16)}}`;
      i += 1;
    } else if (c === '*') source += '[^]*';
    else if (c === '?') source += '[^]';
    else {
      const point = String.fromCodePoint(value.codePointAt(i) ?? 0);
      // ASCII letters without regard to case, spelled out, so that no other letter folds into them.
      source +=
        /[A-Za-z]/.test(point) && !cased
          ? `[${point.toLowerCase()}${point.toUpperCase()}]`
          : `\\u{${point.codePointAt(0)?.toString(16)}}`;
      i += point.length - 1;
    }
  }
  return new RegExp(`^${around.open ? '[^]*' : ''}${source}${around.close ? '[^]*' : ''}$`, 'u');
}

function inNetwork(text: string, network: string): boolean {
  const number = (ip: string) => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const [base = '', bits = '32'] = network.split('/');
  if (!/^(?:\d{1,3}\.){3}\d{1,3}$/.test(text) || base.includes(':')) return false;
  const size = 2 ** (32 - Number(bits));
  return Math.floor(number(text) / size) === Math.floor(number(base) / size);
}

function holdsOne(texts: readonly string[], modifiers: readonly string[], value: unknown, other: FieldOf): boolean {
  const has = (name: string) => modifiers.includes(name);
  const cased = has('cased');
  if (has('fieldref')) {
    const fold = (text: string) => (cased ? text : text.replace(/[A-Z]/g, (c) => c.toLowerCase()));
    return (other(String(value)) ?? []).some(
      (b) =>
        b !== '' &&
        texts.some((a) =>
          has('contains')
            ? fold(a).includes(fold(b))
            : has('startswith')
              ? fold(a).startsWith(fold(b))
              : has('endswith')
                ? fold(a).endsWith(fold(b))
                : fold(a) === fold(b),
        ),
    );
  }
  if (has('re')) {
    const lead = /^\(\?([ims]+)\)/.exec(String(value));
    const flags = `${lead?.[1] ?? ''}${['i', 'm', 's'].filter(has).join('')}`;
    const regex = new RegExp(String(value).slice(lead?.[0].length ?? 0), [...new Set(flags)].join(''));
    return texts.some((text) => regex.test(text));
  }
  if (has('cidr')) return texts.some((text) => inNetwork(text, String(value)));
  for (const op of ['lt', 'lte', 'gt', 'gte']) {
    if (!has(op)) continue;
    const limit = Number(value);
    return texts.some(
      (text) =>
        text.trim() !== '' &&
        (op === 'lt'
          ? Number(text) < limit
          : op === 'lte'
            ? Number(text) <= limit
            : op === 'gt'
              ? Number(text) > limit
              : Number(text) >= limit),
    );
  }
  const around = { open: has('contains') || has('endswith'), close: has('contains') || has('startswith') };
  const regex = wildcardRegex(String(value), around, cased);
  return texts.some((text) => regex.test(text));
}

/** An access log writes "-" for a field that is not there: the event then carries an empty text beside it. */
const absent = (texts: readonly string[] | undefined) =>
  texts === undefined || (texts.length > 1 && texts.every((text) => text === '' || text === '-'));

function holdsEntry({ key, values }: Entry, field: FieldOf): boolean {
  const [name = '', ...modifiers] = key.split('|');
  const texts = field(name);
  const each = values.map((value) => {
    if (modifiers.includes('exists')) return !absent(texts) === value;
    if (value === null) return absent(texts);
    if (name === '' && !modifiers.includes('re'))
      return holdsOne(texts ?? [], [...modifiers, 'contains'], value, field);
    return holdsOne(texts ?? [], modifiers, value, field);
  });
  const joined = modifiers.includes('all') ? each.every(Boolean) : each.some(Boolean);
  return modifiers.includes('neq') ? !joined : joined;
}

function holdsSelection(selection: unknown, field: FieldOf): boolean {
  if (Array.isArray(selection)) {
    return selection.some((item) =>
      typeof item === 'object' && item !== null
        ? holdsSelection(item, field)
        : holdsEntry({ key: '', values: [item] }, field),
    );
  }
  if (typeof selection !== 'object' || selection === null) return holdsEntry({ key: '', values: [selection] }, field);
  return Object.entries(selection).every(([key, value]) =>
    holdsEntry({ key, values: Array.isArray(value) ? value : [value] }, field),
  );
}

/** Conditions by rewriting: "x of y" to a truth value, names to truth values, then `and`, `or`, `not` from the inside out. */
function holdsCondition(condition: string, truths: ReadonlyMap<string, boolean>): boolean {
  const among = (pattern: string) => {
    const regex = new RegExp(`^${pattern === 'them' ? '(?!_).*' : pattern.replaceAll('*', '.*')}$`);
    return [...truths].filter(([name]) => regex.test(name)).map(([, truth]) => truth);
  };
  let text = ` ${condition.replace(/[()]/g, ' $& ')} `
    .replace(
      /\b(1|any|all)\s+of\s+(\S+)/gi,
      (_, how: string, pattern: string) =>
        ` ${how.toLowerCase() === 'all' ? among(pattern).every(Boolean) : among(pattern).some(Boolean)} `,
    )
    .replace(/[^\s()]+/g, (word) =>
      /^(?:and|or|not|true|false)$/i.test(word) ? word.toLowerCase() : String(truths.get(word)),
    );
  for (let before = ''; before !== text; ) {
    before = text;
    text = text
      .replace(/not\s+(true|false)/g, (_, word: string) => String(word !== 'true'))
      .replace(/\(\s*(true|false)\s*\)/g, '$1');
    if (text === before)
      text = text.replace(/(?<!not\s+)(true|false)\s+and\s+(true|false)/, (_, a: string, b: string) =>
        String(a === 'true' && b === 'true'),
      );
    if (text === before)
      text = text.replace(/(?<!and\s+)(true|false)\s+or\s+(true|false)(?!\s+and)/, (_, a: string, b: string) =>
        String(a === 'true' || b === 'true'),
      );
  }
  if (!/^\s*(?:true|false)\s*$/.test(text)) throw new Error(`condition left over: ${text}`);
  return text.trim() === 'true';
}

/** Whether the rule's detection holds for the event. */
export function referenceMatches(detection: Readonly<Record<string, unknown>>, field: FieldOf): boolean {
  const truths = new Map<string, boolean>();
  for (const [name, selection] of Object.entries(detection))
    if (name !== 'condition') truths.set(name, holdsSelection(selection, field));
  const given = detection['condition'];
  return (Array.isArray(given) ? given : [given]).some((condition) => holdsCondition(String(condition), truths));
}
