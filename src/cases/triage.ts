// The first minutes, before anything is examined: what may still be burning, which evidence dies next, what must be kept,
// which clocks run, whom to call, what the phone may say. From the first and last lines of each log: a sample, and it says so.
import { isoInZone, millisecondsOf } from '../custody/instant.ts';
import type { PeekedLog } from '../logs/peek-logs.ts';
import type { Claim, Handling, Organisation } from '../vocabulary/case-file.ts';
import type { Both } from '../vocabulary/finding.ts';
import { dueDates } from './clocks/due-dates.ts';
import { mustBeTold } from './must-be-told.ts';
import { ownerNames } from './owner.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export type TriageInput = {
  readonly claim: Claim;
  readonly organisation: Organisation;
  readonly logs: readonly PeekedLog[];
  /** Milliseconds UTC. */
  readonly now: number;
  readonly handling?: Handling | undefined;
};

type Section = { readonly title: Both; readonly lines: readonly Both[] };

/** One series of rotated files: `access.log`, `access.log.1`, `access.log.2.gz` are one. */
function seriesOf(path: string): string {
  return path
    .replace(/\.(?:gz|zst|xz|bz2)$/i, '')
    .replace(/[.-]\d{1,14}$/, '')
    .replace(/[.-]\d{4}-\d{2}-\d{2}$/, '');
}

const median = (values: readonly number[]): number | null => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
};

const minute = (at: number, zone: string) => isoInZone(at, zone).slice(0, 16).replace('T', ' ');

/** When the oldest file of a series is likely to go: by stated retention, else by the rhythm of its own rotation. */
function dying(
  series: string,
  files: readonly PeekedLog[],
  { organisation, now }: TriageInput,
): { at: number; line: Both } | null {
  const starts = files.flatMap(({ from }) => from ?? []).sort((a, b) => a - b);
  const [oldest] = starts;
  if (oldest === undefined) return null;
  const zone = organisation.timeZone;
  const age = Math.floor((now - oldest) / DAY);
  const step = median(starts.slice(1).map((start, index) => start - (starts[index] ?? start)));
  const newest = starts.at(-1) ?? oldest;
  const byRetention = organisation.retentionDays === null ? null : oldest + organisation.retentionDays * DAY;
  // The next rotation pushes the oldest file out, if the number of files kept is already full.
  const byRhythm = step !== null && files.length >= 3 ? newest + step : null;
  const at = byRetention ?? byRhythm;
  const rhythm = step === null ? null : Math.max(1, Math.round(step / DAY));
  const kept = {
    ja: `${series}：最も古い行は${minute(oldest, zone)}（${age}日前）${rhythm === null ? '' : `、約${rhythm}日ごとに切り替わっています`}`,
    en: `${series}: the oldest line is of ${minute(oldest, zone)} (${age} days ago)${rhythm === null ? '' : `, a new file about every ${rhythm} ${rhythm === 1 ? 'day' : 'days'}`}`,
  };
  if (at === null) {
    return {
      at: Number.POSITIVE_INFINITY,
      line: { ja: `${kept.ja}。いつ消えるかは分かりません`, en: `${kept.en}; when it is deleted is not known` },
    };
  }
  const basis =
    byRetention !== null
      ? {
          ja: `保存期間${organisation.retentionDays}日による`,
          en: `by the stated retention of ${organisation.retentionDays} days`,
        }
      : { ja: 'ファイルの切り替わり方からの推定', en: 'estimated from the rhythm of the files' };
  const due =
    at <= now
      ? { ja: 'すでに過ぎています。今すぐ写しを', en: 'already past: copy it now' }
      : { ja: `${minute(at, zone)}ごろに消えます`, en: `goes about ${minute(at, zone)}` };
  return { at, line: { ja: `${kept.ja}。${due.ja}（${basis.ja}）`, en: `${kept.en}; ${due.en} (${basis.en})` } };
}

function burning({ claim, logs, organisation, now }: TriageInput): Section {
  const zone = organisation.timeZone;
  const latest = logs.reduce<number | null>(
    (kept, { to }) => (to !== null && (kept === null || to > kept) ? to : kept),
    null,
  );
  const lines: Both[] = [];
  if (latest === null) {
    lines.push({
      ja: '記録が渡されていないため、続いているかどうかは分かりません',
      en: 'no logs were given: whether it goes on is not known',
    });
  } else {
    const hours = Math.round((now - latest) / HOUR);
    lines.push({
      ja: `渡された記録は${minute(latest, zone)}までです（${hours}時間前）。それより後は見ていません`,
      en: `the logs given reach up to ${minute(latest, zone)} (${hours} hours ago); nothing after that was seen`,
    });
  }
  if (claim.spamSince)
    lines.push({
      ja: `迷惑メールは${claim.spamSince}から（お申し出による）`,
      en: `spam since ${claim.spamSince}, by the customer's account`,
    });
  lines.push({
    ja: '検査で成功のしるしが見つかった場合：隔離する。再起動しない。電話する',
    en: 'if the checks show signs of success: isolate, do not reboot, call',
  });
  return { title: { ja: 'まだ続いているか', en: 'Is something still burning?' }, lines };
}

