// The mail corpora: what the suites read, and how expected values are compared.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MailMessage, readMessage } from '../../src/mail/message/message.ts';

export type Golden = {
  readonly file: string;
  readonly received: number;
  readonly subject?: string;
  readonly texts?: readonly { readonly charset: string; readonly excerpt: string }[];
};

export function readGolden(root: string): Golden[] {
  const lines = readFileSync(join(root, 'mail/golden.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line): Golden => JSON.parse(line));
}

export const readMailFile = (root: string, file: string): Buffer => readFileSync(join(root, 'mail', file));

/** Mail files of a folder, by name. */
export function mailFiles(root: string, folder: string): string[] {
  const names = readdirSync(join(root, 'mail', folder)).filter(
    (name) => /\.(?:eml|txt)$/.test(name) && name !== 'SOURCE.txt',
  );
  return names.sort().map((name) => `${folder}/${name}`);
}

export function readAll(root: string, folder: string): { readonly file: string; readonly message: MailMessage }[] {
  return mailFiles(root, folder).flatMap((file) => {
    const message = readMessage(readMailFile(root, file));
    return message ? [{ file, message }] : [];
  });
}

/** As the corpus says: without white space, composed. */
export const plain = (text: string) => text.replace(/\s+/g, '').normalize('NFC');

/** Expected subjects that hold raw bytes (a "\\udc.." or an escape) are no decoded value to compare with. */
export const isDecoded = (subject: string) => !/\\udc[0-9a-f]{2}|\u001b/.test(subject);

/** The same message with its line ends changed. */
export function withLineEnds(bytes: Buffer, end: '\n' | '\r' | '\r\n'): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(/\r\n|\n|\r/g, end), 'latin1');
}

export type Tally = { of: number; passed: number; readonly misses: string[] };

export function tally(): Tally & { note(ok: boolean, what: string): void } {
  return {
    of: 0,
    passed: 0,
    misses: [],
    note(ok, what) {
      this.of += 1;
      if (ok) this.passed += 1;
      else this.misses.push(what);
    },
  };
}
