// Which logs go next, and what must not be deleted.
import type { Both } from '../../vocabulary/finding.ts';
import type { DyingLog } from '../dying-evidence.ts';
import { DAY, minute } from './due-words.ts';
import { contactOf, latestOf, type Section, type Seen, type TriageInput } from './first-look.ts';

/** A page that lists every log is not read; the rest is counted. */
const MOST_LOGS_SHOWN = 12;

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

export function evidence(input: Seen): Section {
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

export const holdList = (input: TriageInput): Section => ({
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
