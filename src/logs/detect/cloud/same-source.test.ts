import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readShared } from '../../engine/shared-engine.test-support.ts';
import { listLogs } from '../../read-logs.ts';
import { loadRules } from '../../sigma/load-rules.ts';
import { detectActors } from '../detect-actors.ts';

const rules = loadRules([]);

const stranger = '185.220.101.47';
const arn = 'arn:aws:iam::111122223333:user/deploy';
const at = (day: number, minute: number) => new Date(Date.UTC(2026, 3, day, 22, minute)).toISOString();

const call = (day: number, minute: number, eventName: string, ip: string) =>
  JSON.stringify({
    ...{ eventVersion: '1.08', eventTime: at(day, minute).replace('.000', ''), eventSource: 'ec2.amazonaws.com' },
    ...{
      eventName,
      awsRegion: 'eu-west-1',
      sourceIPAddress: ip,
      userAgent: 'aws-cli/2.17.0',
      eventID: `${day}-${minute}`,
    },
    userIdentity: { type: 'IAMUser', arn, accessKeyId: 'AKIAEXAMPLEDEPL', userName: 'deploy' },
  });

const database = () => {
  const line = (day: number, minute: number, who: string, message: string) =>
    `${at(day, minute).replace('T', ' ').replace('Z', '')} UTC [${4_000 + day}] ${who}LOG:  ${message}`;
  return Array.from({ length: 12 }, (_, i) => i + 1).flatMap((day) => {
    const [user, ip, statement] =
      day === 11 ? ['readonly', stranger, 'COPY public.users (id, email) TO stdout;'] : ['app', '10.0.0.5', 'SELECT 1'];
    return [
      line(day, 0, '[unknown]@[unknown] ', `connection received: host=${ip} port=50000`),
      line(day, 0, `${user}@app `, `connection authorized: user=${user} database=app`),
      line(day, 1, `${user}@app `, `statement: ${statement}`),
    ];
  });
};

async function judged(calls: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'akashi-same-source-'));
  try {
    writeFileSync(join(folder, 'postgresql.log'), `${database().join('\n')}\n`);
    writeFileSync(join(folder, 'trail.json'), `${calls.join('\n')}\n`);
    const { store } = await readShared(listLogs([folder]).inputs, { now: new Date('2026-04-20T00:00:00Z') });
    try {
      return (await detectActors(store, rules)).actors;
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('a cloud key used from the address that wrote out the database is told, with the tables that were', async () => {
  const actors = await judged([
    call(11, 0, 'GetCallerIdentity', stranger),
    call(11, 1, 'AuthorizeSecurityGroupIngress', stranger),
  ]);
  expect(actors.find(({ id }) => id === arn)).toMatchObject({ level: 'adverse', success: 'possible' });
  expect(actors.find(({ id }) => id === stranger)?.signs).toMatchObject([
    { id: 'database-dump', tables: [{ name: 'users', columns: ['id', 'email'] }] },
  ]);
});

it('one that had come from there days before is at home there', async () => {
  const actors = await judged([call(3, 0, 'DescribeInstances', stranger), call(11, 1, 'DescribeInstances', stranger)]);
  expect(actors.find(({ id }) => id === arn)?.level ?? 'noise').toBe('noise');
});
