// What reached the customer, and why there is no sample of it.
import { contactNames } from '../vocabulary/contact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { type CheckAnswer, notChecked } from './answer.ts';
import { missing, type Sources } from './check.ts';
import { isAstray, isOfChats, type SpamEvidence } from './spam-evidence.ts';

/** Senders of a chat that are named. */
const MOST_SENDERS = 5;

const noSpam: Both = {
  ja: '迷惑メールの原本が渡されていません（お客様に非はありません。多くの場合ヘッダーを取り出せないためです）',
  en: 'no spam sample was given, which is no fault of the customer: most mail programs make it hard',
};

/** What reached them, by what was handed in and by what they say. */
export const reachedThem = ({ spam, claim }: Pick<Sources, 'spam' | 'claim'>) =>
  contactNames[spam && !isOfChats(spam) ? 'mail' : (claim.contactedBy ?? 'mail')];

/** Why there is no sample. Where no mail came, there is none to be had. */
export function withoutSpam(sources: Sources): CheckAnswer {
  if (sources.claim.contactedBy === undefined) return missing(sources, 'spam', noSpam);
  const { what } = reachedThem(sources);
  return missing(sources, 'spam', {
    ja: `お申し出は${what.ja}についてで、メールの原本はありません`,
    en: `the complaint is about ${what.en}: there is no message to examine`,
  });
}

/** What is true of made-up e-mail addresses alone says nothing of a number that was called. Undefined: mail came, or may have. */
export function notOfAddresses(sources: Pick<Sources, 'spam' | 'claim'>): CheckAnswer | undefined {
  const isMail = sources.spam !== null && !isOfChats(sources.spam);
  if (isMail || sources.claim.contactedBy === undefined) return undefined;
  const { what } = reachedThem(sources);
  return notChecked({
    ja: `お申し出は${what.ja}についてで、メールアドレスの作られ方は関わりません`,
    en: `the complaint is about ${what.en}: how e-mail addresses are made up has no bearing on it`,
  });
}

/** Files were given as spam, and none of them is a message of it: nothing was examined, and so nothing was found missing. */
export function noneReadable({ refused, samples, chats = [] }: SpamEvidence): CheckAnswer {
  if (samples.some(isAstray)) {
    return notChecked({
      ja: '渡されたのは弊社の側から別のアドレスに送られたメールで、迷惑メールそのものはありません',
      en: 'what was given is mail from our side to another address; no sample of the spam itself was given',
    });
  }
  if (chats.length > 0) {
    const messages = chats.reduce((sum, chat) => sum + chat.messages, 0);
    const shown = [...new Set(chats.flatMap(({ senders }) => senders))];
    const more = shown.length > MOST_SENDERS ? shown.length - MOST_SENDERS : 0;
    const [ja, en] = [shown.slice(0, MOST_SENDERS).join('、'), shown.slice(0, MOST_SENDERS).join(', ')];
    return notChecked({
      ja: `渡されたのはメールではなくトークの記録（${chats.length}件、メッセージ${messages}通、表示された送信者：${ja}${more > 0 ? `、ほか${more}` : ''}）で、配送の経路は書かれていません`,
      en: `what was given is no mail but a chat written out (${chats.length} ${chats.length === 1 ? 'file' : 'files'}, ${messages} ${messages === 1 ? 'message' : 'messages'}, senders shown: ${en}${more > 0 ? `, ${more} more` : ''}), which tells nothing of the way it came`,
    });
  }
  return notChecked({
    ja: `迷惑メールとして渡された${refused}件は、いずれもメールとして読み取れませんでした`,
    en: `none of the ${refused} ${refused === 1 ? 'file' : 'files'} given as spam could be read as a message`,
  });
}
