// A mail forwarded within the text of another: mail programs print a few of its header lines above its words. Its way is
// lost, and what the forward's own header says is not about it.

/** Keys of those lines, in the languages of the mail programs met so far. */
const keys = {
  from: /^(?:From|Von|De|Da|差出人|送信者|发件人|寄件者|보낸 ?사람)$/i,
  subject: /^(?:Subject|Betreff|Objet|Asunto|Oggetto|件名|題名|Sub|主题|主旨|제목)$/i,
  date: /^(?:Date|Sent|Datum|Gesendet|Envoyé|Fecha|Enviado|Data|日時|送信日時|日付|发送时间|日期|(?:보낸 )?날짜)$/i,
};
const headerLine =
  /^[ \t*]{0,4}(From|Date|Sent|To|Cc|Subject|Reply-To|Von|Gesendet|Datum|An|Betreff|De|Envoyé|À|Objet|Fecha|Enviado|Para|Asunto|Da|Data|A|Oggetto|差出人|送信者|日時|送信日時|日付|宛先|件名|題名|Sub|发件人|寄件者|收件人|收件者|发送时间|日期|主题|主旨|보낸 ?사람|받는 ?사람|제목|(?:보낸 )?날짜)[ \t*]{0,3}[:：][ \t*]{0,5}(.{0,500})$/i;

const unquoted = (line: string) => line.replace(/^(?:[ \t]?[>＞]){1,20}[ \t]?/, '');

export type ForwardedText = {
  readonly from: string;
  readonly subject: string;
  readonly date: string | null;
  readonly text: string;
};

/** Lines of text looked through. */
const MOST_LINES = 5000;
/** Header lines of one forward. */
const MOST_HEADERS = 12;

type Block = { from?: string; subject?: string; date?: string; next: number; count: number };

/** The run of header lines that begins here; one empty line between two of them is allowed. */
function blockAt(lines: readonly string[], start: number): Block {
  const block: Block = { next: start, count: 0 };
  let at = start;
  while (at < lines.length && block.count < MOST_HEADERS) {
    const line = unquoted(lines[at] ?? '');
    const [, key, beside = ''] = headerLine.exec(line) ?? [];
    if (key === undefined) {
      if (line.trim() !== '' || !headerLine.test(unquoted(lines[at + 1] ?? ''))) break;
      at += 1;
      continue;
    }
    // In a table each stands in a cell of its own.
    const below = unquoted(lines[at + 1] ?? '');
    const isBelow = beside.trim() === '' && below.trim() !== '' && !headerLine.test(below);
    if (isBelow) at += 1;
    const value = isBelow ? below.slice(0, 500) : beside;
    if (keys.from.test(key)) block.from ??= value;
    else if (keys.subject.test(key)) block.subject ??= value;
    else if (keys.date.test(key)) block.date ??= value;
    at += 1;
    block.count += 1;
    block.next = at;
  }
  return block;
}

/**
 * The first mail in a text that is from somebody else than who hands mails on; undefined when there is none.
 *
 * @param isForwarder whether a line "From" names who hands it on, or one of us: then what follows is not yet the mail asked about
 */
export function forwardedText(text: string, isForwarder: (from: string) => boolean): ForwardedText | undefined {
  const lines = text.split(/\r\n|\n|\r/, MOST_LINES);
  for (let at = 0; at < lines.length; at += 1) {
    if (!headerLine.test(unquoted(lines[at] ?? ''))) continue;
    const { from, subject, date, next, count } = blockAt(lines, at);
    if (count >= 3 && from?.includes('@') && subject !== undefined && !isForwarder(from)) {
      const quoted = /^[ \t]?[>＞]/.test(lines[at] ?? '');
      const rest = lines.slice(next);
      // What follows a quotation is the forwarder's again.
      const own = quoted ? rest.filter((line) => /^[ \t]?[>＞]/.test(line)).map(unquoted) : rest;
      return { from, subject, date: date ?? null, text: own.join('\n').trim() };
    }
    at = Math.max(at, next - 1);
  }
  return undefined;
}
