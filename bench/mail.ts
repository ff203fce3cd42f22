// Mails a second through the whole of `akashi mail --json`: files read, hashed, parsed, examined and printed. With
// AKASHI_CORPUS real spam is read; without it, mails written here.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import postalMime from 'postal-mime';
import { mail } from '../src/cli/mail.ts';
import { seededRandom } from '../src/vocabulary/random.ts';
import { median, printMeasures } from './measure.ts';

const random = seededRandom(1, 'mail');
const words =
  'offer winner account prize today click security update お知らせ 当選 限定 ご案内 free money invoice order'.split(
    ' ',
  );
const sentence = (length: number) => Array.from({ length }, () => words[random.below(words.length)]).join(' ');

/** About 10 kB: plain text and HTML, five hops, as a spam of today. */
function invented(at: number): string {
  const hops = Array.from(
    { length: 5 },
    (_, hop) =>
      `Received: from h${hop}.example (h${hop}.example [203.0.113.${hop}]) by h${hop + 1}.example with ESMTP id ${at}; Thu, 9 Apr 2009 03:12:5${hop} +0900`,
  );
  const rows = Array.from(
    { length: 60 },
    (_, row) => `<tr><td class="c${row}"><a href="http://win${at}.example/${row}">${sentence(12)}</a></td></tr>`,
  ).join('\n');
  const html = Buffer.from(`<html><body><table>${rows}</table></body></html>`)
    .toString('base64')
    .replace(/.{76}/g, '$&\r\n');
  return [
    ...hops,
    `From: Offers <o${at}@bulk.example>`,
    'To: hanako@home.example',
    'Subject: =?UTF-8?B?5b2T6YG444Gu44GK55+l44KJ44Gb?=',
    'Content-Type: multipart/alternative; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    sentence(80),
    '--b',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    html,
    '--b--',
    '',
  ].join('\r\n');
}

const corpus = process.env['AKASHI_CORPUS'];
const folders = ['spamassassin/spam-1', 'phishing_pot/single', 'bounces-sisimai/bsd'].map((name) =>
  join(corpus ?? '', 'mail', name),
);
const real = corpus !== undefined && folders.every((folder) => existsSync(folder));
const made = mkdtempSync(join(tmpdir(), 'akashi-bench-mail-'));
try {
  if (!real) {
    mkdirSync(join(made, 'mails'));
    for (let at = 0; at < 1000; at += 1) writeFileSync(join(made, 'mails', `${at}.eml`), invented(at));
  }
  const given = real ? folders : [join(made, 'mails')];
  const files = given.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const sizes = files.map((file) => readFileSync(file));
  const bytes = sizes.reduce((sum, one) => sum + one.length, 0);

  // Processor time, not the clock: what else runs on the machine does not count.
  const rate = async (work: () => Promise<unknown>) => {
    const start = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(start);
    return files.length / ((user + system) / 1_000_000);
  };
  let printed = 0;
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      printed += chunk.length;
      done();
    },
  });
  const ours: number[] = [];
  const peers: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    ours.push(await rate(() => mail.run([...files, '--json'], { out: sink, err: sink })));
    peers.push(
      await rate(async () => {
        for (const one of sizes) await postalMime.parse(one).catch(() => undefined);
      }),
    );
  }
  const { version }: { version: string } = JSON.parse(
    readFileSync(new URL('../node_modules/postal-mime/package.json', import.meta.url), 'utf8'),
  );
  printMeasures([
    {
      id: 'mail.per-second',
      value: median(ours),
      unit: 'mails/s',
      goal: 300,
      better: 'higher',
      peer: { name: 'postal-mime (parsing only)', version, value: Math.round(median(peers)) },
      note: `${files.length} ${real ? 'real' : 'invented'} mails of ${Math.round(bytes / files.length / 1000)} kB, per second of processor time, ${Math.round(printed / 3 / 1_000_000)} MB printed; the peer parses and does nothing else`,
    },
  ]);
} finally {
  rmSync(made, { recursive: true });
}