function evidence(input: TriageInput): Section {
  const groups = new Map<string, PeekedLog[]>();
  for (const log of input.logs) {
    const series = seriesOf(log.path);
    groups.set(series, [...(groups.get(series) ?? []), log]);
  }
  const deaths = [...groups]
    .flatMap(([series, files]) => dying(series, files, input) ?? [])
    .sort((a, b) => a.at - b.at);
  const unknown = [...groups].filter(([, files]) => files.every(({ from }) => from === null)).map(([series]) => series);
  return {
    title: { ja: '次に消える証拠', en: 'Which evidence dies next?' },
    lines: [
      ...deaths.map(({ line }) => line),
      ...unknown.map((series) => ({
        ja: `${series}：時刻を読み取れず、いつ消えるかは分かりません`,
        en: `${series}: no times could be read, so when it goes is not known`,
      })),
      ...(groups.size === 0
        ? [
            {
              ja: '渡された記録がありません。まず集めてください（akashi preserve）',
              en: 'no logs were given: collect them first (akashi preserve)',
            },
          ]
        : []),
      { ja: '（各ファイルの先頭と末尾だけを見た結果です）', en: '(from the first and last lines of each file only)' },
    ],
  };
}

const holdList: Section = {
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
    { ja: 'お申し出のメールの原本と、届いた迷惑メール', en: 'the complaint in its original form, and the spam' },
    {
      ja: '写しを取り、ハッシュを取り、別の場所に二つ目の写しを置いてから調べる',
      en: 'copy, hash, put a second copy elsewhere, and only then analyse',
    },
  ],
};

/** Both clocks, from the same table as `akashi clocks`. */
function clocks({ claim, organisation, handling, now }: TriageInput): Section {
  const zone = organisation.timeZone;
  const deadlines = dueDates({ claim, organisation, handling, now });
  const decided = handling?.awareness;
  const lines: Both[] = deadlines
    .filter(({ conservative }) => conservative)
    .map(({ what, by }) => ({
      ja: `${what.ja}：${minute(Date.parse(by), zone)}`,
      en: `${what.en}: ${minute(Date.parse(by), zone)}`,
    }));
  lines.push(
    {
      ja: '上は、受付を「知った時」とみなす慎重な数え方です',
      en: 'these count cautiously, as if receipt were the moment of knowing',
    },
    decided?.decision === 'aware'
      ? {
          ja: `「知った」と判断した記録があります（${decided.at}）。判断による期限は akashi clocks が示します`,
          en: `a decision to count as aware is on record (${decided.at}); akashi clocks shows its dates`,
        }
      : decided
        ? {
            ja: '判断の記録はありますが「知った」ではないため、判断による期限はありません。上の数え方は止まりません',
            en: 'a decision is on record, and it is not "aware": the second clock has no date; the first does not stop',
          }
        : {
            ja: '「知った」と判断した時の記録がないため、判断による期限はまだありません',
            en: 'no decision about being aware is recorded yet, so the second clock has no date',
          },
    {
      ja: '法的助言ではありません。期限は顧問に確かめてください',
      en: 'not legal advice: have counsel confirm the dates',
    },
  );
  return { title: { ja: '二つの時計', en: 'The two clocks' }, lines };
}

/** Names and contacts as org.yaml has them; somebody who is not named there is a place to fill. */
function callOrder({ claim, organisation, handling, now }: TriageInput): Section {
  const zone = organisation.timeZone;
  const deadlines = dueDates({ claim, organisation, handling, now });
  const lines = mustBeTold({ claim, organisation, deadlines, now }).map(({ who, why, owner, by, named }): Both => {
    const names = (lang: keyof Both) =>
      named
        .map(({ name, contact }) => (contact === null ? name[lang] : `${name[lang]} ${contact}`))
        .join(lang === 'ja' ? '、' : ', ');
    const at = minute(Date.parse(by), zone);
    return {
      ja: `${who.ja}${named.length > 0 ? `（${names('ja')}）` : ''}：${why.ja}。担当 ${ownerNames[owner].ja}、${at}まで`,
      en: `${who.en}${named.length > 0 ? ` (${names('en')})` : ''}: ${why.en}; ${ownerNames[owner].en}, by ${at}`,
    };
  });
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

function phone({ claim, organisation, now }: TriageInput): Section {
  const zone = organisation.timeZone;
  const start = claim.receivedAt ? millisecondsOf(claim.receivedAt, zone) : now;
  const by = minute(Math.max(start + DAY, now + HOUR), zone);
  return {
    title: { ja: '電話で言えること', en: 'What the phone may say' },
    lines: [
      {
        ja: `「確認中で、${by}までにご連絡します。原因はまだ分かっておりません」`,
        en: `"We are looking into it and will contact you by ${by}. We do not know the cause yet."`,
      },
      { ja: '言わない：「漏れていません」「漏らしました」', en: 'do not say: "it did not leak", "we leaked it"' },
      { ja: '言わない：「お客様のパソコンが原因では」', en: 'do not say: "it may be your computer"' },
      {
        ja: '言わない：アドレスを預かっているかどうか（ご本人と確かめるまで）',
        en: 'do not say whether we hold the address, until the caller is verified',
      },
    ],
  };
}

/** The page as text, Japanese first, then English. */
export function triageText(input: TriageInput): string {
  const sections = [
    burning(input),
    evidence(input),
    holdList,
    clocks(input),
    callOrder(input),
    {
      title: { ja: '一次回答', en: 'The holding reply' },
      lines: [
        {
          ja: 'holding.ja.txt と holding.ja.pdf を読み、空欄を埋めて送れます',
          en: 'read holding.en.txt and holding.en.pdf, fill in what is open, and send',
        },
      ],
    },
    phone(input),
  ];
  const render = (language: keyof Both) =>
    sections
      .map(
        ({ title, lines }, index) =>
          `${index + 1}. ${title[language]}\n${lines.map((line) => `   - ${line[language]}`).join('\n')}`,
      )
      .join('\n\n');
  const number = input.claim.caseNumber;
  const at = minute(input.now, input.organisation.timeZone);
  return `証 初動の整理　受付番号 ${number}（${at}）\n\n${render('ja')}\n\n\nAkashi: first look, case ${number} (${at})\n\n${render('en')}\n`;
}
