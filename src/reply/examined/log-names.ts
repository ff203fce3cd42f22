// What a letter calls each kind of record: one name, whether it was examined or not to be had.
import type { Both } from '../../vocabulary/finding.ts';
import { describedFamilies, expectedFamilies, type LogFamily, logFamilies } from '../../vocabulary/log-families.ts';
import { isDate } from '../days.ts';
import { type CaseInput, lookedAt } from '../grounds.ts';
import { listed } from '../said.ts';

/** Each is read with "の記録" behind it, or "the records of" before it. */
const names: Readonly<Record<LogFamily, Both>> = {
  web: { ja: 'ウェブサーバー', en: 'the web server' },
  mail: { ja: 'メールサーバー', en: 'the mail server' },
  login: { ja: 'ログイン', en: 'logins' },
  application: { ja: '業務に使うシステム', en: 'our applications' },
  cloud: { ja: 'クラウドの操作', en: 'operations in our cloud' },
  database: { ja: 'データベース', en: 'the database' },
};
/** Where logins to something else were examined, what is missing is said to be of the servers. */
const ofServers: Both = { ja: 'サーバーへのログイン', en: 'logins to our servers' };
const unnamed: Both = { ja: 'サーバー', en: 'our servers' };

export function logsNamed(families: readonly LogFamily[]): Both {
  return families.length === 0 ? unnamed : listed(families.map((family) => names[family]));
}

/** Kinds of record that were given with lines in them, first and last time of each where they carry one. */
export function logsGiven(input: CaseInput): ReadonlyMap<LogFamily, { readonly from?: string; readonly to?: string }> {
  const given = new Map<LogFamily, { from?: string; to?: string }>();
  for (const family of logFamilies) {
    const files = input.files.filter(
      ({ format, lines, path }) =>
        lines > 0 &&
        describedFamilies[family].formats.includes(format) &&
        // A cloud's own export, written out over many lines, counts as JSON: it is no record of an application of ours.
        !(family === 'application' && /cloudtrail/i.test(path)),
    );
    // What a machine writes of its jobs is no record of logins, though it stands in the same kind of log.
    if (files.length === 0 || (family === 'login' && input.loginsIn?.includes('login') === false)) continue;
    const times = files
      .flatMap(({ from, to, trueTime }) => [trueTime?.from ?? from, trueTime?.to ?? to])
      .filter((time): time is string => time !== null && isDate(time))
      .toSorted((a, b) => Date.parse(a) - Date.parse(b));
    const [from, to] = [times[0], times.at(-1)];
    given.set(family, from !== undefined && to !== undefined ? { from, to } : {});
  }
  return given;
}

/** The name of a kind that was not to be had. */
export const missingNamed = (family: LogFamily, { loginsIn }: CaseInput): Both =>
  family === 'login' && loginsIn !== undefined && loginsIn.length > 0 ? ofServers : names[family];

/** Kinds of record that were not to be had. Undefined where the case does not list its files and yet examined some. */
export function logsMissing(input: CaseInput): readonly LogFamily[] | undefined {
  const given = logsGiven(input);
  const examined = (['access', 'integrity', 'mailing'] as const).some(
    (topic) => lookedAt(input, topic, 'nothing-found') ?? lookedAt(input, topic, 'found'),
  );
  if (input.files.length === 0 && examined) return undefined;
  // A mail server may write into the log of the whole system: what was examined is not missing, whatever holds it.
  const mailExamined = lookedAt(input, 'mailing', 'nothing-found') ?? lookedAt(input, 'mailing', 'found');
  return expectedFamilies.filter((family) => !given.has(family) && !(family === 'mail' && mailExamined));
}
