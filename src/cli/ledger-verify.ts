import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { type AnchoredTree, parseAnchorLine } from '../ledger/anchor-line.ts';
import { httpSource } from '../ledger/http.ts';
import { servedOf, sourceOf } from '../ledger/log-folder.ts';
import { nodeMerkle, nodeTreeHasher, nodeVerifying } from '../ledger/node-crypto.ts';
import { keyTypes, parseVerifierKey, type Verifying } from '../ledger/note.ts';
import { isPolicy, type Policy, parsePolicy } from '../ledger/policy.ts';
import { beginsWith } from '../ledger/seal-anchors.ts';
import type { LogSource } from '../ledger/storage.ts';
import { type LogReport, verifyLog } from '../ledger/verify-log.ts';
import { AkashiError } from '../vocabulary/error.ts';
import type { Both } from '../vocabulary/finding.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { summaries } from './summaries.ts';
import { writtenKey } from './written-key.ts';

const options = {
  vkey: { type: 'string', about: "the log's verifier key, name+id+base64, or a file that holds it" },
  policy: { type: 'string', about: 'file of a tlog-policy whose cosignatures must be there' },
  anchor: {
    type: 'string',
    multiple: true,
    about: 'a line that ledger anchor printed: the log must begin with what it names, and so have stood there by then',
  },
  json: { type: 'boolean', about: 'print one JSON object' },
} as const;

export async function readPolicyFile(path: string): Promise<Policy> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AkashiError('input/unreadable', `cannot read the policy ${path}`, { cause });
  });
  const parsed = parsePolicy(text);
  if (isPolicy(parsed)) return parsed;
  throw new AkashiError('input/unreadable', `line ${parsed.line} of ${path}: expected ${parsed.expected}`);
}

/** With ML-DSA only where a key of that type may have signed. */
async function verifyingFor(policy: Policy | undefined): Promise<Verifying> {
  if (!policy?.witnesses.some(({ key }) => key.type === keyTypes.mlDsa44Cosignature)) return nodeVerifying;
  const { verifyMlDsa44 } = await import('../ledger/ml-dsa.ts');
  return { ...nodeVerifying, mlDsa44: verifyMlDsa44 };
}

function asText(where: string, report: LogReport): string {
  const { ok, origin, size, checked, problems, notChecked } = report;
  return [
    `${where}: ${ok ? 'everything that was checked holds / 調べた所はすべて合っています' : 'DOES NOT HOLD / 合いません'}`,
    `${origin ?? '–'}, ${size} entries`,
    '',
    ...checked.map(({ what, ok: good }) => `  ${good ? 'ok ' : 'BAD'}  ${what}`),
    ...(problems.length > 0 ? ['', 'wrong / 合わない所'] : []),
    ...problems.map(({ what, where: place, message }) => `  ${what}  ${place}: ${message.en} / ${message.ja}`),
    '',
    'not checked / 調べていないこと',
    ...notChecked.map(({ en, ja }) => `  - ${en} / ${ja}`),
    '',
  ].join('\n');
}

const contradicts: Both = {
  ja: 'この台帳は、その行に記された台帳の続きではありません：印刷された後に書き直されたか、別の台帳です',
  en: 'this log does not begin with what the line names: it was written again after the line was printed, or is another log',
};

/** @throws AkashiError input/unreadable: a line that cannot be read has not been compared */
function anchorsFrom(lines: readonly string[]): AnchoredTree[] {
  return lines.map((line) => {
    const anchor = parseAnchorLine(line);
    if (anchor) return anchor;
    throw new AkashiError('input/unreadable', '--anchor is no line of ledger anchor', {
      hint: 'akashi-anchor/1 NAME SIZE ROOT DATE, in quotation marks',
    });
  });
}

/** The report with what was compared besides. Tiles that do not verify prove no anchor either. */
async function withAnchors(report: LogReport, anchors: readonly AnchoredTree[], source: LogSource): Promise<LogReport> {
  if (anchors.length === 0) return report;
  const problems = [...report.problems];
  for (const anchor of anchors) {
    const tree = { source, size: report.size, merkle: nodeMerkle };
    if (anchor.origin !== report.origin || !(await beginsWith(anchor, tree)))
      problems.push({ what: 'anchor', where: `${anchor.origin}, ${anchor.size} entries`, message: contradicts });
  }
  const holds = problems.length === report.problems.length && report.ok;
  return { ...report, ok: holds, checked: [...report.checked, { what: 'anchor', ok: holds }], problems };
}

export const ledgerVerify: Command = {
  name: 'ledger verify',
  summary: summaries['ledger verify'],
  usage: ['ledger verify DIR|URL --vkey KEY [--policy FILE] [--anchor LINE]… [--json]'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [where] = positionals;
    if (where === undefined || positionals.length > 1 || values.vkey === undefined) {
      err.write('akashi ledger verify: need a log and its key: akashi ledger verify DIR|URL --vkey KEY\n');
      return 2;
    }
    const key = parseVerifierKey(writtenKey(values.vkey));
    if (!key) throw new AkashiError('input/unreadable', 'the verifier key is not name+id+base64');
    const policy = values.policy === undefined ? undefined : await readPolicyFile(values.policy);
    const isUrl = /^https?:\/\//.test(where);
    if (!isUrl && !existsSync(where)) throw new AkashiError('ledger/unreadable', `no folder ${where}`);
    const anchors = anchorsFrom(values.anchor ?? []);
    const source = isUrl ? httpSource(where) : sourceOf(where);
    const verified = await verifyLog(source, {
      key,
      verifying: await verifyingFor(policy),
      merkle: nodeMerkle,
      hasher: nodeTreeHasher,
      ...(policy === undefined ? {} : { policy }),
      ...(isUrl ? {} : { files: await servedOf(where) }),
    });
    const report = await withAnchors(verified, anchors, source);
    if (values.json) {
      const { ok, signed, origin, size, checked, notChecked, problems } = report;
      await writeJson(out, { ok, pack: where, signed, origin, size, checked, notChecked, problems });
    } else out.write(asText(where, report));
    return report.ok ? 0 : 1;
  },
};
