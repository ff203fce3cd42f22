// What people open in a browser: the report and the page that checks a pack. No network; checked by axe-core.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPage } from '../../scripts/verify-page.mjs';
import { packModel, reweigh } from '../../src/cases/pack-model.ts';
import { surveyCase, surveyPack, surveyReport } from '../../src/evidence/fixtures/survey.ts';
import { writePack } from '../../src/evidence/pack.ts';
import { writeReport } from '../../src/evidence/report.ts';
import { mustRun, noChromium, offline, openBrowser } from './chromium.ts';

const axeScript = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

it('runs on the machine that is meant to run it', () => {
  if (mustRun) expect(noChromium).toBeUndefined();
});

describe.skipIf(noChromium !== undefined)(
  `in headless Chromium${noChromium ? ` (skipped: ${noChromium})` : ''}`,
  () => {
    let browser: Browser;
    let folder: string;
    let report: string;
    let checker: string;
    let pack: string;
    let broken: string;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'akashi-pages-'));
      const file = (name: string, content: string | Uint8Array) => {
        writeFileSync(join(folder, name), content);
        return join(folder, name);
      };
      const html = await verifyPage();
      const weigh = reweigh.weigh(surveyCase.facts, { seed: 1, draws: 1000 });
      const { permitted, outcome, outcomeReason, confirmedScope, mailOrigin, unresolved } = weigh;
      const bytes = writePack({
        ...surveyPack,
        model: packModel,
        verifyPage: new TextEncoder().encode(html),
        caseFile: { ...surveyCase, weigh, permitted, outcome, outcomeReason, confirmedScope, mailOrigin, unresolved },
      });
      report = file('report.html', writeReport(surveyCase, surveyReport));
      checker = file('verify.html', html);
      pack = file('pack.zip', bytes);
      const changed = new Uint8Array(bytes);
      changed[5000] = (changed[5000] ?? 0) ^ 1;
      broken = file('broken.zip', changed);
      browser = await openBrowser();
    });

    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    async function open(path: string, options: { width?: number; dark?: boolean; script?: boolean } = {}) {
      const context = await browser.newContext({
        viewport: { width: options.width ?? 1280, height: 900 },
        colorScheme: options.dark ? 'dark' : 'light',
        javaScriptEnabled: options.script ?? true,
        bypassCSP: true, // axe-core has to be put into the page; the page's own policy is tested by what it asks for
      });
      const asked = await offline(context);
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(pathToFileURL(path).href);
      return { page, asked, errors, close: () => context.close() };
    }

    async function axe(page: Page): Promise<string[]> {
      await page.addScriptTag({ path: axeScript });
      const found: unknown = await page.evaluate(
        `axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html.slice(0, 120)).slice(0, 3).join(' | ')))`,
      );
      return Array.isArray(found) ? found.map(String) : ['axe gave nothing'];
    }

    it.each([
      { language: 'ja', dark: false, width: 1280 },
      { language: 'ja', dark: true, width: 360 },
      { language: 'en', dark: false, width: 360 },
      { language: 'en', dark: true, width: 1280 },
    ])('the report has no barrier: $language, dark $dark, $width px', async ({ language, dark, width }) => {
      const { page, asked, errors, close } = await open(report, { dark, width });
      await page.locator(`label[for=lang-${language}]`).click();
      expect(await axe(page)).toEqual([]);
      await page.evaluate(() => {
        for (const fold of document.querySelectorAll('details')) fold.open = true;
      });
      expect(await axe(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
      expect({ asked, errors }).toEqual({ asked: [], errors: [] });
      await close();
    });

    it('the report is read, and its language chosen, without script', async () => {
      const { page, close } = await open(report, { script: false });
      const heading = page.locator('h1');
      const shown = (words: string) => heading.getByText(words).isVisible();
      expect(await shown('いまある材料では分かりません')).toBe(true);
      await page.locator('label[for=lang-en]').click();
      expect(await shown('cannot be said')).toBe(true);
      expect(await shown('いまある材料では分かりません')).toBe(false);
      await close();
    });

    it('the report is walked through with the keyboard alone', async () => {
      const { page, close } = await open(report);
      const reached = new Set<string>();
      for (let i = 0; i < 40; i += 1) {
        await page.keyboard.press('Tab');
        reached.add(await page.evaluate(() => document.activeElement?.tagName ?? ''));
      }
      expect([...reached]).toEqual(expect.arrayContaining(['A', 'INPUT', 'SUMMARY']));
      await close();
    });

    it('verify.html checks a pack with no network, weights and all', { timeout: 120_000 }, async () => {
      const { page, asked, errors, close } = await open(checker);
      await page.locator('#pack').setInputFiles(pack);
      await page.locator('#result[data-ok]').waitFor({ timeout: 60_000 });
      expect(await page.getByText('調べた所は、すべて合っています').isVisible()).toBe(true);
      expect(await page.getByText('事実から計算し直した重み').isVisible()).toBe(true);
      expect(await page.locator('#result').getAttribute('data-ok')).toBe('true');
      expect({ asked, errors }).toEqual({ asked: [], errors: [] });
      expect(await axe(page)).toEqual([]);
      await close();
    });

    it('verify.html names what was changed', async () => {
      const { page, close } = await open(checker);
      await page.locator('label[for=lang-en]').click();
      await page.locator('#pack').setInputFiles(broken);
      await page.locator('#result[data-ok=false]').waitFor({ timeout: 60_000 });
      expect(await page.getByText('Something does not hold').isVisible()).toBe(true);
      await close();
    });
  },
);
