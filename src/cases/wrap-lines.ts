// Lines for a terminal or a sheet of paper: at most so many columns, where a full-width character takes two.

/** Full-width by Unicode's East Asian Width, as far as the two languages need it. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6]/;
/** Never at the start of a line (JIS X 4051), never at its end. */
const notFirst = /[、。，．・：；？！）」』】〕〉》ー％〜,.:;?!)\]}]/;
const notLast = /[（「『【〔〈《([{]/;

const columnsOf = (text: string) => [...text].reduce((sum, one) => sum + (wide.test(one) ? 2 : 1), 0);

/** Pieces between which a line may end: words, and full-width characters with what must not leave them. */
function pieces(text: string): string[] {
  const found: string[] = [];
  for (const one of text) {
    const last = found.at(-1);
    const end = last?.at(-1) ?? '';
    const apart = last === undefined || end === ' ' || wide.test(one) || wide.test(end);
    if (last !== undefined && (!apart || one === ' ' || notFirst.test(one) || notLast.test(end)))
      found[found.length - 1] = last + one;
    else found.push(one);
  }
  return found;
}

/**
 * One text as lines. The first begins with `lead`, the others are indented as far; a word longer than a line stays whole.
 */
export function wrapLines(text: string, lead: string, columns: number): string[] {
  const indent = ' '.repeat(columnsOf(lead));
  const lines: string[] = [];
  let line = lead;
  let used = columnsOf(lead);
  let empty = true;
  for (const piece of pieces(text)) {
    const width = columnsOf(piece.trimEnd());
    if (!empty && used + width > columns) {
      lines.push(line.trimEnd());
      line = indent;
      used = indent.length;
    }
    line += piece;
    used += columnsOf(piece);
    empty = false;
  }
  return [...lines, line.trimEnd()];
}
