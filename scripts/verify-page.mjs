// verify.html: the page that checks a pack in a browser, with the same verifier as the command line, in one file.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @returns {Promise<string>} the whole page, its script inside */
export async function verifyPage() {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['src/cli/verify-page.client.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'ascii',
    legalComments: 'none',
  });
  const script = outputFiles[0].text.replaceAll('</script', '<\\/script');
  const page = readFileSync(new URL('../src/evidence/verify-page.html', import.meta.url), 'utf8');
  return page.replace('/*verifier*/', () => script);
}
