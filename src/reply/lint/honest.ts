// "We cannot say that nothing leaked" is the opposite of "nothing leaked": what an honest sentence denies being able to
// say is covered before the rules about claims read it.
import type { Language } from '../../vocabulary/finding.ts';

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
  // …がなかったことの証拠にはなりません, …ないと決めてかかることはいたしません: a denial inside, denied by the verb around it
  /(?<![^。、])[^。、]{0,60}?(?:ない|なかった|ません|ておらず|無関係|潔白|無事|安全|絶対|完全|万全|確実|ゼロ|皆無|大丈夫|安心)(?:だ|である|です)?(?:と|こと|だけの|という|旨)[^。]{0,30}(?:ません|できない|られない|かね|おりません|ではない|とは限らない|段階では?ない)(?!ので|から)(?<!(?:間違い|相違|疑い|差し支え|差しつかえ|問題|支障|余地|違い|異論|異存|疑う|申すまでも|言うまでも|しか|ほかなり|過ぎ|変わり)(?:は|が|も)?(?:あり|ござい)?ません)/g,
  // 証拠をお出しいただく必要はございません, 変更をお願いするものではございません
  /(?<![^。、])(?![^。、]{0,40}(?:心配|不安|懸念|案じ|気遣い|気にな|報告|届|通知))[^。、]{1,50}?(?:必要|義務)は(?:一切|まったく)?(?:ございません|ありません|ない)/g,
  // お客様の思い違いであるとは考えておりません: blame denied, which is no claim about ourselves
  /(?<![^。、])(?![^。、]{0,50}(?:弊社|当社|当方|私ども|漏|流出|侵入|不正アクセス))[^。、]{0,40}?(?:お客様|端末|アドレス|思い違い|勘違い|落ち度|委託|ほかの会社|他社|別の会社)[^。、]{0,30}(?:とは|とも|とまでは|などとは)(?:考え|思って|見て|申し|決めつけ|捉え|みて)[^。、]{0,10}(?:ません|ない)/g,
  // …と申し上げているのではございません, …と言っているわけではありません
  /(?<![^。、])[^。、]{1,80}?と(?:まで)?(?:申し上げて|申して|言って|考えて|決めて|主張して|お伝えして|疑って)(?:いる|おる)?(?:の|わけ|もの)では[^。、]{0,4}(?:ません|ない)/g,
  // …と申し上げられないこと, はいとはお答えできません
  /(?<![^。、])[^。、]{1,60}?(?:と|とは|とも)(?:申し上げ|申せ|言え|言い切れ|お約束でき|お答えでき|断言でき|保証でき)(?:られ)?(?:ない|ません)/g,
  // …と決めつけることはいたしません
  /(?<![^。、])[^。、]{1,60}?と(?:決めつけ|決めて|断じ|みな|疑|片づけ|片付け)[^。、]{0,12}(?:ません|ない)/g,
  // 可能性をなくすことはできません
  /(?<![^。、])[^。、]{1,50}?を?(?:なくす|ゼロにする|防ぐ|防ぎきる|止める|約束する|お約束する|保証する|請け合う|お伝えする|断つ)ことは[^。、]{0,8}(?:できません|できない|いたしかね|かない)/g,
  // …なかったことは別でございます
  /[^。]{1,80}(?:こと|の)(?:と|とは|は)[^。、]{0,6}(?:別(?:の|で|もの)|同じでは|同じことでは|イコールでは)/g,
  // 証拠をご用意いただかなくても
  /(?<![^。、])(?![^。、]{0,30}(?:心配|不安))[^。、]{1,40}?なくて(?:も|結構|かまい)/g,
  // …だ、と申し上げるつもりはございません, …、ということはいたしません
  /[^。]{1,80}、(?:と(?:申し上げ|申す|言|お答え|考え|決め)|という(?:こと|つもり|わけ|意味|趣旨))[^。]{0,16}(?:ません|ない)/g,
  // プロバイダーから漏れたと決める理由はございません
  /(?<![^。、])(?![^。、]{0,50}(?:弊社|当社|当方|私ども))[^。、]{1,60}?(?:と|を)(?:決める|考える|疑う|判断する|申し上げる|みなす|言える|断じる)(?:だけの)?(?:理由|根拠|材料|記録|もの)は[^。、]{0,8}(?:ません|ない)/g,
  // …と判断するには、まだ早い
  /[^。]{1,80}(?:には|のは)、?(?:まだ|いまだ)?[^。、]{0,6}(?:早い|早計|早すぎ|尚早|足りない|足りません)/g,
  // …と考えたくなるところですが
  /(?<![^。、])[^。、]{1,60}?と(?:考えたく|言いたく|申し上げたい|言いたい|思いたい|お答えしたい|考えたい)/g,
  // …が起きていないか、…までに調べます
  /(?<![^。、])[^。、]{1,60}?(?:ない|た|る)か(?=[、をに])/g,
  // …との報告は受けておりません
  /(?<![^。、])[^。、]{1,60}?との(?:報告|回答|保証|説明|返事|連絡|判断|評価|確認)(?:は|も|を)[^。、]{0,10}(?:受けて|受け取って|いただいて|得て|届いて|もらって)[^。、]{0,6}(?:ません|ない)/g,
  // …とは、どの会社にも言えない
  /[^。]{1,60}とは、[^。、]{0,14}(?:言え|申せ|申し上げ|お約束でき|断言でき|言い切れ)[^。、]{0,6}(?:ない|ません)/g,
  // …までは確かめられておりません, …とはまだ確認できておりません
  /(?<![^。、])[^。、]{1,60}?(?:ことまでは|とまでは|ことまで|かまでは|とは(?:まだ|いまだ)?|とも)[^。、]{0,8}(?:確かめ|確認|突き止め|言い|申し|判断|証明|結論|分か)[^。、]{0,10}(?:ません|ない)/g,
  // …がない理由とはいたしません, …という意図はございません
  /(?<![^。、])[^。、]{1,60}?(?:理由とは|意図は|つもりは|わけでは|立場には|根拠は)[^。]{0,12}(?:ません|ない)/g,
  // 「…」とは考えておりません: what is in the quotation is what is not thought
  /「[^「」]{1,80}」とは(?:考え|思って|申し)[^。、]{0,8}(?:ません|ない)/g,
];

