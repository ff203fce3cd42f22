// A complaint made in a chat, as its program writes it out: only what the customer wrote there is the complaint.
import { isoInZone } from '../../custody/instant.ts';
import { readChatExport } from '../../mail/message/chat-export.ts';
import type { Organisation } from '../../vocabulary/case-file.ts';

/** Names as a chat shows them differ from those of the record in blanks and marks. */
const letters = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** A shorter piece of a name stands in anybody's. */
const SHORTEST_NAME = 2;

function isOurs(sender: string, { name }: Organisation): boolean {
  const shown = letters(sender);
  return [name?.ja, name?.en].some((one) => {
    const own = letters(one ?? '');
    return [shown, own].every(({ length }) => length >= SHORTEST_NAME) && (own.includes(shown) || shown.includes(own));
  });
}

const address = /[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+/;

/**
 * What the one who is not us wrote, and when first, by the clock of the telephone; undefined where the text is no chat, or does
 * not show who of them complains. The name of a chat is one that people give themselves: it is taken for nobody's.
 */
export function chatComplaint(
  bytes: Uint8Array,
  organisation: Organisation,
  now: number,
): { readonly text: string; readonly date: string | null } | undefined {
  const zone = organisation.timeZone;
  const messages = readChatExport(bytes, isoInZone(now, zone).slice(0, 10));
  const others = (messages ?? []).filter(({ sender }) => sender !== null && !isOurs(sender, organisation));
  const senders = new Set(others.map(({ sender }) => sender));
  const naming = new Set(others.filter(({ text }) => address.test(text)).map(({ sender }) => sender));
  const [writer] = senders.size === 1 ? senders : naming;
  if (writer === undefined || (senders.size > 1 && naming.size > 1)) return undefined;
  const theirs = others.filter(({ sender }) => sender === writer);
  // A message is whole: what the next one says does not go on with it. Few write 「。」 in a chat behind what they ask.
  const whole = theirs.map(({ text }) => text.replace(/か$/, 'か。'));
  return { text: whole.join('\n\n'), date: theirs[0]?.when ?? null };
}
