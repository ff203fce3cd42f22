import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bzip2Sample, xzSample, zstdSample } from './compressed.test-support.ts';
import { openEngine } from './engine/engine.ts';
import type { LogStore, Place } from './port.ts';
import { listLogs, mainFormat, readLogs } from './read-logs.ts';
import { duplicateFiles, rotationSets } from './rotation.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-logs-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const web = (i: number, more = '') =>
  `192.0.2.${i % 250} - - [22/Nov/2026:07:${String(Math.floor(i / 60) % 60).padStart(2, '0')}:${String(i % 60).padStart(2, '0')} +0000] "GET /page/${i}${more} HTTP/1.1" 200 ${i} "-" "test"`;
const webLog = (lines: number, end = '\n') => Array.from({ length: lines }, (_, i) => `${web(i)}${end}`).join('');

function put(name: string, bytes: string | Buffer): { path: string; shown: string } {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, bytes);
  return { path, shown: name };
}

const now = new Date('2026-11-22T12:00:00Z');
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Every pointer names exactly the bytes of its line, in the file or, when it is compressed, in what it unpacks to. */
async function expectExact(store: LogStore, f: number, bytes: Buffer, lines: readonly number[]): Promise<void> {
  const places: Place[] = lines.map((n) => ({ f, n }));
  const [pointers, kept] = [await store.pointers(places), await store.lines(places)];
  const whole = bytes.toString('latin1').split('\n');
  for (const [i, pointer] of pointers.entries()) {
    const n = lines[i] ?? 0;
    expect(pointer.line).toBe(n + 1);
    expect(bytes.subarray(pointer.byteStart, pointer.byteEnd).toString('latin1')).toBe(whole[n]);
    expect(Buffer.from(kept[i] ?? []).toString('latin1')).toBe(whole[n]);
  }
}

