import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { loadCommands, main } from './main.ts';

async function run(...argv: string[]) {
  const said = { out: '', err: '' };
  const into = (name: 'out' | 'err') =>
    new Writable({
      write(piece, _, done) {
        said[name] += piece;
        done();
      },
    });
  const status = await main(argv, { out: into('out'), err: into('err') });
  return { status, ...said };
}

describe('what is typed at the terminal', () => {
  it('the list holds every command once, under what it is for', async () => {
    const { status, out } = await run('--help');
    const groups = await loadCommands();
    const names = groups.flatMap(({ commands }) => commands.map(({ name }) => name));
    expect(status).toBe(0);
    expect(out.match(/^ {2}akashi .*?(?= {2}|$)/gm)).toEqual(names.map((name) => `  akashi ${name}`));
    const said = out.replace(/\s+/g, ' ');
    for (const { name, summary } of groups.flatMap(({ commands }) => commands)) {
      expect(said).toContain(`akashi ${name} ${summary}`);
    }
    expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThan(100);
    for (const { about } of groups) expect(out).toContain(`\n${about}\n`);
    expect(await run()).toEqual({ status: 0, out, err: '' });
  });

  it('every command is called what the list calls it, and every use begins with that', async () => {
    for (const { name, usage, summary } of (await loadCommands()).flatMap(({ commands }) => commands)) {
      const { status, out } = await run(...name.split(' '), '--help');
      expect({ status, out }).toEqual({ status: 0, out: expect.stringContaining(`akashi ${name}: ${summary}\n`) });
      for (const line of usage) expect(line.startsWith(name)).toBe(true);
    }
  });

  it('the first word of several commands names those', async () => {
    const { status, err } = await run('lookup');
    expect(status).toBe(2);
    expect(err).toContain('"lookup" goes with a second word');
    expect(err.match(/^ {2}akashi .*?(?= {2}|$)/gm)).toEqual(['  akashi lookup breaches', '  akashi lookup dns']);
    expect(await run('lookup', '--help')).toMatchObject({ status: 0, err: '' });
  });

  it('a word that is no command is wrong usage, and what follows it is not repeated', async () => {
    const { status, out, err } = await run('mial', 'taro@example.jp');
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain('no command "mial"');
    expect(err).not.toContain('taro');
    expect(await run('mial', '--help')).toMatchObject({ status: 2 });
  });
});
