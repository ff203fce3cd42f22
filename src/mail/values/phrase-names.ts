// Names that are phrases of advertising and places, too: Max Power, Summer Sale, Virginia Beach. In capitals as well as in
// small letters they are one everywhere; their bearer is meant only where somebody is called so.

const first = new Set(
  'max will summer winter autumn spring april may june august angel victoria virginia georgia carolina savannah charlotte florence paris sydney adelaide alice diana christian crystal amber ruby pearl jade diamond ivory rose holly lily daisy violet iris olive hazel heather ginger cherry candy honey sugar sandy misty stormy sunny rocky cliff brook brooke forest glen dale miles star sky skye ocean dawn grace hope joy faith charity harmony melody carol destiny liberty justice trinity art rich bill cash penny chase grant hunter victor king prince duke earl baron noble merit honor sterling golden silver free long best newport myrtle laguna palm miami orange phoenix austin dallas houston jackson madison lincoln washington jordan brooklyn dakota montana'.split(
    ' ',
  ),
);
const last = new Set(
  'station bridge road avenue square tower stadium airport lane park castle church port harbor harbour hall power powers falls beach waters water hills springs garden gardens island islands bay lake river valley canyon shore coast point ridge mountain mountains sale sales day days night nights light lights house home homes singles work works style life world market store shop club hotel school gift gifts star stars gold diamond diamonds moon sun rain snow storm winter summer spring dream dreams period prize bonus award price prices ball rock talk bush fair show party festival class course deal deals card cards'.split(
    ' ',
  ),
);

/** Whether the words of a folded name are such a phrase. */
export const mayBePhrase = ([one = '', other = '', ...more]: readonly string[]): boolean =>
  more.length === 0 && first.has(one) && last.has(other);

/** What calls somebody, or says that a name follows. */
const calls =
  /(?:(?<!\p{L})(?:dear|hi|hello|hey|mr|mrs|ms|miss|dr|prof|attn|attention|congratulations|sir|madam|(?:sur|full |first |last |your )?name|customer|member|recipient|client|beneficiary|owner|holder)[.,:]?[\s:=]{1,3}|=)$/iu;

/** What speaks to the one just called. */
const spokenTo =
  /^(?:[,:] ?(?:you|your|we|please|this|thank|here|it|i|if|congratulations|there)(?!\p{L})|[ -]?(?:san|sama)(?!\p{L})|\s?(?:様|さま|さん))/iu;

/** Whether a text calls somebody by that phrase; true, too, when its words stand in it only in another order. */
export function callsByPhrase(text: string, words: readonly string[]): boolean {
  const pattern = new RegExp(`(?<!\\p{L})${words.join('(?:[ \\t+._-]|%20|\\r?\\n){1,3}')}(?!\\p{L})`, 'giu');
  let seen = false;
  for (const { index, 0: found } of text.matchAll(pattern)) {
    seen = true;
    if (calls.test(text.slice(Math.max(0, index - 24), index))) return true;
    if (spokenTo.test(text.slice(index + found.length, index + found.length + 20))) return true;
  }
  return !seen;
}

/** Whether the words of a firm's name stand in a text only in small letters, or end in them: words of the language. */
export function onlyInSmallLetters(text: string, words: readonly string[]): boolean {
  if (!words.every((word) => /^[a-z]{1,20}$/.test(word))) return false;
  const pattern = new RegExp(`(?<!\\p{L})${words.join('[ \\t\\r\\n,&.-]{1,3}')}(?!\\p{L})`, 'giu');
  const found = [...text.matchAll(pattern)];
  return found.length > 0 && found.every(([one]) => /(?<!\p{L})\p{Ll}+$/u.test(one));
}
