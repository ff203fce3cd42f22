// A headless Chromium out of npm, with no network, and Japanese fonts. Linux on x64 only: elsewhere the reason is given.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, type BrowserContext, chromium as playwright } from 'playwright-core';

const require = createRequire(import.meta.url);

/** Undefined where Chromium can run; else why not, in words for a skipped test. */
export const noChromium: string | undefined =
  process.platform === 'linux' && process.arch === 'x64'
    ? undefined
    : `Chromium from npm runs on linux x64 only, this is ${process.platform} ${process.arch}`;

/** A skip on the machine that is meant to run these tests is a failure, not a silence. */
export const mustRun = process.env['CI'] === 'true' && process.platform === 'linux' && process.arch === 'x64';

type Unpacked = { readonly program: string; readonly libraries: string };

/** Unpacks once per machine, under a name no other run is writing to, then moves it into place. */
async function unpack(): Promise<Unpacked> {
  const kept = join(tmpdir(), 'akashi-chromium-147');
  const at = (folder: string) => ({ program: join(folder, 'chromium'), libraries: join(folder, 'al2023', 'lib') });
  if (existsSync(at(kept).program)) return at(kept);
  const fresh = mkdtempSync(join(tmpdir(), 'akashi-chromium-new-'));
  const before = { ...process.env };
  // The package unpacks its shared libraries only where it believes itself on a host that lacks them.
  Object.assign(process.env, { TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' });
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
  } finally {
    for (const name of ['TMPDIR', 'AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']) {
      const value = before[name];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
  try {
    renameSync(fresh, kept);
  } catch {
    // Another run was first: its copy is as good.
    rmSync(fresh, { recursive: true, force: true });
  }
  return at(kept);
}

/** Without these Chromium draws Japanese as boxes. */
function fontConfiguration(): string {
  const folder = join(tmpdir(), 'akashi-chromium-fonts');
  mkdirSync(join(folder, 'cache'), { recursive: true });
  const file = join(folder, `fonts-${process.pid}.conf`);
  const from = (name: string) => dirname(require.resolve(`@expo-google-fonts/${name}/package.json`));
  const folders = ['noto-sans-jp', 'noto-serif-jp'].flatMap((name) =>
    ['400Regular', '600SemiBold', '700Bold'].map((weight) => join(from(name), weight)),
  );
  const alias = (generic: string, family: string) =>
    `<alias><family>${generic}</family><prefer><family>${family}</family></prefer></alias>`;
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders
      .map((each) => `<dir>${each}</dir>`)
      .join(
        '',
      )}<cachedir>${join(folder, 'cache')}</cachedir>${alias('sans-serif', 'Noto Sans JP')}${alias('system-ui', 'Noto Sans JP')}${alias('monospace', 'Noto Sans JP')}${alias('serif', 'Noto Serif JP')}</fontconfig>`,
  );
  return file;
}

/** Starts a browser whose pages can reach no network; `close` ends it. */
export async function openBrowser(): Promise<Browser> {
  const { program, libraries } = await unpack();
  return playwright.launch({
    executablePath: program,
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--no-zygote', '--font-render-hinting=none', '--disable-dev-shm-usage'],
    env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: fontConfiguration() },
  });
}

/** A context that counts and refuses every request that is not for the given file. */
export async function offline(context: BrowserContext): Promise<readonly string[]> {
  const asked: string[] = [];
  await context.setOffline(true);
  await context.route('**/*', async (route) => {
    const { protocol } = new URL(route.request().url());
    if (['file:', 'data:', 'blob:', 'about:'].includes(protocol)) return route.continue();
    asked.push(route.request().url());
    return route.abort();
  });
  return asked;
}
