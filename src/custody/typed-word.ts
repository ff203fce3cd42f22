// Yes and no as people type them into a table.

const yes = new Set(['yes', 'true', '1', 'はい', '有', 'あり', '○']);
const no = new Set(['no', 'false', '0', 'いいえ', '無', 'なし', '×', '-', 'none']);

const unknown = new Set(['unknown', '?', 'n/a', '不明', '不詳', '分からない']);

const typed = (text: string) => text.normalize('NFKC').trim().toLowerCase();

export const isYes = (text: string): boolean => yes.has(typed(text));

/** An empty cell is neither: nobody said anything. */
export const isNo = (text: string): boolean => no.has(typed(text));

/** Somebody said that it is not known, which is neither. */
export const isUnknown = (text: string): boolean => unknown.has(typed(text));
