// How an organisation speaks of itself: a school or a ward office that writes 弊社 sends what reads as a form letter.
import type { Organisation } from '../vocabulary/case-file.ts';
import type { Both } from '../vocabulary/finding.ts';
import { isJapanese } from './english-words.ts';
import type { Said } from './said.ts';

/** What sentences are written with. */
const COMPANY = '弊社';

/** For whoever gives no name, or calls itself something in English only, and whose name tells no word: neither company nor school. */
const ANYBODY = '当方';

/** By the name. First that fits; each as long as the word it stands for, so that what a rule finds keeps its place. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/(?:株式|有限|合同|合資|合名)会社|\((?:株|有)\)/, COMPANY],
  [/(?:病院|医院|クリニック|診療所|歯科|内科|外科|眼科|皮膚科|小児科|産婦人科)$/, '当院'],
  [/(?:学校|高校|学園)$/, '本校'],
  [/大学(?:院)?$/, '本学'],
  [/(?:幼稚園|保育園|こども園|動物園|植物園|農園)$/, '当園'],
  [/区(?:役所)?$/, '当区'],
  [/市(?:役所)?$/, '当市'],
  [/町(?:役場)$/, '当町'],
  [/村(?:役場)$/, '当村'],
  [/^ホテル|(?:ホテル|旅館|図書館|美術館|博物館|会館|公民館)$/, '当館'],
  [/^(?:民宿|ペンション|ゲストハウス)|(?:民宿|民泊|ペンション|ゲストハウス)$/, '当宿'],
  [/法人|協会|連盟|委員会|協議会|連合会|同窓会|自治会|町内会|保護者会|後援会|の会$/, '当会'],
  [/(?:店|商店|書店|薬局|美容室|食堂)$/, '当店'],
  [/(?:楽団|合唱団|劇団|少年団|応援団)$/, '当団'],
  [/(?:クラブ|倶楽部|サークル|チーム|組合)$/, ANYBODY],
];

/** The organisation's own word; where its name tells none, that of a company. */
export function ownWord({ name, callsItself }: Pick<Organisation, 'name' | 'callsItself'>): string {
  if (callsItself && isJapanese(callsItself.ja)) return callsItself.ja;
  // Without a name it is not known either that it is a company.
  if (name === null) return ANYBODY;
  const called = name.ja.normalize('NFKC').trim();
  return kinds.find(([named]) => named.test(called))?.[1] ?? (callsItself ? ANYBODY : COMPANY);
}

const companyInEnglish = /\b(?:ltd|limited|inc|llc|llp|plc|corp(?:oration)?|company|co)\b\.?$/i;

/** By the English name. First that fits; a company whose name ends in one of these words says what it is behind it. */
const kindsInEnglish: readonly (readonly [RegExp, string])[] = [
  [/\b(?:parish|town|city|county|borough|district|community|village) council\b/i, 'our council'],
  [/\bchurch\b|\bparish of\b/i, 'our church'],
  [/\b(?:school|academy)$/i, 'our school'],
  [/\buniversity\b/i, 'our university'],
  [/\bassociation\b/i, 'our association'],
  [/\bsociety\b/i, 'our society'],
  [/\bclub$/i, 'our club'],
  [/\b(?:hospital|surgery|clinic)$/i, 'our practice'],
];

function inEnglish({ name, callsItself }: Naming, word: string): string {
  if (callsItself && !isJapanese(callsItself.en)) return callsItself.en;
  const called = name?.en.trim() ?? '';
  const kind = companyInEnglish.test(called) ? undefined : kindsInEnglish.find(([named]) => named.test(called))?.[1];
  if (kind !== undefined) return kind;
  return word === COMPANY ? 'our company' : 'our organisation';
}

type Naming = Pick<Organisation, 'name' | 'callsItself'>;

/** The same sentence in the organisation's own words. */
export function inOwnName(said: Said, organisation: Naming): Said {
  const word = ownWord(organisation);
  const en = inEnglish(organisation, word);
  if (word === COMPANY && en === 'our company') return said;
  const named = (text: Both): Both => ({
    ja:
      word === COMPANY
        ? text.ja
        : text.ja
            .replaceAll(COMPANY, word)
            .replaceAll('社員', '職員')
            .replaceAll('自社の', '自らの')
            .replaceAll('社外', '外部')
            .replaceAll('社内', '内部'),
    en: text.en.replaceAll('our company', en),
  });
  const slots = Object.entries(said.slots).map(([name, slot]) => [name, typeof slot === 'object' ? named(slot) : slot]);
  return { ...said, text: named(said.text), slots: Object.fromEntries(slots) };
}

/** What the rules for wording read: they know a writer who says 弊社. A word of another length would move what they find. */
export function asCompany(text: string, organisation: Naming): string {
  const word = ownWord(organisation);
  return word.length === COMPANY.length ? text.replaceAll(word, COMPANY) : text;
}
