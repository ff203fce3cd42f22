// Codes too short to be told from any other number of a text: the last digits of a card, the code of a gate, a unit, a room.
// Beside a word of the column they were typed into they are that answer: "card ending 4471", "your gate code 48806#".
import { foldSpelling } from './spelling.ts';

/** Up to three letters, three to five digits, a letter: four signs in all at least. */
const code = /^([a-z]{0,3})[-\s/]?(\d{3,5})([a-z]?)#?$/;
const LEAST_SIGNS = 4;
/** Made up by whoever needs an example, and the years of any text. */
const everyday = /^(?:(\d)\1+|0?1?234(?:5|56)?|\d{1,3}00|19\d\d|20\d\d)$/;

/** What a heading says of any number; and what is counted, measured or dated, of which any text holds some. */
const generic =
  /^(?:the|your|my|of|number|numbers|no|nr|num|code|codes|id|last|first|digits?|digit|four|ref|value|type|name|date|day|month|year|time|born|birth|age|price|amount|total|sum|fee|cost|paid|income|salary|refund|qty|quantity|count|size|weight|height|points?|score|people|guests|nights|hours|minutes|min|km|floor|address|postcode|zip|post|postal|email|mail|phone|tel|fax|mobile|ip)$/;
const genericJapanese =
  /番号|番|号|コード|こーど|ナンバー|なんばー|下?[0-9四]桁|末尾|の|[ごお](?=\p{Script=Han})|(?:生年月|年月)?日付?|日時|年齢?|月|金額|価格|料金|合計|点数|人数|個数|数量|住所|郵便|電話|携帯/gu;

/** Characters between the word and the code: "card ending in 4471". */
const MOST_BETWEEN = 20;

/** Signs that a code is drawn from, by its own look: of 4471, ten thousand codes. Undefined when the value is none. */
export function codesLike(value: string): number | undefined {
  const [, before = '', digits = '', after = ''] = code.exec(foldSpelling(value).trim()) ?? [];
  if (digits === '' || before.length + digits.length + after.length < LEAST_SIGNS) return undefined;
  if (before === '' && after === '' && everyday.test(digits)) return undefined;
  return 10 ** digits.length * 26 ** (before.length + after.length);
}

/** The words of a heading that say of what it is: of "card last4", card. */
function labelsOf(field: string): readonly string[] {
  const folded = foldSpelling(field);
  const latin = (folded.match(/[a-z]{3,20}/g) ?? []).filter((word) => !generic.test(word));
  const others = folded.replace(genericJapanese, ' ').match(/[\p{Script=Han}ぁ-ゖァ-ヶー]{2,12}/gu);
  return [...latin, ...(others ?? [])];
}

/** A longer number, or what is counted, measured or paid: points, miles, "4471 of 9000". */
const goesOn =
  /^(?:[\p{N}\p{Script=Latin}%円万年月日人名点件回個台枚冊]|[-/.,:]\d|[ -](?:points?|pts|miles|people|members|guests|yen|dollars|euros|pounds|usd|eur|gbp|jpy|days?|hours?|times|items|pieces|pcs|km|kg|percent|users|customers|of \d)(?![a-z]))/u;

/** Whether a folded text holds the code by itself, behind a word of its heading in the same clause. */
export function holdsLabelledCode(folded: string, value: string, field: string): boolean {
  if (codesLike(value) === undefined) return false;
  const labels = labelsOf(field);
  if (labels.length === 0) return false;
  const wanted = foldSpelling(value).trim().replace(/#$/, '');
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    const before = folded.slice(Math.max(0, at - MOST_BETWEEN - 20), at);
    if (/[\p{N}\p{Script=Latin}.,\-/$€£¥]$/u.test(before)) continue;
    if (goesOn.test(folded.slice(at + wanted.length, at + wanted.length + 12))) continue;
    // Another number, or the end of a sentence, parts the word from the code.
    const clause = /[^\d\n.!?。！？]*$/.exec(before)?.[0] ?? '';
    if (labels.some((label) => isSaid(clause, label))) return true;
  }
  return false;
}

function isSaid(clause: string, label: string): boolean {
  const at = clause.lastIndexOf(label);
  if (at < 0 || clause.length - at - label.length > MOST_BETWEEN) return false;
  if (!/^[a-z]/.test(label)) return true;
  return (
    !/[a-z]$/.test(clause.slice(0, at)) && !/^[a-z]/.test(clause.slice(at + label.length).replace(/^s(?![a-z])/, ''))
  );
}
