// Lines that no format understood may be the very lines an attack left: they are searched as bytes, and looked at for
// bunching, before anybody may say that nothing was found.
import type { Pointer } from '../../vocabulary/finding.ts';
import type { LogStore } from '../port.ts';
import { literals } from '../sigma/sql-text.ts';

/** Texts that an ordinary line does not hold, whatever its format. Searched for without regard to case. */
const INDICATORS = [
  'union[\\s+/*%0-9a-f]{1,20}select',
  '(?:\\.\\./|\\.\\.\\\\|%2e%2e%2f|%2e%2e/|\\.\\.%2f){2}',
  '/etc/(?:passwd|shadow)|win\\.ini|boot\\.ini',
  '<script|%3cscript|\\bonerror\\s?=|javascript:',
  '\\$\\{jndi:|\\$%7bjndi',
  '\\b(?:wget|curl)[\\s+%0-9]{1,6}(?:-[a-z]+[\\s+%20]+)*https?(?::|%3a)',
  '/bin/(?:ba|da|z|k)?sh\\b|cmd\\.exe|powershell',
  '\\b(?:sleep|benchmark|extractvalue|xp_cmdshell|load_file)\\s?\\(',
  '\\b(?:eval|system|passthru|shell_exec|base64_decode)\\s?\\(',
  'failed password|authentication failure|invalid user|login failed|access denied for user',
  'sqlmap|nikto|acunetix|nmap|masscan|dirbuster|gobuster|wpscan|nuclei|zgrab',
] as const;

/** Parts that each file is cut into, to see whether its unparsed lines bunch in some. */
const PARTS = 20;
/** Unparsed lines needed before bunching can be told from chance. */
const FEWEST = 10;
/** Chance below which bunching is not taken for chance, over all files and parts looked at. */
const SIGNIFICANCE = 0.01;

export type UnparsedIndicators = {
  /** Unparsed lines that hold an indicator, or belong to a bunch. */
  readonly hits: number;
  readonly lines: number;
  readonly withIndicator: number;
  readonly bunched: number;
  readonly pointers: readonly Pointer[];
};

/** log of n! (Stirling with two corrections; exact below 2). */
function logFactorial(n: number): number {
  return n < 2 ? 0 : n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1 / (12 * n) - 1 / (360 * n ** 3);
}

/**
 * Chance of at least `k` of `n` in a part that holds `share` of the whole, taken as independent lines.
 * Errors of programs come in bursts too: read a small chance as "look at these", not as an attack.
 */
export function chanceOfAtLeast(k: number, n: number, share: number): number {
  if (k <= 0) return 1;
  let sum = 0;
  for (let i = k; i <= n; i += 1) {
    const log =
      logFactorial(n) - logFactorial(i) - logFactorial(n - i) + i * Math.log(share) + (n - i) * Math.log1p(-share);
    const term = Math.exp(log);
    sum += term;
    if (i > n * share && term < sum * 1e-12) break;
  }
  return Math.min(1, sum);
}

type Bunch = { readonly f: number; readonly part: number; readonly lines: number };

async function bunches(store: LogStore): Promise<Bunch[]> {
  const rows: Bunch[] = [];
  const counts = await store.rows<{ f: number; lines: number }>(
    `select f, count() as lines from bad group by f having lines >= ${FEWEST} order by f`,
  );
  for (const { f, lines } of counts) {
    const all = store.files[f]?.lines ?? 0;
    // A file of which little was understood is refused for that already.
    if (all < 10 * PARTS || lines > 0.5 * all) continue;
    const parts = await store.rows<{ part: number; lines: number }>(
      `select intDiv(n * ${PARTS}, ${all}) as part, count() as lines from bad where f = {f:UInt32} group by part order by part`,
      { f },
    );
    const bound = SIGNIFICANCE / (PARTS * Math.max(1, counts.length));
    for (const one of parts) {
      if (chanceOfAtLeast(one.lines, lines, 1 / PARTS) < bound) rows.push({ f, ...one });
    }
  }
  return rows;
}

/** Indicators in, and bunching of, the lines that were not understood. */
export async function unparsedIndicators(store: LogStore): Promise<UnparsedIndicators> {
  const [total] = await store.rows<{ lines: number }>('select count() as lines from bad order by lines');
  const lines = total?.lines ?? 0;
  if (lines === 0) return { hits: 0, lines, withIndicator: 0, bunched: 0, pointers: [] };
  const where = `(f, n) in (select f, n from bad) and multiMatchAny(if(isValidUTF8(line), line, toValidUTF8(line)), ${literals(INDICATORS.map((text) => `(?i)${text}`))})`;
  const [held] = await store.rows<{ lines: number }>(`select count() as lines from raw where ${where} order by lines`);
  const examples = await store.rows<{ f: number; n: number }>(
    `select f, n from raw where ${where} order by f, n limit 20`,
  );
  const withIndicator = held?.lines ?? 0;
  const bunched = (await bunches(store)).reduce((sum, bunch) => sum + bunch.lines, 0);
  // A line can be counted twice here; what matters is whether there is any.
  return { hits: withIndicator + bunched, lines, withIndicator, bunched, pointers: await store.pointers(examples) };
}
