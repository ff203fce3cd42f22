import { open, rename, rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { draftLetter } from '../reply/draft.ts';
import { asMessage } from '../reply/eml.ts';
import type { CaseFile, Channel, Letter, Stage } from '../vocabulary/case-file.ts';
import { AkashiError } from '../vocabulary/error.ts';
import type { Language } from '../vocabulary/finding.ts';
import { readCaseFile } from './case-json.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { summaries } from './summaries.ts';

const options = {
  stage: { type: 'string', about: 'holding, main, follow-up or correction' },
  lang: { type: 'string', about: 'ja or en; the language of the complaint unless given' },
  channel: { type: 'string', about: 'letter or email (default letter)' },
  json: { type: 'boolean', about: 'the letter as data: its sentences with their evidence' },
  pdf: { type: 'string', about: 'also write the letter as PDF to this file' },
  eml: { type: 'string', about: 'also write the letter as an e-mail file' },
} as const satisfies Command['options'];

const stages: Readonly<Record<string, Stage>> = {
  holding: 'holding',
  main: 'main',
  'follow-up': 'follow-up',
  correction: 'correction',
};
const languages: Readonly<Record<string, Language>> = { ja: 'ja', en: 'en' };
const channels: Readonly<Record<string, Channel>> = { letter: 'letter', email: 'email' };
const pick = <T>(table: Readonly<Record<string, T>>, word: string) =>
  Object.hasOwn(table, word) ? table[word] : undefined;

/** Written beside its name, synced, then renamed: a reader never meets half a letter. */
async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const aside = `${path}.part`;
  try {
    const handle = await open(aside, 'w');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(aside, path);
  } catch (cause) {
    await rm(aside, { force: true });
    throw new AkashiError('case/out-unwritable', `cannot write ${path}`, { cause });
  }
}

/** Loaded when asked for: the typesetter is large. */
async function pdfOf(drafted: Letter, file: CaseFile): Promise<Uint8Array> {
  const { typesetLetter } = await import('../store/typesetting.ts');
  return typesetLetter(drafted, file);
}

export const letter: Command = {
  name: 'letter',
  summary: summaries.letter,
  usage: [
    'letter CASE.json --stage holding|main|follow-up|correction --lang ja|en [--channel letter|email] [--json] [--pdf FILE] [--eml FILE]',
  ],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [path, ...more] = positionals;
    const stage = pick(stages, values.stage ?? 'main');
    const channel = pick(channels, values.channel ?? 'letter');
    const asked = values.lang === undefined ? undefined : pick(languages, values.lang);
    if (path === undefined || more.length > 0 || !stage || !channel || (values.lang !== undefined && !asked)) {
      err.write(`akashi letter: expected: akashi ${letter.usage[0]}\n`);
      return 2;
    }
    const file = await readCaseFile(path);
    const lang = asked ?? file.claim.language;
    const drafted = draftLetter(file, { stage, lang, channel });
    if (values.pdf !== undefined) await writeWhole(values.pdf, await pdfOf(drafted, file));
    if (values.eml !== undefined) {
      const message = draftLetter(file, { stage, lang, channel: 'email' });
      await writeWhole(values.eml, asMessage(message, file));
    }
    if (values.json) await writeJson(out, drafted);
    else out.write(drafted.text);
    return 0;
  },
};
