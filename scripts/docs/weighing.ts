// docs/facts.md, the table of docs/model.md and three JSON Schemas: derived from the tables that the code itself uses.
import { readFileSync } from 'node:fs';
import { type Figure, figureRows } from '../../src/hypotheses/figures.ts';
import { type FieldSpec, type FieldType, factKinds, type KindSpec } from '../../src/vocabulary/fact.ts';
import { hypothesisIds } from '../../src/vocabulary/hypothesis.ts';
import { outcomes } from '../../src/vocabulary/outcome.ts';
import { CASES_END, CASES_START, casesTable } from '../worked-cases.ts';

const kinds: readonly (readonly [string, KindSpec])[] = Object.entries(factKinds);
const fieldsOf = (spec: KindSpec): readonly (readonly [string, FieldSpec])[] => Object.entries(spec.fields);

function typeWords(is: FieldType): string {
  return typeof is === 'string' ? is : is.map((word) => `\`${word}\``).join(' ');
}

function factsPage(): string {
  const sections = kinds.map(([kind, spec]) => {
    const rows = fieldsOf(spec).map(
      ([name, { is, optional, about }]) =>
        `| \`${name}\`${optional ? ' (optional)' : ''} | ${typeWords(is)} | ${about.replaceAll('|', '\\|')} |`,
    );
    const points = spec.canPointToUs ? '\n\nCan point to our side: left open, it rules out `no_evidence`.' : '';
    return `## ${kind}\n\n${spec.about.en} · ${spec.about.ja}${points}\n\n| field | type | meaning |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# Facts

*What goes into the likelihoods, and how is it written down?* For who adds facts that people established (\`facts.json\` in [the case folder](case-folder.md)), and for who reads those of a pack.

What \`akashi weigh\` reads: \`{"facts":[{"kind":…}]}\`. A fact is what a check or a person established; what it weighs, [model.md](model.md) says. Every fact may carry \`id\` (unique;
without one it is \`f\` and its place from 1), \`foundBy\` (the check), \`says\` (\`{"ja","en"}\`) and \`pointers\`. Keys that are not listed here are dropped. A fact that
does not fit its kind is left out and named on standard error, the exit code is 3, and \`no_evidence\` is then not said.

Types: \`boolean\`; \`count\`, a whole number from 0; \`number\`, finite; \`share\`, 0 to 1; \`text\`; \`instant\`, ISO 8601 with offset, or a date; otherwise one of
the words given. JSON Schema: \`docs/schema/facts.schema.json\`. Written by \`npm run docs\` from \`src/vocabulary/fact-kinds.ts\`.

${sections.join('\n')}`;
}

const number = (value: number) =>
  Math.abs(value) < 0.001 && value !== 0 ? value.toExponential(0) : String(Number(value.toPrecision(4)));

function rangeWords({ shape, a, b }: Figure): string {
  if (shape === 'fixed') return number(a);
  if (shape === 'uniform') return `${number(a)}–${number(b)}`;
  if (shape === 'log-uniform') return `${number(a)}–${number(b)} (log)`;
  if (shape === 'normal') return `normal ${number(a)} ± ${number(b)}`;
  return `${shape} ${number(a)}, ${number(b)}`;
}

function figuresTable(): string {
  const rows = figureRows.map(
    ({ id, figure }) =>
      `| \`${id}\` | ${rangeWords(figure)} | ${figure.unit} | ${figure.about} | ${figure.mark === 'assumption' ? 'assumption' : `**${figure.mark}** ${figure.source}`} |`,
  );
  return `| figure | value or range | unit | meaning | source |\n|---|---|---|---|---|\n${rows.join('\n')}\n`;
}

const START = '<!-- figures: written by npm run docs from src/hypotheses/figures.ts -->\n';
const END = '<!-- end of figures -->';

/** @throws Error when the page has lost its marks: nothing is written over then */
function between(page: string, start: string, end: string, text: string): string {
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error('docs/model.md has lost the marks around a table');
  return `${page.slice(0, from + start.length)}\n${text}\n${page.slice(to)}`;
}

function modelPage(): string {
  const page = between(readFileSync('docs/model.md', 'utf8'), CASES_START, CASES_END, casesTable());
  return between(page, START, END, figuresTable());
}

type Schema = Readonly<Record<string, unknown>>;
const draft = 'https://json-schema.org/draft/2020-12/schema';
const both: Schema = {
  type: 'object',
  required: ['ja', 'en'],
  properties: { ja: { type: 'string' }, en: { type: 'string' } },
};

function fieldSchema({ is, about }: FieldSpec): Schema {
  const description = about;
  if (typeof is !== 'string') return { enum: is, description };
  if (is === 'boolean') return { type: 'boolean', description };
  if (is === 'count') return { type: 'integer', minimum: 0, description };
  if (is === 'share') return { type: 'number', minimum: 0, maximum: 1, description };
  if (is === 'number') return { type: 'number', description };
  return { type: 'string', minLength: 1, maxLength: 4000, description };
}

function factsSchema(): Schema {
  const pointer: Schema = {
    type: 'object',
    required: ['path', 'sha256', 'line', 'byteStart', 'byteEnd'],
    properties: {
      path: { type: 'string' },
      sha256: { type: 'string' },
      line: { type: 'integer', minimum: 0 },
      byteStart: { type: 'integer', minimum: 0 },
      byteEnd: { type: 'integer', minimum: 0 },
      stream: { const: true },
    },
  };
  const shared = {
    id: { type: 'string', minLength: 1 },
    foundBy: { type: 'string', minLength: 1 },
    says: both,
    pointers: { type: 'array', items: pointer },
  };
  const each = kinds.map(([kind, spec]) => {
    const fields = fieldsOf(spec);
    return {
      type: 'object',
      title: kind,
      description: spec.about.en,
      required: ['kind', ...fields.filter(([, field]) => !field.optional).map(([name]) => name)],
      properties: {
        kind: { const: kind },
        ...shared,
        ...Object.fromEntries(fields.map(([name, field]) => [name, fieldSchema(field)])),
      },
    };
  });
  return {
    $schema: draft,
    title: 'akashi weigh: facts',
    type: 'object',
    required: ['facts'],
    properties: { facts: { type: 'array', maxItems: 20_000, items: { oneOf: each } } },
  };
}

const probability: Schema = { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 };
const interval = (value: Schema): Schema => ({
  type: 'object',
  required: ['low', 'mid', 'high'],
  properties: { low: value, mid: value, high: value },
});
const ratio: Schema = { type: 'number', minimum: 0 };
const listOf = (key: Readonly<Record<string, Schema>>, value: Schema): Schema => ({
  type: 'array',
  items: {
    type: 'object',
    required: [...Object.keys(key), 'low', 'mid', 'high'],
    properties: { ...key, low: value, mid: value, high: value },
  },
});
const finite: Schema = { type: 'number' };
const whole: Schema = { type: 'integer', minimum: 0 };
const share: Schema = { type: 'number', minimum: 0, maximum: 1 };
const orNull = (words: readonly string[]): Schema => ({ enum: [...words, null] });

/** All keys required: an output that lost one is no longer the same output. */
function outputSchema(title: string, properties: Readonly<Record<string, Schema>>): Schema {
  return { $schema: draft, title, type: 'object', required: Object.keys(properties), properties };
}

function weighingSchema(): Schema {
  return outputSchema('akashi weigh --json', {
    seed: whole,
    draws: whole,
    ess: finite,
    paretoK: finite,
    hypotheses: listOf({ id: { enum: hypothesisIds } }, probability),
    own: interval(probability),
    shown: interval({ type: 'number', minimum: 0.01, maximum: 0.99 }),
    thisRecordLeft: interval(probability),
    listLeft: interval(probability),
    thisSpamFromUs: interval(probability),
    likelihoodRatio: interval(ratio),
    pairwise: listOf({ against: { enum: hypothesisIds } }, ratio),
    baseRate: listOf({ factor: finite }, probability),
    sensitivity: {
      type: 'array',
      items: { type: 'object', required: ['fact', 'own'], properties: { fact: { type: 'string' }, own: probability } },
    },
    outcome: { enum: outcomes },
    outcomeReason: orNull(['missing_evidence', 'balanced_evidence']),
    confirmedScope: orNull(['list', 'record', 'exposure']),
    mailOrigin: { enum: ['ours', 'not_ours', 'unknown'] },
    permitted: { type: 'array', items: { enum: outcomes } },
    unresolved: { type: 'array', items: { type: 'string' } },
    missing: { type: 'array', items: { type: 'string' } },
    vendors: { type: ['object', 'null'] },
    words: both,
    because: { type: 'array', items: both },
  });
}

function simulationSchema(): Schema {
  const bin = outputSchema('bin', { low: share, high: share, n: whole, predicted: share, observed: share });
  const row = outputSchema('row', { factor: finite, brier: share, ece: share, auc: share });
  return outputSchema('akashi simulate --json', {
    cases: whole,
    seed: whole,
    brier: share,
    brierPriorOnly: share,
    logScore: finite,
    ece: share,
    auc: share,
    cllr: finite,
    coverage90: share,
    coverageSkipped: share,
    min: share,
    max: share,
    reliability: { type: 'array', items: bin },
    baseRate: { type: 'array', items: row },
    ownShare: share,
    pool: whole,
    note: { type: 'string' },
  });
}

const printed = (schema: Schema) => `${JSON.stringify(schema, null, 2)}\n`;

export function pages(): Record<string, string> {
  return {
    'docs/facts.md': factsPage(),
    'docs/model.md': modelPage(),
    'docs/schema/facts.schema.json': printed(factsSchema()),
    'docs/schema/weighing.schema.json': printed(weighingSchema()),
    'docs/schema/simulation.schema.json': printed(simulationSchema()),
  };
}
