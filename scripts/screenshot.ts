// Pictures of a page as people see it: both languages, desktop and phone, dark, and printed on A4 in grey.
// Usage: npx tsx scripts/screenshot.ts [PAGE.html] OUT_DIR     (without a page: the report of the hand-written case)
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { surveyCase, surveyReport } from '../src/evidence/fixtures/survey.ts';
import { writeReport } from '../src/evidence/report.ts';
import { noChromium, offline, openBrowser } from '../tests/browser/chromium.ts';

const given = process.argv.slice(2);
const out = resolve(given.at(-1) ?? 'out/screenshots');
mkdirSync(out, { recursive: true });
const [first, second] = given;
const page = second === undefined ? join(out, 'report.html') : resolve(first ?? '');
if (second === undefined) writeFileSync(page, writeReport(surveyCase, surveyReport));
if (noChromium) {
  process.stderr.write(`${noChromium}\n`);
  process.exit(1);
}

const browser = await openBrowser();
try {
  for (const language of ['ja', 'en'] as const) {
    for (const view of [
      { name: 'desktop', width: 1280, dark: false },
      { name: 'phone', width: 360, dark: false },
      { name: 'dark', width: 1280, dark: true },
    ]) {
      const context = await browser.newContext({
        viewport: { width: view.width, height: 900 },
        colorScheme: view.dark ? 'dark' : 'light',
      });
      await offline(context);
      const tab = await context.newPage();
      await tab.goto(pathToFileURL(page).href);
      await tab.locator(`label[for=lang-${language}]`).click();
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
      if (wide > view.width) process.stderr.write(`${language} ${view.name}: ${wide} px wide\n`);
      await tab.screenshot({ path: join(out, `${language}-${view.name}.png`), fullPage: true });
      if (view.name === 'desktop') {
        await tab.evaluate(() => {
          for (const fold of document.querySelectorAll('details')) fold.open = true;
        });
        await tab.screenshot({ path: join(out, `${language}-open.png`), fullPage: true });
        await tab.evaluate(() => {
          for (const fold of document.querySelectorAll('details')) fold.open = false;
        });
        await tab.pdf({ path: join(out, `${language}.pdf`), format: 'A4', printBackground: false });
        await tab.emulateMedia({ media: 'print' });
        await tab.setViewportSize({ width: 700, height: 990 });
        await tab.screenshot({ path: join(out, `${language}-print.png`), fullPage: true });
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
}
process.stdout.write(`${out}\n`);
