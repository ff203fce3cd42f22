// Sigma YAML → rules, correlations and filters. Rule files are foreign bytes: size, documents, depth and aliases are bounded.
import { LineCounter, parseAllDocuments } from 'yaml';
import { parseCondition } from './condition.ts';
import {
  type AkashiExtension,
  type Comparison,
  correlationTypes,
  type Expression,
  type LogSource,
  type RuleIdentity,
  RuleRefusal,
  ruleLevels,
  type SigmaCorrelation,
  type SigmaDocument,
  type SigmaFilter,
  type SigmaRule,
} from './rule.ts';
import { type Placeholders, parseEntry, type Scalar } from './values.ts';

const MAX_BYTES = 1 << 20;
const MAX_DOCUMENTS = 200;
const MAX_DEPTH = 24;
const MAX_NODES = 50_000;

type Mapping = Readonly<Record<string, unknown>>;
const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value])
    .map(textOf)
    .filter((t) => t !== '');
const isScalar = (value: unknown): value is Scalar =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

export type ParsedFile = {
  readonly documents: readonly SigmaDocument[];
  /** Documents that are Sigma but cannot be read. */
  readonly refused: readonly { readonly id: string; readonly reason: string; readonly kind: SigmaDocument['kind'] }[];
  /** YAML documents that are no Sigma. */
  readonly ignored: number;
};

function checkBounds(value: unknown): void {
  let nodes = 0;
  const visit = (node: unknown, depth: number) => {
    nodes += 1;
    if (depth > MAX_DEPTH) throw new RuleRefusal(`YAML is nested over ${MAX_DEPTH} deep`);
    if (nodes > MAX_NODES) throw new RuleRefusal(`YAML has over ${MAX_NODES} nodes`);
    if (Array.isArray(node)) for (const child of node) visit(child, depth + 1);
    else if (isMapping(node)) for (const child of Object.values(node)) visit(child, depth + 1);
  };
  visit(value, 0);
}

function selectionOf(name: string, value: unknown, placeholders: Placeholders): Expression {
  if (Array.isArray(value)) {
    if (value.length === 0) throw new RuleRefusal(`selection "${name}" is empty`);
    return {
      any: value.map((item): Expression => {
        if (isMapping(item)) return selectionOf(name, item, placeholders);
        if (isScalar(item)) return parseEntry('', [item], placeholders);
        throw new RuleRefusal(`selection "${name}" holds a list in a list`);
      }),
    };
  }
  if (isScalar(value) && value !== null) return parseEntry('', [value], placeholders);
  if (!isMapping(value)) throw new RuleRefusal(`selection "${name}" is neither list nor map`);
  const entries = Object.entries(value);
  if (entries.length === 0) throw new RuleRefusal(`selection "${name}" is empty`);
  return {
    all: entries.map(([key, given]) => {
      const values: unknown[] = Array.isArray(given) ? given : [given];
      return parseEntry(
        key,
        values.map((item) => {
          if (!isScalar(item)) throw new RuleRefusal(`"${key}" holds something that is no plain value`);
          return item;
        }),
        placeholders,
      );
    }),
  };
}

function detectionOf(detection: Mapping, placeholders: Placeholders): Expression {
  const selections = new Map<string, Expression>();
  for (const [name, value] of Object.entries(detection)) {
    if (name !== 'condition' && name !== 'timeframe' && name !== 'rules') {
      selections.set(name, selectionOf(name, value, placeholders));
    }
  }
  const conditions = textsOf(detection['condition']);
  if (conditions.length === 0) throw new RuleRefusal('no condition');
  const parts = conditions.map((condition) => parseCondition(condition, selections));
  const [only] = parts;
  return parts.length === 1 && only ? only : { any: parts };
}

