// Text whose lines a mail program broke to send them (RFC 3676, format=flowed), as lines that its writer wrote.

type Line = { readonly depth: number; readonly text: string };

/** Marks of quotation and the space that stuffing put before what looks like one (§4.4, §4.5). */
function lineOf(raw: string): Line {
  let depth = 0;
  while (raw.charCodeAt(depth) === 62) depth += 1;
  const text = raw.slice(depth);
  return { depth, text: text.startsWith(' ') ? text.slice(1) : text };
}

/**
 * Joins lines that end in a space with the next one of the same depth of quotation. `delSp`: that space was added in
 * sending and goes, as in languages that put none between words. The line before a signature stays whole.
 */
export function joinFlowed(text: string, delSp: boolean): string {
  const written: string[] = [];
  let open: { readonly depth: number; readonly pieces: string[] } | undefined;
  const close = () => {
    if (open) written.push(`${'>'.repeat(open.depth)}${open.depth > 0 ? ' ' : ''}${open.pieces.join('')}`);
    open = undefined;
  };
  for (const raw of text.includes('\r') ? text.split(/\r\n|\n|\r/) : text.split('\n')) {
    const { depth, text: own } = lineOf(raw);
    if (open && (open.depth !== depth || own === '-- ')) close();
    open ??= { depth, pieces: [] };
    const flows = own.endsWith(' ') && own !== '-- ';
    open.pieces.push(flows && delSp ? own.slice(0, -1) : own);
    if (!flows) close();
  }
  close();
  return written.join('\n');
}
