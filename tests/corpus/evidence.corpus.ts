// Real lines of logs and mail, redacted: is an address left that a simple-minded search still finds?
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { redactor } from '../../src/evidence/pseudonym.ts';
import type { CorpusSuite } from './suite.ts';

const redact = redactor({ key: new Uint8Array(32).fill(7), own: [], complainant: null });
/** Per file, spread over its length: every kind of line, without reading gigabytes. */
const LINES_PER_FILE = 400;

function* filesUnder(folder: string): Generator<string> {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* filesUnder(path);
    else if (statSync(path).size < 50_000_000) yield path;
  }
}

function* linesOf(root: string, folders: readonly string[]): Generator<{ path: string; line: string }> {
  for (const folder of folders) {
    for (const path of filesUnder(join(root, folder))) {
      const lines = readFileSync(path, 'utf8').split('\n');
      const step = Math.max(1, Math.floor(lines.length / LINES_PER_FILE));
      for (let i = 0; i < lines.length; i += step) yield { path, line: (lines[i] ?? '').slice(0, 2048) };
    }
  }
}

/** Written apart from the redactor's own patterns, and simpler. */
const address = /[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}/g;
const isPseudonym = (found: string) => /^(?:mail|ip|tel|user|name|text)-[0-9a-z]{8}/.test(found);
const ip = /(?<![\w.])(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?![\w.])/g;
const isHost = (match: RegExpMatchArray) =>
  match.slice(1, 5).every((octet) => Number(octet) <= 255) && match[1] !== '127' && !/\.0\.0\.0$/.test(match[0]);

function suite(id: string, folders: readonly string[], left: (redacted: string) => number, there: RegExp): CorpusSuite {
  return {
    id,
    bar: 1,
    async run(root) {
      let of = 0;
      let passed = 0;
      const misses: string[] = [];
      for (const { path, line } of linesOf(root, folders)) {
        if (line.search(there) < 0) continue;
        of += 1;
        if (left(redact.text(line)) === 0) passed += 1;
        else misses.push(path.slice(root.length));
      }
      return { of, passed, misses };
    },
  };
}

const logs = ['logs/sshd', 'logs/web-clean', 'logs/web-attack', 'logs/tampered', 'logs/apache-error'];
const mail = ['mail/bounces-sisimai', 'mail/lists', 'mail/charset', 'mail/auth'];
const addressesLeft = (text: string) => [...text.matchAll(address)].filter(([found]) => !isPseudonym(found)).length;
const ipsLeft = (text: string) => [...text.matchAll(ip)].filter(isHost).length;

export const suites: readonly CorpusSuite[] = [
  suite('pseudonyms: no address left in log lines', logs, addressesLeft, /@/),
  suite('pseudonyms: no IP left in log lines', logs, ipsLeft, /\d\.\d/),
  suite('pseudonyms: no address left in mail', mail, addressesLeft, /@/),
  suite('pseudonyms: no IP left in mail', mail, ipsLeft, /\d\.\d/),
];
