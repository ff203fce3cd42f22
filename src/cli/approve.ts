import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { approvalOf, decideApproval } from '../cases/approval.ts';
import { lintLetter } from '../reply/lint/lint.ts';
import { addApproval, readApprovals } from '../store/approvals-file.ts';
import { readSmall } from '../store/case-folder.ts';
import { AkashiError } from '../vocabulary/error.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { summaries } from './summaries.ts';

const options = {
  by: { type: 'string', about: 'who approves: a role or a name' },
  author: { type: 'string', about: 'who wrote it' },
  'single-person': {
    type: 'string',
    about: 'why one person does both; ten minutes later the same command approves the same bytes',
  },
  record: {
    type: 'string',
    about: 'record of approvals (approvals.jsonl beside the letter unless given); only added to',
  },
  check: { type: 'boolean', about: 'only say whether these exact bytes are approved' },
  json: { type: 'boolean', about: 'print the result as JSON' },
} as const;

/** What keeps a letter from being sent, as far as its words can be read; null: they cannot. */
function faults(path: string, bytes: Uint8Array): readonly string[] | null {
  if (!/\.(?:txt|md)$/i.test(path)) return null;
  const text = new TextDecoder().decode(bytes);
  const lang = /[\u3040-\u30ff]/.test(text) ? 'ja' : 'en';
  const open = text.match(/【要記入：[^】]*】|\[to fill: [^\]]*\]/g) ?? [];
  const findings = lintLetter(text, { lang }).findings.filter(({ severity }) => severity === 'error');
  return [
    ...[...new Set(open)].map((place) => `a place is still to be filled: ${place}`),
    ...findings.map(({ rule, message }) => `${rule}: ${message.en}`),
  ];
}

export const approve: Command = {
  name: 'approve',
  summary: summaries.approve,
  usage: ['approve FILE --by WHO --author WHO', 'approve FILE --by WHO --single-person REASON', 'approve FILE --check'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [path, extra] = positionals;
    const asks = values.check === true || values.by?.trim();
    if (path === undefined || extra !== undefined || !asks) {
      err.write(`akashi approve: expected: akashi ${approve.usage.join('\n  or: akashi ')}\n`);
      return 2;
    }
    const { bytes, sha256 } = readSmall(path, null);
    const place = values.record ?? join(dirname(path), 'approvals.jsonl');
    const record = readApprovals(place);
    if (values.check) {
      const entry = approvalOf(record, sha256) ?? null;
      if (values.json) await writeJson(out, { path, sha256, approved: entry !== null, entry });
      else
        out.write(
          entry
            ? `${path}: approved by ${entry.by} at ${entry.at}${entry.kind === 'single-person' ? ` (a single person: ${entry.reason})` : ''}\n`
            : `${path}: these bytes are not approved (${sha256})\n`,
        );
      return entry ? 0 : 1;
    }
    const found = faults(path, bytes);
    if (found !== null && found.length > 0) {
      for (const fault of found) err.write(`akashi approve: ${fault}\n`);
      throw new AkashiError('reply/lint', `${path}: not approved, its words keep it from being sent`);
    }
    const decided = decideApproval(record, {
      sha256,
      file: basename(path),
      by: values.by?.trim() ?? '',
      author: values.author?.trim() || null,
      reason: values['single-person']?.trim() || null,
      // The wait is by the clock alone: no option moves it.
      now: Date.now(),
    });
    if (decided.is !== 'refused' && decided.add) addApproval(place, decided.add);
    if (found === null)
      err.write('akashi approve: words in this kind of file are not read here: run akashi lint on its text\n');
    if (values.json) await writeJson(out, { path, sha256, ...decided });
    else if (decided.is === 'approved') out.write(`${path}: approved (${sha256})\n`);
    else if (decided.is === 'waiting')
      out.write(`${path}: read it once more, and give the same command again after ${decided.until}\n`);
    else err.write(`akashi approve: ${decided.because}\n`);
    return decided.is === 'approved' ? 0 : decided.is === 'refused' ? 2 : 1;
  },
};
