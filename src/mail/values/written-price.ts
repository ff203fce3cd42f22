// Prices, as forms and mails write them: 450,000円, ¥450,000, 45万円, JPY 450000; £1,245.00, 1.245,00 EUR.

/** Each with the signs and words that stand for it; those that hold another's stand before it. */
const currencies = [
  ['jpy', '円|¥|jpy|yen'],
  ['twd', 'nt\\$|twd|(?:新)?台[幣币]'],
  ['hkd', 'hk\\$|hkd|港[幣币]'],
  ['aud', 'au?\\$|aud'],
  ['cad', 'ca?\\$|cad'],
  ['sgd', 's\\$|sgd'],
  ['brl', 'r\\$|brl|reais'],
  ['usd', 'us\\$|\\$|usd|us dollars?|dollars?|ドル|どる|美元'],
  ['eur', '€|eur|euros?|ユーロ|ゆーろ'],
  ['gbp', '£|gbp|pounds?|ポンド|ぽんど'],
  ['chf', 'chf|s?fr\\.?|franken|francs'],
  ['cny', '元|cny|rmb|yuan|人民[幣币]'],
  ['krw', '₩|krw|won|ウォン|うぉん|원'],
  ['inr', '₹|inr|rs\\.?|rupees?'],
  ['try', '₺|tl|turk lirasi|liras?'],
  ['kr', 'kr\\.?|sek|nok|dkk|kronor|kroner|:-'],
  ['pln', 'zl|pln'],
  ['czk', 'kc|czk'],
  ['rub', '₽|rub|руб\\.?|рублеи|рублей'],
  ['uah', '₴|uah|грн'],
  ['thb', '฿|thb|baht'],
] as const;
const anyCurrency = currencies.map(([, words]) => words).join('|');
/** How many of it: 1.2k, 2.8 lakh, 12.6M. */
const scales: Readonly<Record<string, number>> = {
  万: 1e4,
  億: 1e8,
  k: 1e3,
  thousand: 1e3,
  tausend: 1e3,
  mil: 1e3,
  m: 1e6,
  mn: 1e6,
  mio: 1e6,
  million: 1e6,
  millions: 1e6,
  lakh: 1e5,
  lakhs: 1e5,
  lac: 1e5,
  lacs: 1e5,
  crore: 1e7,
  crores: 1e7,
};
const scale = `(?:\\s?(${Object.keys(scales).join('|')})(?![a-z]))?`;
/** In groups of three, in India of two; the last two digits may be hundredths. */
const amount = "\\d{1,12}(?:[,.'’]\\d{2,3}| \\d{3}){0,4}(?:[.,]\\d{1,2})?(?!\\d)";
/** In place of hundredths: 189,-; 5640.–; 23.480:- */
const noHundredths = '(?:[.,:]?[-–—]{1,2})?';
const before = new RegExp(`(?<![\\p{Script=Latin}\\d])(${anyCurrency})\\s?(${amount})${scale}`, 'giu');
const behind = new RegExp(`(?<![\\d.,])(${amount})${noHundredths}${scale}\\s?(${anyCurrency})(?![a-z])`, 'giu');

const codeOf = (sign: string) =>
  currencies.find(([, words]) => new RegExp(`^(?:${words})$`, 'iu').test(sign))?.[0] ?? sign;

/** In hundredths. The last sign before one or two digits parts the hundredths, every other one thousands. */
function hundredths(written: string, scaled = ''): number {
  const [, whole = written, cents = ''] = /^(.*)[.,](\d{1,2})$/.exec(written) ?? [];
  const sum = Number(whole.replace(/\D/g, '')) * 100 + Number(cents.padEnd(2, '0'));
  return sum * (scales[scaled.toLowerCase()] ?? 1);
}

const numerals = '〇一二三四五六七八九';
/** As cheques and receipts write them; folding has taken 壹, 貳 and 參 for these. */
const formal: Readonly<Record<string, string>> = {
  壱: '一',
  弐: '二',
  参: '三',
  肆: '四',
  伍: '五',
  陸: '六',
  柒: '七',
  漆: '七',
  捌: '八',
  玖: '九',
  拾: '十',
  佰: '百',
  陌: '百',
  仟: '千',
  阡: '千',
};
const formalNumerals = Object.keys(formal).join('');
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

const numeral = `〇一二三四五六七八九十百千万億${formalNumerals}`;
const beforeYen = new RegExp(`[${numeral}][\\d,.]{0,6} ?[円元]`);
const countedInKanji = new RegExp(`[\\d,.${numeral}]{2,24}(?= ?[円元])`, 'g');
const anyFormal = new RegExp(`[${formalNumerals}]`, 'g');

