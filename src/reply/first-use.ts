// "I used it with you for the first time", "I gave it to nobody but my family": what makes a complaint strong in the eyes of
// whoever makes it, in the words they use for it.
import { foreignWords } from './foreign-words.ts';

const aboutFirstUse =
  /初めて(?:使|入力|登録)|ここ(?:に)?だけ|ほかでは(?:一度も)?使|他では(?:一度も)?使|だけに(?:使|作)|以外(?:(?:に|で|へ)は|の(?:どこ|誰|だれ|どなた)(?:に|で|へ)?も)[^。]{0,12}(?:使|教え|登録|入力|知らせ)[^。]{0,6}(?:ない|ません)|[にで]しか[^。]{0,8}(?:使|教え|登録|入力|知らせ|渡)[^。]{0,6}(?:ない|ません)|\bto (?:nobody|no one|no-one) else\b|\b(?:nobody|no one|no-one) (?:else )?(?:except|but|other than|besides) you\b|\b(?:nobody|no one|no-one)(?: else)?(?: on [\w' ’]{1,24})? (?:has|have|had|knows?|knew|was given|got) (?:it|this|that|the address|this one|that one|this address|that address)\b|\bmade (?:an?|this|that|the|my) (?:e-?mail )?(?:address|alias) just for (?:it|you|this)\b|\bfor you (?:only|alone)\b|\bonly you (?:have|had|know|knew|got|were given)\b|\bexists? only (?:in|on|with|at) your\b|only (?:used|gave|ever)|never (?:used|given|gave)|nowhere else|first time|只(?:给|給|留|用|填)过?|(?:没有?|沒有?|从未|未曾)(?:给|給)过?(?:别人|別人|其他)|다른 (?:곳|데)에는/i;
/** "I have used that password with you and nowhere else": not a word about the address. */
const ofPassword = /\bpass ?(?:words?|phrases?|codes?)\b|パスワード|暗証番号/i;
/** "Only ever given to you and to my granddaughter" names one more who has it. */
const denied =
  /ではない|わけではありません|と(?:家族|娘|息子|妻|夫|母|父|孫|友人|職場|会社|学校)(?:に|で)(?:しか|だけ)|not only|\b(?:only|nobody|no one|no-one)\b[^.]{0,120}\band (?:also )?(?:to |with |for )?(?:my|our|a|an|one|two|three)\b/i;

/** Of a complaint; what is longer is no complaint any more. */
const LONGEST = 20_000;
const QUOTED_AT_MOST = 80;

const sentencesOf = (text: string) => text.slice(0, LONGEST).split(/(?<=[。？?！!\n])|(?<=\.)\s/);
const tells = (sentence: string) =>
  aboutFirstUse.test(sentence) && !denied.test(sentence) && !ofPassword.test(sentence);

/** Whether the text says so at all. */
export const saysFirstUse = (text: string): boolean => sentencesOf(text).some(tells);

/** The sentence that says so, fit to be quoted; empty where none is short enough to be quoted whole. */
export function firstUseWords(text: string | null): string {
  const found =
    sentencesOf(text ?? '')
      .find(tells)
      ?.trim()
      .replace(/[。.:：]$/, '') ?? '';
  const words = foreignWords(found, QUOTED_AT_MOST);
  return words.endsWith('…') || words.includes('***') ? '' : words;
}