function identityOf(yaml: Mapping, path: string, document: number): RuleIdentity {
  const title = textOf(yaml['title']);
  if (title === '') throw new RuleRefusal('no title');
  const given = textOf(yaml['level']).toLowerCase();
  const level = ruleLevels.find((word) => word === given);
  if (given !== '' && !level) throw new RuleRefusal(`level "${given}" is not in the specification`);
  return {
    id: textOf(yaml['id']),
    name: textOf(yaml['name']),
    title,
    level: level ?? 'medium',
    status: textOf(yaml['status']),
    author: textOf(yaml['author']),
    license: textOf(yaml['license']),
    description: textOf(yaml['description']),
    references: textsOf(yaml['references']),
    falsePositives: textsOf(yaml['falsepositives']),
    tags: textsOf(yaml['tags']),
    path,
    document,
  };
}

function logSourceOf(value: unknown): LogSource {
  if (!isMapping(value)) throw new RuleRefusal('no logsource');
  const part = (key: string) => textOf(value[key]).toLowerCase();
  const source = { category: part('category'), product: part('product'), service: part('service') };
  if (source.category + source.product + source.service === '') throw new RuleRefusal('logsource names nothing');
  return source;
}

function akashiOf(value: unknown): AkashiExtension | undefined {
  if (!isMapping(value)) return undefined;
  const shows = textOf(value['shows']);
  const className = textOf(value['class']);
  if (className === '') return undefined;
  if (shows !== 'context' && shows !== 'probe' && shows !== 'attack' && shows !== 'foothold') {
    throw new RuleRefusal('akashi.shows is one of context, probe, attack, foothold');
  }
  return { class: className, shows, needsSyntax: value['needs'] === 'disguise-or-syntax' };
}

const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

function correlationOf(yaml: Mapping, given: unknown, identity: RuleIdentity): SigmaCorrelation {
  if (!isMapping(given)) throw new RuleRefusal('correlation is no map');
  const type = correlationTypes.find((word) => word === textOf(given['type']));
  if (!type) throw new RuleRefusal(`correlation type "${textOf(given['type'])}" is not in the specification`);
  const rules = textsOf(given['rules']);
  if (rules.length === 0) throw new RuleRefusal('correlation names no rules');
  const span = /^(\d{1,9})([smhdw])$/.exec(textOf(given['timespan'] ?? given['timeframe']));
  if (!span) throw new RuleRefusal('timespan is a number and one of s, m, h, d');
  const aliases: Record<string, Record<string, string>> = {};
  if (isMapping(given['aliases'])) {
    for (const [alias, byRule] of Object.entries(given['aliases'])) {
      if (!isMapping(byRule)) throw new RuleRefusal(`alias "${alias}" is no map`);
      aliases[alias] = Object.fromEntries(Object.entries(byRule).map(([rule, field]) => [rule, textOf(field)]));
    }
  }
  const ordered = type === 'temporal' || type === 'temporal_ordered';
  const condition = given['condition'] ?? (ordered ? { gte: rules.length } : undefined);
  if (!isMapping(condition)) throw new RuleRefusal('correlation has no condition');
  const conditions = (['gt', 'gte', 'lt', 'lte', 'eq', 'neq'] as const satisfies readonly Comparison[]).flatMap(
    (op) => {
      if (!(op in condition)) return [];
      const value = condition[op];
      if (typeof value !== 'number' || !Number.isFinite(value)) throw new RuleRefusal(`${op} needs a number`);
      return [{ op, value }];
    },
  );
  if (conditions.length === 0) throw new RuleRefusal('correlation condition compares nothing');
  const fields = textsOf(condition['field']);
  if (type.startsWith('value_') && fields.length === 0) throw new RuleRefusal(`${type} needs a field`);
  const percentile = condition['percentile'];
  if (
    type === 'value_percentile' &&
    percentile !== undefined &&
    (typeof percentile !== 'number' || !(percentile >= 0 && percentile <= 100))
  ) {
    throw new RuleRefusal('percentile is a number from 0 to 100');
  }
  return {
    ...identity,
    kind: 'correlation',
    type,
    rules,
    groupBy: textsOf(given['group-by']),
    timespanSeconds: Number(span[1]) * (seconds[span[2] ?? ''] ?? 0),
    aliases,
    conditions,
    fields,
    percentile: typeof percentile === 'number' ? percentile : 50,
    generate: yaml['generate'] === true || given['generate'] === true,
    akashi: akashiOf(yaml['akashi']),
  };
}