describe('reading', () => {
  it('counts, hashes and points exactly, whatever the line ends and bytes', async () => {
    const inputs = [
      put('plain.log', webLog(700)),
      put('crlf.log', webLog(300, '\r\n')),
      put('open-end.log', webLog(20).trimEnd()),
      put(
        'bytes.log',
        Buffer.concat([
          Buffer.from(`${web(1)}\n`),
          Buffer.from([0xff, 0xfe, 0x83, 0x65, 0x0a]),
          Buffer.alloc(50),
          Buffer.from(`${web(2)}\n\n${web(3)}\n`),
        ]),
      ),
      put('empty.log', ''),
      put('packed.log.gz', gzipSync(webLog(500))),
    ];
    const { store, refused } = await readLogs(inputs, { now });
    try {
      expect(refused).toEqual([]);
      expect(store.files.map(({ path, lines, unparsed, format }) => [path, lines, unparsed, format])).toEqual([
        ['plain.log', 700, 0, 'combined'],
        ['crlf.log', 300, 0, 'combined'],
        ['open-end.log', 20, 0, 'combined'],
        ['bytes.log', 5, 1, 'combined'],
        ['empty.log', 0, 0, 'unknown'],
        ['packed.log.gz', 500, 0, 'combined'],
      ]);
      for (const [f, { path }] of inputs.entries()) {
        const bytes = readFileSync(path);
        expect(store.files[f]?.sha256).toBe(hash(bytes));
        expect(store.files[f]?.bytes).toBe(bytes.length);
      }
      await expectExact(store, 0, readFileSync(join(folder, 'plain.log')), [699, 0, 255, 256, 257, 511, 512]);
      await expectExact(store, 1, readFileSync(join(folder, 'crlf.log')), [0, 1, 299]);
      await expectExact(store, 2, readFileSync(join(folder, 'open-end.log')), [19]);
      await expectExact(store, 3, readFileSync(join(folder, 'bytes.log')), [0, 1, 2, 3, 4]);
      const unpacked = gunzipSync(readFileSync(join(folder, 'packed.log.gz')));
      await expectExact(store, 5, unpacked, [0, 250, 499]);
      expect((await store.pointers([{ f: 5, n: 1 }]))[0]?.stream).toBe(true);
      expect(store.files[3]?.firstUnparsed[0]).toMatchObject({ path: 'bytes.log', line: 2 });
      expect(store.files[0]).toMatchObject({
        from: '2026-11-22T07:00:00.000Z',
        to: '2026-11-22T07:11:39.000Z',
        encoding: 'ascii',
      });
      const rows = await store.rows<{ c: number }>('select count() as c from web where client = {ip:String}', {
        ip: '192.0.2.7',
      });
      expect(rows).toEqual([{ c: 8 }]);
      await expect(store.rows("select * from file('/etc/passwd', 'LineAsString') order by 1")).rejects.toMatchObject({
        code: 'logs/incomplete',
      });
      await expect(store.rows('select nothing from web')).rejects.toMatchObject({ code: 'logs/incomplete' });
    } finally {
      await store.close();
    }
  });

  it('reads UTF-16 as the text it is, packed or not, and points into that text', async () => {
    // U+4E0A and U+300A have the byte of a line feed in them.
    const text = webLog(200, '\r\n').replaceAll('"test"', '"上《試験》"');
    const le = Buffer.from(text, 'utf16le');
    const inputs = [
      put('marked-le.log', Buffer.concat([Buffer.from([0xff, 0xfe]), le])),
      put('marked-be.log', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(le).swap16()])),
      put('bare-le.log', le),
      put('bare-be.log', Buffer.from(le).swap16()),
      put('packed-le.log.gz', gzipSync(Buffer.concat([Buffer.from([0xff, 0xfe]), le]))),
      put('large-le.log', Buffer.concat([Buffer.from([0xff, 0xfe]), ...Array.from({ length: 250 }, () => le)])),
    ];
    const { store, refused } = await readLogs(inputs, { now });
    try {
      expect(refused).toEqual([]);
      expect(store.files.map(({ lines, unparsed, encoding, format }) => [lines, unparsed, encoding, format])).toEqual([
        ...['utf-16le', 'utf-16be', 'utf-16le', 'utf-16be', 'utf-16le'].map((name) => [200, 0, name, 'combined']),
        [50_000, 0, 'utf-16le', 'combined'],
      ]);
      for (const [f, { path }] of inputs.entries()) {
        expect(store.files[f]?.sha256).toBe(hash(readFileSync(path)));
        if (f < 5) await expectExact(store, f, Buffer.from(text, 'utf8'), [0, 1, 99, 199]);
        expect((await store.pointers([{ f, n: 1 }]))[0]?.stream).toBe(true);
      }
      expect(
        await store.rows('select count() as c from web where f = 0 and agent = {a:String} order by c', {
          a: '上《試験》',
        }),
      ).toEqual([{ c: 200 }]);
    } finally {
      await store.close();
    }
  });

  it('reads a large file by the engine itself, and the lines that it leaves one by one', async () => {
    // Over the size from which the engine reads in place; odd lines strewn in.
    const odd = [
      String.raw`192.0.2.9 - - [22/Nov/2026:08:00:00 +0000] "GET /q?a=\x22 HTTP/1.1" 404 5 "-" "x"`,
      'no log',
      '192.0.2.9 - - [22/Nov/2026:08:00:00 +0000] "-" 408 - "-" "-"',
    ];
    const lines = Array.from({ length: 110_000 }, (_, i) =>
      i % 20_011 === 5 ? (odd[Math.floor(i / 20_011) % 3] ?? '') : web(i),
    );
    const input = put('large{1,2}*.log', `${lines.join('\n')}\n`);
    const { store } = await readLogs([input], { now });
    try {
      expect(store.files[0]).toMatchObject({ lines: 110_000, unparsed: 2, format: 'combined' });
      const rows = await store.rows<{ n: number; query: string; status: number }>(
        "select n, query, status from web where client = '192.0.2.9' and agent != 'test' order by n",
      );
      expect(rows.map(({ n }) => n)).toEqual([5, 40_027, 60_038, 100_060]);
      expect(rows[0]).toMatchObject({ query: 'a="', status: 404 });
      const [total] = await store.rows<{ c: number; u: number }>('select count() as c, uniqExact(n) as u from web');
      expect(total).toEqual({ c: 109_998, u: 109_998 });
      await expectExact(store, 0, readFileSync(input.path), [0, 5, 20_016, 109_999]);
    } finally {
      await store.close();
    }
  });

  it('reads packed files of every kind, and rotated ones as one series', async () => {
    const inputs = [
      put('set/a.log', webLog(5)),
      put('set/a.log.1.gz', gzipSync(`${web(0).replace('22/Nov', '21/Nov')}\n${web(1).replace('22/Nov', '21/Nov')}\n`)),
      put('set/a.log.3.bz2', bzip2Sample),
      put('set/a.log.4.xz', xzSample),
      put('set/b.log.zst', zstdSample),
      put('set/copy.log.gz', gzipSync(webLog(5))),
    ];
    const { store, refused } = await readLogs(inputs, { now });
    try {
      expect(refused).toEqual([]);
      expect(store.files.map(({ compression, lines, unparsed }) => [compression, lines, unparsed])).toEqual([
        ['none', 5, 0],
        ['gzip', 2, 0],
        ['bzip2', 2, 0],
        ['xz', 2, 0],
        ['zstd', 2, 0],
        ['gzip', 5, 0],
      ]);
      expect(rotationSets(store.files)).toMatchObject([{ name: 'set/a.log', missing: ['set/a.log.2'] }]);
      expect(await duplicateFiles(store)).toEqual([
        [0, 5],
        [2, 3, 4],
      ]);
    } finally {
      await store.close();
    }
  });

  it('gives years to times that have none, from the dated files beside them', async () => {
    const dated = put('years/access.log', webLog(3).replaceAll('22/Nov/2026', '22/Feb/2024'));
    const yearless = put(
      'years/auth.log',
      'Dec 31 23:59:59 h sshd[1]: Invalid user a from 192.0.2.1 port 1\nJan  1 00:00:01 h sshd[1]: Invalid user a from 192.0.2.1 port 1\n',
    );
    const together = await readLogs([dated, yearless], { now });
    expect(together.store.files[1]).toMatchObject({
      from: '2023-12-31T23:59:59.000Z',
      to: '2024-01-01T00:00:01.000Z',
      format: 'sshd',
      assumed: ['zone: UTC', 'year: 2023'],
    });
    await together.store.close();
    const alone = await readLogs([yearless], { now, timeZone: 'Asia/Tokyo' });
    expect(alone.store.files[0]).toMatchObject({
      from: '2025-12-31T14:59:59.000Z',
      assumed: ['zone: Asia/Tokyo', 'year: 2025'],
    });
    await alone.store.close();
  });

  it('counts binary records as lines', async () => {
    const record = (seconds: number, user: string) => {
      const bytes = Buffer.alloc(384);
      bytes.writeInt16LE(7, 0);
      bytes.writeInt32LE(1234, 4);
      bytes.write('pts/0', 8);
      bytes.write(user, 44);
      bytes.write('192.0.2.7', 76);
      bytes.writeInt32LE(seconds, 340);
      Buffer.from([192, 0, 2, 7]).copy(bytes, 348);
      return bytes;
    };
    const input = put(
      'wtmp',
      Buffer.concat([
        record(1_795_330_800, 'jane'),
        Buffer.alloc(384),
        record(1_795_330_801, 'bob\n'),
        Buffer.from([1]),
      ]),
    );
    const { store } = await readLogs([input], { now });
    try {
      expect(store.files[0]).toMatchObject({ format: 'utmp', lines: 4, parsed: 3, encoding: 'binary' });
      const rows = await store.rows("select n, user, ip, action, fields['zeroed'] as zeroed from event order by n");
      expect(rows).toMatchObject([
        { user: 'jane', ip: '192.0.2.7', action: 'session-opened' },
        { zeroed: '1' },
        { user: 'bob\n' },
      ]);
      expect(
        await store.pointers([
          { f: 0, n: 2 },
          { f: 0, n: 3 },
        ]),
      ).toMatchObject([
        { line: 3, byteStart: 768, byteEnd: 1152 },
        { line: 4, byteStart: 1152, byteEnd: 1153 },
      ]);
    } finally {
      await store.close();
    }
  });
});

