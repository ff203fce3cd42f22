// A login that came after many guesses, and what whoever came in did next: one story, as far as the records tell it.
import type { Fact, FactOf } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { isDate } from '../days.ts';
import { foreignWords } from '../foreign-words.ts';
import { listed, type Slot } from '../said.ts';

type Trace = FactOf<'attacker-trace'>;
type Slots = Readonly<Record<string, Slot>>;
type Told = { readonly text: Both; readonly slots: Slots };
type Words = Told & { readonly and?: Told; readonly but: Both };

/** Where somebody logged in. */
function account({ record, vendor }: Trace): Both {
  if (vendor !== undefined)
    return { ja: '{vendor}にある弊社のアカウントへの', en: ' to the account that we have at {vendor}' };
  if (record === 'mail')
    return { ja: '弊社のメールサーバーのメールボックスへの', en: ' to a mailbox on our mail server' };
  if (record === 'application') return { ja: '業務に使うシステムへの', en: ' to an application of ours' };
  return { ja: '', en: '' };
}

const countOf = (count: number, one: Both, more: Both): Both => (count === 1 ? one : more);

/** What the same source did from then on. */
function acts({
  record,
  keysMade = 0,
  listWritten = 0,
  listsWritten = listWritten > 0 ? 1 : 0,
  settingsChanged = 0,
  mailboxMegabytes = 0,
  sent = 0,
  sentFrom,
}: Trace): Told | undefined {
  const did: Both[] = [
    ...(settingsChanged > 0 ? [{ ja: '安全のための設定の変更', en: 'changed security settings' }] : []),
    ...(keysMade > 0 ? [{ ja: 'アクセス用の鍵の作成', en: 'made an access key' }] : []),
    ...(listWritten > 0
      ? [
          countOf(
            listsWritten,
            { ja: '一覧（{list}件）の書き出し', en: 'wrote out a list of {list} entries' },
            {
              ja: '一覧の書き出し{lists}回（最大{list}件）',
              en: 'wrote out {lists} lists (up to {list} entries)',
            },
          ),
        ]
      : listsWritten > 0
        ? [
            countOf(
              listsWritten,
              { ja: '一覧の書き出し1回', en: 'wrote out a list' },
              { ja: '一覧の書き出し{lists}回', en: 'wrote out {lists} lists' },
            ),
          ]
        : []),
    ...(mailboxMegabytes > 0
      ? [{ ja: 'メールボックスからの約{megabytes}MBの受信', en: 'was given about {megabytes} MB out of the mailbox' }]
      : []),
    ...(sent > 0
      ? [
          record === 'mail'
            ? countOf(
                sent,
                { ja: 'メール{sent}通の送信', en: 'sent {sent} message' },
                { ja: 'メール{sent}通の送信', en: 'sent {sent} messages' },
              )
            : { ja: '{sent}件の宛先へのメールの送信', en: 'sent mail to {sent} recipients' },
        ]
      : []),
  ];
  if (did.length === 0) return undefined;
  // One act leaves room for its time in the sentence.
  const dated = did.length === 1 && sent > 0 && sentFrom !== undefined && isDate(sentFrom);
  // Filled in here: a slot holds no slots of its own.
  const fill = (words: string) =>
    words
      .replace('{lists}', String(listsWritten))
      .replace('{list}', String(listWritten))
      .replace('{megabytes}', String(mailboxMegabytes))
      .replace('{sent}', String(sent));
  const all = listed(did);
  return {
    text: {
      ja: `その後、同じ接続元による、{acts}${dated ? '（{sentFrom:moment}ごろから）' : ''}が記録に残っております。`,
      en: `Then, by these records, the same source {acts}${dated ? ' (from about {sentFrom:moment} on)' : ''}.`,
    },
    slots: {
      acts: { ja: fill(all.ja), en: fill(all.en) },
      ...(dated && sentFrom !== undefined ? { sentFrom } : {}),
    },
  };
}

