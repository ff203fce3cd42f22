// Addresses written for people and not for machines: words, brackets and symbols instead of @ and dot.
import { type Match, mailDomain } from './address-pattern.ts';
import { Spans } from './spans.ts';

const open = '[\\[({<（【［〈《「『｛|*_"“\'‘-]';
const close = '[\\])}>）】］〉》」』｝|*_"”\'’-]';
const atWords =
  'at|a|à|ät|bei|at[ -]zeichen|arroba|arr?obas?e?|kukac|chez|klammeraffe|snabel-?a|chiocciola|ma[lł]pa|zavin[aá][cč]|apenstaartje|miukumauku|собака|골뱅이|艾特|@|(?:半角)?アット(?:マーク)?|あっと(?:まーく)?|atmark|at[ -]?mark|at sign|あと';
const dotWords =
  'dot|d0t|\\.|punkt|punto|ponto|point|period|te[cč]ka|kropka|piste|prik|punt|точка|点|どっと|ドット(?:記号)?|てん|ピリオド';
const gap = '[ \\t\\u00a0\\u3000\\r\\n]{0,3}';
const strongAt = `(?:${gap}${open}{1,2}${gap}(?:${atWords})${gap}${close}{1,2}${gap}|${gap}(?:アットマーク|アット|あっとまーく|あっと)${gap}|[ \\t]{1,3}/at/[ \\t]{1,3})`;
const bracketDot = `${gap}${open}{1,2}${gap}(?:${dotWords})${gap}${close}{1,2}${gap}`;
const anyDot = `(?:\\.|${bracketDot}|[ \\t]{1,3}/dot/[ \\t]{1,3}|${gap}(?:ドット|どっと)${gap}|[ \\t]{1,3}(?:dot|DOT|Dot|punkt|punto|ponto|point|точка|점|kropka|te[cč]ka|prik|点|點)[ \\t]{1,3}|[ \\t]{1,2}\\.[ \\t]{1,2})`;
// "b-dot-b-dot-b" has one reading only: else the ways to take it apart multiply.
const noDot = `(?![_-](?:${dotWords})[_-])`;
const part = `${noDot}[A-Za-z0-9_](?:${noDot}[A-Za-z0-9_+~-]){0,40}`;
const host = `[A-Za-z0-9](?:${noDot}[A-Za-z0-9-]){0,50}`;

const strong = new RegExp(`(${part}(?:${anyDot}${part}){0,4})${strongAt}(${host}(?:${anyDot}${host}){1,5})`, 'gi');
/** Names of the at-sign itself: no sentence has them between two words for another reason. */
const signNames =
  'arroba|arobase|chiocciola|собака|골뱅이|艾特|小老鼠|kukac|ma[lł]pa|zavin[aá][cč]|snabel-?a|klammeraffe';
const bareDot =
  '(?:\\.|[ \\t]{1,3}(?:dot|DOT|Dot|punto|ponto|punkt|point|точка|점|kropka|te[cč]ka|prik|点|點)[ \\t]{1,3})';
const weak = new RegExp(
  `(${part}(?:${bareDot}${part}){0,4})([ \\t]{1,3}(?:at|AT|At|${signNames})[ \\t]{1,3})(${host}(?:${bareDot}${host}){1,5})`,
  'g',
);
const signName = new RegExp(`^(?:${signNames})$`);
const spaced = new RegExp(
  `(${part}(?:(?:\\.|[ ]\\.[ ])${part}){0,4})(?:[ \\t\\u00a0\\u3000]{1,4}@[ \\t\\u00a0\\u3000]{0,4}|@[ \\t\\u00a0\\u3000]{1,4})(${host}(?:${anyDot}${host}){1,5})`,
  'g',
);
const spacedDots = new RegExp(`(${part}(?:${anyDot}${part}){0,4})@(${host}(?:${anyDot}${host}){1,5})`, 'g');

/** "info_AT_mail_DOT_example". */
const underscored =
  /([A-Za-z0-9](?:[A-Za-z0-9.+-]{0,62}[A-Za-z0-9])?)_(?:at|AT)_([A-Za-z0-9-]{1,60}(?:(?:_(?:dot|DOT)_|\.)[A-Za-z0-9-]{1,60}){1,5})/g;