describe('hostile and broken input', () => {
  it('names each and goes on with the rest', async () => {
    const whole = gzipSync(Buffer.from(webLog(40_000)));
    const inputs = [
      put('cut.gz', whole.subarray(0, whole.length / 2)),
      put('bomb.gz', gzipSync(Buffer.alloc(200 << 20))),
      put('not-really.gz', webLog(2)),
      put('archive.zip', Buffer.from('PK\x03\x04 and so on')),
      put('journal', Buffer.from('LPKSHHRH binary')),
      { path: join(folder, 'gone.log'), shown: 'gone.log' },
      put('good.log', webLog(3)),
    ];
    const { store, refused } = await readLogs(inputs, { now });
    try {
      expect(refused.map(({ path, reason }) => [path, reason.en.slice(0, 30)])).toEqual([
        ['bomb.gz', 'it unpacks to more than 500 ti'],
        ['archive.zip', 'an archive (zip, tar, …): unpa'],
        ['journal', 'a binary journal: write it out'],
        ['gone.log', 'cannot be opened (ENOENT)'],
      ]);
      const [cut, notReally, good] = store.files;
      expect(cut?.incomplete?.en).toMatch(/cut off or broken/);
      expect(cut?.lines).toBeGreaterThan(10_000);
      expect(cut?.unparsed).toBeLessThanOrEqual(1);
      expect(notReally).toMatchObject({ compression: 'none', lines: 2, unparsed: 0 });
      expect(good).toMatchObject({ path: 'good.log', lines: 3, unparsed: 0 });
      // Nothing of what was refused is left to be counted.
      const [left] = await store.rows<{ c: number }>('select count() as c from raw');
      expect(left?.c).toBe(store.files.reduce((sum, file) => sum + file.lines, 0));
    } finally {
      await store.close();
    }
  });

  it('cuts a line of 64 MB, keeps its length, and counts it as not understood', async () => {
    const input = put('long.log', `${web(1)}\n`);
    truncateSync(input.path, 64 << 20);
    const bytes = readFileSync(input.path);
    writeFileSync(input.path, Buffer.concat([bytes, Buffer.from(`\n${web(2)}\n`)]));
    const { store } = await readLogs([input], { now });
    try {
      expect(store.files[0]).toMatchObject({ lines: 3, parsed: 2, unparsed: 1 });
      const [, long, last] = await store.pointers([
        { f: 0, n: 0 },
        { f: 0, n: 1 },
        { f: 0, n: 2 },
      ]);
      expect((long?.byteEnd ?? 0) - (long?.byteStart ?? 0)).toBe((64 << 20) - web(1).length - 1);
      expect(last?.byteStart).toBe((64 << 20) + 1);
      expect(await store.rows('select why from bad order by n')).toEqual([{ why: 'too-long' }]);
    } finally {
      await store.close();
    }
  });

  it('says so when the engine dies, and never answers with nothing', async () => {
    const engine = await openEngine();
    const { store } = await readLogs([put('small.log', webLog(3))], { now, engine: Promise.resolve(engine) });
    const pending = store.rows('select sleep(3) from raw order by n').catch((error: unknown) => error);
    process.kill(engine.pid, 'SIGKILL');
    expect(await pending).toMatchObject({ code: 'logs/engine-died' });
    await expect(store.rows('select 1')).rejects.toMatchObject({ code: 'logs/engine-died' });
    await store.close();
  });

  it.each(['bytes', 'lines'] as const)(
    'ends while it reads %s when nobody wants the answer, and leaves nothing',
    async (phase) => {
      const input = put(`unwanted-${phase}.log`, webLog(500));
      const stop = new AbortController();
      const workFolder = join(folder, `unwanted-${phase}`);
      const reading = readLogs([input, { ...input, shown: 'again' }], {
        workFolder,
        signal: stop.signal,
        onProgress: (progress) => {
          if (progress.phase === phase) stop.abort(new Error('a rule folder that is none'));
        },
      });
      await expect(reading).rejects.toThrow('a rule folder that is none');
      expect(readdirSync(workFolder)).toEqual([]);
    },
  );

  it('says once that the first bytes are being taken in, before any line is taken apart', async () => {
    const told: string[] = [];
    const { store } = await readLogs([put('taking-a.log', webLog(300)), put('taking-b.log', webLog(300))], {
      onTaking: () => told.push('taking'),
      onProgress: ({ phase }) => {
        if (phase === 'lines') told.push('lines');
      },
    });
    await store.close();
    expect(told.filter((one) => one === 'taking')).toHaveLength(1);
    expect(told[0]).toBe('taking');
  });

  it('leaves, and tells once, folders that links make into a thousand million paths', () => {
    const root = join(folder, 'fan');
    for (let depth = 0; depth < 30; depth += 1) mkdirSync(join(root, `${depth}`), { recursive: true });
    for (let depth = 0; depth < 29; depth += 1) {
      for (const name of ['a', 'b']) symlinkSync(`../${depth + 1}`, join(root, `${depth}`, name));
    }
    const { inputs, refused } = listLogs([join(root, '0')]);
    expect(inputs).toEqual([]);
    expect(refused.map(({ reason }) => reason.en)).toEqual([
      'there are more than 10000 folders: none is read from here on',
    ]);
  });

  it('lists folders whole, in order, and refuses loops', () => {
    const root = join(folder, 'tree');
    mkdirSync(join(root, 'b'), { recursive: true });
    writeFileSync(join(root, 'b', 'x.log'), '');
    writeFileSync(join(root, 'a.log'), '');
    symlinkSync(root, join(root, 'b', 'loop'));
    symlinkSync(join(root, 'nowhere'), join(root, 'dangling'));
    mkdirSync(join(root, 'empty'));
    const { inputs, refused } = listLogs([`${root}/`, join(root, 'a.log'), '/dev/null', join(root, 'empty')]);
    expect(inputs.map(({ shown }) => shown)).toEqual([join(root, 'a.log'), join(root, 'b', 'x.log')]);
    expect(refused.map(({ path, reason }) => [path, reason.en])).toEqual([
      [join(root, 'b', 'loop'), 'the folder contains itself'],
      [join(root, 'dangling'), 'the link leads nowhere'],
      ['/dev/null', 'it is a socket, a pipe or a device, not a file'],
      [join(root, 'empty'), 'the folder holds no files'],
    ]);
  });
});

