// Chats that were handed in as their program writes them out, in place of mail: what they hold of the record, and since when.
import type { ChatFile, SpamSample } from '../checks/spam-evidence.ts';
import type { NamedBytes } from '../custody/csv.ts';
import { isoInZone, millisecondsOf, parseWhen } from '../custody/instant.ts';
import { type ChatMessage, readChatExport } from '../mail/message/chat-export.ts';
import { type FormContext, findFormValues, holdsFound } from '../mail/values/form-values.ts';
import { haystackOf } from '../mail/values/haystack.ts';
import type { Claim } from '../vocabulary/case-file.ts';

type Chat = { readonly file: NamedBytes; readonly messages: readonly ChatMessage[] };

/** @param now milliseconds UTC: what was handed in was written before */
export const chatsIn = (spam: readonly NamedBytes[], zone: string, now: number): readonly Chat[] =>
  spam.flatMap((file) => {
    const messages = readChatExport(file.bytes, isoInZone(now, zone).slice(0, 10));
    return messages ? [{ file, messages }] : [];
  });

/** Who wrote, apart from the reader: of whom a chat is with, its file and its program tell nothing that can be relied on. */
const said = ({ messages }: Chat) => messages.filter(({ sender }) => sender !== null);

const instantsOf = (chat: Chat, zone: string): readonly string[] =>
  said(chat).flatMap(({ when }) => (when === null ? [] : (parseWhen(when, zone) ?? when)));

/**
 * The claim with the day of the first message, where it does not tell since when they come, and with what reached them, where
 * nothing but chats was handed in. What they wrote themselves stands.
 */
export function withChats(claim: Claim, spam: readonly NamedBytes[], zone: string, now: number): Claim {
  const chats = chatsIn(spam, zone, now);
  if (chats.length === 0) return claim;
  const [first] = chats
    .flatMap((chat) => instantsOf(chat, zone))
    .toSorted((a, b) => millisecondsOf(a, zone) - millisecondsOf(b, zone));
  const isNoMail = chats.length === spam.filter(({ path }) => /\.(?:eml|msg|mbox|txt|xml)$/i.test(path)).length;
  return {
    ...claim,
    ...(claim.spamSince === null && first !== undefined ? { spamSince: isoInZone(Date.parse(first), zone) } : {}),
    ...(claim.contactedBy === undefined && isNoMail ? { contactedBy: 'text_message' as const } : {}),
  };
}

export type ChatContext = Omit<FormContext, 'receivedAt'> & {
  readonly isName: (found: ReturnType<typeof findFormValues>[number]) => boolean;
};

/** What the checks ask of each chat: who sent, when first, and what of the complainant's record stands in it. */
export function chatFiles(chats: readonly Chat[], zone: string, { isName, ...context }: ChatContext): ChatFile[] {
  return chats.map((chat): ChatFile => {
    const { path, sha256 } = chat.file;
    const spoken = said(chat);
    const firstAt = instantsOf(chat, zone)[0] ?? null;
    const found =
      context.values.length > 0
        ? findFormValues(haystackOf(spoken.map(({ text }) => text).join('\n\n')), { ...context, receivedAt: firstAt })
        : [];
    const formValues = found
      .filter((one) => one.addsToAddress || isName(one))
      .map((one): SpamSample['formValues'][number] => {
        const place = spoken.find(({ text }) => holdsFound(haystackOf(text), one))?.place ?? spoken[0]?.place;
        return {
          field: one.field,
          columns: one.answer.columns,
          chance: one.chance,
          isName: isName(one),
          inAddress: !one.addsToAddress,
          pointer: { path, sha256, ...(place ?? { line: 1, byteStart: 0, byteEnd: chat.file.bytes.length }) },
        };
      });
    const senders = [...new Set(spoken.flatMap(({ sender }) => sender ?? []))];
    return { path, messages: spoken.length, senders, firstAt, formValues };
  });
}
