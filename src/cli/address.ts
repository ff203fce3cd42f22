import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type GuessEstimate, guessNumber, registerPopulation } from '../custody/guess/guess-number.ts';
import { registerAddresses } from '../custody/guess/register-addresses.ts';
import { parseAddress } from '../vocabulary/address.ts';
import { AkashiError } from '../vocabulary/error.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { summaries } from './summaries.ts';

const options = {
  register: { type: 'string', about: 'CSV of the addresses you hold, to compare with' },
  json: { type: 'boolean', about: 'JSON, one object an address, one a line' },
} as const;

export const address: Command = {
  name: 'address',
  summary: summaries.address,
  usage: ['address ADDRESS… [--register CSV] [--json]'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    if (positionals.length === 0) {
      err.write('akashi address: need an address: akashi address ADDRESS… [--register CSV]\n');
      return 2;
    }
    const addresses = positionals.map((text) => parseAddress(text));
    const bad = addresses.indexOf(undefined);
    if (bad !== -1) {
      err.write(`akashi address: argument ${bad + 1} is not a mail address\n`);
      return 2;
    }
    const population = values.register === undefined ? undefined : await readRegister(values.register);
    for (const one of addresses) {
      if (one === undefined) continue;
      const estimate = guessNumber(one, population);
      if (values.json) await writeJson(out, estimate);
      else out.write(inWords(estimate));
    }
    return 0;
  },
};

async function readRegister(path: string) {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new AkashiError('input/unreadable', `cannot read the register ${path}`, { cause });
  }
  const addresses = registerAddresses(bytes);
  if (addresses.length === 0) {
    throw new AkashiError('custody/csv-unreadable', `${path} holds no mail address`, {
      hint: 'a register is a CSV with one address a row',
    });
  }
  return registerPopulation(addresses);
}

function inWords({ address: of, log10Guesses, form, provider, reach, registerShare }: GuessEstimate): string {
  const { low, mid, high } = log10Guesses;
  const lines = [
    of,
    `  guesses before it: 10^${mid.toFixed(1)} (90 % interval 10^${low.toFixed(1)} to 10^${high.toFixed(1)})`,
    `  reads as: ${form.join(', ')}`,
    `  provider: ${provider.domain}, ${provider.kind}, about ${provider.population.low} to ${provider.population.high} mailboxes (assumed)`,
    ...reach.map(
      ({ budget, low: least, high: most }) =>
        `  in a list of ${budget.toExponential(0)} guesses at this provider: ${(100 * least).toFixed(1)} to ${(100 * most).toFixed(1)} %`,
    ),
    registerShare
      ? `  easier to guess in your register: ${(100 * registerShare.easier).toFixed(1)} %`
      : '  not compared with a register (--register CSV)',
  ];
  return `${lines.join('\n')}\n`;
}
