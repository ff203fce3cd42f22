// A complaint that is the last of a thread: beneath the new words stand the mails before it, the customer's own among them.
// What our side wrote there is no word of the customer's.

/** A part of a mail that one person wrote. */
export type Written = {
  /** Who wrote it, as the lines above it name them; empty for the mail's own words. */
  readonly who: string;
  /** When, as those lines say; empty where they do not. */
  readonly when: string;
  readonly text: string;
};

const mark = /^(?:\s?[>＞]){1,20}\s?/;
const depthOf = (line: string) => (mark.exec(line)?.[0].match(/[>＞]/g) ?? []).length;
const bare = (line: string) => line.replace(mark, '').trim();

const headLine =
  /^\*?(From|Date|Sent|To|Cc|Subject|Reply-To|差出人|送信者|日時|送信日時|日付|宛先|件名)\*?\s?[:：]\s?(.{0,500})$/i;
const ofSender = /^(?:From|差出人|送信者)$/i;
const ofDate = /^(?:Date|Sent|日時|送信日時|日付)$/i;
/** "On Sun, 1 Nov 2026 at 21:44, A. B. <a@b> wrote:", 「2026年11月1日(日) 21:44 松浦 <a@b>:」. */
const attribution =
  /^(?:On (.{6,60}?\d{1,2}:\d{2}(?: ?[AP]M)?),? (.{1,200})\bwrote ?:|(\d{4} ?[年/-].{4,30}?\d{1,2}[:：]\d{2})、?\s?(.{1,200}?)(?:さん?(?:が|は)?書きました)?\s?[:：])$/i;
const ruler = /^(?:-{3,20}\s?(?:Original|Forwarded|元の|転送).{0,60}|_{10,80})$/i;

const isHeadLine = (line: string | undefined) =>
  line !== undefined && (headLine.test(bare(line)) || ruler.test(bare(line)));

type Head = { readonly who: string; readonly when: string; readonly lines: number; readonly within: boolean };

/** The lines of a head that begin here; undefined for prose, also where one line of it looks like one. */
function headAt(lines: readonly string[], at: number): Head | undefined {
  const line = bare(lines[at] ?? '');
  // A mail program breaks the line of attribution as it breaks any other.
  for (const taken of [1, 2]) {
    const joined = taken === 1 ? line : `${line} ${bare(lines[at + 1] ?? '')}`;
    const [whole, onEn, whoEn, onJa, whoJa] = attribution.exec(joined) ?? [];
    if (whole !== undefined)
      return {
        who: whoEn ?? whoJa ?? '',
        when: (onEn ?? onJa ?? '').replace(/,? at (?=\d)/, ' '),
        lines: taken,
        within: true,
      };
  }
  const [, first = ''] = headLine.exec(line) ?? [];
  if (!ofSender.test(first) || !(isHeadLine(lines[at - 1]) || isHeadLine(lines[at + 1]))) return undefined;
  let [who, when, next] = ['', '', at];
  for (; next < lines.length; next += 1) {
    const [, key, value = ''] = headLine.exec(bare(lines[next] ?? '')) ?? [];
    if (key === undefined) break;
    if (ofSender.test(key)) who = value;
    if (ofDate.test(key)) when = value;
  }
  return { who, when, lines: next - at, within: false };
}

/**
 * The parts of a mail as they stand, its own words first. Quoted lines of which no head says who wrote them are left out.
 * Linear in the length of the mail.
 */
export function partsOfThread(text: string): readonly [Written, ...Written[]] {
  const own: string[] = [];
  const parts: { readonly head: Head; readonly depth: number; readonly lines: string[] }[] = [];
  // By depth of quoting: the part to which lines of that depth belong.
  const open: ((typeof parts)[number] | undefined)[] = [];
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const depth = depthOf(line);
    const head = headAt(lines, at);
    if (head) {
      const part = { head, depth: head.within ? depth + 1 : depth, lines: [] };
      parts.push(part);
      open.length = part.depth;
      open[part.depth] = part;
      at += head.lines - 1;
    } else if (!ruler.test(bare(line))) {
      const part = open[depth];
      if (part) part.lines.push(line.replace(mark, ''));
      else if (depth === 0) own.push(line);
    }
  }
  return [
    { who: '', when: '', text: own.join('\n').trim() },
    ...parts.map(({ head, lines: said }) => ({ who: head.who, when: head.when, text: said.join('\n').trim() })),
  ];
}
