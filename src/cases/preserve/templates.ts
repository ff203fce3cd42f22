// What to copy from which kind of system, as shell that only reads. Each step says what it takes and what it cannot take.
import type { Both } from '../../vocabulary/finding.ts';

/**
 * command: its output is kept; it must only read. files: a tar of these paths, as they are. shown: what a program prints
 * about those of the paths that are there. files-named-by: a tar of the paths that a command prints, one a line.
 */
export type StepKind = 'command' | 'files' | 'shown' | 'files-named-by';

export type Step = {
  readonly id: string;
  readonly about: Both;
  readonly kind: StepKind;
  /** Shell words: `{since}` is replaced by a date of our own making, nothing else. */
  readonly run: string;
  /** The program that must be there; without it the step is skipped and the record says so. */
  readonly needs: string;
};

export type SystemTemplate = {
  readonly id: string;
  readonly about: Both;
  /** How a person stops what would delete it, and what to note. Changes the system, so no script does it. */
  readonly stop: Both | null;
  readonly steps: readonly Step[];
};

const step =
  (kind: StepKind) =>
  (id: string, needs: string, run: string, ja: string, en: string): Step => ({
    id,
    kind,
    needs,
    run,
    about: { ja, en },
  });
const command = step('command');
const shown = step('shown');
const namedBy = step('files-named-by');
const files = (id: string, run: string, ja: string, en: string): Step => step('files')(id, 'tar', run, ja, en);

/** Taken on every host, first: without the clock no line of any log can be set beside another's. */
export const alwaysFirst: readonly Step[] = [
  command('clock-utc', 'date', 'date -u +%FT%TZ', '時計（UTC）', 'the clock, UTC'),
  command('clock-zone', 'timedatectl', 'timedatectl', '時刻帯と同期の状態', 'time zone and synchronisation'),
  command('clock-offset', 'chronyc', 'chronyc -n tracking', '時計のずれ', 'offset of the clock'),
  shown('rotation', 'cat', '/etc/logrotate.conf /etc/logrotate.d/*', '切り替えの設定', 'settings of rotation'),
  shown(
    'cron',
    'cat',
    '/etc/crontab /etc/cron.d/* /var/spool/cron/crontabs/* /var/spool/cron/*',
    '定期実行（削除を含むもの）',
    'scheduled jobs, deletion among them',
  ),
  shown(
    'journald-settings',
    'cat',
    '/etc/systemd/journald.conf /etc/systemd/journald.conf.d/*',
    'ジャーナルの保存の設定',
    'settings of the journal',
  ),
  shown('docker-settings', 'cat', '/etc/docker/daemon.json', 'コンテナの記録の設定', 'log settings of containers'),
  command('disk', 'df', 'df -P', '空き容量', 'free space'),
];

/** As root the server's own account is the one that may read; otherwise whoever runs the script. */
const psql = (sql: string) =>
  `if [ "$(id -u)" = 0 ]; then cd / && runuser -u postgres -- psql -X -At -d postgres -c "${sql}"; else psql -X -At -d postgres -c "${sql}"; fi`;
const mysql = (sql: string) => `mysql --batch --skip-column-names -e "${sql}"`;
const inDataFolder = (name: string) => `SELECT IF(LEFT(@@${name},1)='/', @@${name}, CONCAT(@@datadir, @@${name}))`;

