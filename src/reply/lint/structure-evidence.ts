// Structural rules about evidence: every fact has some, every number comes from the case, nothing is given away that
// belongs to others, and a vendor's word stays a vendor's word.

import type { SentenceType } from '../../vocabulary/case-file.ts';
import type { Fact } from '../../vocabulary/fact.ts';
import type { Language } from '../../vocabulary/finding.ts';
import { aboutThePerson } from '../about-the-person.ts';
import { deadlinesOf } from '../deadlines.ts';
import { sentencesOf } from '../draft.ts';
import { openFindings } from '../grounds.ts';
import { headings } from '../headings.ts';
import { tellsOfSafeguards } from './exact.ts';
import type { Item } from './items.ts';
import { numbersIn, numbersOfCase, numbersOfSlots } from './numbers.ts';
import { coverQuoted } from './quoted.ts';
import type { Breach, Structure } from './structure.ts';

const stating: ReadonlySet<SentenceType> = new Set(['DID', 'FOUND', 'LIMIT', 'INFER', 'ANSWER', 'ACT']);
/** Evidence that is no fact and no check: parts of the case itself. */
const partsOfCase = /^(?:claim|outcome|weights|org|handling|acquisition|drill|(?:deadline|measure):.{1,100})$/;
/** A sentence that states a fact, as plain text: what somebody typed by hand. */
const statesFact: Readonly<Record<Language, RegExp>> = {
  ja: /(?:調べました|調査(?:いた)?しました|確認(?:いた)?しました|見つか(?:り|って)|確認されて|検出|判明(?:いた)?しました|保全(?:いた)?しました|件です|名です|回です)/,
  en: /\bwe (?:have )?(?:examined|checked|found|confirmed|established|verified|looked|reviewed|preserved|saw|took)\b|\b(?:was|were) (?:found|seen|detected|confirmed)\b/i,
};

export function factsWithoutEvidence({ items, input, lang }: Structure): Breach[] {
  const ids = new Set([...input.facts.map(({ id }) => id), ...input.checks.map(({ id }) => id)]);
  return items.flatMap((item): Breach[] => {
    const { sentence, unit } = item;
    if (!sentence) {
      const text = coverQuoted(unit.text, lang);
      const heading = unit.text.replace(/^\d{1,2}\. /, '');
      if (Object.values(headings).some((one) => one[lang] === heading)) return [];
      return statesFact[lang].test(text) ? [{ rule: 'EV01', item, part: statesFact[lang] }] : [];
    }
    const known = sentence.evidence.filter((id) => ids.has(id) || partsOfCase.test(id));
    return stating.has(sentence.type) && (known.length === 0 || known.length < sentence.evidence.length)
      ? [{ rule: 'EV01', item }]
      : [];
  });
}

/** Numbers of the wording itself: "one message", the ending of a file name. */
const numbersOfWording: ReadonlySet<string> = new Set(['1']);

export function numbersNotInCase({ items, input, stage }: Structure): Breach[] {
  const zone = input.organisation.timeZone;
  const inCase = new Set(numbersOfCase(input));
  // A promise of this very letter is a deadline that the case takes over when the letter is kept.
  for (const { by } of stage ? deadlinesOf({ stage }, input) : []) {
    for (const number of numbersOfSlots(
      { type: 'PROMISE', section: '', evidence: [], slots: { by }, text: '' },
      zone,
    )) {
      inCase.add(number);
    }
  }
  return items.flatMap((item): Breach[] => {
    const { sentence, unit } = item;
    const slots = sentence ? numbersOfSlots(sentence, zone) : undefined;
    const text = sentence ? unit.text : unit.text.replace(/^[\s　]{0,8}[（(]?[0-9０-９]{1,2}[.．)）]/, '');
    const strange = numbersIn(text).find(
      (number) => !(inCase.has(number) && (slots?.has(number) ?? true)) && !(sentence && numbersOfWording.has(number)),
    );
    return strange === undefined ? [] : [{ rule: 'EV03', item, part: new RegExp(strange) }];
  });
}