function filterOf(yaml: Mapping, given: unknown, identity: RuleIdentity, placeholders: Placeholders): SigmaFilter {
  if (!isMapping(given)) throw new RuleRefusal('filter is no map');
  const rules = textsOf(given['rules']);
  const expression = detectionOf(given, placeholders);
  return {
    ...identity,
    kind: 'filter',
    logSource: logSourceOf(yaml['logsource']),
    rules: rules.length === 1 && rules[0] === 'any' ? [] : rules,
    // The specification writes what is to be suppressed (`selection`); pySigma's filters what is to be kept (`not selection`).
    expression: 'not' in expression ? expression.not : expression,
  };
}

function documentOf(yaml: Mapping, path: string, index: number, placeholders: Placeholders): SigmaDocument {
  const identity = identityOf(yaml, path, index);
  if ('correlation' in yaml) return correlationOf(yaml, yaml['correlation'], identity);
  if ('filter' in yaml) return filterOf(yaml, yaml['filter'], identity, placeholders);
  const detection = yaml['detection'];
  if (!isMapping(detection)) throw new RuleRefusal('detection is no map');
  return {
    ...identity,
    kind: 'rule',
    logSource: logSourceOf(yaml['logsource']),
    expression: detectionOf(detection, placeholders),
    akashi: akashiOf(yaml['akashi']),
  } satisfies SigmaRule;
}

const kindOf = (yaml: Mapping): SigmaDocument['kind'] | undefined =>
  'correlation' in yaml ? 'correlation' : 'filter' in yaml ? 'filter' : 'detection' in yaml ? 'rule' : undefined;

/** Reads one file. A document that is not Sigma is counted as ignored; one that is, but cannot be read, is refused by name. */
export function parseSigma(text: string, path: string, placeholders: Placeholders = {}): ParsedFile {
  const refuse = (reason: string): ParsedFile => ({
    documents: [],
    refused: [{ id: '', reason, kind: 'rule' }],
    ignored: 0,
  });
  if (text.length > MAX_BYTES) return refuse(`file is over ${MAX_BYTES} characters`);
  // UTF-16 and binary files hold these; YAML allows none of them.
  if (text.includes('\0')) return refuse('no UTF-8 text: it holds bytes of zero');
  const parsed = parseAllDocuments(text, { lineCounter: new LineCounter(), uniqueKeys: true, logLevel: 'silent' });
  if (!Array.isArray(parsed)) return { documents: [], refused: [], ignored: 1 };
  if (parsed.length > MAX_DOCUMENTS) return refuse(`file has over ${MAX_DOCUMENTS} documents`);
  const documents: SigmaDocument[] = [];
  const refused: { id: string; reason: string; kind: SigmaDocument['kind'] }[] = [];
  let ignored = 0;
  for (const [index, document] of parsed.entries()) {
    let kind: SigmaDocument['kind'] | undefined;
    let id = '';
    try {
      const [error] = document.errors;
      if (error)
        throw new RuleRefusal(
          `not YAML: ${error.code.toLowerCase().replaceAll('_', ' ')} at character ${error.pos[0]}`,
        );
      const yaml: unknown = document.toJS({ maxAliasCount: 50 });
      if (!isMapping(yaml)) {
        ignored += yaml === null || yaml === undefined ? 0 : 1;
        continue;
      }
      kind = kindOf(yaml);
      if (!kind) {
        ignored += 1;
        continue;
      }
      id = textOf(yaml['id']);
      checkBounds(yaml);
      documents.push(documentOf(yaml, path, index, placeholders));
    } catch (error) {
      // ReferenceError: the library's answer to too many aliases; RangeError: nested beyond the stack.
      if (!(error instanceof RuleRefusal || error instanceof ReferenceError || error instanceof RangeError))
        throw error;
      refused.push({
        id,
        reason: error instanceof RuleRefusal ? error.message : 'aliases or nesting beyond bounds',
        kind: kind ?? 'rule',
      });
    }
  }
  return { documents, refused, ignored };
}
