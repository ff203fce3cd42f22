// The first minutes, before anything is examined: what may still be burning, which evidence dies next, what must be kept,
// which clocks run, whom to call, what the phone may say. From a sample of the logs, and it says so. Read on a bad day: what
// to do now stands on top, every line fits a screen of 80 columns, nobody's address or name stands in it but ours.
import { isoInZone, millisecondsOf } from '../custody/instant.ts';
import type { RotationSettings } from '../custody/rotation-settings.ts';
import { ownerName, resultWords } from '../evidence/report-words.ts';
import type { FirstSign, SignKind } from '../logs/first-signs.ts';
import type { Peek } from '../logs/peek-logs.ts';
import { answerWantedIn } from '../reply/answer-wanted.ts';
import { contactWords } from '../reply/contact-words.ts';
import { copiesBy } from '../reply/promised.ts';
import type { CaseFile, CheckResult, Claim, Handling, NextStep, Organisation } from '../vocabulary/case-file.ts';
import { factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { toldDayWords } from '../vocabulary/told-day.ts';
import { dueDates, vendorNotices } from './clocks/due-dates.ts';
import { copyingCanWait, type DyingLog, dyingEvidence } from './dying-evidence.ts';
import { holdingDue } from './holding-due.ts';
import { mustBeTold } from './must-be-told.ts';
import { ownerNames } from './owner.ts';
import { wrapLines } from './wrap-lines.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const COLUMNS = 80;
/** A page that lists every log is not read; the rest is counted. */
const MOST_LOGS_SHOWN = 12;
/** The alarming ones first; the rest is counted. */
const MOST_SIGNS_SHOWN = 6;
/** Logs that end within this are taken as those of now. */
const FRESH_MS = 2 * HOUR;

export type TriageInput = {
  readonly claim: Claim;
  readonly organisation: Organisation;
  readonly peek: Peek;
  readonly settings: RotationSettings;
  /** Sample mails were handed in: then mail is what reached them, whatever the claim says. */
  readonly sampleMails?: boolean | undefined;
  /** Milliseconds UTC. */
  readonly now: number;
  readonly handling?: Handling | undefined;
  /** What the checks ended in; left out: they have not. */
  readonly ended?: Ended | undefined;
};

export type Ended = {
  /** The first reply tells of a mistake of ours, or of a leak, that is established. */
  readonly admits: boolean;
  /** What each check says of itself: the page has no words of its own for it. */
  readonly checks: readonly CheckResult[];
  /** A message that threatens and asks for money was handed in. */
  readonly threatened: boolean;
  /** The steps of the report, in their order: this page begins with the same ones. */
  readonly next: readonly NextStep[];
};

const admissions: ReadonlySet<string> = new Set(['sorry-leak', 'found.own-mailing']);

/** What the first reply of an examined case admits, as its sentences have it; what was found, and what comes next. */
export const endedWith = ({
  letters,
  checks,
  facts,
  next,
}: Pick<CaseFile, 'letters' | 'checks' | 'facts' | 'next'>): Ended => ({
  threatened: factsOf(facts, 'extortion-mail').length > 0,
  checks,
  next,
  admits: letters.some(
    ({ stage, sentences }) => stage === 'holding' && sentences.some(({ id }) => id !== undefined && admissions.has(id)),
  ),
});

/** A head stands above the lines that follow it. */
type Line = Both & { readonly head?: true };
type Section = { readonly title: Both; readonly lines: readonly Line[] };
type Seen = TriageInput & { readonly dying: readonly DyingLog[] };

const minute = (at: number, zone: string) => isoInZone(at, zone).slice(0, 16).replace('T', ' ');

/** A due time, and what that means now. */
function dueIn(at: number, { organisation, now }: TriageInput): Both {
  const shown = minute(at, organisation.timeZone);
  if (at <= now) return { ja: `${shown}（過ぎています。今すぐ）`, en: `${shown} (past: do it now)` };
  const hours = Math.round((at - now) / HOUR);
  if (hours >= 48) return { ja: shown, en: shown };
  const left =
    hours < 1 ? { ja: '1時間以内', en: 'within the hour' } : { ja: `あと約${hours}時間`, en: `in about ${hours} h` };
  return { ja: `${shown}（${left.ja}）`, en: `${shown} (${left.en})` };
}

/** What is late: by when at the latest now, and when it was due. */
function lateBy(by: number, since: number, { organisation }: TriageInput): Both {
  const [at, was] = [minute(by, organisation.timeZone), minute(since, organisation.timeZone)];
  return {
    ja: `${at}までに（本来の期限${was}は過ぎました）`,
    en: `at once, at the latest ${at} (was due ${was})`,
  };
}

const signWords: Readonly<Record<SignKind, Both>> = {
  'login-after-failures': {
    ja: '失敗の続いた後に、ログインが成功している',
    en: 'a login succeeded after a run of failures',
  },
  'attack-answered': {
    ja: '攻撃の形をした要求に、そのページのふだんの応答よりずっと大きな応答を返している',
    en: 'requests shaped like attacks were answered with far more than that page ordinarily answers',
  },
  'attack-tried': {
    ja: '攻撃の形をした要求がある（どのサーバーにも来る程度のこともある）',
    en: 'there are requests shaped like attacks (often no more than every server gets)',
  },
  'bulk-read': {
    ja: '一つの相手が、番号の付いたページを大量に読んでいる',
    en: 'one client read many pages that differ by a number',
  },
  'file-given': {
    ja: '公開しないはずのファイル（データベースの控え、設定など）を、求めた相手に渡している',
    en: 'a file that is not meant for the public (a copy of a database, settings) was given to who asked for it',
  },
  'account-changed': {
    ja: 'アカウントの追加、またはパスワードの変更がある',
    en: 'an account was made or a password changed',
  },
  guessing: {
    ja: 'パスワードを試し続けている相手がある（どのサーバーにも来る程度のこともある）',
    en: 'somebody keeps guessing passwords (often no more than every server gets)',
  },
};

/** Signs that a machine should be taken off the network for; guessing and probing alone are everyday weather. */
const alarming: ReadonlySet<SignKind> = new Set(['login-after-failures', 'attack-answered', 'bulk-read', 'file-given']);
const isAlarming = ({ kind }: FirstSign) => alarming.has(kind);

const latestOf = ({ peek }: TriageInput): number | null =>
  peek.logs.reduce<number | null>((kept, { to }) => (to !== null && (kept === null || to > kept) ? to : kept), null);

function share({ logs, looked, bytes, left, whole }: Peek): Both {
  const mega = (value: number) => (value < 1024 ** 2 ? '1 MB' : `${Math.round(value / 1024 ** 2)} MB`);
  const skipped =
    left > 0 ? { ja: `、${left}ファイルは見ていません`, en: `; ${left} files were not looked at` } : { ja: '', en: '' };
  // What was unpacked and what lies packed are no parts of one whole.
  if (!whole && logs.some(({ compressed }) => compressed)) {
    return {
      ja: `展開した後の大きさで${mega(looked)}を見た見本です（渡された記録は、圧縮されたままで${mega(bytes)}）${skipped.ja}。見本にないことは、なかったことではありません`,
      en: `a sample: ${mega(looked)} seen, unpacked (the logs given are ${mega(bytes)} as they lie, compressed ones among them)${skipped.en}; what the sample does not show may still be there`,
    };
  }
  return whole
    ? {
        ja: '渡された記録の全部に、ざっと目を通したものです。判断は検査の結果によります',
        en: 'a quick look over all that was given; the checks decide',
      }
    : {
        ja: `${mega(bytes)}のうち${mega(looked)}を見た見本です${skipped.ja}。見本にないことは、なかったことではありません`,
        en: `a sample: ${mega(looked)} seen of ${mega(bytes)}${skipped.en}; what the sample does not show may still be there`,
      };
}

function signLine({ kind, path, count, last }: FirstSign, { organisation, now }: TriageInput): Both {
  const words = signWords[kind];
  const at = minute(last, organisation.timeZone);
  const on = now - last < DAY ? { ja: '。この一日のうちです', en: ', within the last day' } : { ja: '', en: '' };
  return {
    ja: `${words.ja}：${path}、${count}件、最後は${at}${on.ja}`,
    en: `${words.en}: ${path}, ${count}, last at ${at}${on.en}`,
  };
}

function reach(input: TriageInput): Both {
  const latest = latestOf(input);
  const { organisation, now, peek } = input;
  if (latest === null)
    return peek.logs.length === 0
      ? {
          ja: '記録が渡されていないため、続いているかどうかは分かりません',
          en: 'no logs were given: whether it goes on is not known',
        }
      : {
          ja: '渡された記録の時刻を読み取れず、続いているかどうかは分かりません',
          en: 'no times could be read in the logs given: whether it goes on is not known',
        };
  const at = minute(latest, organisation.timeZone);
  if (latest > now + 5 * MINUTE)
    return {
      ja: `渡された記録に、今より後の時刻（${at}）があります。その機器の時計か時刻帯を確かめてください`,
      en: `the logs given hold times after now (${at}): check the clock or the zone of that machine`,
    };
  if (now - latest <= FRESH_MS)
    return { ja: `渡された記録は${at}まであります`, en: `the logs given reach up to ${at}` };
  const hours = Math.round((now - latest) / HOUR);
  const [ja, en] =
    hours < 48
      ? [`${hours}時間前`, `${hours} hours ago`]
      : [`${Math.round(hours / 24)}日前`, `${Math.round(hours / 24)} days ago`];
  return {
    ja: `渡された記録は${at}（${ja}）までで、それより後は見ていません。今も続いているかは、今の記録を見なければ分かりません`,
    en: `the logs given end at ${at} (${en}) and nothing after that was seen: whether it goes on now takes the logs of now`,
  };
}

/** What may still be going on: whether it was found, and what the check says, as the terminal and the report have it. */
const stillGoingOn: readonly { readonly id: string; readonly name: Both; readonly onlyFound?: true }[] = [
  { id: 'logs.attack-traces', name: { ja: '攻撃の跡', en: 'traces of attacks' } },
  { id: 'logs.bulk-read', name: { ja: '大量の読み出し', en: 'reading in bulk' } },
  { id: 'logs.login-after-failures', name: { ja: '失敗の後のログイン', en: 'logins after failures' } },
  { id: 'pages.exposed-address', name: { ja: '公開ページ', en: 'our public pages' }, onlyFound: true },
];

/** What the checks ended in goes before what the first look saw. */
function checksFound({ checks }: Ended): Both[] {
  const told = stillGoingOn.flatMap(({ id, name, onlyFound }) =>
    checks
      .filter((check) => check.id === id && (check.result === 'found' || !onlyFound))
      .map(({ result, says }): Both => {
        const { ja, en } = resultWords[result];
        return { ja: `${name.ja}（${ja}）：${says.ja}`, en: `${name.en} (${en.toLowerCase()}): ${says.en}` };
      }),
  );
  return told.length === 0
    ? []
    : [
        {
          ja: '検査は終わっています（ほかの検査は report.html）',
          en: 'the checks have ended (the others: report.html)',
        },
        ...told,
      ];
}

function burning(input: Seen): Section {
  const { claim, peek, ended } = input;
  const told = contactOf(input);
  const order = [...peek.signs].sort(
    (a, b) => Number(isAlarming(b)) - Number(isAlarming(a)) || b.last - a.last || (a.path < b.path ? -1 : 1),
  );
  const lines: Both[] = order.slice(0, MOST_SIGNS_SHOWN).map((sign) => signLine(sign, input));
  const none = lines.length === 0;
  const more = order.length - lines.length;
  if (more > 0) lines.push({ ja: `ほか${more}件のしるし`, en: `and ${more} more ${more === 1 ? 'sign' : 'signs'}` });
  if (peek.logs.length > 0) {
    // Once the checks have ended, that a glance saw nothing says nothing more.
    if (none && !ended)
      lines.push({
        ja: 'ここまで見た範囲には、成功した攻撃を疑わせるしるしはありません',
        en: 'within this first look, no sign that an attack worked',
      });
    if (!none || !ended) lines.push(share(peek));
  }
  if (ended) lines.unshift(...checksFound(ended));
  lines.push(reach(input));
  const since = toldDayWords(claim, 'spamSince');
  if (since)
    lines.push({
      ja: `${told?.what.ja ?? '迷惑メール'}は${since.ja}から（お申し出による）`,
      en: `${told?.what.en ?? 'spam'} since ${since.en}, by the customer's account`,
    });
  lines.push({
    ja: '成功のしるしがあれば：ネットワークから切り離す。再起動しない。消さない。電話する',
    en: 'where there are signs of success: take it off the network, do not reboot, do not delete, call',
  });
  return { title: { ja: 'まだ続いているか', en: 'Is something still burning?' }, lines };
}

function dyingLine({ series, files, oldest, at, past, basis }: DyingLog, input: TriageInput): Both {
  const zone = input.organisation.timeZone;
  const name =
    files > 1 ? { ja: `${series}（${files}ファイル）`, en: `${series} (${files} files)` } : { ja: series, en: series };
  if (oldest === null)
    return {
      ja: `${name.ja}：時刻を読み取れず、いつ消えるかは分かりません`,
      en: `${name.en}: no times could be read, so when it goes is not known`,
    };
  const age = Math.max(0, Math.floor((input.now - oldest) / DAY));
  const since = {
    ja: `最も古い行は${minute(oldest, zone)}（${age}日前）`,
    en: `the oldest line is of ${minute(oldest, zone)} (${age} days ago)`,
  };
  if (at === null) return { ja: `${name.ja}：${since.ja}。${basis.ja}`, en: `${name.en}: ${since.en}; ${basis.en}` };
  const when = past
    ? { ja: '消える時を過ぎています。今すぐ写しを', en: 'its time has passed: copy it now' }
    : { ja: `${minute(at, zone)}ごろ、古いものから消えます`, en: `the oldest goes about ${minute(at, zone)}` };
  return {
    ja: `${name.ja}：${when.ja}（${basis.ja}）。${since.ja}`,
    en: `${name.en}: ${when.en} (${basis.en}); ${since.en}`,
  };
}

function evidence(input: Seen): Section {
  const { dying, peek } = input;
  const shown = dying.slice(0, MOST_LOGS_SHOWN);
  const rest = dying.length - shown.length;
  const lines = shown.map((one) => dyingLine(one, input));
  if (rest > 0) lines.push({ ja: `ほか${rest}種類の記録`, en: `and ${rest} more logs` });
  if (dying.length === 0)
    lines.push({
      ja: '渡された記録がありません。まず集めてください（akashi preserve）',
      en: 'no logs were given: collect them first (akashi preserve)',
    });
  const latest = latestOf(input);
  if (latest !== null && input.now - latest > DAY && peek.logs.length > 0)
    lines.push({
      ja: '渡された記録は写しと思われます。時刻は、元の機器に残っている記録が消える時の見込みです',
      en: 'these look like copies: the times are those at which the originals on the machine are expected to go',
    });
  return { title: { ja: '次に消える証拠', en: 'Which evidence dies next?' }, lines };
}

/** As the letters have it. Undefined: mail. */
const contactOf = ({ claim: { contactedBy }, sampleMails }: TriageInput) =>
  contactedBy === undefined || sampleMails ? undefined : contactWords[contactedBy];

const holdList = (input: TriageInput): Section => ({
  title: { ja: '消してはならないもの', en: 'What must not be deleted' },
  lines: [
    {
      ja: 'Webサーバー、メール、ログインの記録（切り替え済みのものも）。切り替えと自動削除を止める',
      en: 'web, mail and login logs, rotated ones too; stop rotation and automatic deletion',
    },
    {
      ja: '登録簿、名簿の書き出しの記録、データベースの控え',
      en: 'the register, the record of exports, database backups',
    },
    {
      ja: `お申し出の原本と、${contactOf(input)?.missing.ja ?? '届いた迷惑メール'}`,
      en: `the complaint in its original form, and ${contactOf(input)?.missing.en ?? 'the spam'}`,
    },
    {
      ja: '写しを取り、ハッシュを取り、別の場所に二つ目の写しを置いてから調べる（akashi preserve が手順を書き出します）',
      en: 'copy, hash, put a second copy elsewhere, and only then analyse (akashi preserve writes out how)',
    },
  ],
});

/** The day by which whoever writes asks to be answered: theirs, and none of the law's. */
function askedFor(input: Seen): Both[] {
  const { claim, organisation, now } = input;
  const days = answerWantedIn(claim);
  if (days === undefined) return [];
  const received = claim.receivedAt ? millisecondsOf(claim.receivedAt, organisation.timeZone) : now;
  const due = dueIn(received + days * DAY, input);
  return [
    {
      ja: `${due.ja}：お申し出が求める回答の期限（${days}日以内。法令の期限ではない）`,
      en: `${due.en}: answer wanted by the writer (within ${days} days; no period of the law)`,
    },
  ];
}

/** Both clocks, from the same table as `akashi clocks`. */
function clocks(input: Seen): Section {
  const { claim, organisation, handling, now } = input;
  const deadlines = dueDates({ claim, organisation, handling, now });
  const decided = handling?.awareness;
  const line = ({ what, by }: (typeof deadlines)[number]): Both => {
    const due = dueIn(Date.parse(by), input);
    return { ja: `${due.ja}：${what.ja}`, en: `${due.en}: ${what.en}` };
  };
  const head = (ja: string, en: string): Line => ({ ja, en, head: true });
  const second = deadlines.filter(({ conservative }) => !conservative);
  const lines: Line[] = [
    head(
      '慎重な時計（受付、または記録にあるそれより早い時を「知った時」とみなす）',
      'the cautious clock (receipt, or an earlier time on record, taken as the moment of knowing)',
    ),
    ...vendorNotices(organisation).map(
      (at): Both => ({
        ja: `委託先から漏えいの知らせがあった${at.slice(0, 10)}も、「知った時」とみなし得る時に数えています`,
        en: `the day on which a vendor told of a leak, ${at.slice(0, 10)}, counts among the times that may be the moment of knowing`,
      }),
    ),
    ...deadlines.filter(({ conservative }) => conservative).map(line),
    ...askedFor(input),
    head('判断による時計', 'the decided clock'),
    ...second.map(line),
    decided?.decision === 'aware'
      ? {
          ja: `「知った」と判断した記録があります（${decided.at}）`,
          en: `a decision to count as aware is on record (${decided.at})`,
        }
      : decided
        ? {
            ja: `判断の記録があります（${decided.at}、理由と署名は handling.yaml）：知った時から数える期限を始めるものではありません。上の時計は止まりません`,
            en: `a decision is on record (${decided.at}; reasons and signer in handling.yaml) that starts nothing counted from knowing; the first clock does not stop`,
          }
        : {
            ja: '「知った」かどうかの判断の記録がないため、知った時から数える期限はまだありません',
            en: 'no decision about being aware is recorded: what counts from knowing has no date yet',
          },
    {
      ja: '法的助言ではありません。期限は顧問に確かめてください',
      en: 'not legal advice: have counsel confirm the dates',
    },
  ];
  return { title: { ja: '二つの時計', en: 'The two clocks' }, lines };
}

/** Names and contacts as org.yaml has them; somebody who is not named there is a place to fill. */
function callOrder(input: Seen): Section {
  const { claim, organisation, handling, now } = input;
  const deadlines = dueDates({ claim, organisation, handling, now });
  const lines = mustBeTold({ claim, organisation, deadlines, now }).map(
    ({ id, who, why, owner, by, overdueSince, named, when: told }): Both => {
      // Where no vendor is listed, there may be none.
      const when = id === 'vendors' && organisation.vendors.length === 0 ? 'signs' : told;
      const names = (lang: keyof Both) =>
        named
          .map(({ name, contact }) => (contact === null ? name[lang] : `${name[lang]} ${contact}`))
          .join(lang === 'ja' ? '、' : ', ');
      const due =
        overdueSince === null ? dueIn(Date.parse(by), input) : lateBy(Date.parse(by), Date.parse(overdueSince), input);
      // Where it depends on what is found, nothing is due, and nobody late, before anything is.
      const until =
        when === 'always'
          ? overdueSince === null
            ? { ja: `${due.ja}まで`, en: `by ${due.en}` }
            : due
          : overdueSince === null
            ? { ja: `該当すれば、${due.ja}まで`, en: `if it applies, by ${due.en}` }
            : { ja: '該当すれば、すぐに', en: 'at once, if it applies' };
      return {
        ja: `${who.ja}${named.length > 0 ? `（${names('ja')}）` : ''}：${until.ja}。${why.ja}。担当 ${ownerNames[owner].ja}`,
        en: `${who.en}${named.length > 0 ? ` (${names('en')})` : ''}: ${until.en}; ${why.en}; ${ownerNames[owner].en}`,
      };
    },
  );
  lines.push(
    {
      ja: '内部の関与が疑われるときは、人事へ。共有の記録には書かず、別に保管する',
      en: 'human resources when an insider is suspected; keep that apart from what is shared',
    },
    {
      ja: '必要かどうかは顧問に確かめてください',
      en: 'whether each applies is for counsel to say',
    },
  );
  return { title: { ja: '知らせる相手と順番', en: 'Who else must be told, in order' }, lines };
}

/** What is established is not denied on the phone, and what is not is not admitted. */
function admission({ ended }: Seen): readonly Both[] {
  const never: Both = { ja: '言わない：「漏れていません」', en: 'do not say: "it did not leak"' };
  if (!ended)
    return [
      never,
      {
        ja: '検査が終わるまで言わない：「漏らしました」',
        en: 'until the checks are done, do not say: "we leaked it"',
      },
    ];
  if (!ended.admits)
    return [
      never,
      {
        ja: '言わない：「漏らしました」（検査では確かめられていません）',
        en: 'do not say: "we leaked it" (the checks did not establish it)',
      },
    ];
  return [
    never,
    {
      ja: '一次回答が弊社の側で確かめられたと述べていることは、保険会社と顧問に知らせてから、その言葉で認める。広げも、打ち消しもしない',
      en: 'what the holding reply says is established on our side, admit in its words once insurer and counsel know: neither widen nor deny it',
    },
  ];
}

function phone(input: Seen): Section {
  const by = minute(holdingDue(input.claim, input.organisation, input.now).by, input.organisation.timeZone);
  const told = contactOf(input);
  const what: Both = { ja: told?.what.ja ?? '迷惑メール', en: told?.the ?? 'the spam' };
  return {
    title: { ja: '電話で言えること', en: 'What the phone may say' },
    lines: [
      {
        ja: `「ただいま確認しております。${by}までに、あらためてご連絡いたします。${what.ja}の原因はまだ分かっておりません」`,
        en: `"We are looking into it and will contact you by ${by}. We do not know the cause of ${what.en} yet."`,
      },
      {
        ja: '検査が終わった後は、一次回答（holding.ja.txt）にあることだけを、その言葉で言う',
        en: 'once the checks are done, say what the holding reply (holding.en.txt) says, in its words, and no more',
      },
      ...(input.ended?.threatened
        ? [
            {
              ja: '脅して支払いを求めるメールについては：「お支払いも、返信もなさらないでください。警察にもご相談いただけます」',
              en: 'on the message that threatens: "Please do not pay and do not reply; the police can advise you too."',
            },
          ]
        : []),
      ...admission(input),
      { ja: '言わない：「お客様のパソコンが原因では」', en: 'do not say: "it may be your computer"' },
      {
        ja: '言わない：アドレスを預かっているかどうか（ご本人と確かめるまで）',
        en: 'do not say whether we hold the address, until the caller is verified',
      },
    ],
  };
}

/** By the hour that the letters promise, and when it would be too late. */
function copyBefore(log: string, goes: number, input: Seen): Both {
  const { handling, now, organisation } = input;
  const zone = organisation.timeZone;
  const firstToGo = { log, at: isoInZone(goes, zone) };
  const promised = Date.parse(
    copiesBy({ now: isoInZone(now, zone), zone, case: { firstToGo, ...(handling ? { handling } : {}) } }).by,
  );
  const [by, gone] = [dueIn(promised, input), dueIn(goes, input)];
  // Letters promise no copies where their keeping is on record.
  const onRecord = handling?.acquisition !== undefined || handling?.preservationStartedAt !== undefined;
  if (onRecord || goes <= now || promised >= goes)
    return { ja: `${log} の写しを取る：${gone.ja}`, en: `copy ${log}: ${gone.en}` };
  return {
    ja: `${log} の写しを取る：${by.ja}までと、書面で約束します。消えるのは${gone.ja}`,
    en: `copy ${log}: by ${by.en}, as the letters promise; it goes ${gone.en}`,
  };
}

/** As many steps as somebody on a bad day reads; so many in any case; those that are due within a day. */
const MOST_STEPS = 6;
const FEWEST_STEPS = 3;

/** The first steps of the report, in its words: page, report and terminal begin with the same one. */
function firstSteps(next: readonly NextStep[], input: Seen): Both[] {
  const { now, organisation } = input;
  const dueAt = ({ by }: NextStep) => (by === null ? null : millisecondsOf(by, organisation.timeZone));
  const soon = next.filter((step) => (dueAt(step) ?? Number.POSITIVE_INFINITY) <= now + DAY).length;
  const shown = next.slice(0, Math.min(MOST_STEPS, Math.max(FEWEST_STEPS, soon)));
  const lines = shown.map((step): Both => {
    const at = dueAt(step);
    const owner = ownerName(step.owner);
    const due = at === null ? null : at - now < MINUTE ? { ja: '今すぐ', en: 'now' } : dueIn(at, input);
    return {
      ja: `${step.what.ja}（${due === null ? '' : `${due.ja}、`}担当 ${owner.ja}）`,
      en: `${step.what.en} (${due === null ? '' : `${due.en}; `}${owner.en})`,
    };
  });
  const rest = next.length - shown.length;
  if (rest > 0)
    lines.push({
      ja: `続きの${rest}件は report.html の「次にすること」にあります`,
      en: `${rest} more ${rest === 1 ? 'step stands' : 'steps stand'} in report.html under “Next”`,
    });
  return lines;
}

/** Before anything is examined: three or four things, in order, for somebody who reads nothing else. */
function doNow(input: Seen): readonly Both[] {
  if (input.ended) return firstSteps(input.ended.next, input);
  const [next] = input.dying.filter(({ at }) => at !== null);
  const lines: Both[] = [];
  if (input.peek.signs.some(isAlarming))
    lines.push({
      ja: '成功した攻撃を疑わせるしるしがあります（下の1）。その機器を切り離し、再起動せず、技術担当と経営者に電話する',
      en: 'there are signs that an attack may have worked (1 below): take that machine off the network, do not reboot, call engineer and manager',
    });
  const { by, overdueSince } = holdingDue(input.claim, input.organisation, input.now);
  const copy: Both =
    next?.at == null
      ? {
          ja: '記録の切り替えと自動削除を止め、写しを取る',
          en: 'stop rotation and automatic deletion, and copy the logs',
        }
      : copyBefore(next.series, next.at, input);
  // Evidence that dies soon, or at a time that nobody knows, comes before any word; what is left for days comes after.
  const canWait = next?.at != null && copyingCanWait(next.at, by, input.now);
  if (!canWait) lines.push(copy);
  // Before the first reply: where a leak is established, that reply admits it.
  lines.push({
    ja: '認める発言や支払いの前に、顧問と、サイバー保険に加入していれば保険会社に知らせる',
    en: 'before any admission or payment, tell counsel, and the insurer if there is cyber insurance',
  });
  const reply = overdueSince === null ? dueIn(by, input) : lateBy(by, overdueSince, input);
  const sent = (input.handling?.sent ?? []).length > 0;
  if (!sent)
    lines.push({
      ja: `一次回答を送る（holding.ja.txt）：${reply.ja}`,
      en: `send the holding reply (holding.en.txt): ${reply.en}`,
    });
  if (canWait) lines.push(copy);
  return lines;
}

/** Before any time on the page: whose times they are, where nobody said. */
const zoneAssumed = ({ regimesAssumed }: Organisation): Both =>
  regimesAssumed
    ? {
        ja: '時刻は日本時間、期限は日本の法律によります（org.yaml に time_zone も regimes もないため）。日本でなければ、何かを送る前に両方を書いて作り直してください',
        en: 'Times are those of Japan, and so is the law, as org.yaml names neither time_zone nor regimes: if that is not yours, name both and run this again before anything is sent',
      }
    : {
        ja: '時刻は日本時間です（org.yaml に time_zone がないため）。日本でなければ、何かを送る前に time_zone を書いて作り直してください',
        en: 'Times are those of Japan, as org.yaml names no time_zone: if that is not yours, name it and run this again before anything is sent',
      };

/** The page as text, and what a first answer has to know of it. */
export type Triage = { readonly text: string; readonly firstToGo: CaseFile['firstToGo'] };

/** The page, Japanese first, then English. */
export function triage(given: TriageInput): Triage {
  const { organisation, peek, settings, now } = given;
  const dying = dyingEvidence({
    logs: peek.logs,
    settings,
    retentionDays: organisation.retentionDays,
    timeZone: organisation.timeZone,
    now,
  });
  const input: Seen = { ...given, dying };
  const sections = [
    burning(input),
    evidence(input),
    holdList(input),
    clocks(input),
    callOrder(input),
    {
      title: { ja: '一次回答', en: 'The holding reply' },
      lines: [
        {
          ja: '先に holding.ja.txt（または holding.ja.pdf）を読んで送る。letter は同じ日には送らず、署名（必要なら法務の確認）のあとに送る',
          en: 'first read and send holding.en.txt (or holding.en.pdf); the letter goes on a later day, once signed (and seen by counsel where needed)',
        },
      ],
    },
    phone(input),
  ];
  const block = (language: keyof Both) => {
    const top = doNow(input).flatMap((line, index) => wrapLines(line[language], `  ${index + 1}) `, COLUMNS));
    const zoned = organisation.timeZoneAssumed
      ? `${wrapLines(zoneAssumed(organisation)[language], '', COLUMNS).join('\n')}\n\n`
      : '';
    const rest = sections.map(({ title, lines }, index) =>
      [
        `${index + 1}. ${title[language]}`,
        ...lines.flatMap((line) => wrapLines(line[language], line.head ? '   ' : '   - ', COLUMNS)),
      ].join('\n'),
    );
    return `${zoned}${language === 'ja' ? 'まず、この順に' : 'First, in this order'}\n${top.join('\n')}\n\n${rest.join('\n\n')}`;
  };
  const number = given.claim.caseNumber;
  const at = minute(now, organisation.timeZone);
  const [next] = dying.flatMap(({ series, at: goes }) => (goes === null ? [] : [{ log: series, at: goes }]));
  return {
    text: `証 初動の整理　受付番号 ${number}（${at}）\n\n${block('ja')}\n\n\nAkashi: first look, case ${number} (${at})\n\n${block('en')}\n`,
    firstToGo: next && { log: next.log, at: isoInZone(next.at, organisation.timeZone) },
  };
}
