import { expect, it } from 'vitest';
import { isNoteFile } from './note-file.ts';

it.each(['logs/readme.txt', 'README', 'logs/web/Read me.txt', 'logs/メモ.txt', 'logs/お読みください.txt'])(
  '%s is a note',
  (path) => expect(isNoteFile(path)).toBe(true),
);

it.each(['logs/access.log', 'logs/about-page.log', 'logs/notes.log', 'logs/readme-service.log', 'logs/memory.txt'])(
  '%s may be a log',
  (path) => expect(isNoteFile(path)).toBe(false),
);
