// Keys and roles on an invented account: what a thief does with them, and what only looks like it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readShared } from '../../engine/shared-engine.test-support.ts';
import { listLogs } from '../../read-logs.ts';
import { loadRules } from '../../sigma/load-rules.ts';
import { Tallies } from '../actor-tally.ts';
import type { Actor } from '../detection.ts';
import { judgeActors } from '../judge-actors.ts';
import { cloudIdentities } from './cloud-identities.ts';

const rules = loadRules([]);
const DAY = 86_400_000;
const start = Date.UTC(2026, 6, 1);
const account = '111122223333';

type Who = { readonly id: string; readonly identity: object };
type Call = {
  readonly who: Who;
  readonly at: number;
  readonly ip: string;
  readonly agent: string;
  readonly call: string;
  readonly asked?: object;
  readonly error?: string;
};

const key = (name: string): Who => {
  const id = `arn:aws:iam::${account}:user/${name}`;
  const accessKeyId = `AKIAIOSFODNN7${name.toUpperCase().slice(0, 7).padEnd(7, 'X')}`;
  return { id, identity: { type: 'IAMUser', arn: id, userName: name, accessKeyId } };
};
const role = (name: string, session: string): Who => {
  const id = `arn:aws:iam::${account}:role/${name}`;
  const arn = `arn:aws:sts::${account}:assumed-role/${name}/${session}`;
  const sessionContext = { sessionIssuer: { type: 'Role', arn: id, userName: name } };
  return { id, identity: { type: 'AssumedRole', arn, accessKeyId: 'ASIAIOSFODNN7EXAMPLE', sessionContext } };
};
const console = (name: string): Who => {
  const id = `arn:aws:iam::${account}:user/${name}`;
  return { id, identity: { type: 'IAMUser', arn: id, userName: name, accessKeyId: 'ASIAIOSFODNN7CONSOLE' } };
};

const written = ({ who, at, ip, agent, call, asked, error }: Call): string => {
  const [service, eventName] = call.split(':');
  return JSON.stringify({
    eventVersion: '1.09',
    userIdentity: who.identity,
    eventTime: `${new Date(at).toISOString().slice(0, 19)}Z`,
    eventSource: `${service}.amazonaws.com`,
    ...{ eventName, awsRegion: 'ap-northeast-1', sourceIPAddress: ip, userAgent: agent },
    ...(error ? { errorCode: error, errorMessage: 'not authorized' } : {}),
    ...{ requestParameters: asked ?? null, responseElements: null, eventType: 'AwsApiCall' },
  });
};

const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

const office = '203.0.113.10';
const elsewhere = '198.51.100.77';
const tool = 'aws-cli/2.13.5 Python/3.11.4 Linux/5.15.0 exe/x86_64.ubuntu.22 prompt/off command/s3.cp';
const other = 'aws-cli/2.7.31 Python/3.9.11 Linux/6.5.0 exe/x86_64.debian.12 prompt/off command/s3.cp';

type Habit = {
  readonly days?: number;
  readonly ip?: (day: number) => string;
  readonly agent?: (day: number) => string;
};

/** A back-up every night: four objects written, one list. */
function backups(who: Who, { days = 30, ip = () => office, agent = () => tool }: Habit = {}): Call[] {
  return times(days, (day) =>
    times(5, (i): Call => {
      const at = start + day * DAY + 17 * 3_600_000 + i * 5_000;
      const call = i === 4 ? 's3:ListObjects' : 's3:PutObject';
      return {
        who,
        at,
        ip: ip(day),
        agent: agent(day),
        call,
        asked: { bucketName: 'copies', key: `${day}/${i}.sql.gz` },
      };
    }),
  ).flat();
}

type Where = {
  readonly ip?: string;
  readonly agent?: string;
  readonly bucket?: string;
  readonly day?: number;
  readonly of?: string;
};

