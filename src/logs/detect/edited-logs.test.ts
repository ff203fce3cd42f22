import { expect, it } from 'vitest';
import { readCopy } from '../read-copy.ts';
import { loadRules } from '../sigma/load-rules.ts';
import { detectActors } from './detect-actors.ts';

const sudo = (folder: string, command: string) =>
  `2026-10-25T02:51:02+00:00 web sudo:      ops : TTY=pts/1 ; PWD=${folder} ; USER=root ; COMMAND=${command}`;

async function classes(line: string) {
  const store = await readCopy(
    [{ name: 'auth.log', bytes: Buffer.from(`${line}\n`) }],
    new Date('2026-11-22T00:00:00Z'),
  );
  try {
    const { actors } = await detectActors(store, loadRules([]));
    return actors.filter(({ level }) => level === 'adverse').flatMap((actor) => actor.classes);
  } finally {
    await store.close();
  }
}

it('tells of each class when its own lines were written', async () => {
  const dump = sudo('/home/ops', '/usr/bin/pg_dump -Fc shop -f /tmp/.x').replace('02:51:02', '02:27:10');
  const lines = [dump, sudo('/var/log/nginx', '/usr/bin/sed -i /x/d access.log')];
  const store = await readCopy(
    [{ name: 'auth.log', bytes: Buffer.from(`${lines.join('\n')}\n`) }],
    new Date('2026-11-22T00:00:00Z'),
  );
  try {
    const { actors } = await detectActors(store, loadRules([]));
    const [cleared] = actors.flatMap(({ perClass }) => perClass.filter((one) => one.class === 'log-clearing'));
    expect(cleared?.foothold).toMatchObject({ from: '2026-10-25T02:51:02.000Z', pointers: [{ line: 2 }] });
  } finally {
    await store.close();
  }
});

// Where the command was run stands in the line, and its file without a folder.
it.each([
  sudo('/var/log/nginx', '/usr/bin/sed -i /185\\.107\\.80\\.31/d access.log'),
  sudo('/var/log', '/usr/bin/truncate -s 0 auth.log'),
  sudo('/var/log', '/usr/bin/sed -i.bak -e /ops/d nginx/access.log.1'),
])('a log was edited from within its folder: %s', async (line) => {
  expect(await classes(line)).toEqual(['log-clearing']);
});

it.each([
  sudo('/var/log/nginx', '/usr/bin/sed -n 1,20p access.log'),
  sudo('/var/log/nginx', '/usr/bin/less access.log'),
  sudo('/etc/nginx', '/usr/bin/sed -i s/80/8080/ access.conf'),
  sudo('/var/log/shop', '/usr/bin/rm debug.log'),
])('nothing was edited: %s', async (line) => {
  expect(await classes(line)).toEqual([]);
});