/** A letter written before the case was examined again says what was known then, not now. */
export function olderThanTheCase({ letter, input, items }: Structure): Breach[] {
  if (!letter) return [];
  return items.flatMap((item): Breach[] => {
    const now = item.sentence?.slots['now'];
    return now !== undefined && Date.parse(now) < Date.parse(input.now) ? [{ rule: 'EV04', item }] : [];
  });
}

/** The other language of the same letter says the same: the same sentences, evidence and slots. */
export function languagesApart({ letter, input, items }: Structure): Breach[] {
  const [item = null] = items;
  const breach: Breach[] = [{ rule: 'EV05', item }];
  const pairs = letter ? [letter] : (input.letters ?? []);
  const differs = pairs.some(({ stage, channel, lang, sentences }) => {
    const other = input.letters?.find((one) => one.stage === stage && one.channel === channel && one.lang !== lang);
    const claims = other
      ? other.sentences.map(({ id, type, evidence, slots }) => [id, type, evidence, Object.keys(slots).sort()])
      : sentencesOf(input, stage).said.map(({ id, type, evidence, slots }) => [
          id,
          type,
          evidence,
          Object.keys(slots).sort(),
        ]);
    const ours = sentences.map(({ id, type, evidence, slots }) => [id, type, evidence, Object.keys(slots).sort()]);
    return JSON.stringify(claims) !== JSON.stringify(ours);
  });
  return differs ? breach : [];
}

/** After a letter that stated less than is known now, only a correction may follow, or have followed. */
export function correctionMissing({ input, items, stage }: Structure): Breach[] {
  const sent = input.handling?.sent ?? [];
  const [item = null] = items;
  const stated = sent.filter((one) => one.stage === 'main' || one.stage === 'follow-up').at(-1);
  if (!stated || stage === 'correction') return [];
  const denied = stated.outcome === 'no_evidence' || stated.outcome === 'not_our_mail';
  const contradicted =
    (denied && openFindings(input).length > 0) ||
    (stated.outcome === 'leak_confirmed' && input.outcome !== 'leak_confirmed');
  const corrected = sent.some((one) => one.stage === 'correction' && Date.parse(one.at) >= Date.parse(stated.at));
  return contradicted && !corrected ? [{ rule: 'EV06', item }] : [];
}

