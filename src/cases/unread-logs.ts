// Logs of which next to nothing was understood: nothing was looked for in them, and whoever gave them has to know at once.
import type { LogFileSummary } from '../vocabulary/case-file.ts';
import type { Both } from '../vocabulary/finding.ts';
import { isNoteFile } from '../vocabulary/note-file.ts';

/** A first line or two that happen to look like something are no understanding. */
const UNDERSTOOD_AT_LEAST = 0.01;

/** What is said of each; lines are those of the file. */
export function unreadLogs(files: readonly Pick<LogFileSummary, 'path' | 'lines' | 'parsed'>[]): readonly Both[] {
  return files
    .filter(({ path, lines, parsed }) => lines > 0 && parsed < UNDERSTOOD_AT_LEAST * lines && !isNoteFile(path))
    .map(({ path, lines }) => ({
      ja: `${path}：${lines}行のどれも、ほとんど理解できませんでした（形式が分かりません）`,
      en: `${path}: next to none of its ${lines} lines was understood (its format is not known)`,
    }));
}
