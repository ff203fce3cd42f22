// Whether a complaint asks that somebody telephone: "He wants somebody to call HER back", 「折り返しお電話をください」.

const asked =
  /折り?返し[^。\n]{0,20}(?:電話|連絡)|(?:お?電話)[^。\n]{0,8}(?:ください|下さい|いただきたい|頂きたい|ほしい|欲しい)|\b(?:please|wants?|would like|somebody|someone|(?:could|can|will) you)\b[^.?!\n]{0,50}\b(?:call|ring|phone) (?:me|us|her|him|them)\b(?! from\b)/i;
/** "Do not call me": the contrary. */
const refused =
  /電話[^。\n]{0,6}(?:しないで|かけないで|不要|遠慮)|\b(?:do not|don['’]t|never|stop|not to)\b[^.?!\n]{0,20}\b(?:call|ring|phon)/i;

/** Characters of a complaint that are read for it. */
const READ_AT_MOST = 20_000;

export function wantsCall(text: string | null): boolean {
  const sentences = (text ?? '').slice(0, READ_AT_MOST).split(/(?<=[。.?？!！\n])/);
  return sentences.some((sentence) => asked.test(sentence.slice(0, 400)) && !refused.test(sentence.slice(0, 400)));
}
