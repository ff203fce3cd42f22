import { parseArgs } from 'node:util';
import { readPolicy } from '../ledger/log-folder.ts';
import { parseVerifierKey } from '../ledger/note.ts';
import { type SealedReport, type SealTrust, verifySealedLogs } from '../ledger/verify-sealed.ts';
import { AkashiError } from '../vocabulary/error.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { summaries } from './summaries.ts';
import { writtenKey } from './written-key.ts';

const options = {
  vkey: {
    type: 'string',
    about:
      "the log's verifier key, or a file that holds it, noted elsewhere; else the one in its own settings is believed",
  },
  policy: { type: 'string', about: 'file of a tlog-policy: the witnesses to believe; else those of its own settings' },
  now: { type: 'string', about: 'time of the question, ISO 8601 with offset (default: the clock)' },
  json: { type: 'boolean', about: 'print one JSON object' },
} as const;

/** Whom the command line says to believe. @throws AkashiError input/unreadable, ledger/unreadable */
export function trustFrom({ vkey, policy }: { readonly vkey?: string; readonly policy?: string }): SealTrust {
  const key = vkey === undefined ? undefined : parseVerifierKey(writtenKey(vkey));
  if (vkey !== undefined && !key) {
    throw new AkashiError('input/unreadable', '--vkey is not a verifier key', {
      hint: 'NAME+ID+BASE64, or a file that holds it',
    });
  }
  return { ...(key ? { key } : {}), ...(policy === undefined ? {} : { policy: readPolicy(policy) }) };
}

/** Lines named on a screen; --json names all of them. */
const SHOWN = 200;

/** A file that was not compared is no contradiction, and is not passed over either. */
function verdictOf({ ok, files, problems }: SealedReport): string {
  if (ok) return 'unchanged since they were sealed / 封印後の変更はありません';
  const contradicted = problems.length > 0 || files.some(({ changed }) => changed.length > 0);
  return contradicted ? 'DOES NOT HOLD / 合いません' : 'NOT ALL COMPARED / 比べていないものがあります';
}

function asText(report: SealedReport): string {
  const { files, problems, limits } = report;
  const lines: string[] = [verdictOf(report), ''];
  for (const file of files) {
    lines.push(
      `${file.path}: ${file.sealedLines} sealed lines, ${file.unsealedTail} after them not sealed`,
      `  first sealed ${file.firstSealedAt ?? 'never'} (own clock), first seen by somebody else ${file.firstExternalAt ?? 'never'}`,
    );
    for (const { beforeLine, why } of file.gaps) lines.push(`  gap before line ${beforeLine}: ${why}`);
    for (const { line, kind, sealedLine, window } of file.changed.slice(0, SHOWN)) {
      const was = sealedLine === null || sealedLine === line ? '' : ` (line ${sealedLine} when sealed)`;
      lines.push(`  line ${line} ${kind}${was}, after ${window.notBefore}, before ${window.until}`);
    }
    if (file.changed.length > SHOWN) lines.push(`  and ${file.changed.length - SHOWN} more: --json names them all`);
  }
  for (const { what, where, message } of problems) lines.push(`${what}  ${where}: ${message.en} / ${message.ja}`);
  lines.push(
    '',
    'what this cannot show / これでは分からないこと',
    ...limits.map(({ en, ja }) => `  - ${en} / ${ja}`),
    '',
  );
  return lines.join('\n');
}

export const ledgerVerifyLogs: Command = {
  name: 'ledger verify-logs',
  summary: summaries['ledger verify-logs'],
  usage: ['ledger verify-logs DIR PATH… [--vkey KEY] [--policy FILE] [--json]'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [folder, ...paths] = positionals;
    if (folder === undefined || paths.length === 0) {
      err.write('akashi ledger verify-logs: need a log and files: akashi ledger verify-logs DIR PATH…\n');
      return 2;
    }
    const now = values.now === undefined ? new Date() : new Date(values.now);
    if (Number.isNaN(now.getTime())) {
      err.write('akashi ledger verify-logs: --now wants a time like 2026-11-22T07:00:00+09:00\n');
      return 2;
    }
    const report = await verifySealedLogs(folder, paths, now, trustFrom(values));
    if (values.json) await writeJson(out, report);
    else out.write(asText(report));
    for (const path of report.unreadable)
      err.write(`${path}: not compared: it cannot be read, or is packed in a way that is not unpacked here\n`);
    if (report.unreadable.length > 0) return 3;
    return report.ok ? 0 : 1;
  },
};
