// The classes of attack that findings, drill and facts speak of. One table: ids, names, and whether the answers or the
// list itself lie within reach when an attack of the class succeeds.
import type { Both } from '../../vocabulary/finding.ts';

type AttackClass = {
  readonly name: Both;
  /** A success of this class reads what the application or the host holds. */
  readonly reachesData: boolean;
};

export const attackClasses = {
  sqli: { name: { ja: 'SQLインジェクション', en: 'SQL injection' }, reachesData: true },
  traversal: { name: { ja: 'パストラバーサル', en: 'path traversal' }, reachesData: true },
  cmdi: { name: { ja: 'コマンド・コードの注入', en: 'command or code injection' }, reachesData: true },
  ssti: { name: { ja: 'テンプレートへの注入', en: 'template injection' }, reachesData: true },
  log4shell: { name: { ja: 'Log4jの脆弱性', en: 'Log4j look-up' }, reachesData: true },
  xss: { name: { ja: 'クロスサイトスクリプティング', en: 'cross-site scripting' }, reachesData: false },
  ssrf: { name: { ja: '内部への要求の偽装', en: 'server-side request forgery' }, reachesData: true },
  rfi: { name: { ja: '外部ファイルの読み込み', en: 'remote file inclusion' }, reachesData: true },
  injection: { name: { ja: 'ヘッダー・LDAP・XMLへの注入', en: 'header, LDAP or XML injection' }, reachesData: true },
  webshell: { name: { ja: 'Webシェル', en: 'web shell' }, reachesData: true },
  scanner: { name: { ja: '検査ツール', en: 'scanning tool' }, reachesData: false },
  'sensitive-file': {
    name: { ja: '公開すべきでないファイル', en: 'file that should not be served' },
    reachesData: true,
  },
  probe: { name: { ja: '既知の弱点の探り', en: 'probe for known weaknesses' }, reachesData: false },
  protocol: { name: { ja: 'HTTPでない通信', en: 'not HTTP' }, reachesData: false },
  'forced-browsing': { name: { ja: '総当たりの閲覧', en: 'forced browsing' }, reachesData: false },
  'bruteforce-web': { name: { ja: 'Webログインの総当たり', en: 'web login guessing' }, reachesData: true },
  'bruteforce-login': { name: { ja: 'ログインの総当たり', en: 'login guessing' }, reachesData: true },
  'web-user-exec': {
    name: { ja: 'Webサーバーからのコマンド実行', en: 'command run by the web server' },
    reachesData: true,
  },
  'post-exploit': { name: { ja: '侵入後の操作', en: 'acts after a break-in' }, reachesData: true },
  'privilege-change': { name: { ja: '権限の変更', en: 'change of privilege' }, reachesData: true },
  'data-dump': { name: { ja: 'データの書き出し', en: 'dump of data' }, reachesData: true },
  'log-clearing': { name: { ja: '記録の消去', en: 'clearing of logs' }, reachesData: false },
  'mail-abuse': { name: { ja: 'メールサーバーの悪用', en: 'abuse of the mail server' }, reachesData: false },
  'cloud-abuse': { name: { ja: 'クラウドの鍵や権限の悪用', en: 'abuse of cloud keys or rights' }, reachesData: true },
  'bulk-read': { name: { ja: 'まとめ読み', en: 'bulk read' }, reachesData: true },
  'host-rule': { name: { ja: 'サーバー上の不審な操作', en: 'suspicious act on a host' }, reachesData: false },
  'web-rule': { name: { ja: '不審なWeb要求', en: 'suspicious web request' }, reachesData: false },
} as const satisfies Record<string, AttackClass>;

export type AttackClassId = keyof typeof attackClasses;

export const isAttackClass = (id: string): id is AttackClassId => Object.hasOwn(attackClasses, id);
