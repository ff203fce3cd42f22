// "We cannot say that nothing leaked" is the opposite of "nothing leaked": what an honest sentence denies being able to
// say is covered before the rules about claims read it.
import type { Language } from '../vocabulary/finding.ts';

const COVER = '＿';
const cover = (text: string) => COVER.repeat(text.length);

/** Verbs of saying and showing: denying these denies certainty. "Believe" and "think" are not among them: denying those denies the leak. */
const jaSaying =
  '(?:言い切れ|言いきれ|言え|断定|断言|申し上げ|申しあげ|申せ|証明|保証|示す|示し|意味|否定|除外|限ら|限り|お約束でき|判断でき|お伝えでき|言明|責め|疑|求め|お願い)';
const jaPatterns: readonly RegExp[] = [
  // …とは断定できません, …ことを証明するものではございません, …ということにはなりません
  new RegExp(
    `[^。、]{1,80}?(?:とは|とまでは|とも|ことは|ことまで|ことを|ことに|というわけで|わけで|という意味で|を|に|が)[^。]{0,14}${jaSaying}[^。、]{0,16}(?:ません|できない|られない|ではない|おりません|ない(?:と|も)|控え)`,
    'g',
  ),
  // …かどうかは分かっておりません, …か否か, …がなかったかを調べました, …かは確かめます
  /[^。、]{1,60}?(?:かどうか|か否か|かは|かを|かについて|かも(?!しれ))/g,
  // 「…」とは考えておりません: what is in the quotation is what is not thought
  /「[^「」]{1,80}」とは(?:考え|思って|申し)[^。、]{0,8}(?:ません|ない)/g,
];

const enSaying =
  '(?:say|saying|claim|claiming|rule out|exclude|guarantee|promise|prove|show|mean|conclude|suggest|suggesting|imply|tell|be sure|be certain|assert|assume|assure|know|establish|confirm|ask|need|have to|blame|judge|decide|(?:a |any )?(?:proof|sign|evidence))';
const enPatterns: readonly RegExp[] = [
  new RegExp(
    `\\b(?:cannot|can ?not|can't|could not|do not|don't|does not|doesn't|did not|are not|aren't|would not|wouldn't|not|nor|wrong to)(?: yet| therefore| at this stage| at present| mean to| able to| been able to| in a position to){0,2} ${enSaying}\\b[^.;!?]{0,200}`,
    'gi',
  ),
  /\b(?:whether|if)\b(?! (?:you (?:feel|felt|were|are|have)|we (?:have )?(?:offend|caus)|this (?:has )?caus|any))[^.;!?]{0,120}/gi,
  /\bnone (?:of (?:these|this|them) )?is ruled out/gi,
];

/** Denied before a verb of the customer: "you cannot prove" is no honesty of ours. */
const theirs = /\byou\s$/i;

/** The same text with honestly denied claims covered; its length does not change. */
export function coverHonest(text: string, lang: Language): string {
  if (lang === 'ja') return jaPatterns.reduce((kept, pattern) => kept.replace(pattern, cover), text);
  return enPatterns.reduce(
    (kept, pattern) =>
      kept.replace(pattern, (whole: string, ...more: unknown[]) => {
        const at = more.find((part) => typeof part === 'number') ?? 0;
        return /^c/i.test(whole) && theirs.test(kept.slice(Math.max(0, at - 5), at)) ? whole : cover(whole);
      }),
    text,
  );
}