const enSaying =
  '(?:deny|denied|hide|hide behind|dispute|told|say|saying|said|expect you|require you|wait for|object|written|have written|have said|have told|pretend|give (?:you )?(?:a |any |that )?(?:guarantee|assurance|promise)|call|calling|claim|claiming|rule out|exclude|guarantee|promise|prove|show(?! any)|mean|conclude|suggest|suggesting|imply|tell|be sure|be certain|assert|assume|assure|know|known|establish|established|confirm|confirmed|verify|verified|checked|proved|proven|shown|concluded|claimed|promised|asserted|settle|decided|determine|determined|ask|blame|judge|decide|honest|ruled out|excluded|doubt|asking|ask you|claiming|tell whether|settled|(?:a |any )?(?:proof|sign|evidence))';
const enPatterns: readonly RegExp[] = [
  // a clean log does not prove that …: the subject is part of what is denied
  /(?:^|(?<=[,;:] ))(?![^.,;:!?]{0,40}\byou\b)[^.,;:!?]{1,80}\b(?:does not|do not|did not|would not|will not|cannot|could not|is not enough to|are not enough to) (?:by itself |alone |in itself |on its own |therefore |yet |really |necessarily )?(?:prove|show(?! any)|mean|establish|demonstrate|guarantee|rule out|exclude|tell us|imply|settle)\b[^.;!?]{0,160}/gi,
  new RegExp(
    `\\b(?:cannot|can ?not|can't|could not|do not|don't|does not|doesn't|did not|have not|has not|are not|aren't|is not|would not|wouldn't|will not|should not|not|nor|no longer|unable to|wrong to|dishonest to|rather than)(?: yet| therefore| at this stage| at present| want to| wish to| intend to| going to| try to| expect to| mean to| able to| been able to| in a position to| be honest to| be right to| be| been| to){0,3} ${enSaying}\\b[^.;!?]{0,200}`,
    'gi',
  ),
  // you do not need to prove anything; "you need not worry" is another matter
  /\byou (?:(?:do not|will not|should not|would not) (?:need|have) to|need not) (?!worry|be (?:concerned|alarmed|afraid|anxious|worried))[^.;!?]{0,120}/gi,
  // nobody can be certain that …, none of us can say …
  /\b(?:nobody|no one|none of (?:us|our \w{1,12}|the \w{1,12}|these|them|this)|neither|nothing|no (?:\w{1,12} )?(?:expert|system|check|test|record|company|business|organisation|organization|firm|person|one))\b[^.;!?]{0,60}\b(?:(?:can|could) (?:be (?:certain|sure)|say|promise|guarantee|prove|tell|know|rule out|exclude|settle|show|claim|confirm)|(?:is|are|was) (?:ever )?(?:absolutely|completely|perfectly|fully|entirely|totally)|(?:has|have) (?:told|promised|shown|proved|proven|confirmed|ruled out))\b[^.;!?]{0,120}/gi,
  // there is no way of knowing …, there is no way to stop spam
  /\bthere is no way (?:to|of|for us to)\b[^.;!?]{0,120}/gi,
  // it would be wrong to say …, we would be misleading you if …
  /\b(?:it would be|it is|we would be|that would be) (?:far |much |still |simply |also |only )?(?:convenient|easy|tempting|comfortable|wrong|dishonest|misleading|untrue|premature|too early|careless|a mistake)\b[^.;!?]{0,160}/gi,
  // in our last letter we said …; that statement went too far
  /\b(?:we|letter|reply|answer|message)\b[^.;!?]{0,24}\b(?:said|wrote|stated|told you|claimed)\b[^!?]{0,120}\b(?:too far|wrong|not true|incorrect|mistake|not right|premature|overstated|too much)\b/gi,
  // we do not think you are mistaken: blame denied
  /\b(?:do|did|would) not (?:think|believe|consider|assume|feel|find)(?: that)? (?:you\b|your\b(?! (?:\w{1,12} )?(?:address|data|details|information|records?|name)\b)|our (?:supplier|vendor|contractor|mailing|hosting|provider|processor)|the (?:supplier|vendor|contractor|form|length|mailing|hosting)|another|any other|an? (?:short|simple)|some)\b[^.;!?]{0,120}/gi,
  // we wish we could say that …, we should never have told you that …
  /\b(?:wish we could|if only we could|should never have|never should have|ought not to have|had no right to|refuse to|would rather not|stop short of)\b[^.;!?]{0,160}/gi,
  // even if it happened at our supplier, …
  /\beven (?:if|though|when)\b[^.,;!?]{0,120}/gi,
  // it is not the case that …, it is not that …
  /\bit is not (?:the case )?that\b[^.;!?]{0,160}/gi,
  // that statement went too far
  /\bwe (?:hereby |now |must |have to |therefore |also ){0,2}(?:withdraw|correct|retract|take back|corrected|withdrew|withdrawn)\b[^.;!?]{0,160}/gi,
  // no grounds to say that …, no claim that …, no sign that nothing happened
  /\bno (?:grounds|reason|basis|right|claim|intention|wish|proof|sign|guarantee|promise|certainty)\b(?: to (?:say|claim|conclude|blame|suggest|think that (?:another|somebody|someone|you)))?(?: that)? (?!to (?:believe|think|suspect|assume|worry))[^.;!?]{0,120}/gi,
  // no record that shows that …, nothing that points to …: what was looked for
  /(?<!absence of )(?<!lack of )\b(?:no|nothing|any|anything)\b[^.;!?]{0,40}\b(?:shows?|points? to|points? towards|suggests?|indicates?|indicating|showing|pointing to)\b[^.;,!?]{0,80}/gi,
  // finding nothing is not the same as …
  /\b(?:do not|don't|did not|would not|cannot|can't) (?:regard|consider|think|believe|call|treat|see)(?: it| this| that| a leak| the leak| an intrusion)?(?: as| to be)? (?:impossible|unlikely|certain|excluded|ruled out|settled|closed|unthinkable|safe|proven)\b[^.;!?]{0,120}/gi,
  /\bnothing (?:that |which )?you (?:have|need) to\b[^.;!?]{0,120}/gi,
  /\b(?:nothing|not|never|no word)\b[^.;!?]{0,40}\b(?:be )?(?:read|taken|understood|meant) (?:as|to)\b[^.;!?]{0,160}/gi,
  /\b(?:is|are) not (?:the same as|enough to|a reason to|to be taken)[^.;!?]{0,120}/gi,
  /\b(?:whether|(?:ask|asked|asks|know|tell|see|say|check|checked|wonder|sure|clear|doubt|determine|find out|learn) if)\b(?! (?:you (?:feel|felt|were|are|have|had|would|could|chose|picked)|we (?:have )?(?:offend|caus)|this (?:has )?caus|any))[^.;!?]{0,120}/gi,
  /\b(?:none|neither|nothing)(?: of (?:these|this|them))? (?:is|has been|can be) (?:ruled out|excluded)/gi,
];

/** Denied before a verb of the customer: "you cannot prove" is no honesty of ours. */
const theirs = /\byou\s$/i;

/** "In no sense can we say that …" refuses the thought, not the certainty. */
const absolute = /いかなる意味|断じて|毛頭|どう考えて|金輪際|微塵/;

/** The same text with honestly denied claims covered; its length does not change. */
export function coverHonest(text: string, lang: Language): string {
  if (absolute.test(text)) return text;
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
