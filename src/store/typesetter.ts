// Pages as PDF/A-2b with embedded fonts. The same data gives the same bytes: no time of making is written.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { AkashiError } from '../vocabulary/error.ts';
import { type Coverage, coverageOf } from './font-coverage.ts';

const sans = [
  '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
  '@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf',
] as const;

/** One template a document; each takes its data under its own name, as JSON. */
const templates = {
  letter: [
    '@expo-google-fonts/noto-serif-jp/400Regular/NotoSerifJP_400Regular.ttf',
    '@expo-google-fonts/noto-serif-jp/600SemiBold/NotoSerifJP_600SemiBold.ttf',
  ],
  card: sans,
  report: sans,
} as const;
export type Template = keyof typeof templates;

/** What is longer than this is neither a letter, a card nor a report; the compiler is not asked. */
const LARGEST_DATA = 256 * 1024;

export type Typeset = {
  readonly pdf: Uint8Array;
  readonly pages: number;
  /** Characters that the fonts cannot show, once each; each stands as 〓 on the page. */
  readonly missing: readonly string[];
};
type Setter = (data: string) => Omit<Typeset, 'missing'>;
type Prepared = { readonly set: Setter; readonly shows: Coverage };

async function prepare(template: Template): Promise<Prepared> {
  // Loaded when a page is set: the compiler is 50 MB.
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const fontBlobs = await Promise.all(
    templates[template].map((file) => readFile(fileURLToPath(import.meta.resolve(file)))),
  );
  const mainFileContent = await readFile(new URL(`./${template}.typ`, import.meta.url), 'utf8');
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs }] });
  const covered = fontBlobs.map(coverageOf);
  // Words may stand in any of the weights.
  const shows: Coverage = (code) => covered.every((covers) => covers(code));
  const set: Setter = (data) => {
    const compiled = compiler.compile({ mainFileContent, inputs: { [template]: data } });
    const document = compiled.result;
    if (!document) {
      throw new AkashiError('reply/typesetting', `the ${template} could not be set as a page`, {
        cause: compiled.takeError()?.compilationStatus,
      });
    }
    const pdf = compiler.pdf(document, { creationTimestamp: 0, pdfStandard: 'a-2b' });
    const pages = document.numOfPages;
    compiler.evictCache(10);
    return { pdf: new Uint8Array(pdf), pages };
  };
  return { set, shows };
}

const prepared = new Map<Template, Promise<Prepared>>();

function ready(template: Template): Promise<Prepared> {
  const known = prepared.get(template) ?? prepare(template);
  prepared.set(template, known);
  return known;
}

/** Loads compiler and fonts now, so that nobody waits for them later. What fails is told when a page is set. */
export function prepareTemplate(template: Template): void {
  ready(template).catch(() => {});
}

/** What printers set for a character that they do not have. */
export const MISSING_GLYPH = '〓';
const unseen = /[\s\p{Default_Ignorable_Code_Point}]/u;

/** A character without a glyph would make the whole page fail: PDF/A allows none. */
function withoutMissing(text: string, shows: Coverage, missing: Set<string>): string {
  let shown = '';
  for (const character of text.normalize('NFC')) {
    const code = character.codePointAt(0) ?? 0;
    if (shows(code) || unseen.test(character)) shown += character;
    else {
      missing.add(character);
      shown += MISSING_GLYPH;
    }
  }
  return shown;
}

/** Control marks have no glyph and no place on a page. */
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Sets one document. Its words reach the page as data and are never read as markup.
 *
 * @throws AkashiError `reply/typesetting` when the compiler or its fonts are missing, or refuse
 */
export async function typeset(template: Template, content: object): Promise<Typeset> {
  try {
    const { set, shows } = await ready(template);
    const missing = new Set<string>();
    const data = JSON.stringify(content, (_key, value: unknown) =>
      typeof value === 'string' ? withoutMissing(value.replace(controls, ' '), shows, missing) : value,
    );
    if (data.length > LARGEST_DATA) {
      throw new AkashiError('reply/typesetting', `the ${template} is too long to be set`);
    }
    return { ...set(data), missing: [...missing] };
  } catch (cause) {
    if (cause instanceof AkashiError) throw cause;
    throw new AkashiError('reply/typesetting', `the ${template} could not be set as a page`, {
      cause,
      hint: `the text of the ${template} is complete without it`,
    });
  }
}
