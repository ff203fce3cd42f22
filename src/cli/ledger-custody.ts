import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type CustodyKind,
  custodyKinds,
  eraseSubject,
  newSubject,
  openEvent,
  parseCustody,
  recordEvent,
} from '../ledger/custody-events.ts';
import { entryOf, replayErasures } from '../ledger/custody-log.ts';
import { openVault, payloadsBeside } from '../ledger/custody-vault.ts';
import { refuseUnderHold } from '../ledger/holds.ts';
import type { SequencedLog } from '../ledger/log.ts';
import { openLogFolder, readConfig, sourceOf } from '../ledger/log-folder.ts';
import { AkashiError } from '../vocabulary/error.ts';
import type { Command, Streams } from './command.ts';
import { writeJson } from './json.ts';
import { summaries } from './summaries.ts';

const options = {
  vault: { type: 'string', about: "folder of people's keys: outside the log, and outside the log's backups" },
  event: { type: 'string', about: 'add: collect, view, export, send or correct' },
  actor: { type: 'string', about: 'add, erase: who acted; only a pseudonym of it enters the log' },
  subject: { type: 'string', about: 'handle of the person, as `add` printed it; without it `add` makes a new one' },
  payload: { type: 'string', about: 'add: file with what happened; it is encrypted beside the log' },
  at: { type: 'string', about: 'add: when it happened, ISO 8601 with offset (default: now); the log holds the hour' },
  json: { type: 'boolean', about: 'print one JSON object' },
} as const;

type Values = {
  readonly [K in Exclude<keyof typeof options, 'json'>]?: string;
} & { readonly json?: boolean };
type Asked = { readonly folder: string; readonly vaultFolder: string; readonly values: Values; readonly now: Date };

const needs = (what: string) => new AkashiError('input/unreadable', `needs ${what}`);

function kindOf(word: string | undefined): Exclude<CustodyKind, 'erase'> {
  const kind = custodyKinds.find((each) => each === word);
  if (kind === undefined || kind === 'erase') throw needs('--event collect, view, export, send or correct');
  return kind;
}

/** Every change of the log under one opening, published before anything is said. */
async function withLog<T>({ folder }: Asked, work: (log: SequencedLog) => Promise<T>): Promise<T> {
  const log = await openLogFolder(folder, { now: () => new Date(), publishesAlone: false });
  try {
    const done = await work(log);
    await log.publish();
    return done;
  } finally {
    await log.close();
  }
}

async function add(asked: Asked) {
  const { values, folder, vaultFolder, now } = asked;
  const event = kindOf(values.event);
  const { actor, payload: path } = values;
  if (actor === undefined || path === undefined) throw needs('--actor NAME and --payload FILE');
  const at = values.at === undefined ? now : new Date(values.at);
  if (Number.isNaN(at.getTime())) throw needs('a time in ISO 8601 for --at');
  const payload = await readFile(path).catch((cause: unknown) => {
    throw new AkashiError('input/unreadable', `cannot read ${path}`, { cause });
  });
  const vault = openVault(vaultFolder, folder);
  return withLog(asked, async (log) => {
    const subject = values.subject ?? newSubject(vault);
    const index = await recordEvent(log, vault, payloadsBeside(folder), { event, at, actor, subject, payload });
    return { index, subject };
  });
}

async function show({ folder, vaultFolder, values }: Asked, written: string | undefined) {
  const index = Number(written);
  if (written === undefined || !/^\d{1,15}$/.test(written) || values.subject === undefined)
    throw needs('an index and --subject HANDLE');
  const entry = await entryOf(sourceOf(folder), index);
  const custody = entry && parseCustody(entry);
  if (!entry || !custody) throw new AkashiError('ledger/unreadable', `entry ${index} is no custody event`);
  const vault = openVault(vaultFolder, folder);
  const payload = openEvent(vault, payloadsBeside(folder), { index, subject: values.subject, entry });
  if (!payload) {
    throw new AkashiError(
      'ledger/unreadable',
      'it does not open: the person was erased, or is another, or it was changed',
    );
  }
  return { index, event: custody.event, hour: custody.hour, actor: custody.actor, payload };
}

async function erase(asked: Asked) {
  const { values, folder, vaultFolder, now } = asked;
  const { subject, actor } = values;
  if (subject === undefined || actor === undefined) throw needs('--subject HANDLE and --actor NAME');
  const vault = openVault(vaultFolder, folder);
  return withLog(asked, async (log) => ({ index: await eraseSubject(log, vault, { subject, actor, now }), subject }));
}

async function replay(asked: Asked) {
  const { values, folder, vaultFolder, now } = asked;
  refuseUnderHold(folder, 'erasing again', now);
  const vault = openVault(vaultFolder, folder, now);
  const entered = await withLog(asked, (log) =>
    replayErasures(log, sourceOf(folder), vault, { actor: values.actor ?? 'replay', now }),
  );
  return { keysErasedAgain: vault.erasedAgain, entered };
}

/** A vault in the log's folder would go into its backups, and an erasure would undo itself with the next restore. */
function requireApart(folder: string, vault: string): void {
  const path = relative(resolve(folder), resolve(vault));
  if (path === '' || !path.startsWith('..')) {
    throw new AkashiError('input/unreadable', 'the vault must lie outside the folder of the log');
  }
}

async function act(action: string, asked: Asked, extra: string | undefined, { out }: Streams): Promise<boolean> {
  if (action === 'show') {
    const shown = await show(asked, extra);
    if (asked.values.json) await writeJson(out, { ...shown, payload: Buffer.from(shown.payload).toString('base64') });
    else out.write(Buffer.from(shown.payload).toString('utf8'));
    return true;
  }
  const work = { add, erase, replay }[action];
  if (!work) return false;
  const done = await work(asked);
  if (asked.values.json) await writeJson(out, done);
  else if ('index' in done) out.write(`${done.index} ${done.subject}\n`);
  else {
    out.write(
      `${done.keysErasedAgain.length} keys erased again, ${done.entered.length} erasures entered that the log did not hold\n`,
    );
  }
  return true;
}

export const ledgerCustody: Command = {
  name: 'ledger custody',
  summary: summaries['ledger custody'],
  usage: [
    'ledger custody add DIR --vault DIR --event KIND --actor NAME --payload FILE [--subject HANDLE]',
    'ledger custody show DIR INDEX --vault DIR --subject HANDLE',
    'ledger custody erase DIR --vault DIR --subject HANDLE --actor NAME',
    'ledger custody replay DIR --vault DIR',
  ],
  options,
  async run(argv, streams) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [action = '', folder, extra, more] = positionals;
    const isTooMany = action === 'show' ? more !== undefined : extra !== undefined;
    if (folder === undefined || values.vault === undefined || isTooMany) {
      streams.err.write(
        'akashi ledger custody: need add, show, erase or replay, a log and a vault: akashi ledger custody add DIR --vault DIR …\n',
      );
      return 2;
    }
    readConfig(folder);
    requireApart(folder, values.vault);
    const asked = { folder, vaultFolder: values.vault, values, now: new Date() };
    if (await act(action, asked, extra, streams)) return 0;
    streams.err.write('akashi ledger custody: add, show, erase or replay\n');
    return 2;
  },
};
