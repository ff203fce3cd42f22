// `akashi ledger serve` in a process of its own, as an operator runs it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { built } from '../cases/run-akashi.ts';

export type Serving = { readonly url: string; stop(): Promise<number | null> };

export async function startServing(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Serving> {
  const child = spawn(process.execPath, [built, 'ledger', 'serve', ...args, '--port', '0', '--json'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  let said = '';
  for await (const piece of child.stdout) {
    said += String(piece);
    if (said.includes('\n')) break;
  }
  if (!said.includes('\n')) throw new Error(`serve ended: ${String((await ended)[0])}`);
  const { url } = JSON.parse(said) as { url: string };
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      return (await ended)[0] as number | null;
    },
  };
}

export async function post(url: string, body: Uint8Array): Promise<{ status: number; text: string }> {
  const response = await fetch(`${url}add`, { method: 'POST', body: Buffer.from(body) });
  return { status: response.status, text: await response.text() };
}
