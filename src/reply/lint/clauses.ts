// A sentence cut where a hedge stops covering: "we do not know how it happened, but it was not us" claims what "it was not
// us" claims. What stands before the joint may be taken back by what follows ("we said so, but that was wrong"), so only
// what follows is judged by itself; the first part is judged with the whole.
import type { Language } from '../../vocabulary/finding.ts';

/** Quoted words are no clause of ours: nothing is cut inside them. */
const quoted: Readonly<Record<Language, RegExp>> = {
  en: /“[^“”]{0,400}”|"[^"]{0,400}"/g,
  ja: /「[^「」]{0,400}」|『[^『』]{0,400}』/g,
};
const COVER = '＿';

/**
 * The joint belongs to neither part in English; in Japanese it ends the first. Most colons open a list or an answer that
 * only the question explains ("who had the file: two of us"), and are no joint.
 */
const joints: Readonly<Record<Language, RegExp>> = {
  en: /\s{0,3}(?:[;—–]|(?<=\b(?:clear|certain|sure|plain|known|simple|settled|this|fact|result|conclusion)):(?=\s)|\s-\s)\s{0,3}(?:but |yet |so |and )?|, (?:but|yet)(?: then)?,? (?!for\b|also\b|only\b)| but (?=(?:we|it|nobody|nothing|no|that|this|there|the|our|your|you|all|I) )|, (?:so|and so|and therefore|and thus|hence)(?: that)?,? (?=\w)|, and (?=(?:we|it|nobody|nothing|no|that|this|there|our|your|you|all|I) )/g,
  ja: /(?<=(?:です|ます|ません|でした|ました|せん|ない|た|る|だ|ん)(?:が|けれども|けれど|けど)、|ものの、|とはいえ、|；)/g,
};
/** "Although the sender is unknown, our list is not …": the first comma is the joint. */
const conceding =
  /^(?:although|though|even though|even if|while|whilst|whatever|however much|much as|granted that|since) [^,]{3,200}, /i;
/** What cannot stand by itself: reported, conditional, or an afterthought to what came before. */
const dependent = /^(?:that|whether|if|because|which|who|whose|where|when|unless|until|as|than|nor|or|not)\b/i;

const words = (text: string) => text.split(/\s+/, 5).filter((word) => /\w/.test(word)).length;
const standsAlone: Readonly<Record<Language, (text: string) => boolean>> = {
  en: (text) => words(text) >= 4 && !dependent.test(text),
  ja: (text) => text.length >= 9,
};

/** The clauses after the first, each as it stands. Empty for a sentence of one clause. Linear in its length. */
export function laterClauses(text: string, lang: Language): readonly string[] {
  const covered = text.replace(quoted[lang], (whole) => COVER.repeat(whole.length));
  const conceded = lang === 'en' ? conceding.exec(covered) : null;
  const cuts = [...covered.matchAll(joints[lang])].map(({ index, 0: joint }) => [index, index + joint.length] as const);
  if (conceded) cuts.push([conceded[0].length, conceded[0].length]);
  cuts.sort(([a], [b]) => a - b);
  return cuts
    .map(([, from], i) => text.slice(from, cuts[i + 1]?.[0] ?? text.length).trim())
    .filter((clause) => standsAlone[lang](clause));
}
