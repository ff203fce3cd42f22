/** Controls but tab and line feed; marks that have no width, reorder what stands around them, or end a line unseen. */
const unseen =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/**
 * Control characters and marks that reorder or hide text become visible, so that a quoted line or the name of a file cannot
 * rewrite the page or the terminal it stands on.
 */
export function visible(text: string): string {
  return text.replace(unseen, (mark) => {
    const code = mark.codePointAt(0) ?? 0;
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : `⟨${code.toString(16).padStart(4, '0')}⟩`;
  });
}
