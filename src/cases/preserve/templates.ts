// What to copy from which kind of system, as shell that only reads. Each step says what it takes and what it cannot take.
import type { Both } from '../../vocabulary/finding.ts';

export type StepKind = 'command' | 'files';

export type Step = {
  readonly id: string;
  readonly about: Both;
  /**
   * command: its output is kept; it must only read. files: a tar of these paths, as they are.
   * Shell words: `{since}` is replaced by a date of our own making, nothing else.
   */
  readonly kind: StepKind;
  readonly run: string;
  /** The program that must be there; without it the step is skipped and the record says so. */
  readonly needs: string;
};

export type SystemTemplate = { readonly id: string; readonly about: Both; readonly steps: readonly Step[] };

const command = (id: string, needs: string, run: string, ja: string, en: string): Step => ({
  id,
  kind: 'command',
  needs,
  run,
  about: { ja, en },
});
const files = (id: string, run: string, ja: string, en: string): Step => ({
  id,
  kind: 'files',
  needs: 'tar',
  run,
  about: { ja, en },
});

/** Taken on every host, first: without the clock no line of any log can be set beside another's. */
export const alwaysFirst: readonly Step[] = [
  command('clock-utc', 'date', 'date -u +%FT%TZ', '時計（UTC）', 'the clock, UTC'),
  command('clock-zone', 'timedatectl', 'timedatectl', '時刻帯と同期の状態', 'time zone and synchronisation'),
  command('clock-offset', 'chronyc', 'chronyc -n tracking', '時計のずれ', 'offset of the clock'),
  command('rotation', 'cat', 'cat /etc/logrotate.conf /etc/logrotate.d/*', '切り替えの設定', 'settings of rotation'),
  command('disk', 'df', 'df -P', '空き容量', 'free space'),
];

export const systemTemplates: readonly SystemTemplate[] = [
  {
    id: 'web',
    about: { ja: 'Webサーバー（nginx、Apache、PHP-FPM）', en: 'web server (nginx, Apache, PHP-FPM)' },
    steps: [
      command(
        'web-stat',
        'stat',
        'stat /var/log/nginx/* /var/log/apache2/* /var/log/httpd/* /var/log/php*',
        '記録ファイルの時刻と大きさ',
        'times and sizes of the log files',
      ),
      files(
        'web-logs',
        '/var/log/nginx /var/log/apache2 /var/log/httpd /var/log/php*',
        'Webサーバーの記録',
        'logs of the web server',
      ),
    ],
  },
  {
    id: 'mail',
    about: { ja: 'メールサーバー', en: 'mail server' },
    steps: [files('mail-logs', '/var/log/mail* /var/log/exim4 /var/log/dovecot*', 'メールの記録', 'mail logs')],
  },
  {
    id: 'journal',
    about: { ja: 'systemd ジャーナル', en: 'systemd journal' },
    steps: [
      command(
        'journal-export',
        'journalctl',
        'journalctl --utc -o export --since={since}',
        'ジャーナルの書き出し',
        'export of the journal',
      ),
      files('journal-files', '/var/log/journal', 'ジャーナルの原本', 'the journal itself'),
    ],
  },
  {
    id: 'login',
    about: { ja: 'ログインと監査の記録', en: 'logins and audit' },
    steps: [
      command('login-last', 'last', 'last -Fxw', 'ログインの履歴', 'history of logins'),
      files(
        'login-files',
        '/var/log/wtmp* /var/log/btmp* /var/log/lastlog /var/log/secure* /var/log/auth.log* /var/log/audit',
        'ログインと監査の原本',
        'files of logins and audit',
      ),
    ],
  },
  {
    id: 'mariadb',
    about: { ja: 'MySQL・MariaDB', en: 'MySQL, MariaDB' },
    steps: [
      command(
        'mariadb-logs',
        'mysql',
        `mysql --batch -e "SHOW BINARY LOGS; SHOW VARIABLES LIKE '%log%'; SELECT user,host FROM mysql.user"`,
        '記録の設定と利用者',
        'log settings and users',
      ),
      files('mariadb-files', '/var/log/mysql* /var/log/mariadb', 'データベースの記録', 'logs of the database'),
    ],
  },
  {
    id: 'postgresql',
    about: { ja: 'PostgreSQL', en: 'PostgreSQL' },
    steps: [
      command(
        'postgresql-settings',
        'psql',
        `psql -At -c "SELECT name,setting FROM pg_settings WHERE name LIKE 'log%'"`,
        '記録の設定',
        'log settings',
      ),
      files('postgresql-files', '/var/log/postgresql', 'データベースの記録', 'logs of the database'),
    ],
  },
  {
    id: 'running',
    about: {
      ja: '動作中の状態（侵入のおそれがあるとき。再起動しない）',
      en: 'running state (where an intrusion is possible; do not reboot)',
    },
    steps: [
      command('sockets', 'ss', 'ss -tanp', '通信の状態', 'open connections'),
      command('processes', 'ps', 'ps auxf', '動作中のプロセス', 'running processes'),
      command('open-files', 'lsof', 'lsof -nP', '開かれているファイル', 'open files'),
    ],
  },
];

/** What no script can take: a person does it, and notes it. */
export const byHand: readonly { readonly id: string; readonly what: Both }[] = [
  {
    id: 'aws',
    what: {
      ja: 'AWS：lookup-events は90日分・管理イベントのみ。証跡のバケットも写す。S3・ALBのアクセスログ、RDSのスナップショット',
      en: 'AWS: lookup-events covers 90 days and management events only; copy the trail bucket too; S3 and ALB access logs; an RDS snapshot',
    },
  },
  {
    id: 'office',
    what: {
      ja: 'Microsoft 365・Google Workspace：監査ログの書き出し（保存期間は契約による）',
      en: 'Microsoft 365, Google Workspace: export the audit log (retention depends on the licence)',
    },
  },
  {
    id: 'wordpress',
    what: {
      ja: 'WordPress・フォーム：プラグインと利用者の一覧、通知の宛先、連携先',
      en: 'WordPress and forms: plugins and users, recipients of notifications, integrations',
    },
  },
  {
    id: 'hosting',
    what: {
      ja: 'レンタルサーバー：管理画面から今日あるログをすべて取得し、保存を有効にする',
      en: 'shared hosting: download every log there is today from the control panel, and turn retention on',
    },
  },
  {
    id: 'mailing',
    what: {
      ja: '配信サービス：操作履歴、名簿の書き出し履歴、APIキーと最終利用、担当者',
      en: 'mailing service: audit log, history of list exports, API keys and last use, sub-users',
    },
  },
];
