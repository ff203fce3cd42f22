// Structural rules about what is claimed: scope and limit of what was not found, the outcome, the words for likelihood,
// and findings that must not be left out.
import { factKinds } from '../../vocabulary/fact.ts';
import type { Language } from '../../vocabulary/finding.ts';
import type { Outcome } from '../../vocabulary/outcome.ts';
import { concernsNobody } from '../findings/of-nobody.ts';
import { topicOfFact } from '../grounds.ts';
import { englishWordings } from './data/wording-en.ts';
import { japaneseWordings } from './data/wording-ja.ts';
import { coverHonest } from './honest.ts';
import type { Item } from './items.ts';
import { coverQuoted } from './quoted.ts';
import type { Breach, Structure } from './structure.ts';

/** Our own claim in a sentence: without the customer's words and without what is honestly denied. */
function claimed(item: Item, lang: Language): string {
  const { unit, sentence } = item;
  if (sentence?.type === 'HEARD') return '';
  const kept = claims.get(item);
  if (kept !== undefined) return kept;
  const text = coverHonest(coverQuoted(unit.text, lang), lang);
  claims.set(item, text);
  return text;
}
/** Several rules read the same sentence, and covering what it honestly denies is most of their work. */
const claims = new WeakMap<Item, string>();

const negative: Readonly<Record<Language, RegExp>> = {
  ja: /(?:見つか(?:って|り)|見つけられ|確認(?:されて|でき|し)|認められ|検出(?:され|し)|見当たり|見受けられ|発見(?:され|でき))[^。]{0,6}(?:おりません|ません|いない|いません|なかった)|(?:痕跡|形跡|異常|不審な(?:点|動き|アクセス))[^。]{0,10}(?:ございません|ありません|なかった)/,
  en: /\b(?:found|find|saw|seen|see|detected|identified|discovered|noticed|uncovered)\b[^.]{0,8}\b(?:no|nothing|neither|none)\b|\b(?:no|nothing)\b[^.]{0,60}\b(?:was|were|has been|have been) (?:found|seen|detected|identified|noticed)|\b(?:did not|didn't|could not) (?:find|see|detect)\b/i,
};
/** What is not in a letter's own power to have found: these negatives are no findings of a check. */
const noFinding: Readonly<Record<Language, RegExp>> = {
  ja: /ご?本人[^。]{0,12}確認できて|(?:裏付け|確認)(?:は|を)?できて/,
  en: /\bconfirm/i,
};

/** A negative finding of ours. In sentence data only findings and answers count; in a text every sentence does. */
function isNegative(item: Item, lang: Language): boolean {
  const { sentence, unit } = item;
  if (sentence && sentence.type !== 'FOUND' && sentence.type !== 'ANSWER') return false;
  const text = coverQuoted(unit.text, lang);
  return negative[lang].test(text) && !noFinding[lang].test(text);
}

const date = String.raw`(?:\d{1,4}年\d{1,2}月\d{1,2}日|\d{1,2}月\d{1,2}日|\{[^{}]{1,20}\})`;
const enDate = String.raw`(?:\d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?|\d{4}-\d{2}-\d{2}|\{[^{}]{1,20}\})`;
const scopeParts: Readonly<Record<Language, readonly RegExp[]>> = {
  ja: [
    /記録|ログ|名簿|登録簿|ページ|仕組み|履歴|写し|配信|送信/,
    new RegExp(
      `から[^。]{1,40}まで|時点|${date}(?:（.）)?(?:[^。]{0,3})の[^。]{0,30}(?:記録|ログ)|\\{期間\\}|${date}[^。]{0,3}(?:〜|～|-)|以降`,
    ),
    new RegExp(`${date}[^。]{0,6}(?:に(?:調べ|確認|照)|までに(?:調べ|確認)|時点|確認)|までに調べ`),
  ],
  en: [
    /\b(?:records?|logs?|list|register|pages?|check|mailings?|copies|database)\b/i,
    new RegExp(
      `\\bfrom\\b.{1,80}\\bto\\b|\\bbetween\\b.{1,60}\\band\\b|\\bas of\\b|\\bsince\\b|\\{period\\}|for \\{|\\bfor (?:[A-Z][a-z]{5,8} )?${enDate}`,
      'i',
    ),
    new RegExp(
      `\\b(?:on|as of|up to|checked|examined|by)\\b[^.]{0,24}${enDate}|${enDate}[^.]{0,10}\\bwe (?:examined|checked|also looked)`,
      'i',
    ),
  ],
};
const limitWords: Readonly<Record<Language, RegExp>> = {
  ja: /見落と|見つけられない|見つけられません|見つけられるもの|分かりません|断定(?:すること)?は?でき|証明(?:でき|する|した)|限られ|測って|意味いたしません|意味しません|見えません|別の問い|ものではございません|ものではありません|なかったとは(?:申し|言)|件しか見つけ/,
  en: /\b(?:miss|would not show|cannot detect|not proof|not certain|escape|does not show|not measured|cannot say|limited to|found only|could not see|would not appear|separate question|does not mean|not prove|rule out)\b/i,
};

function paragraphOf(structure: Structure, item: Item): { text: string; items: readonly Item[] } {
  const items = structure.items.filter(({ paragraph }) => paragraph === item.paragraph);
  return { text: items.map(({ unit }) => unit.text).join(' '), items };
}

export function negativeWithoutScope(structure: Structure): Breach[] {
  const { lang, items } = structure;
  return items.flatMap((item) => {
    if (!isNegative(item, lang)) return [];
    const { text } = paragraphOf(structure, item);
    return scopeParts[lang].every((part) => part.test(text)) ? [] : [{ rule: 'OC03', item, part: negative[lang] }];
  });
}

export function negativeWithoutLimit(structure: Structure): Breach[] {
  const { lang, items } = structure;
  return items.flatMap((item) => {
    if (!isNegative(item, lang)) return [];
    const paragraph = paragraphOf(structure, item);
    const limited =
      paragraph.items.some(({ sentence }) => sentence?.type === 'LIMIT') || limitWords[lang].test(paragraph.text);
    return limited ? [] : [{ rule: 'OC04', item, part: negative[lang] }];
  });
}

export function admissions({ lang, items, outcome }: Structure): Breach[] {
  if (outcome === 'leak_confirmed') return [];
  const wording = (lang === 'ja' ? japaneseWordings : englishWordings)['LI01'];
  return items.flatMap((item) => {
    const part = wording?.when.find((pattern) => pattern.test(claimed(item, lang)));
    return part ? [{ rule: 'LI01', item, part }] : [];
  });
}

/** What a sentence states as the verdict, and the outcomes that carry it. */
const verdicts: readonly { readonly carriedBy: readonly Outcome[]; readonly ja: RegExp; readonly en: RegExp }[] = [
  {
    carriedBy: ['leak_confirmed'],
    ja: /(?:漏えい|漏洩|流出)(?:した|していた|があった)ことを確認|見える状態(?:になって|で)いたことを確認/,
    en: /\b(?:established|confirmed|know|found) that\b[^.]{0,40}\b(?:leaked|could be seen)\b|\b(?:record|list|data|details|address)\b[^.]{0,20}\bha(?:s|ve) leaked\b/i,
  },
  {
    carriedBy: ['leak_likely', 'leak_confirmed'],
    ja: /可能性(?:は|が)[、\s]?(?:どちらかといえば|非常に|かなり|極めて)?高い/,
    en: /\b(?:think|consider|believe|is|seems?|appears?)\b[^.]{0,8}\b(?<!un)(?:rather |very |quite )?likely\b(?! as not)|\bprobably (?:leaked|came from us)/i,
  },
  {
    carriedBy: ['no_evidence'],
    ja: /漏えいを示す(?:事実|もの|証拠)は(?:確認|見つか)/,
    en: /\bfound (?:nothing|no evidence) (?:that shows|of) a leak\b/i,
  },
  {
    carriedBy: ['not_our_mail'],
    ja: /(?:弊社|当.|本[校学])の名義をかたったもの/,
    en: /\bit uses our name\b/i,
  },
  {
    carriedBy: [],
    ja: /(?:弊社|当.|本[校学])から(?:の)?(?:漏えい|漏洩|流出|漏れ)[^。、]{0,10}(?:では(?:ございません|ありません|ない)|はございません|はありません)/,
    en: /\b(?:did not|does not) (?:come|originate) from us\b|\bnot leaked by us\b/i,
  },
];

export function verdictsBeyondOutcome({ lang, items, outcome, letter, input }: Structure): Breach[] {
  const allowed = new Set<Outcome>([...input.permitted, input.outcome, 'inconclusive']);
  const [first = null] = items;
  const bolder: Breach[] = letter && !allowed.has(letter.outcome) ? [{ rule: 'LI06', item: first }] : [];
  return [
    ...bolder,
    ...items.flatMap((item) => {
      const text = claimed(item, lang);
      return verdicts.flatMap((verdict): Breach[] =>
        verdict[lang].test(text) && !verdict.carriedBy.includes(outcome)
          ? [{ rule: 'LI06', item, part: verdict[lang] }]
          : [],
      );
    }),
  ];
}

const likelihoodWords: Readonly<Record<Language, RegExp>> = {
  ja: /可能性(?:は|が|を)[、\s]?(ごく低い|どちらかといえば低い|どちらかといえば高い|低い|高い)/,
  en: /(?<!as )\b((?:very |rather )?(?:un)?likely)\b(?! as not)/i,
};

/** The word for likelihood in a letter is the one computed, not one that somebody typed. */
export function wordsBesideTheBand({ lang, items, input }: Structure): Breach[] {
  const words = input.weigh?.words[lang].replace(/[（(].{0,40}$/, '').trim();
  return items.flatMap((item) => {
    const match = likelihoodWords[lang].exec(claimed(item, lang));
    return match?.[1] !== undefined && match[1].toLowerCase() !== words
      ? [{ rule: 'EV02', item, part: likelihoodWords[lang] }]
      : [];
  });
}

/** Every open finding that points to us is mentioned, and no sentence says that nothing was found where it was. */
export function findingsLeftOut({ items, input, whole, lang }: Structure): Breach[] {
  const open = input.facts.filter((fact) => input.unresolved.includes(fact.id) && factKinds[fact.kind].canPointToUs);
  const mentioned = new Set(
    items.flatMap(({ sentence }) =>
      sentence?.type === 'FOUND' || sentence?.type === 'INFER' ? sentence.evidence : [],
    ),
  );
  // What there is only where we hold their record waits until it is confirmed who asks, and the letter says that it waits.
  const waits =
    input.claim.requesterVerified === 'no' &&
    items.some(
      ({ sentence }) => sentence !== undefined && /^(?:conclusion\.withheld$|verify\.)/.test(sentence.id ?? ''),
    );
  const missing: Breach[] =
    whole && open.some((fact) => !mentioned.has(fact.id) && !(waits && !concernsNobody(fact)))
      ? [{ rule: 'OC13', item: items[0] ?? null }]
      : [];
  const topics = new Set(open.map(topicOfFact));
  const contradicted = items.flatMap((item): Breach[] => {
    const topic = /^checked\.(\w{1,20})/.exec(item.sentence?.section ?? '')?.[1];
    const denies = topic !== undefined && isNegative(item, lang) && [...topics].some((one) => one === topic);
    return denies ? [{ rule: 'OC13', item, part: negative[lang] }] : [];
  });
  return [...missing, ...contradicted];
}