const unalterable: Readonly<Record<Language, RegExp>> = {
  ja: /(?:書き?換え|改ざん|変更|消去)(?:が)?(?:られない|できない|でき(?:ま)?せん|不可能)/,
  en: /\b(?:cannot|can't|can no longer|impossible to|could not) be (?:altered|changed|tampered|modified|edited)|\btamper-?proof\b|\b(?:alter|change|tamper with) them\b/i,
};
const preserved: Readonly<Record<Language, RegExp>> = {
  ja: /保全(?:し|いたし|済)|封(?:印)?(?:し|いたし)(?:た|て|ま)/,
  en: /\b(?:have |has )?(?:preserved|sealed|secured)\b(?! to)/i,
};

export function preservedWithoutRecord({ items, input, lang }: Structure): Breach[] {
  const taken = input.handling?.acquisition !== undefined;
  return items.flatMap((item): Breach[] => {
    const text = coverQuoted(item.unit.text, lang);
    if (item.sentence?.type === 'HEARD') return [];
    if (unalterable[lang].test(text)) return [{ rule: 'EV07', item, part: unalterable[lang] }];
    return !taken && preserved[lang].test(text) ? [{ rule: 'EV07', item, part: preserved[lang] }] : [];
  });
}

const vendorsWord: Readonly<Record<Language, RegExp>> = {
  ja: /(?:委託先|業者|ベンダー|配信会社|提携先)[^。]{0,24}(?:漏えい|漏洩|流出|漏れ|問題|異常)[^。]{0,12}(?:ない|なかった|なし)[^。]{0,8}(?:確認|判明|確かめ|分か)/,
  en: /\b(?:confirmed|verified|established|checked) with\b[^.]{0,40}\bthat\b[^.]{0,20}\b(?:nothing|no)\b|\b(?:vendors?|providers?|suppliers?|processors?|companies|partners?)\b[^.]{0,30}\b(?:did not leak|have not leaked|leaked nothing|has no leak|had no leak|were not affected)/i,
};

export function vendorsWordAsOurs({ items, lang }: Structure): Breach[] {
  return items.flatMap((item): Breach[] =>
    vendorsWord[lang].test(coverQuoted(item.unit.text, lang)) ? [{ rule: 'EV08', item, part: vendorsWord[lang] }] : [],
  );
}

const saysHeld: Readonly<Record<Language, RegExp>> = {
  ja: /(?:お客様|お申し出|ご本人|あなた)[^。]{0,24}(?:登録|名簿)[^。]{0,20}(?:ございま|ありま|おりま|含まれ|見当たり|残って)|登録簿[^。]{0,30}(?:ございま|ありま|見当たり|含まれ)/,
  en: /\b(?:your|the) (?:address|record|entry|data|details|name)\b[^.]{0,30}\b(?:in|on|from|among) (?:our|the) (?:register|list|database|records|copies)|\bour (?:register|list|database) (?:holds|contains|has|does not hold)|\bwe (?:hold|have|do not hold|do not have) your\b/i,
};
/** Says that something is open, and not what. */
const unnamed = /^found\.unnamed$/;

export function registerToUnverified({ items, input, lang }: Structure): Breach[] {
  if (input.claim.requesterVerified !== 'no') return [];
  const personal = new Set(input.facts.filter((fact: Fact) => aboutThePerson.has(fact.kind)).map(({ id }) => id));
  return items.flatMap((item): Breach[] => {
    const { sentence, unit } = item;
    if (sentence && unnamed.test(sentence.id ?? '')) return [];
    if (sentence?.evidence.some((id) => personal.has(id))) return [{ rule: 'PR05', item }];
    const text = coverQuoted(unit.text, lang);
    return sentence?.type !== 'HEARD' && saysHeld[lang].test(text)
      ? [{ rule: 'PR05', item, part: saysHeld[lang] }]
      : [];
  });
}

const secrets: readonly RegExp[] = [
  /監視用|おとり|囮|カナリア|ハニー(?:ポット|トークン)?|ダミー(?:の)?アドレス|\b(?:honey ?(?:pot|token|address)?|canar(?:y|ies)|decoy|trap\d{0,6}@)/i,
  /(?:^|[^\w.:/])\/(?:[\w.-]{1,60}\/){1,10}[\w.-]{0,60}|[A-Za-z]:\\[\w\\.-]{1,100}|[\w-]{1,60}\.(?:log|php|sql|conf|ya?ml|jsp|aspx?)\b/i,
  /(?:^|[^\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])/,
  /\b(?:nginx|apache|mysql|mariadb|postgres\w{0,3}|postfix|wordpress|php|openssl|windows server|tomcat|iis)\b/i,
  /\b(?:sigma|crs|snort|suricata|yara)\b[^。.]{0,12}(?:rule|ルール|規則)|(?:ルール|規則|rule)(?:名|番号|ID| id| name| number)?[「“" ]{1,2}[\w.-]{3,60}/i,
];

/** Addresses of other people, hosts, paths, products and canaries; the addresses and hosts the organisation names itself are free. */
export function givesAway({ items, input, lang }: Structure): Breach[] {
  const { organisation, claim } = input;
  const free = [
    organisation.contact.address,
    organisation.contact.phone,
    ...organisation.authorities.flatMap(({ contact, host }) => [contact, host]),
  ].filter((text) => text !== null && text !== '');
  const visible = (item: Item) => {
    const bare = free.reduce<string>((text, one) => (one === null ? text : text.replaceAll(one, '')), item.unit.text);
    return item.sentence?.type === 'HEARD' ? coverQuoted(bare, lang) : bare;
  };
  const address = /[\w.+-]{1,64}@[\w.-]{1,255}/;
  return items.flatMap((item): Breach[] => {
    const text = visible(item);
    const theirs = claim.address !== '' && item.unit.text.toLowerCase().includes(claim.address.toLowerCase());
    const part = secrets.find((pattern) => pattern.test(text)) ?? tellsOfSafeguards(text, lang);
    return [
      ...(theirs ? [{ rule: 'PR01', item } as const] : []),
      ...(part
        ? [{ rule: 'PR02', item, part } as const]
        : !theirs && address.test(text)
          ? [{ rule: 'PR02', item, part: address } as const]
          : []),
    ];
  });
}
