// "Please change your password" is not "please tell us your password": what is advised for the customer's own safety names
// a password too, and statistics of words take it for a demand. Nothing that hands one over may stand beside it.
import type { Language } from '../../vocabulary/finding.ts';

const secret: Readonly<Record<Language, RegExp>> = {
  ja: /パスワード|暗証番号|合い言葉|合言葉/,
  en: /\bpass(?:word|phrase|code)s?\b|\bPINs?\b/i,
};

/** What is done to a password by whoever owns it: changing, renewing, not using again. */
const change: Readonly<Record<Language, RegExp>> = {
  ja: /変更|変え|替え|改め|新しいもの|再設定|見直|使い回|更新|(?:お使い|使用)にならない/,
  en: /\b(?:chang|renew|replac|reset|updat)(?:e|es|ed|ing)?\b|\b(?:choose|set|pick|make) (?:a|an|another) (?:new|different)\b|\b(?:do not|never) (?:use|reuse)\b/i,
};

/** What brings it to us: written, told, sent, shown, typed in, checked against. */
const handing: Readonly<Record<Language, RegExp>> = {
  ja: /知らせ|教え|送り|送付|お送|書き|お書|記入|明記|伝え|聞かせ|伺|答え|入力し|入力を|返信|連絡|一報|貸|預|提示|提供|共有|渡し|見せ|読み上げ|確認させ|申し付け|代わりに/,
  en: /\b(?:tell|told|send|give|reply|replying|write|share|show|enter|provide|confirm|state|read|lend|forward|let (?:us|me)|let our|submit|supply|include|quote|e-?mail us|for you)\b/i,
};

/** It is asked or advised, for now: "you should have changed it" is blame. */
const advice: Readonly<Record<Language, RegExp>> = {
  ja: /お願い|勧め|ください|検討|いただ|幸い|できます|ございます/,
  en: /\b(?:please|advise|recommend|wise|worth|can change|will be asked|do not|never)\b/i,
};
const past: Readonly<Record<Language, RegExp>> = {
  ja: /(?:べき|はず|たら|れば|いれば)(?:でした|だった|[^。]{0,20}(?:なかった|なかったでしょう|防げ|済んだ))/,
  en: /\b(?:should|could|would|ought to) have\b/i,
};

/** Whether a sentence advises to change a password and asks nobody to hand one over. Linear in its length. */
export const advisesNewPassword = (text: string, lang: Language): boolean =>
  [secret, change, advice].every((words) => words[lang].test(text)) &&
  [handing, past].every((words) => !words[lang].test(text));