describe('a kept store', () => {
  it('answers again without reading, and reads again what changed', async () => {
    const kept = join(folder, 'kept');
    const inputs = [
      put('k/a.log', webLog(50)),
      put('k/b.log', 'Nov 22 07:00:00 h sshd[1]: Invalid user a from 192.0.2.1 port 1\nnothing\n'),
    ];
    const phases: string[] = [];
    const options = { now, store: kept, onProgress: ({ phase }: { phase: string }) => phases.push(phase) };
    const first = await readLogs(inputs, options);
    const summaries = first.store.files;
    await first.store.close();
    expect(phases.length).toBeGreaterThan(0);
    phases.length = 0;
    const again = await readLogs(inputs, options);
    expect(phases).toEqual([]);
    expect(again.store.files).toEqual(summaries);
    expect(await again.store.rows('select count() as c from web')).toEqual([{ c: 50 }]);
    expect((await again.store.pointers([{ f: 1, n: 1 }]))[0]).toMatchObject({ line: 2, path: 'k/b.log' });
    await again.store.close();
    // One more file: only that one is read.
    const more = await readLogs([...inputs, put('k/c.log', webLog(7))], options);
    expect(more.store.files.map(({ lines }) => lines)).toEqual([50, 2, 7]);
    expect(await more.store.rows('select f, count() as c from web group by f order by f')).toEqual([
      { f: 0, c: 50 },
      { f: 2, c: 7 },
    ]);
    await more.store.close();
    writeFileSync(join(folder, 'k/a.log'), webLog(60));
    const changed = await readLogs(inputs, options);
    expect(changed.store.files.map(({ lines }) => lines)).toEqual([60, 2]);
    expect(await changed.store.rows('select count() as c from web')).toEqual([{ c: 60 }]);
    await changed.store.close();
  });

  it('is read again by code that may understand lines differently', async () => {
    const kept = join(folder, 'kept-by-another');
    const inputs = [put('o/a.log', webLog(20))];
    const options = { now, store: kept };
    await (await readLogs(inputs, options)).store.close();
    const path = join(kept, 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...manifest, reading: manifest.reading.replace(/./, 'x') }));
    let pieces = 0;
    const again = await readLogs(inputs, { ...options, onProgress: () => (pieces += 1) });
    expect(pieces).toBeGreaterThan(0);
    expect(await again.store.rows('select count() as c from web')).toEqual([{ c: 20 }]);
    await again.store.close();
  });
});

it.each([
  [{ postfix: 50, dovecot: 45, syslog: 5 }, 'postfix'],
  [{ postfix: 40, dovecot: 55, syslog: 5 }, 'dovecot'],
  [{ postfix: 30, dovecot: 30, syslog: 40 }, 'syslog'],
  [{ sshd: 50, postfix: 50 }, 'syslog'],
])('a file is called by the program that fills it, a mail server by either of its two: %o', (counts, name) => {
  expect(mainFormat(new Map(Object.entries(counts)))).toBe(name);
});
