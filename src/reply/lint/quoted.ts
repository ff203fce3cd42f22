// The customer's own words in a letter are theirs: they are covered before rules about our words are applied.
import type { Language } from '../../vocabulary/finding.ts';

/** Matches no rule, keeps every place where it was. */
const COVER = '＿';
const cover = (text: string) => COVER.repeat(text.length);

/** What stands after a Japanese quotation when it is the customer's, or a title. */
const afterQuote = /^(?:と|とは)?(?:の|いう|お|ご|書|仰|記|入力|での|へ|に入力|の件)/;
const jaQuote = /「[^「」]{1,300}」/g;
/** "… との(お申し出)を(いただき)": everything before is what we were told. */
const jaReported =
  /^.{1,300}?(?=(?:との|という)(?:お申し出|ご連絡|ご指摘|お問い合わせ|ご質問|お尋ね|ご意見|ご心配|お話|お言葉|ご報告|お知らせ)(?:を|が|に(?:つい|対し)|、|です))/;
const enQuote = /“[^“”]{1,300}”|"[^"]{1,300}"/g;
const enCue =
  /\b(?:you (?:wrote|write|said|say|asked|ask|told us|reported|describe[ds]?|mention(?:ed)?)|your (?:question|request|words|message|letter|e-?mail|complaint|point)|we said|sentence|statement|phrase|words?|regard this as|described? (?:it|this) as|called|titled|called|about|from|in)\b/i;
const enReported =
  /\byou (?:told us|said|wrote|mentioned|reported)(?: that)? (?:you|your|the|it|this|we|our|someone)\b.{1,400}$|\byou (?:told us|wrote|said|reported|mentioned|wrote to us|informed us|have told us) that\b.{1,400}$|\byou (?:have )?(?:asked|ask|want|wanted|would like|request|requested|wish|demand|demanded)(?: us)? (?:to|whether|if|for|that|why|who|how|what)\b[^.;]{1,400}/i;

/** The pattern has no groups, so that the second argument of the replacer is the place. */
function covered(text: string, pattern: RegExp, wanted: (before: string, after: string) => boolean): string {
  return text.replace(pattern, (whole: string, at: number) =>
    wanted(text.slice(Math.max(0, at - 60), at), text.slice(at + whole.length, at + whole.length + 40))
      ? cover(whole)
      : whole,
  );
}

/** The same text with quoted customer words covered; its length does not change. */
export function coverQuoted(text: string, lang: Language): string {
  if (lang === 'ja') {
    const unquoted = covered(text, jaQuote, (_before, after) => afterQuote.test(after));
    return unquoted.replace(jaReported, cover);
  }
  const unquoted = covered(text, enQuote, (before, after) => enCue.test(`${before} ${after}`));
  return unquoted.replace(enReported, cover);
}

/** One question or request that was heard; a heading names several. */
const named: Readonly<Record<Language, RegExp>> = {
  ja: /＿{3,}との(?:お尋ね|ご要望)、?/g,
  en: /(?:and )?your (?:question|request): ＿{3,}(?: \(quoted as you wrote it\))?(?:,| and)?/gi,
};
/** The number of the heading before them, and what closes it. */
const besideNamed = /^(?:[0-9]{1,2}\.)?\s{0,9}(?:について)?$/;

/** What `coverQuoted` left says no more than that questions or requests of theirs were heard: nothing of ours to judge. */
export function isHeardOnly(covered: string, lang: Language): boolean {
  const rest = covered.replace(named[lang], '');
  return rest !== covered && besideNamed.test(rest.trim());
}

/** Every occurrence of words that come from the case (a form, a name), covered. */
export function coverNames(text: string, names: readonly string[]): string {
  return names.filter((name) => name.length > 1).reduce((kept, name) => kept.replaceAll(name, cover(name)), text);
}