/** What the login leaves open. */
function open({ record, listWritten = 0, listsWritten = listWritten > 0 ? 1 : 0 }: Trace): Both {
  if (listsWritten > 1)
    return {
      ja: 'それらの一覧にどなたの記録が含まれていたかは、確かめております。',
      en: 'Whose records were in those lists we are finding out.',
    };
  if (listsWritten > 0)
    return {
      ja: 'その一覧にどなたの記録が含まれていたかは、確かめております。',
      en: 'Whose records were in that list we are finding out.',
    };
  if (record === 'mail')
    return {
      ja: 'メールボックスの中のメールは読まれたおそれがございますが、どれが読まれたかは、この記録からは分かりません。',
      en: 'Mail in that mailbox may have been read; which of it, these records do not show.',
    };
  return {
    ja: 'その後に何が読み取られたかは、この記録からは分かりません。',
    en: 'What was read after that, these records do not show.',
  };
}

/** Whoever mistypes, or kept an old password in a program, leaves the same trace as long as nothing else is known of it. */
const innocent: Both = {
  ja: '打ち間違いや、古いパスワードを持つソフトでも同じ跡が残るため、どなたによるものかを確かめております。',
  en: 'A mistyped or outdated password can leave such a trace too; we are finding out whose login it was.',
};

/** From where nobody logged in on any other day: so does a colleague on the road. */
export const onTheRoad: Both = {
  ja: '出先からの業務でも同じ跡が残るため、どなたによるものかを確かめております。',
  en: 'Work done while travelling can leave such a trace too; we are finding out whose login it was.',
};

/** A login after guesses that worked, by the line of the login itself or by what shows its success. */
export const isLogin = (fact: Fact): fact is Trace =>
  fact.kind === 'attacker-trace' &&
  /^bruteforce-(?:login|web)$/.test(fact.attack) &&
  (fact.success === 'shown' || (fact.success === 'possible' && fact.record !== undefined));

/** Undefined: no login after guesses, or one that may not have worked. */
export function loginWords(fact: Trace): Words | undefined {
  if (!isLogin(fact)) return undefined;
  const dated = fact.at !== undefined && isDate(fact.at);
  const where = account(fact);
  const vendor: Slots = fact.vendor === undefined ? {} : { vendor: foreignWords(fact.vendor, 30) };
  const seen: Slots = dated && fact.at !== undefined ? { seen: fact.at } : {};
  const [ja, en] = dated ? ['{seen:moment}ごろ、', ' at about {seen:moment}'] : ['', ''];
  const and = acts(fact);
  const shown = fact.success === 'shown';
  const from =
    fact.outside === false
      ? { ja: '社内のネットワークから', en: 'from our own network' }
      : { ja: '外部から', en: 'from outside' };
  if (fact.strange) {
    const { tries = 0, loginDays = 0 } = fact;
    const failed =
      tries > 0
        ? countOf(
            tries,
            { ja: '一度失敗した後に', en: ', after a failed attempt' },
            { ja: '{tries}回失敗した後に', en: ', after {tries} failed attempts' },
          )
        : { ja: '', en: '' };
    if (loginDays > 1) {
      const [from, on] = dated ? ['{seen:moment}ごろから', ' from about {seen:moment} on'] : ['', ''];
      return {
        text: {
          ja: `${from}{days}日にわたり、普段は使われていない外部の接続元から、${where.ja}ログインが成功した記録がございます。`,
          en: `A source outside, not the usual one, logged in${where.en} on {days} days${on}.`,
        },
        slots: { ...seen, ...vendor, days: loginDays },
        ...(and ? { and } : {}),
        but: fact.sentSample ? open(fact) : onTheRoad,
      };
    }
    return {
      text: {
        ja: `${ja}ほかの日の記録には現れない外部の接続元から、${where.ja}ログインが${failed.ja}成功した記録がございます。`,
        en: `A source outside, recorded on no other day, logged in${where.en}${en}${failed.en}.`,
      },
      slots: { ...seen, ...vendor, ...(tries > 1 ? { tries } : {}) },
      ...(and ? { and } : {}),
      but: shown ? open(fact) : onTheRoad,
    };
  }
  return {
    text: shown
      ? {
          ja: `${ja}パスワードが繰り返し試された後、${from.ja}${where.ja || 'の'}ログインが成功した記録がございます。`,
          en: `The records show a login ${from.en}${where.en} that succeeded${en}, after repeated password attempts.`,
        }
      : {
          ja: `${ja}ログインの失敗が重なった後に、${from.ja}${where.ja || 'の'}ログインが成功した記録がございます。`,
          en: `Our records show a login ${from.en}${where.en}${en}, after repeated failed attempts.`,
        },
    slots: { ...seen, ...vendor },
    ...(and ? { and } : {}),
    but: shown ? open(fact) : innocent,
  };
}
