// Which characters a font can show, from its own table. PDF/A refuses a page on which one has no glyph.

/** Characters above this are looked up in the table of 32-bit groups, where a font has one. */
type Ranges = readonly (readonly [first: number, last: number])[];

/** Table 'cmap' of a TrueType or OpenType font: where it begins. */
function cmapAt(font: DataView): number | undefined {
  const tables = font.getUint16(4);
  for (let i = 0; i < tables; i += 1) {
    const record = 12 + 16 * i;
    if (font.getUint32(record) === 0x636d6170) return font.getUint32(record + 8);
  }
  return undefined;
}

/** Format 4: segments of the first 65,536 characters. A segment may hold a few characters without a glyph; those are left out. */
function segments(font: DataView, at: number): Ranges {
  const twice = font.getUint16(at + 6);
  const ends = at + 14;
  const starts = ends + twice + 2;
  const ranges: [number, number][] = [];
  for (let i = 0; i < twice; i += 2) {
    const [first, last] = [font.getUint16(starts + i), font.getUint16(ends + i)];
    if (first === 0xffff) continue;
    const delta = font.getUint16(starts + twice + i);
    const offsetAt = starts + 2 * twice + i;
    const offset = font.getUint16(offsetAt);
    if (offset === 0) {
      ranges.push([first, last]);
      continue;
    }
    for (let code = first; code <= last; code += 1) {
      const glyph = font.getUint16(offsetAt + offset + 2 * (code - first));
      if (glyph !== 0 && ((glyph + delta) & 0xffff) !== 0) ranges.push([code, code]);
    }
  }
  return ranges;
}

/** Format 12: groups of any characters. */
function groups(font: DataView, at: number): Ranges {
  const count = font.getUint32(at + 12);
  const ranges: [number, number][] = [];
  for (let i = 0; i < count; i += 1) {
    const group = at + 16 + 12 * i;
    ranges.push([font.getUint32(group), font.getUint32(group + 4)]);
  }
  return ranges;
}

export type Coverage = (code: number) => boolean;

/**
 * Whether a font has a glyph of its own for a character.
 *
 * @throws RangeError when the file is cut short
 * @see OpenType 1.9, cmap
 */
export function coverageOf(bytes: Uint8Array): Coverage {
  const font = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cmap = cmapAt(font);
  if (cmap === undefined) return () => false;
  const ranges: (readonly [number, number])[] = [];
  const subtables = font.getUint16(cmap + 2);
  for (let i = 0; i < subtables; i += 1) {
    const at = cmap + font.getUint32(cmap + 4 + 8 * i + 4);
    const format = font.getUint16(at);
    if (format === 4) ranges.push(...segments(font, at));
    if (format === 12) ranges.push(...groups(font, at));
  }
  ranges.sort(([a], [b]) => a - b);
  // Farthest end so far, so that one search is enough where ranges overlap.
  const starts = ranges.map(([first]) => first);
  const ends: number[] = [];
  for (const [, last] of ranges) ends.push(Math.max(last, ends.at(-1) ?? 0));
  return (code) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= code) low = middle + 1;
      else high = middle;
    }
    return low > 0 && (ends[low - 1] ?? -1) >= code;
  };
}
