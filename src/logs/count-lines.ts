// One pass over a file that the engine reads from where it is: hashed, its lines counted, its encoding told.
import { encodingOf } from './encoding.ts';
import { LineScan } from './line-scan.ts';
import { recordSize } from './login-records.ts';
import { readSource, type SourceRead } from './source-bytes.ts';

/** What the lines of a file are, without understanding them. */
export type Scanned = {
  readonly lines: number;
  /** The last line has no line end. */
  readonly openEnd: boolean;
  readonly longLines: number;
  readonly encoding: string;
  /** Its first bytes. */
  readonly head: Buffer;
};

export type LineCount = Scanned & { readonly read: SourceRead };

/**
 * @param progress is told the bytes read so far
 * @returns undefined for a file that the engine must not read by itself: packed, cut off, records, or with very long lines
 * @throws SourceRefused
 */
export async function countLines(path: string, progress: (bytes: number) => void): Promise<LineCount | undefined> {
  const scan = new LineScan();
  const unfit = new Error('not in place');
  try {
    const read = await readSource(
      path,
      (piece) => {
        if (scan.bytes === 0 && recordSize(piece) > 0) throw unfit;
        scan.push(piece);
        if (scan.longLines > 0) throw unfit;
      },
      progress,
    );
    if (read.compression !== 'none' || read.utf16 || read.incomplete || scan.bytes === 0) return undefined;
    const scanned = scannedOf(scan);
    return scanned.longLines > 0 ? undefined : { read, ...scanned };
  } catch (error) {
    if (error === unfit) return undefined;
    throw error;
  }
}

/** What a scan has learned; it is ended by that. */
export function scannedOf(scan: LineScan): Scanned {
  scan.end();
  const { lines, openEnd, longLines, head } = scan;
  return { lines, openEnd, longLines, encoding: encodingOf(scan), head };
}
