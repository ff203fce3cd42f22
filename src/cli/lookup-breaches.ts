// `akashi lookup breaches`: whether addresses stand in lists of known breaches. The one command, with `lookup dns` and `pages
// URL`, that asks somebody else; it says what would leave the machine and does nothing more without --send.
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { readClaim } from '../cases/material.ts';
import { type Breach, type BreachLookup, breachText } from '../custody/breaches.ts';
import { scanBreachList, searchBreachList } from '../store/breach-list.ts';
import {
  addressHashes,
  askBreachService,
  BREACH_SERVICE,
  rangeQuestions,
  readCatalogue,
  requireServiceUrl,
  unknownBreach,
  userAgent,
} from '../store/breach-service.ts';
import { placesOfFolder, readSmall } from '../store/case-folder.ts';
import { requireFreeFile, writeWholeFile } from '../store/whole-file.ts';
import { type Address, parseAddress } from '../vocabulary/address.ts';
import { AkashiError } from '../vocabulary/error.ts';
import type { Command, Streams } from './command.ts';
import { summaries } from './summaries.ts';

const options = {
  send: { type: 'boolean', about: 'do ask the service; without it, what would be sent is printed and nothing is sent' },
  list: { type: 'string', about: 'a file of hashes of your own instead (docs/lookups.md): nothing leaves the machine' },
  catalogue: {
    type: 'string',
    about: 'with --list: what the breaches are (JSON, as the service gives it), for dates and kinds',
  },
  'trust-order': {
    type: 'boolean',
    about: 'with --list: take the file to be in order, and read only what the search needs',
  },
  case: { type: 'string', about: 'case folder: the address is taken from its claim' },
  out: { type: 'string', about: 'file for the result, such as CASE_DIR/breaches.json; must not exist yet' },
  service: { type: 'string', about: `another address of the service (${BREACH_SERVICE} unless given)` },
  patience: { type: 'string', about: 'seconds to wait in all when the service asks to slow down (120)' },
  now: { type: 'string', about: 'the present, ISO 8601 with offset; for repeating a run byte for byte' },
} as const;

type Values = ReturnType<typeof read>['values'];
const read = (argv: readonly string[]) => parseArgs({ args: [...argv], options, allowPositionals: true });

export const lookupBreaches: Command = {
  name: 'lookup breaches',
  summary: summaries['lookup breaches'],
  usage: [
    'lookup breaches ADDRESS…|--case CASE_DIR [--send --out FILE]',
    'lookup breaches ADDRESS…|--case CASE_DIR --list FILE [--catalogue JSON] --out FILE',
  ],
  options,
  async run(argv, streams) {
    const { values, positionals } = read(argv);
    const addresses = addressesOf(values, positionals);
    const patience = Number(values.patience ?? 120);
    const now = values.now === undefined ? Date.now() : Date.parse(values.now);
    if (!addresses || !(patience >= 0 && patience <= 86_400) || Number.isNaN(now)) {
      streams.err.write(
        'akashi lookup breaches: need mail addresses or --case DIR, --patience in seconds, --now as ISO 8601\n',
      );
      return 2;
    }
    const asks = values.list === undefined;
    if (asks) await say(streams, plan(addresses, requireServiceUrl(values.service ?? BREACH_SERVICE)));
    if (asks && !values.send) {
      streams.err.write('Nothing was sent. Add --send to do it.\n');
      return 0;
    }
    if (values.out !== undefined) requireFreeFile(values.out);
    const lookup = await (asks
      ? fromService(addresses, values, patience, now, streams)
      : fromList(addresses, values, now));
    const text = breachText(lookup);
    if (values.out === undefined) streams.out.write(text);
    else {
      writeWholeFile(values.out, text);
      streams.out.write(summaryOf(lookup));
    }
    return 0;
  },
};

function addressesOf(values: Values, typed: readonly string[]): readonly Address[] | undefined {
  const texts = [...typed];
  if (values.case !== undefined) {
    const places = placesOfFolder(values.case);
    if (places.claim !== null) {
      const organisation = places.organisation === null ? null : readSmall(places.organisation, places.folder);
      texts.push(readClaim(readSmall(places.claim, places.folder), organisation, Date.now()).address);
    }
  }
  const addresses = texts.flatMap((text) => parseAddress(text) ?? []);
  return addresses.length > 0 && addresses.length === texts.length ? [...new Set(addresses)] : undefined;
}

