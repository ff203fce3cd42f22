// The file system calls that the folder driver makes, one by one, so that a test can let each of them fail.
import {
  closeSync,
  existsSync,
  fdatasync,
  fdatasyncSync,
  fsync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';

export type FileCalls = {
  open(path: string, flags: string, mode?: number): number;
  write(file: number, bytes: Uint8Array, from: number): number;
  fsync(file: number): void;
  fdatasync(file: number): void;
  /** Off the event loop, for disks where it takes long. */
  fsyncAside(file: number): Promise<void>;
  fdatasyncAside(file: number): Promise<void>;
  /** Makes a new file off the event loop, for disks where that takes long. */
  makeAside(path: string, bytes: Uint8Array, mode: number): Promise<void>;
  renameAside(from: string, to: string): Promise<void>;
  close(file: number): void;
  rename(from: string, to: string): void;
  mkdir(path: string): void;
  readFile(path: string): Buffer;
  list(path: string): string[];
  unlink(path: string): void;
  rmdir(path: string): void;
  exists(path: string): boolean;
};

const aside = (call: (file: number, done: (error: Error | null) => void) => void) => (file: number) =>
  new Promise<void>((done, failed) => call(file, (error) => (error ? failed(error) : done())));

export const fileCalls: FileCalls = {
  open: (path, flags, mode) => openSync(path, flags, mode),
  write: (file, bytes, from) => writeSync(file, bytes, from),
  fsync: (file) => fsyncSync(file),
  fdatasync: (file) => fdatasyncSync(file),
  fsyncAside: aside(fsync),
  fdatasyncAside: aside(fdatasync),
  makeAside: (path, bytes, mode) => writeFile(path, bytes, { flag: 'wx', mode }),
  renameAside: (from, to) => rename(from, to),
  close: (file) => closeSync(file),
  rename: (from, to) => renameSync(from, to),
  mkdir: (path) => {
    mkdirSync(path);
  },
  readFile: (path) => readFileSync(path),
  list: (path) => readdirSync(path),
  unlink: (path) => unlinkSync(path),
  rmdir: (path) => rmdirSync(path),
  exists: (path) => existsSync(path),
};

export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