/** "info@@mail.example": one of them is to be taken out. */
const doubled = /([A-Za-z0-9][A-Za-z0-9._+-]{0,63})@{2,3}([A-Za-z0-9-]{1,60}(?:\.[A-Za-z0-9-]{1,60}){1,5})/g;
/** "info@mail.example.nospam". */
const withEnding =
  /([A-Za-z0-9][A-Za-z0-9._+-]{0,63})@([A-Za-z0-9-]{1,60}(?:\.[A-Za-z0-9-]{1,60}){1,5})[.-](?:no-?spam|remove-?(?:this|me)?|delete-?(?:this|me)?|anti-?spam|spamfree)(?![A-Za-z0-9.-]*[A-Za-z0-9])/gi;
/** "i n f o @ m a i l . e x a m p l e": a blank after each letter. */
const lettered =
  /(?<![^\s:：「(（])((?:[A-Za-z0-9._+-][ \u00a0]){3,40})@((?:[ \u00a0][A-Za-z0-9.-]){5,80})(?![A-Za-z0-9.-])/g;
const several =
  /\{\s{0,2}([A-Za-z0-9][A-Za-z0-9._+-]{0,40}(?:\s{0,2}[,|;]\s{0,2}[A-Za-z0-9][A-Za-z0-9._+-]{0,40}){1,7})\s{0,2}\}\s?@\s?([A-Za-z0-9-]{1,60}(?:\.[A-Za-z0-9-]{1,60}){1,5})/g;

const dotPattern = new RegExp(anyDot, 'gi');

/** Words before "at" in sentences that hold no address. */
const prose = new Set(
  'a about all am an and any are arrive arrived back be bad based best better book buy by call came center come contact directly do down email emails even event find follow for free from get go good great held here him her home i in is it join just learn live located look looked looking lunch mail me meet meeting met more my not now of off office on once one only open or or order out over page people place read sale see seen shop show sign site starting stay staying store study talk team that the them there they this time today tomorrow tonight up us visit was watch we week were what when where which while who work worked working works write you your everyone everything dinner party available'.split(
    ' ',
  ),
);
/** What a mailbox is called that no sentence calls a thing. */
const mailbox =
  /^(?:info|inquir(?:y|ies)|support|sales|webmaster|postmaster|admin|office|privacy|press|jobs|recruit|abuse|hello|billing|hostmaster|customer|otoiawase|toiawase|madoguchi|soumu)$/i;
const mailWord = /(?:e-?mail|mail|contact|reach|write|address|send|メール|連絡|宛|アドレス|問い?合わ?せ)[^\n]{0,30}$/i;

export type MungedMatch = Match & { readonly technique: string };

const hint =
  /@|_AT_|_at_|[[({<（【［〈《「『｛|*_"“'‘/-]\s?(?:at|a|à|ät|bei|arr?oba|アット|あっと|kukac|chez|klammer|snabel|chiocc|ma[lł]pa|zavin|apenst|miuku|собака|골뱅이|艾特)|アット|あっと|[ \t](?:at|arroba|arobase|chiocciola|собака|골뱅이|艾特|小老鼠|kukac|ma[lł]pa|zavin|snabel|klammer)|を\s?[「『"(（]?\s?[@＠]|with\s|replace/i;

/** Characters round a hint within which the whole of an address lies, with the words that decide about it. */
const REACH = 800;

/** Stretches of the text with a hint in them, in order, apart from each other. */
function hintedStretches(text: string, signs: readonly Sign[]): readonly { from: number; to: number }[] {
  if (text.length <= 4 * REACH) return signs.length > 0 || hint.test(text) ? [{ from: 0, to: text.length }] : [];
  const places: number[] = [];
  for (const { index } of text.matchAll(new RegExp(hint, 'gi'))) places.push(index);
  for (const sign of signs)
    for (let at = text.indexOf(sign.text); at >= 0; at = text.indexOf(sign.text, at + 1)) places.push(at);
  const stretches: { from: number; to: number }[] = [];
  for (const place of places.sort((a, b) => a - b)) {
    const [from, to] = [Math.max(0, place - REACH), Math.min(text.length, place + REACH)];
    const last = stretches.at(-1);
    if (last && from <= last.to) last.to = to;
    else stretches.push({ from, to });
  }
  return stretches;
}

/** Every address written round a machine's eyes. The text should be narrowed: no fullwidth letters. */
export function mungedIn(text: string, declared: readonly Sign[] = []): readonly MungedMatch[] {
  // A note may stand far from the address.
  const signs = [...declared, ...declaredSigns(text).filter((one) => !declared.some((sign) => sign.text === one.text))];
  return hintedStretches(text, signs).flatMap(({ from, to }) =>
    mungedWithin(text.slice(from, to), signs).map((match) => ({
      ...match,
      from: from + match.from,
      to: from + match.to,
    })),
  );
}

function mungedWithin(text: string, signs: readonly Sign[]): readonly MungedMatch[] {
  const found: MungedMatch[] = [];
  const places = new Spans<undefined>();
  const put = (match: MungedMatch) => {
    found.push(match);
    places.add(undefined, match.from, match.to);
  };
  const add = (pattern: RegExp, technique: string, accept: (match: RegExpExecArray) => boolean, hostGroup = 2) => {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const [whole, name = ''] = match;
      const read = accept(match) ? joined(name, match[hostGroup] ?? '') : undefined;
      if (!read) {
        // The right reading may begin inside this one.
        pattern.lastIndex = match.index + Math.max(1, name.length);
        continue;
      }
      const from = match.index;
      const to = match.index + whole.length - read.unused;
      if (!places.some(from, to)) put({ address: read.address, from, to, technique });
    }
  };
  for (const match of text.matchAll(lettered)) {
    const [whole, name = '', where = ''] = match;
    const read = joined(name.replace(/\s/g, ''), where.replace(/\s/g, ''));
    if (read && read.unused === 0)
      put({
        address: read.address,
        from: match.index,
        to: match.index + whole.length,
        technique: 'letters-apart',
      });
  }
  add(strong, /アット|あっと/.test(text) ? 'munge-japanese' : 'munge-brackets', ([whole, name, where]) => {
    // "see /at/ and /dot/ in the path" tells of words.
    if (
      whole.includes('/at/') &&
      [name, where?.split(/[\s.]/)[0]].some((word) => prose.has((word ?? '').toLowerCase()))
    )
      return false;
    // "see figure (A) www.…" is no address.
    return !/^www\./i.test(where ?? '') && !/\sA\s|[[(]A[\])]\s/.test(whole);
  });
  for (const match of severalAt(text)) put(match);
  add(underscored, 'munge-brackets', ([whole]) => /_AT_/.test(whole) || /_dot_/i.test(whole));
  add(doubled, 'double-at', () => true);
  add(withEnding, 'decoy-word', () => true);
  for (const sign of signs) {
    for (const match of bySign(text, sign)) if (!places.some(match.from, match.to)) put(match);
  }
  for (const match of byDotSign(text)) if (!places.some(match.from, match.to)) put(match);
  add(continued, 'munge-japanese', () => true);
  add(quotedHalves, 'munge-japanese', () => true);
  add(spacedDots, 'munge-dots', ([, name, where]) => /[^\w.+~-]/.test(name ?? '') || /[^\w.-]/.test(where ?? ''));
  add(spaced, 'spaces-around-at', (match) => likelySpaced(text, match));
  add(weak, 'munge-words', (match) => likelyAddress(text, match), 3);
  return found;
}

/** "{info,sales}@mail.example": one domain for several. */
function severalAt(text: string): readonly MungedMatch[] {
  const matches: MungedMatch[] = [];
  for (const match of text.matchAll(several)) {
    const [whole, names = '', where = ''] = match;
    const domain = mailDomain(where);
    if (domain === undefined) continue;
    for (const name of names.split(/[\s,|;]{1,4}/))
      matches.push({
        address: `${name}@${domain}`,
        from: match.index,
        to: match.index + whole.length,
        technique: 'several-at-one-domain',
      });
  }
  return matches;
}

/** "foo at mail dot example" against "look at me dot com": what stands around it decides. */
function likelyAddress(text: string, match: RegExpExecArray): boolean {
  const [whole, name = '', at = '', where = ''] = match;
  const dotted = /[ \t]dot[ \t]/i.test(where);
  // "office at choir dot org" is a mailbox; "visit our office at choir dot org" may not be.
  const articled = /\b(?:the|our|your|my|an?|this|any|each|every|head|main)[ \t]{1,3}$/i;
  const named = dotted && mailbox.test(name) && !articled.test(text.slice(Math.max(0, match.index - 12), match.index));
  if (prose.has(name.toLowerCase()) && !named) return false;
  const after = text.slice(match.index + whole.length, match.index + whole.length + 3);
  const before = text.slice(Math.max(0, match.index - 50), match.index);
  let score = 0;
  if (/[\d._+-]/.test(name)) score += 1;
  if (/^\s*(?:$|[.,;:!?)\]、。<"'\r\n])/.test(after)) score += 1;
  if (/^\s*$/.test(before) || /[:：(<[]\s*$/.test(before)) score += 1;
  if (/^\s*$/.test(before) && /^\s*$/.test(after)) score += 1;
  if (mailWord.test(before)) score += 1;
  if (at.trim() === 'AT' || at.trim() === 'arroba') score += 1;
  if (signName.test(at.trim()) && at.trim() !== 'arroba') score += 3;
  if (dotted) score += 1;
  if (mailbox.test(name)) score += 1;
  if (/^(?:me|us|my|the|our|home|your|a|it|this|that|least|all|first|last|work|school)\b/i.test(where)) score -= 3;
  return score >= 3;
}

/** "thanks @kasumi.test" names somebody on a social network: a blank before @ alone needs more to be an address. */
function likelySpaced(text: string, match: RegExpExecArray): boolean {
  const [whole, name = ''] = match;
  if (!/[a-z]/i.test(name) || prose.has(name.toLowerCase())) return false;
  // "@one @two": names of a social network.
  if (text.charAt(match.index - 1) === '@') return false;
  if (/@[ \t\u00a0\u3000]/.test(whole)) return true;
  return mailWord.test(text.slice(Math.max(0, match.index - 40), match.index)) || /[\d._]/.test(name);
}

function joined(name: string, where: string): { address: string; unused: number } | undefined {
  const localPart = name.replace(dotPattern, '.');
  // A sentence may go on after the domain: drop labels from the end until it is one.
  const pieces: { label: string; end: number }[] = [];
  let at = 0;
  dotPattern.lastIndex = 0;
  for (let dot = dotPattern.exec(where); dot; dot = dotPattern.exec(where)) {
    pieces.push({ label: where.slice(at, dot.index), end: dot.index });
    at = dot.index + dot[0].length;
  }
  pieces.push({ label: where.slice(at), end: where.length });
  for (let count = pieces.length; count >= 2; count -= 1) {
    const used = pieces.slice(0, count);
    const domain = mailDomain(used.map(({ label }) => label).join('.'));
    if (domain !== undefined)
      return { address: `${localPart}@${domain}`, unused: where.length - (used.at(-1)?.end ?? 0) };
  }
  return undefined;
}

const jaNote =
  /[「『"“'(（]?([^\s「」『』"“”'()（）[\]_a-zA-Z0-9、。※:：・]{1,3}|\(?at\)?|[A-Z#*]{1,10})[」』"”')）]?\s{0,2}(?:を|は|→|=>|＝|=)\s{0,2}(?:半角)?(?:の)?\s{0,2}[「『"“'(（]?(?:[@＠]|アットマーク)/g;
/** The other way round: "@を■にしています". */
const jaTurnedNote =
  /[@＠][」』"”']?\s{0,2}(?:マーク)?(?:を|は|→)\s{0,2}[「『"“'(（]?([^\s「」『』"“”'()（）[\]_a-zA-Z0-9、。ぁ-んァ-ヶ一-龠]{1,3})/g;
const enNote =
  /(?:replace|change|substitute)\s{1,3}(?:the\s{1,3})?["'“(]?([^\s"'”)]{1,12})["'”)]?\s{1,3}(?:with|by|to|for|into)\s{1,3}(?:an?\s{1,3})?["'“(]?(?:@|at)/gi;
/** Chinese: "请把#换成@"; Korean: "#을 @로 바꿔"; German, French, Spanish, Italian: "X durch @ ersetzen", "remplacer X par @". */
const shownSign =
  '[「『"“\'‘(（]?([^\\s"“”\'‘’「」『』()（）a-zA-Z0-9.]{1,4}|[(\\[]?[a-zA-Z]{1,10}[)\\]]?)[」』"”\'’)）]?';
const otherNote = new RegExp(
  [
    `(?:把|将|將)\\s?${shownSign}\\s?(?:换成|換成|改成|改为|改為|替换成|替换为|替換成|替換為)\\s?[“"「]?[@＠]`,
    `${shownSign}\\s?(?:을|를)\\s?['"‘“]?[@＠]['"’”]?\\s?(?:로|으로)`,
    `${shownSign}\\s{1,3}(?:bitte\\s)?(?:durch|mit)\\s{1,3}(?:ein(?:en|em)?\\s)?["'„“]?@["'“”]?\\s{1,3}(?:zu\\s)?(?:ersetz|austausch|tausch)`,
    `(?:ersetzen\\ssie|remplace[rz]|reempla(?:ce|zar|ce[ns])|sustitu(?:ya|ir)|cambi(?:e|ar)|sostitui(?:re|te|sci)|substitu(?:a|ir)|troque)\\s{1,3}(?:le\\s|la\\s|el\\s|il\\s|o\\s|das\\s|den\\s)?(?:signe?\\s|signo\\s)?${shownSign}\\s{1,3}(?:durch|par|por|con|com)\\s{1,3}(?:une?\\s|un[ao]?\\s|ein\\s)?["'«“]?\\s?@`,
  ].join('|'),
  'gi',
);
const dropNote = /(?:remove|delete|without|omit|削除|取り除|除い)/i;

/** What a note says stands for @. */
export type Sign = { readonly text: string; readonly technique: string };

/** Notes such as "★を@に変えてください": they may stand in another paragraph than the address. */
export function declaredSigns(text: string): readonly Sign[] {
  const signs: Sign[] = [];
  // Most pages have no note: look for the little that every note holds before reading for one.
  if (
    !/[换換改替][^\n]{1,4}[@＠]|[을를]\s?['"‘“]?[@＠]|\b(?:durch|mit|par|por|con|com)\s[^\n]{0,6}@|[@＠][」』"”']?\s{0,2}(?:マーク)?[をは→]|[をは→=＝][\s半角の「『"“'(（]{0,6}(?:[@＠]|アットマーク)|replace|change|substitute/i.test(
      text,
    )
  )
    return signs;
  for (const [pattern, technique] of [
    [jaNote, 'munge-japanese-replace-note'],
    [jaTurnedNote, 'munge-japanese-replace-note'],
    [enNote, 'munge-replace-note'],
    [otherNote, 'munge-replace-note'],
  ] as const) {
    pattern.lastIndex = 0;
    for (let note = pattern.exec(text); note && signs.length < 8; note = pattern.exec(text)) {
      const sign = note.slice(1).find((group) => group !== undefined) ?? '';
      if (sign !== '' && !/[@＠<>="]/.test(sign) && !signs.some((other) => other.text === sign))
        signs.push({ text: sign, technique });
    }
  }
  return signs;
}

function bySign(text: string, { text: sign, technique }: Sign): readonly MungedMatch[] {
  if (!text.includes(sign)) return [];
  const quoted = sign.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const signed = new RegExp(`(${part}(?:\\.${part}){0,4})${gap}${quoted}${gap}(${host}(?:${anyDot}${host}){1,5})`, 'g');
  const matches: MungedMatch[] = [];
  for (let match = signed.exec(text); match; match = signed.exec(text)) {
    const read = joined(match[1] ?? '', match[2] ?? '');
    if (read) {
      const to = match.index + match[0].length - read.unused;
      matches.push({ address: read.address, from: match.index, to, technique });
    }
  }
  return matches;
}

/** "●はドットです", "* = dot": what stands for the dots of a domain. */
const dotNote =
  /[「『"“'(（]?([^\s\w「」『』"“”'()（）、。※@＠.:：]{1,2})[」』"”')）]?\s{0,2}(?:を|は|→|=>|＝|=|is a|stands for(?: a)?)\s{0,2}(?:半角)?(?:の)?\s{0,2}[「『"“'(（]?(?:ドット|どっと|ピリオド|dot|period|[.．](?=[」』"”')）にへで]))/gi;

/** "info@mail●example" with a note that says what the sign is. */
function byDotSign(text: string): readonly MungedMatch[] {
  if (!/ドット|どっと|ピリオド|dot|period|[.．][」』"”')）にへで]/i.test(text)) return [];
  const matches: MungedMatch[] = [];
  for (const [, sign = ''] of [...text.matchAll(dotNote)].slice(0, 8)) {
    const quoted = sign.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const signed = new RegExp(
      `(${part}(?:(?:\\.|${quoted})${part}){0,4})@(${host}(?:(?:\\.|${quoted})${host}){1,5})`,
      'g',
    );
    for (const match of text.matchAll(signed)) {
      const read = joined(
        ...([match[1], match[2]].map((piece = '') => piece.replaceAll(sign, '.')) as [string, string]),
      );
      if (!read || !match[0].includes(sign)) continue;
      const [from, to] = [match.index, match.index + match[0].length];
      matches.push({ address: read.address, from, to, technique: 'munge-dots' });
    }
  }
  return matches;
}

/** "info のあとに @mail.example をつけて". */
const continued = new RegExp(
  `(${part}(?:\\.${part}){0,4})[」』"”]?\\s{0,2}(?:の(?:あと|後ろ?|うしろ)に|に(?:続けて|つづけて)?)\\s{0,2}[「『"“]?@(${host}(?:\\.${host}){1,5})[」』"”]?\\s{0,2}を?\\s{0,2}(?=つけ|付け|追加|足し|続け|入れ|加え|補)`,
  'g',
);

/** "「info」＋「@mail.example」". */
const quotedHalves = new RegExp(
  `[「『"“](${part}(?:\\.${part}){0,4})[」』"”]\\s{0,2}(?:\\+|と)\\s{0,2}[「『"“]@(${host}(?:\\.${host}){1,5})[」』"”]`,
  'g',
);

const decoyWord =
  /[._-]?(?:NO[-_]?SPAM|NOSPAM|REMOVE(?:[-_]?(?:THIS|ME))?|DELETE(?:[-_]?(?:THIS|ME))?|SPAMFREE|ANTISPAM)[._-]?/g;

/** What a note says is to be taken out: a word, or signs. */
const namedDecoy =
  /[「『"“'(（]?([A-Za-z0-9._-]{2,20}|[^\s\w、。「」『』"“”'()（）ぁ-んァ-ヶ一-龠]{1,4})[」』"”'）)]?\s{0,2}(?:の?(?:文字|部分))?(?:を|は)\s{0,2}(?:全て|すべて)?(?:削除|取り除|除い|除去|消し|消去|外し|はずし|取って|取り外|抜い)|(?:remove|delete|omit|drop|strip|without)\s{1,3}(?:the\s{1,3})?(?:word\s{1,3}|letters\s{1,3}|part\s{1,3}|text\s{1,3})?["'“(]?([A-Za-z0-9._-]{2,20})/gi;

/** The address without what a note next to it names; undefined when no note does, or nothing is left. */
function withoutNamedDecoy(address: string, around: string): string | undefined {
  if (!dropNote.test(around) && !/消|外し|はずし|取って|取り外|抜い|drop|strip/i.test(around)) return undefined;
  for (const [, japanese, english] of around.matchAll(namedDecoy)) {
    const word = (japanese ?? english ?? '').replace(/[.]$/, '');
    const start = address.toLowerCase().indexOf(word.toLowerCase());
    if (word === '' || start < 0) continue;
    const [before, after] = [address.slice(0, start), address.slice(start + word.length)];
    // Part of a longer word is no decoy, unless it is written to be seen.
    const bounded = before === '' || /[.@_-]$/.test(before) || after === '' || /^[.@_-]/.test(after);
    if (!bounded && word !== word.toUpperCase()) continue;
    const left = `${before.replace(/[.]$/, after.startsWith('.') || after.startsWith('@') ? '' : '.')}${after}`
      .replace('@.', '@')
      .replace(/^[._-]/, '');
    const cut = left.lastIndexOf('@');
    const domain = mailDomain(left.slice(cut + 1));
    if (cut > 0 && domain !== undefined) return `${left.slice(0, cut)}@${domain}`;
  }
  return undefined;
}

/** The address without a word put in to be taken out; undefined when there is none, or nothing is left. */
export function withoutDecoyWord(address: string, around: string): string | undefined {
  const named = withoutNamedDecoy(address, around);
  if (named !== undefined) return named;
  const at = address.lastIndexOf('@');
  const upper = address.slice(0, at);
  const whole = `${upper}@${address.slice(at + 1)}`;
  const shown = around.match(decoyWord)?.[0];
  const words =
    shown === undefined
      ? whole
      : whole.replace(new RegExp(shown.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi'), (found) =>
          found.startsWith('.') && found.endsWith('.') ? '.' : '',
        );
  if (words === whole || !(dropNote.test(around) || /NO[-_]?SPAM|REMOVE|DELETE|SPAMFREE|ANTISPAM/.test(around)))
    return undefined;
  const cut = words.lastIndexOf('@');
  const domain = mailDomain(words.slice(cut + 1));
  return cut > 0 && domain !== undefined ? `${words.slice(0, cut)}@${domain}` : undefined;
}
