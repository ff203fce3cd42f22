// Whether a complaint asks that somebody telephone: "He wants somebody to call HER back", 「折り返しお電話をください」.
import type { Grounds } from '../grounds.ts';
import { type Said, toFill } from '../said.ts';

const asked =
  /折り?返し[^。\n]{0,20}(?:電話|連絡)|(?:お?電話)[^。\n]{0,8}(?:ください|下さい|いただきたい|頂きたい|ほしい|欲しい)|\b(?:please|wants?|would like|somebody|someone|(?:could|can|will) you)\b[^.?!\n]{0,50}\b(?:call|ring|phone) (?:me|us|her|him|them)\b(?! from\b)|\b(?:glad|grateful|happier|prefer|wish|like)\b[^.?!\n]{0,40}\b(?:somebody|someone|you|one of you) (?:(?:would|could|will|can|to) )?(?:please )?(?:telephone|ring|phone)d?\b/i;
/** "Do not call me": the contrary; "he wants me to call him", 「お電話くださいと書いてあり」: what the spam asks of them. */
const refused =
  /電話[^。\n]{0,6}(?:しないで|かけないで|不要|遠慮)|\b(?:do not|don['’]t|never|stop|not to)\b[^.?!\n]{0,20}\b(?:call|ring|phon)|(?:ください|下さい|ほしい|欲しい)[」』”]?(?:と|って)|\b(?:wants?|wanted|asks?|asked|tells?|told|begged|urged|saying|says|said) (?:me|us|her|him|them|my \w{2,12}) (?:to|should|must) (?:call|ring|phone)\b/i;

/** Characters of a complaint that are read for it. */
const READ_AT_MOST = 20_000;

/** Whether a sentence of the complaint asks to be telephoned, and does not refuse it or tell of somebody else's asking. */
export function wantsCall(text: string | null): boolean {
  const sentences = (text ?? '').slice(0, READ_AT_MOST).split(/(?<=[。.?？!！\n])/);
  return sentences.some((sentence) => asked.test(sentence.slice(0, 400)) && !refused.test(sentence.slice(0, 400)));
}

/** Whoever asks to be telephoned is told when, and not a later day for a letter alone. Once an answer went out it has been. */
export function callAsked({ case: { claim, handling } }: Grounds, section: string): Said[] {
  if (!wantsCall(claim.text) || (handling?.sent ?? []).length > 0) return [];
  const what = { ja: 'お電話する日時、番号、お話しする者', en: 'when, to which number, and who will speak' };
  return [
    {
      id: 'call.asked',
      type: 'ACT',
      section,
      evidence: ['claim'],
      slots: { what: toFill(what) },
      text: {
        ja: 'ご希望のお電話は、次のとおりにいたします：{what}。',
        en: 'We will make the telephone call that you ask for: {what}.',
      },
    },
  ];
}
