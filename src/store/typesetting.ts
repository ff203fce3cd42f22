// Sets a letter as PDF/A-2b with embedded fonts. The same letter gives the same bytes.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { numbersOfDate } from '../reply/days.ts';
import { frameOfLetter } from '../reply/frame.ts';
import type { CaseInput } from '../reply/grounds.ts';
import type { Letter } from '../vocabulary/case-file.ts';
import { AkashiError } from '../vocabulary/error.ts';

const fontFiles = [
  '@expo-google-fonts/noto-serif-jp/400Regular/NotoSerifJP_400Regular.ttf',
  '@expo-google-fonts/noto-serif-jp/600SemiBold/NotoSerifJP_600SemiBold.ttf',
] as const;

/** A letter longer than this is no letter; the compiler is not asked. */
const LARGEST_DATA = 256 * 1024;

type Setter = { readonly compile: (data: string) => { readonly pdf: Uint8Array; readonly pages: number } };

async function makeSetter(): Promise<Setter> {
  // Loaded when a letter is set: the compiler is 50 MB.
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const fontBlobs = await Promise.all(fontFiles.map((file) => readFile(fileURLToPath(import.meta.resolve(file)))));
  const mainFileContent = await readFile(new URL('./letter.typ', import.meta.url), 'utf8');
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs }] });
  return {
    compile: (letter) => {
      const compiled = compiler.compile({ mainFileContent, inputs: { letter } });
      const document = compiled.result;
      if (!document) {
        throw new AkashiError('reply/typesetting', 'the letter could not be set as a page', {
          cause: compiled.takeError()?.compilationStatus,
        });
      }
      const pdf = compiler.pdf(document, { creationTimestamp: 0, pdfStandard: 'a-2b' });
      const pages = document.numOfPages;
      compiler.evictCache(10);
      return { pdf: new Uint8Array(pdf), pages };
    },
  };
}

let setter: Promise<Setter> | undefined;

/** Control marks have no glyph and no place on a page. */
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/**
 * The pages of a letter: a Japanese business document, or an English block letter.
 *
 * Words of the letter reach the page as data and are never read as markup. Fonts are embedded, and no time of making is
 * written, so that the same letter gives the same bytes.
 *
 * @throws AkashiError `reply/typesetting` when the compiler or its fonts are missing, or refuse
 */
export async function typesetPages(
  letter: Letter,
  caseFile: CaseInput,
): Promise<{ readonly pdf: Uint8Array; readonly pages: number }> {
  const frame = frameOfLetter(letter, caseFile);
  const footer = letter.lang === 'ja' ? `受付番号 ${frame.caseNumber}` : `Case ${frame.caseNumber}`;
  // PDF/A asks for a date: that of the letter, never that of the making.
  const day = numbersOfDate(caseFile.now, caseFile.organisation.timeZone).slice(0, 3);
  const data = JSON.stringify({ ...frame, lang: letter.lang, footer, day }, (_key, value: unknown) =>
    typeof value === 'string' ? value.replace(controls, ' ') : value,
  );
  if (data.length > LARGEST_DATA) throw new AkashiError('reply/typesetting', 'the letter is too long to be set');
  setter ??= makeSetter();
  try {
    const { compile } = await setter;
    return compile(data);
  } catch (cause) {
    if (cause instanceof AkashiError) throw cause;
    throw new AkashiError('reply/typesetting', 'the letter could not be set as a page', {
      cause,
      hint: 'the text of the letter is complete without it',
    });
  }
}

/** As `typesetPages`, the bytes alone. */
export async function typesetLetter(letter: Letter, caseFile: CaseInput): Promise<Uint8Array> {
  return (await typesetPages(letter, caseFile)).pdf;
}
