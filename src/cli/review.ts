import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { approvalWords } from '../cases/approval.ts';
import { readHandling, type SentBytes } from '../cases/handling.ts';
import { type ReviewedLetter, reviewLetters, reviewText, type SentContent } from '../cases/review.ts';
import { readMessage } from '../mail/message/message.ts';
import { readApprovals } from '../store/approvals-file.ts';
import { placesOfFolder, readSmall, readSmallFiles } from '../store/case-folder.ts';
import { openOutput, requireUsableOutput } from '../store/output-folder.ts';
import { typesetLetter } from '../store/typesetting.ts';
import type { Letter } from '../vocabulary/case-file.ts';
import { letterShape, readCaseFile } from './case-json.ts';
import type { Command } from './command.ts';
import { investigateCommand } from './investigate.ts';
import { writeJson } from './json.ts';
import { summaries } from './summaries.ts';

const options = {
  out: { type: 'string', about: 'folder for the results: new, empty, or an earlier output, which is replaced whole' },
  case: {
    type: 'string',
    multiple: true,
    about:
      'the case.json that a sent letter was written from; without it, sentences that were worded otherwise cannot be traced',
  },
  now: { type: 'string', about: 'the present, ISO 8601 with offset; for repeating a run byte for byte' },
  seed: { type: 'string', about: 'seed of chance (1)' },
  'no-drill': { type: 'boolean', about: 'without the drill: silence then has no measured weight' },
  json: { type: 'boolean', about: 'print the result as JSON' },
} as const;

/** What was sent, as words: the data that `akashi letter --json` printed, a mail, or text. Null for a PDF or other bytes. */
function contentOf({ bytes, path }: SentBytes): Letter | string | null {
  if (!bytes) return null;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return path?.toLowerCase().endsWith('.eml') ? (readMessage(bytes)?.readable ?? null) : null;
  }
  if (text.startsWith('%PDF-')) return null;
  if (path?.toLowerCase().endsWith('.eml')) return readMessage(bytes)?.readable ?? null;
  if (!text.trimStart().startsWith('{')) return text;
  try {
    const read = letterShape.safeParse(JSON.parse(text));
    return read.success ? read.data : text;
  } catch {
    // Not JSON: then it is a letter that begins with a brace.
    return text;
  }
}

export const review: Command = {
  name: 'review',
  summary: summaries.review,
  usage: ['review CASE_DIR [--case OLD_CASE.json…] --out DIR'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [folder, extra] = positionals;
    if (folder === undefined || extra !== undefined || values.out === undefined) {
      err.write(`akashi review: expected: akashi ${review.usage[0]}\n`);
      return 2;
    }
    requireUsableOutput(values.out);
    const places = placesOfFolder(folder);
    const earlier = await Promise.all((values.case ?? []).map(readCaseFile));
    const pending = openOutput(values.out);
    try {
      const passed = (['now', 'seed'] as const).flatMap((name) =>
        values[name] === undefined ? [] : [`--${name}`, values[name]],
      );
      const examined = join(pending.folder, 'examined');
      const said: string[] = [];
      const quiet = () =>
        new Writable({
          write(piece: Buffer, _encoding, done) {
            said.push(String(piece));
            done();
          },
        });
      const drill = values['no-drill'] ? ['--no-drill'] : [];
      const status = await investigateCommand.run([folder, '--out', examined, ...passed, ...drill], {
        out: quiet(),
        err: quiet(),
      });
      for (const line of said.join('').split('\n')) if (line.startsWith('not read: ')) err.write(`${line}\n`);
      if (status === 2) {
        err.write(said.join(''));
        return 2;
      }
      const current = await readCaseFile(join(examined, 'case.json'));
      const given =
        places.handling === null
          ? null
          : readHandling(
              readSmall(places.handling, folder),
              readSmallFiles(places.sent, folder).files,
              current.organisation.timeZone,
            );
      const sent = (given?.letters ?? []).map((letter): SentContent => {
        const { bytes: _bytes, ...rest } = letter;
        return { ...rest, content: contentOf(letter) };
      });
      const approvals = [folder, join(folder, 'sent')].flatMap((place) =>
        readApprovals(join(place, 'approvals.jsonl')),
      );
      const result = reviewLetters(current, earlier, sent, approvals);
      pending.write('review.txt', reviewText(result));
      pending.write('review.json', `${JSON.stringify(result, null, 1)}\n`);
      for (const draft of result.corrections) {
        pending.write(`correction.${draft.lang}.txt`, draft.text.endsWith('\n') ? draft.text : `${draft.text}\n`);
        pending.write(`correction.${draft.lang}.pdf`, await typesetLetter(draft, current));
      }
      const files = pending.list();
      pending.publish();
      if (values.json) await writeJson(out, { out: values.out, ...result, files });
      else out.write(readFileSync(join(values.out, 'review.txt')));
      // 1: the question had a bad answer, a correction that is owed or a letter that nobody is on record as approving.
      const bad = ({ correction, approval }: ReviewedLetter) =>
        correction === 'needed' || approvalWords[approval] !== null;
      if (result.letters.some(bad)) return 1;
      return status;
    } finally {
      pending.discard();
    }
  },
};
