import type { Both } from './finding.ts';

/** The kinds of record that bear on where an address went. */
export const logFamilies = ['web', 'mail', 'login', 'application', 'cloud', 'database'] as const;
export type LogFamily = (typeof logFamilies)[number];

/** Kinds that anybody who takes addresses has, so that their absence is told. Not everybody uses a cloud or an application that keeps records. */
export const expectedFamilies: readonly LogFamily[] = logFamilies.filter(
  (family) => family !== 'cloud' && family !== 'application',
);

/** Formats of which each line is a request that a web server answered. A name not listed here counts as no access log. */
export const accessFormats: readonly string[] = [
  'combined',
  'vhost_combined',
  'common',
  'vhost_common',
  'access',
  'untimed_access',
  'json_access',
  'iis_w3c',
  'w3c',
  'cloudfront',
  'alb',
  's3_access',
];

type Described = { readonly label: Both; readonly formats: readonly string[] };

/** What a report calls each kind, and the formats that hold it. */
export const describedFamilies: Readonly<Record<LogFamily, Described>> = {
  web: {
    label: { ja: 'Webサーバーの記録', en: 'web server log' },
    formats: [...accessFormats, 'nginx_error', 'apache_error', 'php_error', 'lighttpd_error'],
  },
  mail: { label: { ja: 'メールサーバーの記録', en: 'mail server log' }, formats: ['postfix', 'dovecot', 'exim'] },
  login: {
    label: { ja: 'ログインの記録', en: 'record of logins' },
    formats: [
      'sshd',
      'vsftpd',
      'proftpd',
      'syslog',
      'auditd',
      'utmp',
      'utmpdump',
      'last',
      'journald',
      'windows_event',
      'windows_csv',
      'windows_text',
      'nps',
      'okta',
      'auth0',
      'entra_signin',
      'google_workspace',
    ],
  },
  // What a program or a company's service writes of its own users, line by line or as a table.
  application: { label: { ja: '業務システムの記録', en: 'application log' }, formats: ['json_lines', 'csv'] },
  cloud: { label: { ja: 'クラウドの操作の記録', en: 'record of operations in a cloud' }, formats: ['cloudtrail'] },
  database: { label: { ja: 'データベースの記録', en: 'database log' }, formats: ['postgresql', 'mysql'] },
};
