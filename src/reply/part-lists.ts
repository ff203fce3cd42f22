// How our lists were handled: announced in the first answer, and taken up again in every later letter, by the same name.
import { type FactOf, factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { toldForm } from '../vocabulary/told-day.ts';
import { isDate } from './days.ts';
import { isJapanese, workInBoth } from './english-words.ts';
import { logsGiven } from './examined/log-names.ts';
import { foreignName, foreignWords } from './foreign-words.ts';
import { type CaseInput, type Grounds, topicOf } from './grounds.ts';
import { kindsAsked, questionsOf } from './questions/asked.ts';
import { isRecipientOnly } from './recipient-words.ts';
import { listed, type Said, toFill } from './said.ts';
import { vendorListed, vendorNamed, vendorWords } from './vendor-names.ts';

/** One name from the first answer to the last letter. */
export const listRecords: Both = { ja: '名簿の取扱いの記録', en: 'the records of how our lists were handled' };

export type Told = { readonly evidence: readonly string[]; readonly text: Both; readonly slots?: Said['slots'] };

/** Checks and facts that come from these records; none where they were not to be had. */
export function listEvidence({ checks, facts }: CaseInput): readonly string[] {
  const examined = checks.filter(({ id, result }) => isListCheck(id) && result !== 'not-checked').map(({ id }) => id);
  return examined.length > 0 ? examined : factsOf(facts, 'vendor-held').map(({ id }) => id);
}
export const isListCheck = (id: string): boolean => /^exports\b/.test(id);

/** From this many on, a list takes one sentence. */
const SHORT_FROM = 4;
/** More would fill a page of its own: of the rest the number is told. */
const LISTS_AT_MOST = 8;

/** Of many lists: to whom, when, and whether this record was in it, in a sentence each; of the rest their number. */
function manyLists(input: CaseInput, lists: readonly (FactOf<'vendor-held'> & { givenAt?: string })[]): Told[] {
  const told = lists.slice(0, LISTS_AT_MOST).map(({ id, vendor, givenAt, thisRecord }): Told => {
    const name = vendorWords(input, vendor, 28);
    return {
      evidence: [id],
      slots: { at: givenAt ?? '', vendor: name },
      text: {
        yes: {
          ja: '{at:day}に、お客様の情報を含む名簿を、委託先の{vendor}に渡しております。',
          en: 'On {at:day} we gave a list that held your record to {vendor}.',
        },
        no: {
          ja: '{at:day}に、お客様の情報を含まない名簿を、委託先の{vendor}に渡しております。',
          en: 'On {at:day} we gave a list without your record to {vendor}.',
        },
        unknown: {
          ja: '{at:day}に、委託先の{vendor}に名簿を渡しており、お客様の情報を含むかは、まだ確かめられておりません。',
          en: 'On {at:day} we gave a list to {vendor}; whether it held your record is not established yet.',
        },
      }[thisRecord],
    };
  });
  const again = lists.filter(({ times }) => times !== undefined);
  const [copies] = factsOf(input.facts, 'list-copies');
  if (again.length > 0 && copies && copies.exports > lists.length) {
    told.push({
      evidence: [copies.id, ...again.map(({ id }) => id)],
      slots: { all: copies.exports },
      text: {
        ja: '同じ会社に何度か渡したものもあり、迷惑メールの始まりまでに名簿を渡した記録は、全部で{all}件ございます。',
        en: 'As some were given lists more than once, our records show {all} lists handed over in all, up to the first spam.',
      },
    });
  }
  const rest = lists.slice(LISTS_AT_MOST);
  if (rest.length === 0) return told;
  return [
    ...told,
    {
      evidence: rest.map(({ id }) => id),
      slots: { rest: rest.length },
      text: {
        ja: 'このほかに、名簿を渡した記録が{rest}件ございます。',
        en: 'Our records of lists handed over that are not named here number {rest}.',
      },
    },
  ];
}

/** As long as this, a name stands inside its sentence; a longer one has a sentence of its own, so that neither is cut. */
const SHORT_NAME = 16;
const WHOLE_NAME = 60;
/** Of work in English, which is told in a clause; in Japanese as many letters would be too long for a sentence. */
const WHOLE_WORK = 100;

/** Which list, and how large: what a customer asks next. A name in Japanese only is left out of an English letter. */
function listNamed(list: string | undefined, rows: number | undefined): { text: Both; slots: Said['slots'] } {
  const whole = foreignName(list ?? null, WHOLE_NAME);
  const name = whole !== undefined && Array.from(whole).length <= SHORT_NAME ? whole : undefined;
  const count = rows === undefined ? undefined : { ja: '{rows}件', en: rows === 1 ? '{rows} entry' : '{rows} entries' };
  const ja = [...(name === undefined ? [] : ['「{list}」']), ...(count ? [count.ja] : [])].join('、');
  const named = name !== undefined && !isJapanese(name);
  return {
    text: {
      ja: ja === '' ? '' : `（${ja}）`,
      en: `${named ? ' (“{list}”)' : ''}${count ? ` of ${count.en}` : ''}`,
    },
    slots: { ...(name === undefined ? {} : { list: name }), ...(rows === undefined ? {} : { rows }) },
  };
}

/** What was too long to stand in that sentence. */
function namedApart(input: CaseInput, fact: FactOf<'vendor-held'>, does: Both | null): Told[] {
  const list = foreignName(fact.list ?? null, WHOLE_NAME);
  const long = list !== undefined && Array.from(list).length > SHORT_NAME;
  const work = does === null || !isLongWork(does) ? undefined : does;
  return [
    ...(long
      ? [
          {
            evidence: [fact.id],
            slots: { list },
            text: {
              ja: '記録にある名前は「{list}」です。',
              en: 'Our record calls it “{list}”.',
            },
          },
        ]
      : []),
    ...(work
      ? [
          {
            evidence: ['org'],
            slots: { work: workWhole(work) },
            // Whoever was only given the list does nothing for us.
            text: isRecipientOnly(input, fact.vendor)
              ? {
                  ja: '同社について弊社が控えている業務は、{work}です。',
                  en: 'Our note of that company’s work reads: {work}.',
                }
              : { ja: '同社に頼んでいる業務は、{work}です。', en: 'What that company does for us: {work}.' },
          },
        ]
      : []),
  ];
}

/** Whole, or left to people: cut, it would end before the words on which it may turn ("until …"). */
function workWhole({ ja, en }: Both): Both {
  const [whole, wholeEn] = [foreignWords(ja, WHOLE_NAME), foreignWords(en, WHOLE_WORK)];
  const left = toFill({ ja: '同社の業務', en: 'the work of that company' });
  return workInBoth({ ja: whole.endsWith('…') ? left.ja : whole, en: wholeEn.endsWith('…') ? left.en : wholeEn });
}

const isLongWork = ({ ja, en }: Both): boolean => Array.from(ja).length > 20 || Array.from(en).length > 40;

/** A feed goes on: what the record dates is its beginning, and its rows are none of a list. */
const isFeed = ({ list, rows }: FactOf<'vendor-held'>): boolean =>
  /\bfeeds?\b|\blive sync\b|連携|自動送信|常時/i.test(list ?? '') && (rows ?? 0) === 0;

/** Companies named where lists went out after the spam began; of more, the number alone is told. */
const LATER_NAMED = 2;

/** What went out after the spam began did not bring it, and went out all the same. */
function givenLater(grounds: Grounds, beside: boolean): Told[] {
  const input = grounds.case;
  const fact = factsOf(input.facts, 'list-copies').find(({ later }) => later !== undefined && later > 0);
  const { later, laterTo = '', laterAt } = fact ?? {};
  if (!fact || later === undefined || laterAt === undefined || !isDate(laterAt)) return [];
  const all = laterTo.split('; ').filter((name) => name !== '');
  const names = all.flatMap((name) => vendorNamed(input, name, 20) ?? []);
  const named = all.length > 0 && all.length <= LATER_NAMED && names.length === all.length;
  const { spamSince } = grounds;
  if (spamSince === undefined) return [];
  const began = toldForm(input.claim, 'spamSince');
  const since = (words: string) => words.replace('{day}', '{since:day}').replace('{month}', '{since:month}');
  const evidence = [fact.id];
  const ofOne = later === 1;
  return [
    {
      evidence,
      slots: { ...(ofOne ? {} : { later }), at: laterAt, ...(named ? { names: listed(names) } : {}) },
      text: {
        ja: `${ofOne ? '{at:day}に、' : '{at:day}から{later}回、'}${named ? '{names}に' : ''}名簿を渡した記録${beside ? 'も' : 'が'}ございます。`,
        en: `${ofOne ? 'A list was' : 'Lists were'}${beside ? ' also' : ''} passed on${named ? ' to {names}' : ''} ${ofOne ? 'on {at:day}' : '{later} times, from {at:day} on'}.`,
      },
    },
    {
      evidence,
      text:
        fact.laterHeld === 'yes'
          ? {
              ja: ofOne
                ? 'お客様の情報は、その名簿に含まれておりました。'
                : 'お客様の情報は、それらの名簿に含まれておりました。',
              en: ofOne ? 'Your record was in that list.' : 'Your record was in each of these lists.',
            }
          : {
              ja: ofOne
                ? 'お客様の情報がその名簿に含まれていたかは、まだ確かめられておりません。'
                : 'お客様の情報がそれらの名簿に含まれていたかは、まだ確かめられておりません。',
              en: ofOne
                ? 'Whether your record was in that list is not established yet.'
                : 'Whether your record was in these lists is not established yet.',
            },
    },
    {
      evidence: [...evidence, 'claim'],
      slots: { since: spamSince },
      text: {
        ja: `渡したのは迷惑メールが届き始めた${since(began.ja)}より後のことで、記録のとおりであれば、その始まりの説明にはなりません。`,
        en: `By your account the spam had begun before that (${since(began.en)}), so by our records this does not explain how that began.`,
      },
    },
  ];
}

type Known = Readonly<Record<FactOf<'vendor-held'>['thisRecord'], Both>>;

const inFeed: Known = {
  yes: { ja: 'お客様の情報も、渡しております。', en: 'Your record went there too.' },
  no: { ja: 'お客様の情報は、渡しておりません。', en: 'Your record did not go there.' },
  unknown: {
    ja: 'お客様の情報も渡ったかどうかは、まだ確かめられておりません。',
    en: 'Whether your record went there is not established yet.',
  },
};

const inList = (rows: number | undefined): Known => ({
  yes: { ja: 'お客様の情報は、その名簿に含まれておりました。', en: 'Your record was in that list.' },
  no: { ja: 'お客様の情報は、その名簿に含まれておりませんでした。', en: 'Your record was not in that list.' },
  unknown:
    rows === undefined
      ? {
          ja: 'その名簿にお客様の情報が含まれていたかは、まだ確かめられておりません。',
          en: 'Whether your record was in that list is not established yet.',
        }
      : {
          ja: '渡した記録には件数だけが残っているため、お客様の情報が含まれていたかは、まだ確かめられておりません。',
          en: 'As our record of it gives only their number, whether your record was in that list is not established yet.',
        },
});

/** Who was given lists more than once is not told of as of once. */
function givenAgain({ id, times, lastAt, heldEachTime }: FactOf<'vendor-held'>): Told[] {
  if (times === undefined || lastAt === undefined || !isDate(lastAt)) return [];
  return [
    {
      evidence: [id],
      slots: { times, last: lastAt },
      text: {
        ja: '同社に名簿を渡した記録は、迷惑メールの始まりまでに全部で{times}件あり、最後は{last:day}です。',
        en: 'Up to the first spam our records show {times} lists given to that company, the last on {last:day}.',
      },
    },
    {
      evidence: [id],
      slots: heldEachTime ? { times } : {},
      text: heldEachTime
        ? {
            ja: '{times}件とも、お客様の情報を含んでおりました。',
            en: 'Your record was in each of these {times} lists.',
          }
        : {
            ja: 'そのすべてにお客様の情報が含まれていたかは、まだ確かめられておりません。',
            en: 'Whether your record was in each of them is not established yet.',
          },
    },
  ];
}

/** When each list was given to a company, for what work, and whether this record was in it. Undefined: no such record. */
export function listsGiven(grounds: Grounds): Told[] | undefined {
  const { case: input } = grounds;
  const lists = factsOf(input.facts, 'vendor-held')
    .filter(({ givenAt }) => givenAt !== undefined && isDate(givenAt))
    .toSorted((a, b) => Date.parse(a.givenAt ?? '') - Date.parse(b.givenAt ?? ''));
  const later = givenLater(grounds, lists.length > 0);
  if (lists.length === 0) return later.length > 0 ? later : undefined;
  if (lists.length >= SHORT_FROM) return [...manyLists(input, lists), ...later];
  const told = lists.flatMap((fact): Told[] => {
    const { id, vendor, givenAt, thisRecord, list, rows } = fact;
    const feed = isFeed(fact);
    const which = listNamed(list, feed ? undefined : rows);
    const name = vendorNamed(input, vendor, 28);
    const does = vendorListed(input, vendor)?.does ?? null;
    const work = does === null || isLongWork(does) ? undefined : workInBoth(does);
    const whom = {
      ja: `委託先${name === undefined ? '' : 'の{vendor}'}に`,
      en: `${name === undefined ? '' : '{vendor}, '}a company that works for us${work ? ' ({work})' : ''}`,
    };
    return [
      {
        evidence: work ? [id, 'org'] : [id],
        slots: {
          at: givenAt ?? '',
          ...(name === undefined ? {} : { vendor: name }),
          ...(work ? { work } : {}),
          ...which.slots,
        },
        text: feed
          ? {
              ja: `{at:day}から、業務${work ? '（{work}）' : ''}のため、${whom.ja}情報${which.text.ja}を継続して渡しております。`,
              en: `From {at:day} on, our record has a continuing feed of data${which.text.en} to ${whom.en}.`,
            }
          : {
              ja: `{at:day}に、業務${work ? '（{work}）' : ''}のため、${whom.ja}名簿${which.text.ja}を渡しております。`,
              en: `On {at:day} we gave a list${which.text.en} to ${whom.en}.`,
            },
      },
      ...namedApart(input, fact, does),
      { evidence: [id], text: feed ? inFeed[thisRecord] : inList(rows)[thisRecord] },
      ...givenAgain(fact),
    ];
  });
  return [...told, ...later];
}

/** Lists that went out in the time in question, of which the record says that this person was in none. */
export function listsWithout({ case: input, now }: Grounds): readonly Told[] {
  const fact = factsOf(input.facts, 'list-copies').find(({ without }) => without !== undefined && without > 0);
  if (!fact || fact.exports > 0 || fact.without === undefined) return [];
  const names = (fact.withoutTo ?? '').split('; ').flatMap((name) => vendorNamed(input, name, 20) ?? []);
  const named = names.length > 0 && names.length <= LATER_NAMED;
  return [
    {
      evidence: [fact.id],
      slots: { without: fact.without, now, ...(named ? { names: listed(names) } : {}) },
      text: {
        ja: `名簿の取扱いの記録（{now:day}時点）に、${named ? '{names}へ' : ''}渡した名簿で、お客様の情報を含まないと記されたものが{without}件ございます。`,
        en: `Our records (as of {now:day}) name {without} ${fact.without === 1 ? 'list' : 'lists'} handed over${named ? ' to {names}' : ''} and entered as without your record.`,
      },
    },
    {
      evidence: [fact.id],
      text: {
        ja: 'このほかに、お客様の情報が含まれ得る時期に名簿を社外へ渡した記載は見つかっておりません。',
        en: 'Our records show no other list passed on when it could have held your record.',
      },
    },
  ];
}

/** A table without a row is no search that found nothing: whether anybody keeps it, it does not say. */
export const nothingRecorded = ({ checks }: CaseInput): boolean => {
  const examined = checks.filter(({ id, result }) => isListCheck(id) && result !== 'not-checked');
  return examined.length > 0 && examined.every(({ looked }) => looked?.lines === 0);
};

/** Of a table without a row, that it has none, and what that does not tell. */
function nothingEntered({ case: input, now }: Grounds, section: string): Said[] {
  const evidence = listEvidence(input);
  return [
    {
      ...{ id: 'lists.empty', type: 'FOUND', section, evidence, slots: { now } },
      text: {
        ja: '{now:day}の時点で、名簿を社外へ渡した記録には、記載は一件もございません。',
        en: 'As of {now:day}, nothing is entered in our record of lists passed on.',
      },
    },
    { ...{ id: 'lists.limit', type: 'LIMIT', section, evidence, slots: {} }, text: unrecorded },
  ];
}

const unrecorded: Both = {
  ja: '記録されなかった書き出しや、担当者の手元の写しは、これでは分かりません。',
  en: 'An export that nobody recorded, or a copy in a staff member’s hands, would not show in this.',
};

/** To whom the list went, as the records have it: none at the time in question, some, or told where the customer asked. */
export function lists(grounds: Grounds): Said[] {
  const section = 'checked.lists';
  const checks = listEvidence(grounds.case);
  if (checks.length === 0) return [];
  const found = grounds.case.checks.some(({ id, result }) => isListCheck(id) && result === 'found');
  const said = (
    id: string,
    type: Said['type'],
    evidence: readonly string[],
    text: Both,
    slots: Said['slots'] = {},
  ) => ({
    ...{ id: `lists.${id}`, type, section, evidence, slots, text },
  });
  const given = listsGiven(grounds);
  if (!given && !found && nothingRecorded(grounds.case)) return nothingEntered(grounds, section);
  const limit = said('limit', 'LIMIT', checks, unrecorded);
  const without = given || found ? [] : listsWithout(grounds);
  if (without.length > 0) {
    return [
      ...without.map(({ evidence, text, slots }, at) => said(`without-${at + 1}`, 'FOUND', evidence, text, slots)),
      limit,
    ];
  }
  if (!given && !found) {
    return [
      said(
        'nothing',
        'FOUND',
        checks,
        {
          ja: '{now:day}時点の名簿の取扱いの記録に、お客様の情報が含まれ得る時期に名簿を社外へ渡したものは見つかっておりません。',
          en: 'The records of how our lists were handled (as of {now:day}) show no list passed on when it could have held your record.',
        },
        { now: grounds.now },
      ),
      limit,
    ];
  }
  const did = said(
    'scope',
    'DID',
    checks,
    {
      ja: '名簿の取扱いの記録を、{now:day}に調べました。',
      en: 'On {now:day} we examined the records of how our lists were handled.',
    },
    { now: grounds.now },
  );
  const asked = questionsOf(grounds.case).some((question) => kindsAsked(question).includes('given-to'));
  const result: Said[] = asked
    ? [
        said('asked', 'DID', checks, {
          ja: '名簿をどこへ渡したかは、お尋ねへのお答えに記しました。',
          en: 'Our answer to your question tells you who received a list.',
        }),
      ]
    : given
      ? given.map(({ evidence, text, slots }, index) => said(`given-${index + 1}`, 'FOUND', evidence, text, slots))
      : [
          said('some', 'FOUND', checks, {
            ja: '業務のため、名簿を社外へ渡した記録がございました。',
            en: 'They show that a list was passed on for our work.',
          }),
        ];
  return [did, ...result, limit];
}

/**
 * To a requester who is not verified: that the results about the person wait, of each thing the first answer announced.
 * Which those are does not depend on what was found.
 */
export function waiting(grounds: Grounds): Said[] {
  const { case: input } = grounds;
  // An empty table is about nobody: it is told to anybody.
  const empty = nothingRecorded(input) && listEvidence(input).length > 0;
  const examined = empty ? [] : listEvidence(input);
  const pages = input.checks.filter(({ id, result }) => /^pages\.exposed/.test(id) && result !== 'not-checked');
  const canaries = input.checks.filter((check) => topicOf(check) === 'canaries' && check.result !== 'not-checked');
  const names: { readonly name: Both; readonly evidence: readonly string[] }[] = [
    ...(examined.length > 0 ? [{ name: listRecords, evidence: examined }] : []),
    ...(pages.length > 0
      ? [{ name: { ja: '弊社の公開ページ', en: 'our public pages' }, evidence: pages.map(({ id }) => id) }]
      : []),
    ...(canaries.length > 0
      ? [
          {
            name: { ja: '名簿そのもの', en: 'our list itself' },
            evidence: canaries.map(({ id }) => id),
          },
        ]
      : []),
    ...(logsGiven(input).has('mail')
      ? [{ name: { ja: '弊社からのメールの送信の記録', en: 'our mailing records' }, evidence: ['claim'] }]
      : []),
  ];
  const sentences: Said[] = empty ? nothingEntered(grounds, 'checked.waiting') : [];
  for (let at = 0; at < names.length; at += 2) {
    const some = names.slice(at, at + 2);
    sentences.push({
      id: `waiting.${at / 2 + 1}`,
      type: 'DID',
      section: 'checked.waiting',
      evidence: some.flatMap(({ evidence }) => evidence),
      slots: { names: { ja: some.map(({ name }) => name.ja).join('と'), en: listed(some.map(({ name }) => name)).en } },
      text:
        at === 0
          ? {
              ja: '{names}にお申し出のアドレスに関わることがあるかないかは、ご本人の確認ができましたらお知らせいたします。',
              en: 'Whether {names} show anything about the address, we will tell you once it is confirmed as yours.',
            }
          : {
              ja: '{names}についても、その際にお知らせいたします。',
              en: 'We will then tell you the same about {names}.',
            },
    });
  }
  return sentences;
}
