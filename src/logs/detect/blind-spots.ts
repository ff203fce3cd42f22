// What cannot be seen in the logs that were given, whatever the rules.
import type { LogFileSummary } from '../../vocabulary/case-file.ts';
import { accessFormats, describedFamilies } from '../../vocabulary/log-families.ts';
import type { BlindSpot } from './detection.ts';

const spots = {
  'request-bodies': {
    ja: 'POSTで送られた内容（アクセスログには残らない）',
    en: 'what was sent in request bodies (access logs do not hold it)',
  },
  'other-headers': {
    ja: 'Cookieなど、ログに書かれないヘッダーの中の攻撃',
    en: 'attacks in cookies and other headers that the log does not hold',
  },
  'behind-proxy': {
    ja: '中継サーバーの内側で書かれたログでは、本当の接続元',
    en: 'the true source, where the log was written behind a proxy',
  },
  'inside-database': { ja: 'データベースから何が読まれたか', en: 'what was read from the database' },
  'no-host-logs': {
    ja: 'サーバー上で実行されたコマンド（監査ログがない）',
    en: 'commands run on the server (no audit log was given)',
  },
  'no-login-logs': { ja: 'サーバーへのログイン', en: 'logins to the servers (no such log was given)' },
  'no-web-logs': { ja: 'Webからの攻撃', en: 'attacks over the web (no access log was given)' },
  'valid-credentials': {
    ja: '正しい利用者名とパスワードを使った不正な閲覧で、量も時間帯も普段どおりのもの',
    en: 'misuse of valid credentials in ordinary amounts at ordinary hours',
  },
  'slow-and-spread': {
    ja: '多数の接続元から少しずつ行われた試行',
    en: 'attempts spread thinly over many sources',
  },
  'cloud-reads': {
    ja: 'AWSに保存したファイルや表の読み出し（データイベントが記録されていない）',
    en: 'reads of files and tables kept at AWS (no data events were recorded)',
  },
  'removed-lines': { ja: '消された記録', en: 'lines that were removed' },
} as const;

const hostFormats: readonly string[] = ['auditd'];
const loginFormats = describedFamilies.login.formats;

/** @param cloudReads whether the records of AWS hold any read of what is stored; undefined where there are no such records */
export function blindSpots(files: readonly LogFileSummary[], cloudReads?: boolean): BlindSpot[] {
  const has = (formats: readonly string[]) => files.some(({ format, lines }) => lines > 0 && formats.includes(format));
  const ids: (keyof typeof spots)[] = [
    ...(has(accessFormats)
      ? (['request-bodies', 'other-headers', 'behind-proxy'] as const)
      : (['no-web-logs'] as const)),
    ...(has(hostFormats) ? [] : (['no-host-logs'] as const)),
    ...(has(loginFormats) ? [] : (['no-login-logs'] as const)),
    ...(cloudReads === false ? (['cloud-reads'] as const) : []),
    ...(['inside-database', 'valid-credentials', 'slow-and-spread', 'removed-lines'] as const),
  ];
  return ids.map((id) => ({ id, ...spots[id] }));
}
