import type { Both } from './finding.ts';

/** The kinds of record that bear on where an address went. */
export const logFamilies = ['web', 'mail', 'login', 'cloud', 'database'] as const;
export type LogFamily = (typeof logFamilies)[number];

/** Kinds that anybody who takes addresses has, so that their absence is told. Not everybody uses a cloud that keeps records. */
export const expectedFamilies: readonly LogFamily[] = logFamilies.filter((family) => family !== 'cloud');

type Described = { readonly label: Both; readonly formats: readonly string[] };

/** What a report calls each kind, and the formats that hold it. */
export const describedFamilies: Readonly<Record<LogFamily, Described>> = {
  web: {
    label: { ja: 'Webサーバーの記録', en: 'web server log' },
    formats: [
      'combined',
      'vhost_combined',
      'common',
      'json_access',
      'iis_w3c',
      'cloudfront',
      'alb',
      's3_access',
      'haproxy',
      'nginx_error',
      'apache_error',
    ],
  },
  mail: { label: { ja: 'メールサーバーの記録', en: 'mail server log' }, formats: ['postfix', 'dovecot', 'exim'] },
  login: {
    label: { ja: 'ログインの記録', en: 'record of logins' },
    formats: ['sshd', 'syslog', 'auditd', 'utmp', 'journald'],
  },
  cloud: { label: { ja: 'クラウドの操作の記録', en: 'record of operations in a cloud' }, formats: ['cloudtrail'] },
  database: { label: { ja: 'データベースの記録', en: 'database log' }, formats: ['postgresql', 'mysql'] },
};
