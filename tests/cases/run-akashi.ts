// Runs the built command line as a user would: a process of its own, nothing shared with the test.
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const built = `${root}dist/src/cli/main.js`;

export type Ran = { readonly status: number | null; readonly out: string; readonly err: string };

/** An own network with nothing in it, where the system lets an ordinary user make one. */
const withoutNetwork = spawnSync('unshare', ['-rn', 'true']).status === 0;
/** Elsewhere every way to open a socket throws. */
const blockSockets = `data:text/javascript,${encodeURIComponent(
  "import net from 'node:net';import dns from 'node:dns';const no=()=>{throw new Error('the network was used')};net.Socket.prototype.connect=no;dns.lookup=no;dns.promises.lookup=no;",
)}`;

/** Runs `akashi …` in `cwd` with the network removed. */
export function akashi(
  args: readonly string[],
  cwd: string = root,
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const node = withoutNetwork ? [built, ...args] : ['--import', blockSockets, built, ...args];
  const [command, ...rest] = withoutNetwork
    ? ['unshare', '-rn', process.execPath, ...node]
    : [process.execPath, ...node];
  return run(command ?? process.execPath, rest, { cwd, env });
}

/** With the network as it is: for commands that are asked to use it. A variable given as undefined is taken out. */
export function akashiOnline(args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}) {
  return run(process.execPath, [built, ...args], { cwd: root, env });
}

type Where = { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> };

function run(command: string, args: readonly string[], { cwd, env }: Where): Promise<Ran> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => out.push(piece));
    child.stderr.on('data', (piece: Buffer) => err.push(piece));
    child.on('error', failed);
    child.on('close', (status) =>
      done({ status, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
    );
  });
}
