// Steps so that what is missing, unread or under another name can be examined.
import { contactWords } from '../../reply/contact-words.ts';
import { saysNeverGiven } from '../../reply/part-opening.ts';
import type { ContactedBy } from '../../vocabulary/case-file.ts';
import { contactNames } from '../../vocabulary/contact.ts';
import { factsOf } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { type Add, DAY, type Given, type Situation } from './situation.ts';

/** So many are spelled out; the others are counted. */
export const MOST_UNREAD_NAMED = 3;

/** A record of decisions that nobody could read must not look like one that was never kept. */
export function mendUnread(unread: readonly Both[]): Both {
  const named = unread.slice(0, MOST_UNREAD_NAMED);
  const more = unread.length - named.length;
  return {
    ja: `読み取れず、まったく使っていないものがあります。直すか別の写しを用意して調べ直す：${named.map(({ ja }) => ja).join('／')}${more > 0 ? `、ほか${more}件` : ''}`,
    en: `mend or replace what could not be read, since nothing in it was used, and examine again: ${named.map(({ en }) => en).join(' / ')}${more > 0 ? `, ${more} more` : ''}`,
  };
}

/** A second complaint, or a register under a name of its own, lies there and was used for nothing. */
export function nameOrMove(unnamed: readonly string[]): Both {
  const named = unnamed.slice(0, MOST_UNREAD_NAMED);
  const more = unnamed.length - named.length;
  return {
    ja: `事案のフォルダーに、読む対象の名前でなく、まったく使っていないものがある：${named.join('、')}${more > 0 ? `、ほか${more}件` : ''}。この一件のものなら docs/case-folder.md にある名前にして調べ直す。ほかの方からのお申し出は、別の一件にする`,
    en: `look at what lies in the case folder under a name that is not read and was used for nothing: ${named.join(', ')}${more > 0 ? `, ${more} more` : ''}; give what belongs to this case a name of docs/case-folder.md and examine again; the complaint of somebody else is a case of its own`,
  };
}

/** What to provide so that a check that was not done can be done. */
const toProvide: Readonly<Record<string, Both>> = {
  'register.holds-address': {
    ja: '登録簿（register.csv）を用意して調べ直す',
    en: 'provide the register (register.csv) and examine again',
  },
  'exports.list-given': {
    ja: '名簿の書き出しの記録（exports.csv）を用意して調べ直す',
    en: 'provide the record of exports (exports.csv) and examine again',
  },
  'logs.attack-traces': {
    ja: '該当する期間のアクセスログを集めて調べ直す',
    en: 'collect the access logs of the time in question and examine again',
  },
  'spam.own-infrastructure': {
    ja: '差し支えなければ、迷惑メールを原本のまま（.eml）一通いただく',
    en: 'ask, if the customer is willing, for one spam message in its original form (.eml)',
  },
};

/** Where no mail came there is none to ask for: what the letters ask for instead. */
function askFor(by: ContactedBy): Both {
  const { missing } = contactWords[by];
  return {
    ja: `差し支えなければ、${missing.ja}をお客様に伺う`,
    en: `ask, if the customer is willing, for ${missing.en}`,
  };
}

/** Where the thing is there but cannot be read or compared: what to mend. */
function toMend(id: string, given: Given): Both | undefined {
  if (id === 'register.holds-address' && given.register) {
    return {
      ja: '登録簿のうち読み取れない行（検査の欄に件数）を直し、調べ直す',
      en: 'mend the rows of the register that could not be read (their number stands with the check) and examine again',
    };
  }
  if (id === 'spam.own-infrastructure' && given.spam) {
    return {
      ja: '弊社の配信設備（ドメイン、ホスト、IPアドレス）を org.yaml の sends_from に書き、迷惑メールの送信元と比べ直す',
      en: 'list our sending systems (domains, hosts, IP addresses) as sends_from in org.yaml, and compare the sender of the spam again',
    };
  }
  if (id === 'logs.attack-traces' && given.brokenLogs.length > 0) {
    const paths = given.brokenLogs.slice(0, 3);
    const more = given.brokenLogs.length - paths.length;
    return {
      ja: `壊れている記録（${paths.join('、')}${more > 0 ? `、ほか${more}件` : ''}）の写しを元の機器から取り直し、調べ直す`,
      en: `take a new copy of the broken logs (${paths.join(', ')}${more > 0 ? `, ${more} more` : ''}) from their host and examine again`,
    };
  }
  if (id === 'logs.attack-traces' && given.webLogs) {
    return {
      ja: '読み取れなかった記録の行を確かめ（検査の欄に理由）、形式を直すか別の写しを用意して調べ直す',
      en: 'look at the log lines that were not understood (the check says why), and examine again with their format mended or another copy',
    };
  }
  return undefined;
}

