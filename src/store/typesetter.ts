// Pages as PDF/A-2b with embedded fonts. The same data gives the same bytes: no time of making is written.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { AkashiError } from '../vocabulary/error.ts';

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

export type Typeset = { readonly pdf: Uint8Array; readonly pages: number };
type Setter = (data: string) => Typeset;

async function makeSetter(template: Template): Promise<Setter> {
  // Loaded when a page is set: the compiler is 50 MB.
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const fontBlobs = await Promise.all(
    templates[template].map((file) => readFile(fileURLToPath(import.meta.resolve(file)))),
  );
  const mainFileContent = await readFile(new URL(`./${template}.typ`, import.meta.url), 'utf8');
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs }] });
  return (data) => {
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
}

const setters = new Map<Template, Promise<Setter>>();

/** Control marks have no glyph and no place on a page. */
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Sets one document. Its words reach the page as data and are never read as markup.
 *
 * @throws AkashiError `reply/typesetting` when the compiler or its fonts are missing, or refuse
 */
export async function typeset(template: Template, content: object): Promise<Typeset> {
  const data = JSON.stringify(content, (_key, value: unknown) =>
    typeof value === 'string' ? value.replace(controls, ' ') : value,
  );
  if (data.length > LARGEST_DATA) {
    throw new AkashiError('reply/typesetting', `the ${template} is too long to be set`);
  }
  try {
    const setter = setters.get(template) ?? makeSetter(template);
    setters.set(template, setter);
    return (await setter)(data);
  } catch (cause) {
    if (cause instanceof AkashiError) throw cause;
    throw new AkashiError('reply/typesetting', `the ${template} could not be set as a page`, {
      cause,
      hint: `the text of the ${template} is complete without it`,
    });
  }
}
