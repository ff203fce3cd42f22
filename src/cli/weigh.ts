import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { weigh } from '../hypotheses/weigh.ts';
import { testedOnSimulatedCasesOnly } from '../hypotheses/words.ts';
import type { CaseFile, Weighing } from '../vocabulary/case-file.ts';
import { whyNotWeighed } from '../vocabulary/contact.ts';
import { AkashiError } from '../vocabulary/error.ts';
import { parseFacts } from '../vocabulary/fact.ts';
import { hypothesisNames } from '../vocabulary/hypothesis.ts';
import type { Interval } from '../vocabulary/outcome.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { summaries } from './summaries.ts';

const options = {
  seed: { type: 'string', about: 'seed of the draws, a whole number (default 1)' },
  draws: { type: 'string', about: 'number of draws, 200 to 200000 (default 4000)' },
  json: { type: 'boolean', about: 'print one JSON object (docs/schema/weighing.schema.json)' },
} as const;

/** What of case.json tells what reached the customer. */
const caseKeys = z.object({
  claim: z.custom<CaseFile['claim']>((claim) => typeof claim === 'object' && claim !== null),
  sources: z.custom<CaseFile['sources']>(Array.isArray),
  mailOrigin: z.enum(['ours', 'not_ours', 'unknown']),
});

const MOST_BYTES = 64 * 1024 * 1024;

/** A whole number of an option, undefined when it is none or out of range. */
export function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

async function readFacts(path: string): Promise<unknown> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new AkashiError('facts/unreadable', `cannot read the facts file ${path}`, { cause });
  });
  if (bytes.length > MOST_BYTES) throw new AkashiError('input/too-large', `facts file ${path} is over 64 MiB`);
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new AkashiError('facts/unreadable', `${path} is not JSON`, { cause, hint: 'see docs/facts.md for the form' });
  }
}

/** Whole per cents, outward; what is under one per cent is said so rather than rounded up. */
function percent({ low, mid, high }: Interval): string {
  const middle = mid < 0.01 ? 'under 1' : mid > 0.99 ? 'over 99' : `${Math.round(100 * mid)}`;
  return `${middle} % (${Math.max(1, Math.floor(100 * low))}–${Math.min(99, Math.ceil(100 * high))} %)`;
}

function ratioText({ low, mid, high }: Interval): string {
  return `${mid.toPrecision(2)} (${low.toPrecision(2)}–${high.toPrecision(2)})`;
}

function table(weighing: Weighing): string {
  const rows = [...weighing.hypotheses].sort((a, b) => b.mid - a.mid);
  return [
    `outcome: ${weighing.outcome}${weighing.outcomeReason ? ` (${weighing.outcomeReason})` : ''}`,
    `our side: ${weighing.words.en} / ${weighing.words.ja}`,
    `likelihood ratio, our side against all others: ${ratioText(weighing.likelihoodRatio)}`,
    '',
    ...rows.map((row) => `  ${percent(row).padEnd(24)} ${hypothesisNames[row.id].en}`),
    '',
    `  ${percent(weighing.own).padEnd(24)} our side in all`,
    `  ${percent(weighing.thisRecordLeft).padEnd(24)} this record left us`,
    `  ${percent(weighing.listLeft).padEnd(24)} our list left us`,
    ...weighing.baseRate.map((row) => `  ${percent(row).padEnd(24)} our side, base rate × ${row.factor}`),
    '',
    ...weighing.because.map(({ en }) => `- ${en}`),
    '',
    testedOnSimulatedCasesOnly.ja,
    '',
  ].join('\n');
}

export const weighCommand: Command = {
  name: 'weigh',
  summary: summaries.weigh,
  usage: ['weigh FACTS.json [--seed N] [--json]'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [path] = positionals;
    const seed = wholeNumber(values.seed ?? '1', 0, 2 ** 32 - 1);
    const draws = values.draws === undefined ? undefined : wholeNumber(values.draws, 200, 200_000);
    if (path === undefined || positionals.length > 1 || seed === undefined) {
      err.write('akashi weigh: need one facts file: akashi weigh [--seed N] FACTS.json\n');
      return 2;
    }
    if (values.draws !== undefined && draws === undefined) {
      err.write('akashi weigh: --draws takes a whole number from 200 to 200000\n');
      return 2;
    }
    const given = await readFacts(path);
    const { facts, problems } = parseFacts(given);
    for (const { at, expected } of problems) err.write(`akashi weigh: ${at}: expected ${expected}; left out\n`);
    // Of a whole case it is known what reached the customer; a list of facts alone is one about mail.
    const whole = caseKeys.safeParse(given);
    const unweighed = whole.success ? whyNotWeighed({ ...whole.data, facts }) : null;
    if (unweighed) {
      if (values.json) await writeJson(out, { weigh: null, because: unweighed });
      else out.write(`${unweighed.en}\n${unweighed.ja}\n`);
      return problems.length > 0 ? 3 : 0;
    }
    const weighing = weigh(facts, { seed, unread: problems.length, ...(draws === undefined ? {} : { draws }) });
    if (values.json) await writeJson(out, weighing);
    else out.write(table(weighing));
    return problems.length > 0 ? 3 : 0;
  },
};
