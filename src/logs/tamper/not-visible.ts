// What no method here can see in a file, said for each file: silence about it would sound like an all-clear.
import type { LogFileSummary } from '../../vocabulary/case-file.ts';
import type { Both } from '../../vocabulary/finding.ts';
import type { Timeline } from './silences/log-timeline.ts';
import type { NotVisible } from './tamper-report.ts';

const anyFile: readonly { readonly id: string; readonly what: Both }[] = [
  {
    id: 'single-source-removed',
    what: {
      ja: '一つの送信元（IP・利用者）の行だけを、時間をおいて消すこと。ほかの記録との照合が要る',
      en: 'the lines of one source (an IP, a user) taken out of busy hours; another record is needed to compare',
    },
  },
  {
    id: 'in-place-change',
    what: {
      ja: '行の一部をその場で書き換えること（時刻と順序が変わらないもの）',
      en: 'words changed inside a line, with time and order kept',
    },
  },
  {
    id: 'lines-added',
    what: {
      ja: '前後の行と矛盾しない行を書き足すこと',
      en: 'lines written in that contradict nothing around them',
    },
  },
  {
    id: 'whole-file-replaced',
    what: {
      ja: 'ファイル全体をもっともらしい別のものに差し替えること',
      en: 'the whole file replaced by a plausible one',
    },
  },
  {
    id: 'before-first-line',
    what: { ja: '最初の行より前に消された行', en: 'lines removed before the first that is there' },
  },
  {
    id: 'after-last-line',
    what: { ja: '最後の行より後に消された行', en: 'lines removed after the last that is there' },
  },
];

const withoutClock: { readonly id: string; readonly what: Both } = {
  id: 'no-usable-clock',
  what: {
    ja: '時刻が読めない、または壊れているため、空白・順序・切り貼りは調べられない',
    en: 'silences, order and splices: times are missing or broken',
  },
};

const shortRemoval: { readonly id: string; readonly what: Both } = {
  id: 'removal-within-usual-silence',
  what: {
    ja: 'この記録に普段からある空白より短い削除',
    en: 'removals no longer than the silences this log usually has',
  },
};

const tooShort: { readonly id: string; readonly what: Both } = {
  id: 'too-few-lines',
  what: {
    ja: '行が少なく、普段の様子が分からないため、空白は調べられない',
    en: 'silences: too few lines to know what is usual',
  },
};

const records: { readonly id: string; readonly what: Both } = {
  id: 'record-cut-out',
  what: {
    ja: '記録が丸ごと抜き取られ、前後が詰められたもの',
    en: 'a whole record cut out with the rest moved up',
  },
};

/** What some method could have seen in a file, and did not look for because it stopped at a limit of its own. */
const limits = {
  'filled-with-another-day': {
    ja: '別の日の行で埋められた箇所。記録が合わせて100万行を超えるため、調べていない',
    en: 'a stretch filled with lines of another day: not looked for, since the logs have more than a million lines together',
  },
  'passed-on-beyond-limit': {
    ja: '後ろのアプリケーションに残る要求との照合。要求が20万件を超えるか、比べるファイルが12を超えるため、調べていない',
    en: 'requests that the log of an application behind this server keeps: not looked for, since a file has more than 200,000 requests, or more than twelve files would have to be compared',
  },
  'differs-from-another-log': {
    ja: '同じ内容のもう一つの記録との食い違い。行が合わせて400万を超えるため、調べていない',
    en: 'differences from another log with the same records: not looked for, since the two have more than four million lines together',
  },
  'sessions-beyond-limit': {
    ja: 'この先のログインとセッションの対応。セッションの行が40万を超えたところで、調べるのを終えている',
    en: 'pairs of logins and sessions from some line on: the examination ends at 400,000 lines of sessions',
  },
  'zeros-beyond-limit': {
    ja: 'この先のゼロのバイト。ゼロを含む行が1,000を超えたところで、調べるのを終えている',
    en: 'zero bytes from some line on: the examination ends at 1,000 lines that hold them',
  },
  'copied-blocks-beyond-limit': {
    ja: '同じ行のまとまりが二度ある箇所、別の日の行で埋められた箇所。同じ行が多く、この先は調べていない',
    en: 'blocks that stand twice, or fill a stretch with another day, from some line on: too many lines are the same, and not all were looked at',
  },
  'queued-beyond-limit': {
    ja: 'メールの配送記録の抜け。記録のそろわないメールが多く、この先は調べていない',
    en: 'deliveries of mail whose lines are missing, from some line on: too many messages lack some, and not all were looked at',
  },
  'beats-beyond-limit': {
    ja: '規則正しく記録される行の抜け。ファイルが多く、大きい順に50件だけを調べている',
    en: 'missing beats of lines that come like clockwork: of many files, the fifty largest were looked at',
  },
  'serials-beyond-limit': {
    ja: '監査記録の通し番号の欠けと割り込み。番号が続かない箇所が多く、すべては調べていない',
    en: 'audit serials that are missing or slipped in: the numbers break off at too many places, and not all were looked at',
  },
  'request-numbers-beyond-limit': {
    ja: 'アプリケーションの要求番号の欠け。ファイルが300万行を超えるため、調べていない',
    en: 'request numbers of an application that are missing: not looked for in a file of more than three million lines',
  },
} as const satisfies Record<string, Both>;

export type Limit = keyof typeof limits;

export type Seen = {
  readonly timeline: Timeline | undefined;
  readonly clockBroken: boolean;
  /** Limits at which a method stopped in this file. */
  readonly stoppedAt: readonly Limit[];
};

export function notVisibleIn(file: LogFileSummary, { timeline, clockBroken, stoppedAt }: Seen): NotVisible[] {
  const extra: { readonly id: string; readonly what: Both }[] = [];
  if (!timeline || clockBroken) extra.push(withoutClock);
  else extra.push(timeline.lines < 200 ? tooShort : shortRemoval);
  extra.push(...stoppedAt.map((id) => ({ id, what: limits[id] })));
  if (['utmp', 'utmpdump', 'wtmp', 'btmp', 'lastlog'].includes(file.format)) extra.push(records);
  return [...anyFile, ...extra].map(({ id, what }) => ({ path: file.path, id, what }));
}
