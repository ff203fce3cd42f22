import { expect, it } from 'vitest';
import { attackClasses } from '../logs/detect/attack-classes.ts';
import { localTime, parseClfTime } from '../logs/times.ts';
import { hostAttacks } from './host-attacks.ts';
import { plantAttacks } from './plant-attacks.ts';
import type { SiteVocabulary } from './site-vocabulary.ts';
import { webAttacks } from './web-attacks.ts';

const site: SiteVocabulary = {
  paths: [
    { path: '/survey', query: 'id=7', size: 4000, posts: 12 },
    { path: '/login', query: '', size: 900, posts: 40 },
  ],
  agents: ['Mozilla/5.0 Firefox/128.0'],
  clients: new Set(['198.18.0.1']),
  times: [Date.UTC(2026, 2, 3, 9), Date.UTC(2026, 2, 3, 15)],
  host: 'web1',
  users: ['ops'],
  formats: ['combined', 'sshd'],
  databases: [],
};
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

it('plants the same attacks from the same seed, others from another', () => {
  const once = plantAttacks(site, { seed: 1, perTemplate: 2 });
  expect(plantAttacks(site, { seed: 1, perTemplate: 2 })).toEqual(once);
  expect(plantAttacks(site, { seed: 2, perTemplate: 2 }).files).not.toEqual(once.files);
});

it('plants every class that findings speak of, but for those that only foreign rules name', () => {
  const planted = new Set([...Object.keys(webAttacks), ...Object.keys(hostAttacks)]);
  const foreign = ['host-rule', 'web-rule'];
  expect(Object.keys(attackClasses).filter((id) => !planted.has(id))).toEqual(foreign);
});

it('gives each attack an address of its own that the logs do not hold', () => {
  const { trials } = plantAttacks(site, { seed: 1, perTemplate: 3 });
  expect(new Set(trials.map(({ ip }) => ip)).size).toBe(trials.length);
  expect(trials.some(({ ip }) => ip === '198.18.0.1')).toBe(false);
});

it('leaves no line of an attack that these logs cannot hold, and plants it all the same', () => {
  const { trials, files } = plantAttacks(site, { seed: 1, perTemplate: 2 });
  expect(files.map(({ name }) => name)).toEqual(['planted-auth.log', 'planted-web.log']);
  const audited = trials.filter(({ id }) => id === 'web-user-exec');
  expect(audited.length).toBe(4);
  expect(audited.every(({ lines }) => lines === 0)).toBe(true);
});

it('writes access lines that can be read again', () => {
  const web = plantAttacks(site, { seed: 1, perTemplate: 1 }).files.find(({ name }) => name === 'planted-web.log');
  const lines = text(web?.bytes ?? new Uint8Array())
    .trimEnd()
    .split('\n');
  for (const line of lines) {
    const match = /^198\.1[89]\.\d+\.\d+ - - \[([^\]]+)\] ".*" \d{3} \d+ ".*" ".*"$/.exec(line);
    expect(match?.[1] && parseClfTime(match[1], localTime('UTC'))).toBeGreaterThan(0);
  }
});

it('plants no dump in the log of a database that tells of neither statements nor connections', () => {
  const names = (databases: readonly string[]) =>
    plantAttacks({ ...site, formats: ['postgresql'], databases }, { seed: 1, perTemplate: 1 }).files.map(
      ({ name }) => name,
    );
  expect(names([])).toEqual([]);
  expect(names(['postgres'])).toEqual(['planted-postgres.log']);
});

it.each(['access', 'vhost_common', 'w3c', 'json_access'])('plants requests beside a log of the format %s', (format) => {
  const { trials } = plantAttacks({ ...site, formats: [format] }, { seed: 1, perTemplate: 1, ids: ['sqli'] });
  expect(trials.length).toBeGreaterThan(0);
  expect(trials.every(({ lines }) => lines > 0)).toBe(true);
});

it.each([
  [['postfix'], 'planted-mail.log', 'imap-login: Login: user=<ops0r>'],
  [['postfix', 'sshd'], 'planted-auth.log', 'Accepted password for ops0r'],
])('guesses at mailboxes where no other login is on record: %s', (formats, name, told) => {
  const { files } = plantAttacks({ ...site, formats }, { seed: 1, perTemplate: 1, ids: ['bruteforce-login'] });
  expect(files.map((file) => file.name)).toEqual([name]);
  expect(text(files[0]?.bytes ?? new Uint8Array())).toContain(told);
});