export const systemTemplates: readonly SystemTemplate[] = [
  {
    id: 'web',
    about: { ja: 'Webサーバー（nginx、Apache、PHP-FPM）', en: 'web server (nginx, Apache, PHP-FPM)' },
    stop: {
      ja: '/etc/logrotate.d/ の nginx・apache2・httpd・php-fpm の項目を、各行の頭に # を付けて止め、時刻を控える',
      en: 'in /etc/logrotate.d/ put # before each line of the entries nginx, apache2, httpd, php-fpm; note the time',
    },
    steps: [
      shown(
        'web-stat',
        'stat',
        '/var/log/nginx/* /var/log/apache2/* /var/log/httpd/* /var/log/php*',
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
    stop: {
      ja: '/etc/logrotate.d/rsyslog などの mail の項目を # で止め、時刻を控える',
      en: 'put # before the mail entries in /etc/logrotate.d/rsyslog and the like; note the time',
    },
    steps: [files('mail-logs', '/var/log/mail* /var/log/exim4 /var/log/dovecot*', 'メールの記録', 'mail logs')],
  },
  {
    id: 'journal',
    about: { ja: 'systemd ジャーナル', en: 'systemd journal' },
    stop: {
      ja: '古いものから消えるのは容量の上限による。空きがあれば journald.conf の SystemMaxUse を大きくし、journalctl --vacuum は使わない',
      en: 'the oldest goes when the limit is reached: with space free, raise SystemMaxUse in journald.conf; never run journalctl --vacuum',
    },
    steps: [
      command('journal-usage', 'journalctl', 'journalctl --disk-usage', 'ジャーナルの容量', 'space the journal takes'),
      command(
        'journal-export',
        'journalctl',
        'journalctl --utc -o export --since={since}',
        'ジャーナルの書き出し',
        'export of the journal',
      ),
      files('journal-files', '/var/log/journal /run/log/journal', 'ジャーナルの原本', 'the journal itself'),
    ],
  },
  {
    id: 'login',
    about: { ja: 'ログインと監査の記録', en: 'logins and audit' },
    stop: {
      ja: '/etc/logrotate.d/ の wtmp・btmp・rsyslog（secure、auth.log）と、auditd.conf の max_log_file_action（ROTATE なら KEEP_LOGS）',
      en: '/etc/logrotate.d/: wtmp, btmp, rsyslog (secure, auth.log); auditd.conf: max_log_file_action (KEEP_LOGS instead of ROTATE)',
    },
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
    stop: {
      ja: 'バイナリログの自動削除を止める：SET GLOBAL binlog_expire_logs_seconds = 0（MariaDB は expire_logs_days = 0）。元の値と時刻を控える',
      en: 'stop binary logs from expiring: SET GLOBAL binlog_expire_logs_seconds = 0 (MariaDB: expire_logs_days = 0); note the old value and the time',
    },
    steps: [
      command('mariadb-settings', 'mysql', mysql("SHOW VARIABLES LIKE '%log%'"), '記録の設定', 'log settings'),
      command('mariadb-users', 'mysql', mysql('SELECT user,host FROM mysql.user'), '利用者', 'users'),
      command(
        'mariadb-binlog-list',
        'mysql',
        mysql('SHOW BINARY LOGS'),
        'バイナリログの一覧（使っていなければエラーになる）',
        'list of binary logs (an error where there are none)',
      ),
      namedBy(
        'mariadb-binlogs',
        'mysql',
        `base=$(${mysql('SELECT @@log_bin_basename')}); case "$base" in /*) ls -d "$base".* ;; esac`,
        'バイナリログの写し',
        'copies of the binary logs',
      ),
      namedBy(
        'mariadb-logs',
        'mysql',
        `${mysql(`${inDataFolder('general_log_file')}; ${inDataFolder('slow_query_log_file')}; ${inDataFolder('log_error')}`)} | grep -v '/$'`,
        '一般・遅延・エラーの記録',
        'general, slow and error log',
      ),
      files('mariadb-files', '/var/log/mysql* /var/log/mariadb', 'データベースの記録', 'logs of the database'),
    ],
  },
  {
    id: 'postgresql',
    about: { ja: 'PostgreSQL', en: 'PostgreSQL' },
    stop: {
      ja: '/etc/logrotate.d/postgresql-common を # で止める。log_truncate_on_rotation と log_filename で上書きされる設定なら、その前に写す',
      en: 'put # before each line of /etc/logrotate.d/postgresql-common; where log_truncate_on_rotation and log_filename overwrite files, copy first',
    },
    steps: [
      command(
        'postgresql-settings',
        'psql',
        psql("SELECT name,setting FROM pg_settings WHERE name LIKE 'log%'"),
        '記録の設定',
        'log settings',
      ),
      command('postgresql-users', 'psql', psql('SELECT rolname,rolsuper,rolcanlogin FROM pg_roles'), '利用者', 'users'),
      namedBy(
        'postgresql-log-folder',
        'psql',
        psql(
          "SELECT CASE WHEN d LIKE '/%' THEN d ELSE current_setting('data_directory')||'/'||d END FROM current_setting('log_directory') d",
        ),
        'log_directory の写し',
        'copies of log_directory',
      ),
      files('postgresql-files', '/var/log/postgresql', 'データベースの記録', 'logs of the database'),
    ],
  },
  {
    id: 'container',
    about: { ja: 'コンテナ（Docker の json-file）', en: 'containers (Docker json-file)' },
    stop: {
      ja: 'コンテナを作り直さない・消さない（記録も消える）。docker system prune の定期実行を止める',
      en: 'do not recreate or remove containers (their logs go with them); stop scheduled docker system prune',
    },
    steps: [
      command('container-list', 'docker', 'docker ps --all --no-trunc', 'コンテナの一覧', 'containers'),
      files('container-logs', '/var/lib/docker/containers/*/*-json.log*', 'コンテナの記録', 'logs of the containers'),
    ],
  },
  {
    id: 'wordpress',
    about: {
      ja: 'WordPress（場所は WP_PATH、なければ /var/www/html）',
      en: 'WordPress (in WP_PATH, else /var/www/html)',
    },
    stop: {
      ja: '記録を消すプラグイン（古い履歴の自動削除）と自動更新を止める。フォームの通知の宛先、Webhook、連携先を画面で控える',
      en: 'turn off plugins that purge their history, and automatic updates; note recipients of form notifications, webhooks and integrations from the screen',
    },
    steps: [
      command(
        'wordpress-plugins',
        'wp',
        'wp --allow-root --skip-plugins --skip-themes --path="${WP_PATH:-/var/www/html}" plugin list --skip-update-check --format=csv',
        'プラグインの一覧',
        'plugins',
      ),
      command(
        'wordpress-users',
        'wp',
        'wp --allow-root --skip-plugins --skip-themes --path="${WP_PATH:-/var/www/html}" user list --fields=ID,user_login,user_registered,roles --format=csv',
        '利用者の一覧',
        'users',
      ),
      command(
        'wordpress-file-times',
        'find',
        'find "${WP_PATH:-/var/www/html}" -type f -exec ls -ld {} +',
        'ファイルの更新時刻',
        'times of the files',
      ),
      files(
        'wordpress-logs',
        '"${WP_PATH:-/var/www/html}"/wp-content/debug.log',
        'WordPress の記録',
        'log of WordPress',
      ),
    ],
  },
  {
    id: 'running',
    about: {
      ja: '動作中の状態（侵入のおそれがあるとき。再起動しない）',
      en: 'running state (where an intrusion is possible; do not reboot)',
    },
    stop: {
      ja: '再起動しない。ネットワークから切り離し、メモリーとディスクのスナップショットを取り、それから鍵とパスワードを替える',
      en: 'do not reboot; take it off the network, snapshot memory and disk, then change keys and passwords',
    },
    steps: [
      command('sockets', 'ss', 'ss -tanp', '通信の状態', 'open connections'),
      command('processes', 'ps', 'ps auxf', '動作中のプロセス', 'running processes'),
      command('open-files', 'lsof', 'lsof -nP', '開かれているファイル', 'open files'),
    ],
  },
];

/** What no script can take: a person does it, and notes it. Commands go to a service elsewhere, so they are only printed. */
export const byHand: readonly { readonly id: string; readonly what: Both; readonly commands: readonly string[] }[] = [
  {
    id: 'aws',
    what: {
      ja: 'AWS：lookup-events は90日分・管理イベントのみ。証跡のバケットも写す。S3・ALBのアクセスログが有効かを確かめる。RDSのスナップショット',
      en: 'AWS: lookup-events covers 90 days and management events only; copy the trail bucket too; are S3 and ALB access logs on? an RDS snapshot',
    },
    commands: [
      'aws cloudtrail lookup-events --start-time START --output json > cloudtrail.json',
      'aws s3 sync s3://TRAIL_BUCKET trail/',
      'aws logs create-export-task --log-group-name GROUP --from START_MS --to END_MS --destination BUCKET',
      'aws s3api get-bucket-logging --bucket BUCKET',
      'aws elbv2 describe-load-balancer-attributes --load-balancer-arn ARN',
      'aws rds create-db-snapshot --db-instance-identifier DB --db-snapshot-identifier CASE',
    ],
  },
  {
    id: 'office',
    what: {
      ja: 'Microsoft 365：監査ログ（Purview）を書き出す。Google Workspace：管理コンソールの監査ログ（ドライブ、ログイン、管理者、グループ）を書き出す。保存期間は契約によるので、いつからあるかを控える',
      en: 'Microsoft 365: export the audit log (Purview). Google Workspace: export the audit logs (Drive, login, admin, groups) from the Admin console. Retention depends on the licence: note how far back it goes',
    },
    commands: [
      'Search-UnifiedAuditLog -StartDate START -EndDate END -SessionId CASE -SessionCommand ReturnLargeSet -ResultSize 5000 | Export-Csv audit.csv',
    ],
  },
  {
    id: 'iis',
    what: {
      ja: 'IIS：inetpub\\logs\\LogFiles を写す。IIS は自分では消さない。消しているタスク（タスク スケジューラ）を止める',
      en: 'IIS: copy inetpub\\logs\\LogFiles. IIS deletes nothing itself: stop the scheduled task that does',
    },
    commands: [
      'robocopy C:\\inetpub\\logs\\LogFiles D:\\copy /E /COPY:DAT /DCOPY:T',
      'Get-ChildItem D:\\copy -Recurse -File | Get-FileHash -Algorithm SHA256 | Export-Csv hashes.csv',
      'wevtutil epl Security security.evtx',
    ],
  },
  {
    id: 'forms',
    what: {
      ja: 'フォーム：通知メールの宛先、Webhook、外部連携（表計算、配信、チャット）を画面で控える',
      en: 'forms: note the recipients of notifications, webhooks, and integrations (spreadsheets, mailing, chat) from the screen',
    },
    commands: [],
  },
  {
    id: 'hosting',
    what: {
      ja: 'レンタルサーバー（さくら、エックスサーバー、ロリポップなど）：記録が切られているか、数日しか残らないことがある。管理画面から今日あるログをすべて取得し、保存を有効にする',
      en: 'shared hosting: logs may be off, or kept for a few days only. Download every log there is today from the control panel, and turn retention on',
    },
    commands: [],
  },
  {
    id: 'mailing',
    what: {
      ja: '配信サービス：操作履歴、名簿の書き出し履歴、APIキーと最終利用、担当者（サブユーザー）',
      en: 'mailing service: audit log, history of list exports, API keys and last use, sub-users',
    },
    commands: [],
  },
];