const reading = (who: Who, count: number, where: Where = {}): Call[] => {
  const { ip = elsewhere, agent = other, bucket = 'copies', day = 25, of = 'sql.gz' } = where;
  return times(count, (i) => ({
    who,
    at: start + day * DAY + 15 * 3_600_000 + i * 4_000,
    ...{ ip, agent: `[${agent}]`, call: 's3:GetObject', asked: { bucketName: bucket, key: `old/${i}.${of}` } },
  }));
};

const trying = (who: Who, calls: readonly string[]): Call[] =>
  calls.map((call, i) => ({
    ...{ who, at: start + 25 * DAY + 15 * 3_600_000 - 60_000 + i * 3_000, ip: elsewhere, agent: other },
    ...{ call, error: 'AccessDenied' },
  }));

const doing = (who: Who, calls: readonly string[], { ip = elsewhere, agent = other, day = 25 }: Where = {}): Call[] =>
  calls.map((call, i) => ({ who, at: start + day * DAY + 16 * 3_600_000 + i * 5_000, ip, agent, call }));

async function judge(calls: readonly Call[]): Promise<readonly Actor[]> {
  const folder = mkdtempSync(join(tmpdir(), 'akashi-cloud-'));
  try {
    const lines = [...calls].sort((a, b) => a.at - b.at).map(written);
    writeFileSync(join(folder, 'cloudtrail.json'), `${lines.join('\n')}\n`);
    const { store } = await readShared(listLogs([folder]).inputs, { now: new Date('2026-11-22T00:00:00Z') });
    try {
      return await judgeActors(store, rules, new Tallies([]), await cloudIdentities(store, []));
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const backup = key('backup');
const server = role('app', 'i-0a1b2c3d4e5f67890');
const lambda = role('report', 'report-fn');
const inLambda = 'Boto3/1.26.90 Python/3.9.16 Linux/5.10 exec-env/AWS_Lambda_python3.9';

/** Reports made by a function, from another address of the cloud every day. */
const reports = (read: (day: number) => number, agent: (day: number) => string): Call[] =>
  times(40, (day) =>
    times(read(day), (i): Call => {
      const ip = `${['3.112', '13.113', '54.250', '18.179', '35.72'][day % 5]}.${(day * 37) % 256}.${i % 250}`;
      const at = start + day * DAY + i * 1_000;
      return {
        who: lambda,
        at,
        ip,
        agent: agent(day),
        call: 's3:GetObject',
        asked: { bucketName: 'answers', key: `${day}/${i}` },
      };
    }),
  ).flat();

/** An application on a server that fetches pictures. */
const application = (): Call[] =>
  times(120, (i) => ({
    ...{ who: server, at: start + i * 6 * 3_600_000, ip: '52.68.10.20', agent: 'Boto3/1.28.40' },
    ...{ call: 's3:GetObject', asked: { bucketName: 'assets', key: `${i % 4}.png` } },
  }));

type Row = {
  readonly name: string;
  readonly calls: () => readonly Call[];
  readonly who: Who;
  readonly want: { readonly level: string; readonly success: string; readonly reachedData?: boolean } | undefined;
};

it.each<Row>([
  {
    name: "a back-up's key that reads sixty copies from elsewhere with another program",
    calls: () => [...backups(backup), ...reading(backup, 60)],
    who: backup,
    want: { level: 'adverse', success: 'possible', reachedData: true },
  },
  {
    name: 'the same, after trying what the key may do: it worked, and a copy may be of anything',
    calls: () => [...backups(backup), ...trying(backup, ['iam:ListUsers', 's3:ListBuckets']), ...reading(backup, 60)],
    who: backup,
    want: { level: 'adverse', success: 'shown', reachedData: false },
  },
  {
    name: 'the same in a bucket that is named after answers',
    calls: () => [
      ...backups(backup),
      ...trying(backup, ['iam:ListUsers', 's3:ListBuckets']),
      ...reading(backup, 60, { bucket: 'survey-answers' }),
    ],
    who: backup,
    want: { level: 'adverse', success: 'shown', reachedData: true },
  },
  {
    name: 'pictures alone are not what is kept of people',
    calls: () => [...backups(backup), ...reading(backup, 60, { bucket: 'shop', of: 'png' })],
    who: backup,
    want: { level: 'adverse', success: 'possible', reachedData: false },
  },
  {
    name: 'one who changes addresses with every object',
    calls: () => [...backups(backup), ...reading(backup, 60).map((call, i) => ({ ...call, ip: `198.51.${i}.7` }))],
    who: backup,
    want: { level: 'adverse', success: 'possible', reachedData: true },
  },
  {
    name: "a server's role outside its cloud, in a bucket it never reads",
    calls: () => [...application(), ...reading(server, 30, { bucket: 'answers', agent: 'python-requests/2.28' })],
    who: server,
    want: { level: 'adverse', success: 'possible', reachedData: true },
  },
  {
    name: "a function's role outside its cloud that scans the table it writes to",
    calls: () => [
      ...reports(
        () => 2,
        () => inLambda,
      ),
      {
        who: lambda,
        at: start + 39 * DAY,
        ip: elsewhere,
        agent: other,
        call: 'dynamodb:Scan',
        asked: { tableName: 'answers' },
      },
    ],
    who: lambda,
    want: { level: 'adverse', success: 'possible', reachedData: true },
  },
  {
    name: 'a secret that the key never read',
    calls: () => [
      ...backups(backup).map((call) => ({
        ...call,
        call: 'secretsmanager:GetSecretValue',
        asked: { secretId: 'copies' },
      })),
      {
        who: backup,
        at: start + 25 * DAY,
        ip: elsewhere,
        agent: other,
        call: 'secretsmanager:GetSecretValue',
        asked: { secretId: 'mail' },
      },
    ],
    who: backup,
    want: { level: 'adverse', success: 'possible', reachedData: true },
  },
  {
    name: 'a snapshot of the database shared with another account',
    calls: () => [
      ...backups(backup),
      {
        ...{ who: backup, at: start + 25 * DAY, ip: elsewhere, agent: other, call: 'rds:ModifyDBSnapshotAttribute' },
        asked: { attributeName: 'restore', valuesToAdd: ['999988887777'] },
      },
    ],
    who: backup,
    want: { level: 'adverse', success: 'possible', reachedData: true },
  },
  {
    name: 'taking such a share back is none',
    calls: () => [
      ...backups(backup),
      {
        ...{ who: backup, at: start + 25 * DAY, ip: elsewhere, agent: other, call: 'rds:ModifyDBSnapshotAttribute' },
        asked: { attributeName: 'restore', valuesToRemove: ['999988887777'] },
      },
    ],
    who: backup,
    want: { level: 'notable', success: 'none' },
  },
  {
    name: 'a key that is tried from elsewhere and may not do a thing',
    calls: () => [...backups(backup), ...trying(backup, ['iam:ListUsers', 's3:ListBuckets', 'ec2:DescribeInstances'])],
    who: backup,
    want: { level: 'notable', success: 'none' },
  },
  {
    name: 'an office that moves: the same program, the same work',
    calls: () => backups(backup, { ip: (day) => (day < 20 ? office : elsewhere) }),
    who: backup,
    want: { level: 'notable', success: 'none' },
  },
  {
    name: 'copies restored from another network with the program of every night',
    calls: () => [...backups(backup), ...reading(backup, 60, { agent: tool })],
    who: backup,
    want: { level: 'notable', success: 'possible' },
  },
  {
    name: 'copies restored at the office with a newer program',
    calls: () => [...backups(backup), ...reading(backup, 60, { ip: office })],
    who: backup,
    want: undefined,
  },
  {
    name: 'a tool upgraded where it always ran',
    calls: () => backups(backup, { agent: (day) => (day < 20 ? tool : other) }),
    who: backup,
    want: undefined,
  },
  {
    name: 'a key that is used from another address of a build service every day',
    calls: () => [
      ...backups(backup, {
        ip: (day) => `20.57.${day}.9`,
        agent: (day) => `aws-cli/2.13.${Math.floor(day / 6)} Linux`,
      }),
      ...reading(backup, 90, { agent: 'aws-cli/2.14.0 Linux' }),
    ],
    who: backup,
    want: undefined,
  },
  {
    name: 'a function that changes address within its cloud, is upgraded and reads more',
    calls: () =>
      reports(
        (day) => (day < 30 ? 5 : 60),
        (day) => (day < 28 ? inLambda : `${inLambda.replace('3.9', '3.12')} md/new`),
      ),
    who: lambda,
    want: undefined,
  },
  {
    name: 'a key that makes a user and stops the records, from elsewhere and by another program',
    calls: () => [
      ...backups(backup),
      ...doing(backup, ['iam:CreateUser', 'iam:CreateAccessKey', 'cloudtrail:StopLogging']),
    ],
    who: backup,
    want: { level: 'adverse', success: 'possible', reachedData: false },
  },
  {
    name: 'a key that changes itself from elsewhere',
    calls: () => [...backups(backup), ...doing(backup, ['iam:CreateAccessKey', 'iam:DeleteAccessKey'])],
    who: backup,
    want: { level: 'notable', success: 'none' },
  },
  {
    name: 'a key that always makes users, at a new home',
    calls: () => [
      ...backups(backup),
      ...times(20, (day) =>
        doing(backup, ['iam:CreateUser', 'iam:AttachUserPolicy'], { day, ip: office, agent: tool }),
      ).flat(),
      ...doing(backup, ['iam:CreateUser', 'iam:AttachUserPolicy']),
    ],
    who: backup,
    want: { level: 'notable', success: 'none' },
  },
  {
    name: "a server's role used from another provider's cloud, by another program",
    calls: () => [...application(), ...reading(server, 60, { ip: '34.80.1.2', bucket: 'answers', of: 'csv' })],
    who: server,
    want: { level: 'adverse', success: 'possible', reachedData: true },
  },
  {
    name: 'a new key on its first days is not judged',
    calls: () => [...backups(backup), ...reading(key('new'), 300)],
    who: key('new'),
    want: { level: 'noise', success: 'none' },
  },
  {
    name: 'staff who travel with the console',
    calls: () =>
      times(30, (day) =>
        times(
          3,
          (i): Call => ({
            ...{ who: console('sato'), at: start + day * DAY + i * 60_000, ip: day === 20 ? elsewhere : office },
            ...{ agent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/127', call: 'ec2:DescribeInstances' },
          }),
        ),
      ).flat(),
    who: console('sato'),
    want: undefined,
  },
])('$name', async ({ calls, who, want }) => {
  const found = (await judge(calls())).find(({ kind, id }) => kind === 'principal' && id === who.id);
  if (want) expect(found).toMatchObject(want);
  else expect(found).toBeUndefined();
});

it('names the lines that took data along first, and what was read beyond which habit', async () => {
  const [thief] = await judge([...backups(backup), ...trying(backup, ['iam:ListUsers']), ...reading(backup, 25)]);
  // 25 nights of five lines each come before; the one that was refused is told after those that were not.
  expect(thief?.signs[0]?.pointers.map(({ line }) => line)).toEqual(times(20, (i) => 127 + i));
  expect(thief?.signs[0]?.says.en).toContain(
    's3:GetObject: 25, at most 0 on any day before; calls that it may not make were tried (1)',
  );
});

it('calls that a service makes for somebody are none of theirs', async () => {
  const served = reading(server, 60, { bucket: 'answers' }).map((call) => ({
    ...call,
    who: { ...server, identity: { ...server.identity, invokedBy: 'backup.amazonaws.com' } },
  }));
  expect((await judge([...application(), ...served])).filter(({ kind }) => kind === 'principal')).toEqual([]);
});