/** What dates, clocks and proof of identity are missing. */
export function toAsk({ claim, checks, facts, given, now }: Situation, add: Add): void {
  // A sample mail that was handed in is mail, whatever the claim says.
  const by = given.spam ? undefined : claim.contactedBy;
  const { what } = contactNames[by ?? 'mail'];
  const dates = claim.submittedAt !== null && claim.spamSince !== null;
  const entered: Both = {
    ja: `${by === undefined ? 'アドレス' : '連絡先'}を入力した日`,
    en: `when the ${by === undefined ? 'address was' : 'contact details were'} entered`,
  };
  const began: Both = {
    ja: `${what.ja}が${by === undefined ? '届き始めた' : '始まった'}日`,
    en: `when the ${what.en} began`,
  };
  // Whoever says that they never gave us anything is not asked when they did, nor whoever has one dated entry in the register.
  const isRegistered = factsOf(facts, 'in-register').some(({ times, firstAt }) => times === 1 && firstAt !== undefined);
  const wanted = [
    ...(claim.submittedAt === null && !isRegistered && !saysNeverGiven(claim) ? [entered] : []),
    // A threat that was handed in bears its own date.
    ...(claim.spamSince === null && factsOf(facts, 'extortion-mail').length === 0 ? [began] : []),
  ];
  const open = claim.openDates ?? [];
  const [openJa, openEn] = [open.map((one) => `「${one}」`).join(''), open.map((one) => `"${one}"`).join(', ')];
  if (wanted.length > 0) {
    add(5, 'support', now + 2 * DAY, {
      ja: `差し支えなければ、${wanted.map(({ ja }) => ja).join('と')}をお客様に伺い、claim.yaml に書く${open.length > 0 ? `（お申し出の${openJa}は、月と日のどちらが先か決められず、読んでいない）` : ''}`,
      en: `ask, if the customer is willing, ${wanted.map(({ en }) => en).join(' and ')}, and note it in claim.yaml${open.length > 0 ? ` (${openEn} in the complaint ${open.length === 1 ? 'was' : 'were'} not read: whether the day or the month comes first cannot be told)` : ''}`,
    });
  }
  const offset = factsOf(facts, 'time-at-risk').find(
    ({ registerOffsetMinutes }) => registerOffsetMinutes !== undefined,
  );
  if (offset) {
    add(4.5, 'engineer', now + 2 * DAY, {
      ja: '登録簿とアクセスログの時刻が一定の差でずれている（検査の欄に差）。それぞれの時間帯と時計を確かめ、記録に残す',
      en: 'the times of register and access log differ by a constant (it stands with the check): find out the zone and clock of each, and note them',
    });
  }
  const searched = checks.find(({ id, result }) => id === 'logs.attack-traces' && result !== 'not-checked');
  const covered = factsOf(facts, 'minimum-check').some(({ check, done }) => check === 'logs' && done);
  if (searched && dates && !covered) {
    add(5, 'engineer', now + 2 * DAY, {
      ja: `入力の日から${what.ja}が${by === undefined ? '届き始めた' : '始まった'}日までのうち、渡されていない期間のアクセスログを探して調べ直す`,
      en: `look for the access logs that are missing between the day of entry and the ${contactNames[by ?? 'mail'].first.en}, and examine again`,
    });
  }
  if (claim.requesterVerified === 'no') {
    add(5.5, 'support', now + 7 * DAY, {
      ja: 'ご本人の確認ができたら、その方法を claim.yaml の requester_verified に記録し、書面を作り直す',
      en: 'once the request is confirmed, note how in claim.yaml (requester_verified) and draw up the letter again',
    });
  }
}

/** So that what was not checked can be. */
export function toProvideOrMend(situation: Situation, add: Add): void {
  const { checks, claim, given, now } = situation;
  const by = given.spam ? undefined : claim.contactedBy;
  for (const { id } of checks.filter(({ result }) => result === 'not-checked')) {
    const mend = toMend(id, given);
    const provide = id === 'spam.own-infrastructure' && by !== undefined ? askFor(by) : toProvide[id];
    const step = mend ?? provide;
    const owner = mend === undefined && id.startsWith('spam') ? 'support' : 'engineer';
    if (step) add(5, owner, now + 2 * DAY, step);
  }
}