/** 一万三千六百円, 12万5千円 and 1.2万円 with their sums in digits. */
function inDigits(text: string): string {
  if (!/[円元]/.test(text)) return text;
  // 345 万円
  const folded = text.replace(/(?<=\d) (?=[千万億]{1,2} ?[円元])/g, '');
  if (!beforeYen.test(folded)) return folded;
  return folded.replace(countedInKanji, (written) => {
    const plain = written.replace(anyFormal, (one) => formal[one] ?? one);
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
const bare = /^\d{1,3}(?:[,.'’ ]?\d{2,3}){0,4}(?:[.,]\d{2})?$/;
/** A number that is written as sums are, and counts nothing: 2,417 or 189.00. */
const asSum =
  /(?<![\d.,/-])(?:\d{1,3}(?:,\d{2,3}){0,2},\d{3}(?:\.\d{2})?|\d{1,3}(?:[. ]\d{3}){1,3},\d{2}|\d{1,6}[.,]\d{2})(?![\d/%]|[.,-]\d|\s?[人件通個回点倍枚台冊年名社店戸票種歩万億])/g;

/** In place of a currency. Of a value: the form names none, and any will do; of a text: one is named, or none. */
const ANY = 'any';
const NAMED = 'named';
const BARE = 'bare';

/** Characters before a sum in which a word says that it is one: 14,650 alone may count people. */
const TOLD_WITHIN = 24;
const isToldAsSum = (text: string, at: number, sum: string): boolean =>
  /[.,]\d{2}$/.test(sum) || ofMoney.test(text.slice(Math.max(0, at - TOLD_WITHIN), at));

/** Every price in a folded text, as `jpy 45000000`: the currency, and hundredths of it; and as `any 45000000`. */
export function pricesIn(text: string): ReadonlySet<string> {
  const found = pricesNamed(text);
  const sums = new Set([...found].map((price) => price.replace(/^\S+ /, '')));
  // One whose currency stands there is that sum, and no other.
  const bareSums = [...text.matchAll(asSum)]
    .map(({ index, 0: sum }) => ({ sum: String(hundredths(sum)), told: isToldAsSum(text, index, sum) }))
    .filter(({ sum }) => !sums.has(sum));
  return new Set([
    ...found,
    ...[...sums].flatMap((sum) => [`${ANY} ${sum}`, `${NAMED} ${sum}`]),
    ...bareSums.flatMap(({ sum, told }) => [`${ANY} ${sum}`, ...(told ? [`${BARE} ${sum}`] : [])]),
  ]);
}

function pricesNamed(text: string): ReadonlySet<string> {
  const folded = inDigits(text);
  const found = new Set<string>();
  for (const [, sign = '', number = '', scaled] of folded.matchAll(before))
    found.add(`${codeOf(sign)} ${hundredths(number, scaled)}`);
  for (const [, number = '', scaled, sign = ''] of folded.matchAll(behind))
    found.add(`${codeOf(sign)} ${hundredths(number, scaled)}`);
  return found;
}

/** What stands beside a sum and says nothing of how much it is. */
const besideSum =
  /[\s().,:/=~〜-]|税込み?|税抜き?|税別|消費税|送料|込み?|以内|まで|程度|くらい|ぐらい|約|金|也|inkl|incl|mwst|vat|tax|total/g;

/**
 * The price that a folded value is; undefined when it is something else.
 *
 * @param field what the form called it: of what is paid, a number alone is a price in a currency that is not named
 */
export function priceOf(value: string, field: string): string | undefined {
  if (value.length > LONGEST_PRICE || !/[\d一二三四五六七八九]/.test(value)) return undefined;
  if (ofMoney.test(field) && bare.test(value)) return `${ANY} ${hundredths(value)}`;
  const folded = inDigits(value);
  const [only, ...more] = pricesNamed(folded);
  const rest = folded.replace(before, '').replace(behind, '').replace(besideSum, '');
  return more.length === 0 && rest === '' ? only : undefined;
}

/** A longer answer holds more than a price. */
const LONGEST_PRICE = 60;

/** Fewer digits that tell are those of any offer: 50,000 has one, 29,800 has one, 128,450 has five. */
const LEAST_TELLING = 3;
/** So many tell where no currency stands there. */
const LEAST_TELLING_BARE = 4;
/** Smaller sums, in hundredths, are the price of something in every mail, but those of which five digits tell: 639.47. */
const LEAST_SUM = 100_000;
const TELLING_OF_SMALL = 5;

/** The digits of a sum without its zeros, and without the endings of prices that are to look low. */
const tellingDigits = (price: string): number => price.replace(/^\S+ /, '').replace(/(?:0|9[589]?)+$/, '').length;

/** Whether the prices of a text hold a sum that says something by itself; round ones stand in any offer. */
export function holdsSum(prices: ReadonlySet<string>, price: string): boolean {
  const [currency = '', sum = ''] = price.split(' ');
  const telling = tellingDigits(price);
  if (telling < (Number(sum) < LEAST_SUM ? TELLING_OF_SMALL : LEAST_TELLING)) return false;
  return (
    prices.has(`${currency === ANY ? NAMED : currency} ${sum}`) ||
    (telling >= LEAST_TELLING_BARE && prices.has(`${BARE} ${sum}`))
  );
}

/** Whether the form or the answer says of what the sum is. */
export const namesCurrency = (price: string): boolean => !price.startsWith(ANY);

/** Sums that look like this one, of which a text may hold one by accident; first digits are not drawn evenly. */
export const sumsLike = (price: string): number => 10 ** (tellingDigits(price) - 1);
