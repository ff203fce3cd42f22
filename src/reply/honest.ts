// "We cannot say that nothing leaked" is the opposite of "nothing leaked": what an honest sentence denies being able to
// say is covered before the rules about claims read it.
import type { Language } from '../vocabulary/finding.ts';

const COVER = '＿';
const cover = (text: string) => COVER.repeat(text.length);

/** Verbs of saying and showing: denying these denies certainty. "Believe" and "think" are not among them: denying those denies the leak. */
const jaSaying =
  '(?:言い切れ|言いきれ|言え|断定|断言|申し上げ|申しあげ|申せ|証明|保証|示す|示し|意味|否定|除外|限ら|限り|お約束でき|判断でき|お伝えでき|言明|責め|疑|求め|お願い|結論|結論づけ|つもり|約束|なりませ|なら(?!ない)|根拠は|理由と|示せ|特定でき)';
/** Each begins at the start of a clause: tried at every character, a long sentence would cost its square. */
const jaPatterns: readonly RegExp[] = [
  // …とは断定できません, …ことを証明するものではございません, …ということにはなりません
  new RegExp(
    `(?<![^。、])[^。、]{1,80}?(?:とは|とまでは|とも|ことは|ことまで|ことを|ことに|というわけで|わけで|という意味で|を|に|が)[^。]{0,14}${jaSaying}[^。、]{0,16}(?:ません|できない|られない|ではない|おりません|ない(?:と|も)|控え)`,
    'g',
  ),
  // …かどうかは分かっておりません, …か否か, …がなかったかを調べました, …かは確かめます
  /(?<![^。、])[^。、]{1,60}?(?:かどうか|か否か|かは|かを|かについて|かも(?!しれ))/g,
  // …を示すもの, …をうかがわせる事実: what was looked for, not what happened
  /(?<![^。、])[^。、]{0,40}?(?:を|ことを|ことが)(?:示す|うかがわせる|疑わせる)(?:もの|事実|記録|跡|痕跡|事情|材料|形跡)/g,
  // すべての漏えいを見つけられるものではございません
  /(?:すべて|全て|全部|必ず)[^。、]{0,40}(?:もの|わけ)では(?:ございません|ありません|ない)/g,
  // …と受け取られる書き方は避け
  /(?<![^。、])[^。、]{1,60}?(?:と受け取られ|と読め|という印象|との誤解|と誤解)[^。]{0,24}(?:避け|控え|ないよう)/g,
  // …と断言できる材料はございません, ゼロであるとは考えておりません
  /(?<![^。、])[^。、]{1,60}?(?:断言|断定|証明|判断|言い切)(?:でき)?る[^。、]{0,6}(?:材料|根拠|記録|もの|だけ)[^。]{0,8}(?:ません|ない)/g,
  /(?<![^。、])[^。、]{0,60}?(?:ゼロ(?:だ|である)?|得ない|えない|不可能(?:だ|である)?|無関係(?:だ|である)?|絶対(?:だ|である)?|ない|完全(?:だ|である)?)とは(?:考え|思って|見て|捉え)[^。、]{0,6}(?:ません|ない)/g,
  // …がない理由とはいたしません, …という意図はございません
  /(?<![^。、])[^。、]{1,60}?(?:理由とは|意図は|つもりは|わけでは|立場には|根拠は)[^。]{0,12}(?:ません|ない)/g,
  // 「…」とは考えておりません: what is in the quotation is what is not thought
  /「[^「」]{1,80}」とは(?:考え|思って|申し)[^。、]{0,8}(?:ません|ない)/g,
];

const enSaying =
  '(?:say|saying|claim|claiming|rule out|exclude|guarantee|promise|prove|show|mean|conclude|suggest|suggesting|imply|tell|be sure|be certain|assert|assume|assure|know|establish|confirm|ask|need|have to|blame|judge|decide|honest|ruled out|excluded|doubt|asking|ask you|claiming|tell whether|settled|(?:a |any )?(?:proof|sign|evidence))';
const enPatterns: readonly RegExp[] = [
  new RegExp(
    `\\b(?:cannot|can ?not|can't|could not|do not|don't|does not|doesn't|did not|have not|has not|are not|aren't|is not|would not|wouldn't|will not|should not|not|nor|no longer|unable to|wrong to|dishonest to|rather than)(?: yet| therefore| at this stage| at present| mean to| able to| been able to| in a position to| be honest to| be right to| be| been| to){0,3} ${enSaying}\\b[^.;!?]{0,200}`,
    'gi',
  ),
  // no grounds to say that …, no claim that …, no sign that nothing happened
  /\bno (?:grounds|reason|basis|right|claim|intention|wish|proof|sign|guarantee|promise|certainty)\b(?: to (?:say|claim|conclude|blame|suggest|think that (?:another|somebody|someone|you)))?(?: that)? (?!to (?:believe|think|suspect|assume|worry))[^.;!?]{0,120}/gi,
  // no record that shows that …, nothing that points to …: what was looked for
  /\b(?:no|nothing|any|anything)\b[^.;!?]{0,40}\b(?:shows?|points? to|points? towards|suggests?|indicates?|indicating|showing|pointing to)\b[^.;,!?]{0,80}/gi,
  // finding nothing is not the same as …
  /\b(?:do not|don't|did not|would not|cannot|can't) (?:regard|consider|think|believe|call|treat|see)(?: it| this| that| a leak| the leak| an intrusion)?(?: as| to be)? (?:impossible|unlikely|certain|excluded|ruled out|settled|closed|unthinkable|safe|proven)\b[^.;!?]{0,120}/gi,
  /\bnothing (?:that |which )?you (?:have|need) to\b[^.;!?]{0,120}/gi,
  /\b(?:nothing|not|never|no word)\b[^.;!?]{0,40}\b(?:be )?(?:read|taken|understood|meant) (?:as|to)\b[^.;!?]{0,160}/gi,
  /\b(?:is|are) not (?:the same as|enough to|a reason to|to be taken)[^.;!?]{0,120}/gi,
  /\b(?:whether|if)\b(?! (?:you (?:feel|felt|were|are|have)|we (?:have )?(?:offend|caus)|this (?:has )?caus|any))[^.;!?]{0,120}/gi,
  /\b(?:none|neither|nothing)(?: of (?:these|this|them))? (?:is|has been|can be) (?:ruled out|excluded)/gi,
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
