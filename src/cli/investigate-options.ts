import { parseArgs } from 'node:util';
import { serverOptions } from './reading-options.ts';

export const investigateOptions = {
  out: { type: 'string', about: 'folder for the results: new, empty, or an earlier output, which is replaced whole' },
  claim: { type: 'string', about: 'the complaint (claim.yaml, .eml or .txt), instead of a case folder' },
  spam: { type: 'string', multiple: true, about: 'spam samples: files or folders' },
  logs: { type: 'string', multiple: true, about: 'server logs: files or folders' },
  register: { type: 'string', about: 'register.csv: who gave which address' },
  exports: { type: 'string', about: 'exports.csv: which list went to whom' },
  canaries: { type: 'string', about: 'canaries.csv' },
  breaches: { type: 'string', about: 'breaches.json, as akashi lookup breaches wrote it' },
  dns: { type: 'string', about: 'dns.json, as akashi lookup dns recorded it: samples are authenticated again from it' },
  pages: { type: 'string', multiple: true, about: 'our own pages: files or folders' },
  org: { type: 'string', about: 'org.yaml: who we are' },
  acquisition: { type: 'string', about: 'the record of a collection (.csv), or the folder of the collected copies' },
  rotation: {
    type: 'string',
    multiple: true,
    about: 'copies of logrotate, crontab, journald or Docker settings: they say when logs go (triage)',
  },
  facts: { type: 'string', about: 'facts.json: facts that people established' },
  ledger: {
    type: 'string',
    about: 'folder of the ledger that sealed the logs: the lines are compared with their seals',
  },
  vkey: {
    type: 'string',
    about:
      "the ledger's verifier key, or a file that holds it, noted elsewhere; else the one in its own settings is believed",
  },
  policy: {
    type: 'string',
    about: "file of a tlog-policy: witnesses to believe; else those of the ledger's own settings",
  },
  handling: {
    type: 'string',
    about: 'handling.yaml: what people did and decided; letters it names lie in sent/ beside it',
  },
  rules: { type: 'string', multiple: true, about: 'more Sigma rules: folders' },
  now: { type: 'string', about: 'the present, ISO 8601 with offset; for repeating a run byte for byte' },
  seed: { type: 'string', about: 'seed of chance (1)' },
  key: { type: 'string', about: 'Ed25519 private key (PEM) to sign the pack with' },
  ...serverOptions,
  'no-weigh': { type: 'boolean', about: 'the fact phase alone: no weights' },
  'no-drill': { type: 'boolean', about: 'without the drill: silence then has no measured weight' },
  'restricted-to': {
    type: 'string',
    about:
      'age recipient (age1…): notes about colleagues and the canary list go into restricted.age, for this key alone',
  },
  'include-restricted': {
    type: 'boolean',
    about: 'let case.json, report and pack hold what is restricted: notes about colleagues, canary addresses',
  },
  openings: {
    type: 'string',
    about:
      "new file for what stood in the replaced places of the pack's quotes: for counsel or a regulator; it names people",
  },
  json: { type: 'boolean', about: 'print the result as JSON' },
} as const;

export type InvestigateValues = ReturnType<typeof readInvestigate>['values'];
export const readInvestigate = (argv: readonly string[]) =>
  parseArgs({ args: [...argv], options: investigateOptions, allowPositionals: true });
