import { isComment, isJournalNote } from './formats/comment.ts';
import { ContainerLines } from './formats/container-lines.ts';
import type { FileContext, Format, LineParser } from './formats/format.ts';
import { lineFormats } from './formats/registry.ts';

/** Reads the lines of one file, whatever mixture they are. */
export type FileParser = {
  /** The format that understood the line: '' for a blank one, undefined when none did, and then nothing was emitted. */
  read(line: string): string | undefined;
  flush(): void;
};

/** Fewer zero bytes together are a stray character of a program. */
const HOLE = '\0'.repeat(16);

/**
 * A crash, or a hand, leaves runs of NUL inside a line. What stands before them is a piece that may end within its time: what
 * follows them is the line. '' when nothing follows.
 */
const behindHole = (line: string): string => (line.includes(HOLE) ? line.slice(line.lastIndexOf('\0') + 1) : line);

/** A date, what may stand before the end of its time, and at once another date. */
const cutInTime = /^\d{4}-\d\d-\d\d[T ][\d:.+Z-]{0,22}?(?=\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)/;

/** A line that was cut within its time, as a full disk leaves it, and the next one joined to it: that one. */
const behindCut = (line: string): string => line.slice(cutInTime.exec(line)?.[0].length ?? 0);

/** U+FEFF in UTF-8, a character a byte. */
const BYTE_ORDER_MARK = '\xef\xbb\xbf';

/** `web-1  | …`: what `docker compose logs` puts before each line, and nothing else of ours begins with. */
const service = /^(?:\x1b\[\d{1,3}m)?[A-Za-z0-9][\w.-]{0,63}? {0,32}\| (?:\x1b\[0m)?(?=\S)/;

/** `[pod/web-7d9c/nginx] …`: what `kubectl logs --prefix` puts before each line. */
const pod = /^\[pod\/[a-z0-9.-]{1,253}\/[a-z0-9.-]{1,63}\] (?=\S)/;

function withoutService(line: string): string | undefined {
  const found = pod.exec(line) ?? (line.slice(0, 128).includes('| ') ? service.exec(line) : null);
  return found ? line.slice(found[0].length) : undefined;
}

/**
 * The format that read the last line is asked first, then all in order: a file is mostly of one kind, but a syslog file
 * holds many voices and an administrator may have changed a format midway.
 */
export function openFileParser(file: FileContext, formats: readonly Format[] = lineFormats): FileParser {
  const containers = new ContainerLines(file);
  const opened = formats.map((format) => ({ parser: format.open(containers.inner), loose: format.loose === true }));
  const parsers: LineParser[] = opened.map(({ parser }) => parser);
  const asksFirst = new Set(formats.flatMap((format, i) => (format.last ? (parsers[i] ?? []) : [])));
  const loose = new Set(opened.filter((one) => one.loose).map(({ parser }) => parser));
  let last: LineParser | undefined;
  const readText = (text: string): string | undefined => {
    const again = last && !loose.has(last) ? last.read(text) : undefined;
    if (again !== undefined) return again;
    if (last?.inside?.() && last.continues?.(text)) return 'continued';
    for (const parser of parsers) {
      if (parser === last && !loose.has(parser)) continue;
      if (parser !== last && asksFirst.has(parser) && last?.continues?.(text)) return 'continued';
      const format = parser.read(text);
      if (format !== undefined) {
        last = parser;
        return format;
      }
    }
    if (last?.continues?.(text)) return 'continued';
    return isComment(text) ? 'comment' : undefined;
  };
  return {
    read(line) {
      // A crash leaves runs of NUL where a file had holes; what follows them is a line again.
      const whole = line.charCodeAt(0) === 0 ? line.replace(/^\0+/, '') : line;
      if (/^\s*$/.test(whole)) return line.length === whole.length ? '' : undefined;
      // Editors and exports of Windows begin a file with a mark that is no part of its first line.
      const text = behindCut(
        behindHole(whole.startsWith(BYTE_ORDER_MARK) ? whole.slice(BYTE_ORDER_MARK.length) : whole),
      );
      if (text === '') return undefined;
      if (isJournalNote(text)) return 'comment';
      const inside = containers.read(text, readText);
      if (inside !== undefined) return inside;
      const bare = withoutService(text);
      return (bare === undefined ? undefined : readText(bare)) ?? readText(text);
    },
    flush() {
      containers.flush(readText);
      for (const parser of parsers) parser.flush?.();
    },
  };
}
