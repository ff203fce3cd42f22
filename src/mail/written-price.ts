// Prices, as forms and mails write them: 450,000円, ¥450,000, 45万円, JPY 450000; £1,245.00, 1.245,00 EUR.

const currencies = [
  ['jpy', '円|¥|jpy|yen'],
  ['usd', '\\$|usd|dollars?|ドル|どる'],
  ['eur', '€|eur|euros?|ユーロ|ゆーろ'],
  ['gbp', '£|gbp|pounds?|ポンド|ぽんど'],
  ['chf', 'chf|franken|francs'],
  ['cny', '元|cny|rmb|yuan'],
  ['krw', '₩|krw|won|ウォン|うぉん'],
] as const;
const anyCurrency = currencies.map(([, words]) => words).join('|');
const amount = "\\d{1,9}(?:[,.' ]\\d{3}){0,3}(?:[.,]\\d{2})?(?!\\d)";
const before = new RegExp(`(?<![\\p{L}\\d])(${anyCurrency})\\s?(${amount})(万)?`, 'giu');
const behind = new RegExp(`(?<![\\d.,])(${amount})\\s?(万)?\\s?(${anyCurrency})(?![a-z])`, 'giu');

const codeOf = (sign: string) =>
  currencies.find(([, words]) => new RegExp(`^(?:${words})$`, 'iu').test(sign))?.[0] ?? sign;

/** In hundredths. The last sign before two digits parts the hundredths, every other one thousands. */
function hundredths(written: string, tenThousands: boolean): number {
  const [, whole = written, cents = ''] = /^(.*)[.,](\d{2})$/.exec(written) ?? [];
  return (Number(whole.replace(/\D/g, '')) * 100 + Number(cents || 0)) * (tenThousands ? 10_000 : 1);
}

/** Every price in a folded text, as `jpy 45000000`: the currency, and hundredths of it. */
export function pricesIn(folded: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [, sign = '', number = '', many] of folded.matchAll(before))
    found.add(`${codeOf(sign)} ${hundredths(number, many !== undefined)}`);
  for (const [, number = '', many, sign = ''] of folded.matchAll(behind))
    found.add(`${codeOf(sign)} ${hundredths(number, many !== undefined)}`);
  return found;
}

/** The price that a folded value is; undefined when it is something else. */
export function priceOf(folded: string): string | undefined {
  const [only, ...more] = pricesIn(folded);
  const rest = folded
    .replace(before, '')
    .replace(behind, '')
    .replace(/[\s()-]|税込み?|税抜き?/g, '');
  return more.length === 0 && rest === '' ? only : undefined;
}
