// The templates on servers that really run: a private nginx, MariaDB and PostgreSQL in a folder of their own, where Debian's
// packages are installed. Where they are not, the tests are skipped and say why.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { collectScript } from '../../src/cases/preserve/collect-script.ts';
import { type SystemTemplate, systemTemplates } from '../../src/cases/preserve/templates.ts';
import { collectionsIn } from '../../src/store/collections.ts';

const scratch = mkdtempSync(join(tmpdir(), 'akashi-servers-'));
// A server may run under an account of its own and has to find its folder.
chmodSync(scratch, 0o755);
const started: ChildProcess[] = [];
afterAll(async () => {
  for (const server of started) {
    const gone = new Promise((done) => server.once('exit', done));
    if (server.exitCode !== null || !server.kill('SIGTERM')) continue;
    const late = setTimeout(() => server.kill('SIGKILL'), 10_000);
    await gone;
    clearTimeout(late);
  }
  rmSync(scratch, { recursive: true, force: true });
}, 180_000);

const onPath = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
const postgresFolder = existsSync('/usr/lib/postgresql')
  ? readdirSync('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`)[0]
  : undefined;
const isRoot = process.getuid?.() === 0;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address ? address.port : 0;
}

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 150; tries += 1) {
    if (await what()) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error('the server did not come up');
}

const template = (id: string): SystemTemplate => {
  const found = systemTemplates.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

/** Runs the template's script and gives the folder it made. Paths of the system are replaced by those of the private server. */
function collect(id: string, env: NodeJS.ProcessEnv, paths: readonly (readonly [string, string])[] = []): string {
  const place = mkdtempSync(join(scratch, `${id}-`));
  const script = collectScript({ system: id, templates: [template(id)], since: '2026-01-01' });
  const pointed = paths.reduce((text, [from, to]) => text.replaceAll(from, to), script);
  writeFileSync(join(place, `collect.${id}.sh`), pointed);
  execFileSync('sh', [`collect.${id}.sh`, 'A', 'engineer', 'yes'], { cwd: place, env: { ...process.env, ...env } });
  const [folder = ''] = collectionsIn(place);
  return folder;
}

const membersOf = (folder: string, archive: string) =>
  execFileSync('tar', ['-tf', join(folder, archive)], { encoding: 'utf8' });

it.skipIf(!onPath('nginx'))(
  'logs of a running nginx (skipped without nginx)',
  async () => {
    const home = join(scratch, 'nginx');
    mkdirSync(join(home, 'log'), { recursive: true });
    const port = await freePort();
    writeFileSync(
      join(home, 'nginx.conf'),
      `daemon off; pid ${home}/pid; error_log ${home}/log/error.log;\nevents {}\nhttp { access_log ${home}/log/access.log; server { listen 127.0.0.1:${port}; return 204; } }\n`,
    );
    started.push(spawn('nginx', ['-p', home, '-c', join(home, 'nginx.conf')], { stdio: 'ignore' }));
    await until(() =>
      fetch(`http://127.0.0.1:${port}/survey`).then(
        () => true,
        () => false,
      ),
    );
    const before = readFileSync(join(home, 'log', 'access.log'));
    const folder = collect('web', {}, [['/var/log/nginx', join(home, 'log')]]);
    expect(readFileSync(join(home, 'log', 'access.log')).equals(before)).toBe(true);
    const digest = createHash('sha256').update(before).digest('hex');
    expect(readFileSync(join(folder, 'web-logs.sha256.after'), 'utf8')).toContain(digest);
    expect(membersOf(folder, 'web-logs.tar')).toMatch(/log\/access\.log\n/);
  },
  60_000,
);

it.skipIf(!onPath('mariadb-install-db') || !onPath('mysql'))(
  'settings, users, binary and general logs of a running MariaDB (skipped without mariadb-server)',
  async () => {
    const home = join(scratch, 'mariadb');
    const data = join(home, 'data');
    mkdirSync(data, { recursive: true });
    const user = execFileSync('id', ['-un'], { encoding: 'utf8' }).trim();
    const common = ['--no-defaults', `--datadir=${data}`, `--user=${user}`];
    execFileSync('mariadb-install-db', [...common, '--auth-root-authentication-method=normal'], { stdio: 'ignore' });
    const socket = join(home, 'socket');
    const server = onPath('mariadbd') ? 'mariadbd' : '/usr/sbin/mariadbd';
    started.push(
      spawn(
        server,
        [...common, `--socket=${socket}`, '--skip-networking', '--log-bin=binlog', '--server-id=1', '--general-log=1'],
        { stdio: 'ignore' },
      ),
    );
    writeFileSync(join(home, '.my.cnf'), `[client]\nsocket=${socket}\n`);
    const env = { HOME: home };
    await until(() => spawnSync('mysql', ['-e', 'SELECT 1'], { env: { ...process.env, ...env } }).status === 0);
    const folder = collect('mariadb', env);
    expect(readFileSync(join(folder, 'mariadb-settings.txt'), 'utf8')).toMatch(/^log_bin\tON$/m);
    expect(readFileSync(join(folder, 'mariadb-users.txt'), 'utf8')).toMatch(/^root\tlocalhost$/m);
    expect(readFileSync(join(folder, 'mariadb-binlog-list.txt'), 'utf8')).toMatch(/^binlog\.000001\t/);
    expect(membersOf(folder, 'mariadb-binlogs.tar')).toMatch(/binlog\.000001\n/);
    expect(membersOf(folder, 'mariadb-logs.tar')).toMatch(/\.log\n/);
  },
  120_000,
);

it.skipIf(!postgresFolder || !onPath('psql') || (isRoot && spawnSync('id', ['postgres']).status !== 0))(
  'settings, users and log folder of a running PostgreSQL (skipped without postgresql)',
  async () => {
    const home = mkdtempSync(join(scratch, 'postgresql-'));
    chmodSync(home, 0o755);
    const data = join(home, 'data');
    mkdirSync(data);
    // The server refuses to run as root.
    if (isRoot) execFileSync('chown', ['-R', 'postgres', home]);
    const as = (command: string): [string, string[]] =>
      isRoot ? ['runuser', ['-u', 'postgres', '--', 'sh', '-c', command]] : ['sh', ['-c', command]];
    execFileSync(...as(`cd ${home} && ${postgresFolder}/initdb -D ${data} -U postgres -A trust`), { stdio: 'ignore' });
    const port = await freePort();
    started.push(
      spawn(
        ...as(
          `cd ${home} && exec ${postgresFolder}/postgres -D ${data} -p ${port} -k ${home} -c listen_addresses= -c logging_collector=on`,
        ),
        { stdio: 'ignore' },
      ),
    );
    const env = { PGHOST: home, PGPORT: String(port), PGUSER: 'postgres' };
    await until(
      () => spawnSync('psql', ['-d', 'postgres', '-c', 'select 1'], { env: { ...process.env, ...env } }).status === 0,
    );
    const folder = collect('postgresql', env);
    expect(readFileSync(join(folder, 'postgresql-settings.txt'), 'utf8')).toMatch(/^logging_collector\|on$/m);
    expect(readFileSync(join(folder, 'postgresql-users.txt'), 'utf8')).toMatch(/^postgres\|t\|t$/m);
    expect(membersOf(folder, 'postgresql-log-folder.tar')).toMatch(/log\/postgresql-.*\.log\n/);
  },
  120_000,
);