/** The hash's beginning is shared by about one in 16.7 million addresses each: with 20 thousand million known, some 1,200. */
function plan(addresses: readonly Address[], url: string): string {
  return [
    `This leaves the machine, to ${url}:`,
    ...rangeQuestions(addresses).map((question) => `  ${question}`),
    `  with the headers user-agent: ${userAgent} and hibp-api-key: the key in HIBP_API_KEY, from your IP address.`,
    'The six digits are the beginning of the SHA-1 of an address in lower case (and as typed, where that differs). Many addresses',
    'share them; who already has a list of addresses can tell which of it they might be. The address itself is not sent.',
    'A look-up needs a ground: as a rule the consent of the person whose address it is.',
    '',
  ].join('\n');
}

async function say({ err }: Streams, text: string): Promise<void> {
  // What leaves is on the screen before it leaves.
  await new Promise<void>((done, failed) => {
    err.write(text, (error) => (error ? failed(error) : done()));
  });
}

async function fromService(
  addresses: readonly Address[],
  values: Values,
  patienceSeconds: number,
  now: number,
  { err }: Streams,
): Promise<BreachLookup> {
  const key = process.env['HIBP_API_KEY'];
  if (key === undefined || key === '') {
    throw new AkashiError('lookup/refused', 'the service needs a key', {
      hint: 'put it into the environment as HIBP_API_KEY, never on the command line; or use --list FILE',
    });
  }
  const url = requireServiceUrl(values.service ?? BREACH_SERVICE);
  const { sent, catalogueSha256, answers } = await askBreachService(addresses, {
    url,
    key,
    patienceSeconds,
    onWait: (seconds) => err.write(`the service asks to wait ${Math.ceil(seconds)} s\n`),
  });
  return {
    kind: 'breach-lookup',
    version: 1,
    at: new Date(now).toISOString(),
    service: { url, catalogueSha256 },
    list: null,
    sent: [...sent],
    answers: answers.map(({ address, breaches }) => ({ address, breaches: [...breaches] })),
  };
}

function fromList(addresses: readonly Address[], values: Values, now: number): BreachLookup {
  const path = values.list ?? '';
  const hashes = new Set(addresses.flatMap(addressHashes));
  const { found, sha256, orderChecked } = values['trust-order']
    ? searchBreachList(path, hashes)
    : scanBreachList(path, hashes);
  const described =
    values.catalogue === undefined
      ? new Map<string, Breach>()
      : readCatalogue(textOf(values.catalogue), values.catalogue);
  const name = basename(path);
  return {
    kind: 'breach-lookup',
    version: 1,
    at: new Date(now).toISOString(),
    service: null,
    list: { name, sha256, orderChecked },
    sent: [],
    answers: addresses.map((address) => {
      const hits = addressHashes(address).flatMap((hash) => found.get(hash) ?? []);
      const listed = addressHashes(address).some((hash) => found.has(hash));
      // A list of bare hashes is one breach, named after its file.
      const names = listed && hits.length === 0 ? [name] : [...new Set(hits)].sort();
      return { address, breaches: names.map((one) => described.get(one) ?? unknownBreach(one)) };
    }),
  };
}

const textOf = (path: string) => Buffer.from(readSmall(path, null).bytes).toString('utf8');

function kindsOf({ spamList, fabricated, stealerLog, malware }: Breach): string {
  const kinds = [
    ...(spamList ? ['a spam list: shows no loss'] : []),
    ...(fabricated ? ['made up: shows no loss'] : []),
    ...(stealerLog || malware ? ['from infected devices'] : []),
  ];
  return kinds.length > 0 ? ` (${kinds.join('; ')})` : '';
}

function summaryOf({ answers, list }: BreachLookup): string {
  const unsure = list && !list.orderChecked ? ' as far as the list is in order' : '';
  return answers
    .map(({ address, breaches }) =>
      [
        `${address}: ${breaches.length === 0 ? `on no list asked${unsure}` : `${breaches.length} listings`}`,
        ...breaches.map((one) => `  ${one.breachDate ?? 'no date'}  ${one.title ?? one.name}${kindsOf(one)}`),
        '',
      ].join('\n'),
    )
    .join('');
}
