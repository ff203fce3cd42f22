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

const numerals = '〇一二三四五六七八九';
const formal: Readonly<Record<string, string>> = { 壱: '一', 弐: '二', 参: '三', 拾: '十' };
const units: Readonly<Record<string, number>> = { 千: 1000, 百: 100, 十: 10 };

/** 三千六百, 5千 or 4,500 as a number; NaN for what is none. */
function underTenThousand(written: string): number {
  if (written === '') return 0;
  if (/^[\d,.]+$/.test(written)) return Number(written.replaceAll(',', ''));
  if (/^[〇一二三四五六七八九]+$/.test(written))
    return Number([...written].map((one) => numerals.indexOf(one)).join(''));
  let sum = 0;
  for (const [, count = '', unit = ''] of written.matchAll(/([\d,.]{1,9}|[〇一二三四五六七八九])?([千百十])?/g)) {
    const times = count === '' ? 1 : /^\d/.test(count) ? Number(count.replaceAll(',', '')) : numerals.indexOf(count);
    if (count !== '' || unit !== '') sum += times * (units[unit] ?? 1);
  }
  return sum;
}

/** 一万三千六百円, 12万5千円 and 1.2万円 with their sums in digits. */
function inDigits(folded: string): string {
  if (!/[〇一二三四五六七八九十百千万億壱弐参拾][\d,.]{0,6} ?円/.test(folded)) return folded;
  return folded.replace(/[\d,.〇一二三四五六七八九十百千万億壱弐参拾]{2,20}(?= ?円)/g, (written) => {
    const plain = written.replace(/[壱弐参拾]/g, (one) => formal[one] ?? one);
    const [, hundredMillions = '', tenThousands = '', rest = ''] =
      /^(?:([^億万]{1,9})億)?(?:([^億万]{1,9})万)?([^億万]{0,12})$/.exec(plain) ?? [];
    const sum = underTenThousand(hundredMillions) * 1e8 + underTenThousand(tenThousands) * 1e4 + underTenThousand(rest);
    return Number.isInteger(sum) && sum > 0 ? String(sum) : written;
  });
}

/** Headings of what is paid. Their numbers are sums, though no currency stands there. */
const ofMoney =
  /価格|金額|料金|代金|値段|単価|税込|税抜|請求|合計|支払|予算|(?:price|amount|total|fee|cost|paid|payment|sum|betrag|preis|prix|montant|precio|importe|prezzo|importo|valor)(?![a-z])/i;
/** A sum of whole parts, or of hundredths behind its last sign. */
const bare = /^\d{1,3}(?:[,.' ]?\d{3}){0,3}(?:[.,]\d{2})?$/;
/** A number that is written as sums are: 2,417 or 189.00. */
const asSum =
  /(?<![\d.,/-])(?:\d{1,3}(?:,\d{3}){1,3}(?:\.\d{2})?|\d{1,3}(?:\.\d{3}){1,3},\d{2}|\d{1,6}[.,]\d{2})(?![\d/%]|[.,-]\d)/g;
/** In place of a currency, where the form does not say which: any will do. */
const ANY = 'any';

/** Every price in a folded text, as `jpy 45000000`: the currency, and hundredths of it; and as `any 45000000`. */
export function pricesIn(text: string): ReadonlySet<string> {
  const found = pricesNamed(text);
  const sums = [...found].map((price) => price.replace(/^\S+/, ANY));
  const bareSums = (text.match(asSum) ?? []).map((sum) => `${ANY} ${hundredths(sum, false)}`);
  return new Set([...found, ...sums, ...bareSums]);
}

function pricesNamed(text: string): ReadonlySet<string> {
  const folded = inDigits(text);
  const found = new Set<string>();
  for (const [, sign = '', number = '', many] of folded.matchAll(before))
    found.add(`${codeOf(sign)} ${hundredths(number, many !== undefined)}`);
  for (const [, number = '', many, sign = ''] of folded.matchAll(behind))
    found.add(`${codeOf(sign)} ${hundredths(number, many !== undefined)}`);
  return found;
}

/**
 * The price that a folded value is; undefined when it is something else.
 *
 * @param field what the form called it: of what is paid, a number alone is a price in a currency that is not named
 */
export function priceOf(value: string, field: string): string | undefined {
  if (ofMoney.test(field) && bare.test(value)) return `${ANY} ${hundredths(value, false)}`;
  const folded = inDigits(value);
  const [only, ...more] = pricesNamed(folded);
  const rest = folded
    .replace(before, '')
    .replace(behind, '')
    .replace(/[\s()-]|税込み?|税抜き?/g, '');
  return more.length === 0 && rest === '' ? only : undefined;
}
