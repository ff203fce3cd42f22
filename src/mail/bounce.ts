// Is this mail somebody's mail at all, or a machine's answer to one? A bounce of mail that the customer never sent shows
// that the address was forged as a sender, which says nothing of a leak.

import { isUtf8 } from 'node:buffer';
import {
  enhancedReply,
  failedSubject,
  failedText,
  headerRun,
  logReport,
  originalMark,
  replyCode,
  strongLocal,
  systemLocal,
  systemName,
} from './bounce-words.ts';
import { complainsOfAddress } from './complaint.ts';
import { headerValue } from './message/header.ts';
import { htmlToText } from './message/html-text.ts';
import { addressesInText, firstMailbox, parseMailboxes } from './message/mailbox-list.ts';
import type { MailMessage } from './message/message.ts';
import { eachPart, type Part } from './message/part.ts';
import { decodeTransfer } from './message/transfer.ts';

export type MailKind = 'message' | 'bounce' | 'auto-reply' | 'report' | 'claim';

export type Nature = {
  readonly kind: MailKind;
  /** Of a bounce or complaint report: to whom the mail it speaks of was sent. */
  readonly originalRecipient: string | null;
  /** The part or field that shows the kind. */
  readonly shownBy: { readonly line: number; readonly byteStart: number; readonly byteEnd: number } | null;
};

/** The first part of one of these types, in the mail itself. */
function partOf(message: MailMessage, ...types: readonly string[]): Part | undefined {
  // Most mails have one part.
  if (message.root.children.length === 0) return types.includes(message.root.type) ? message.root : undefined;
  for (const part of eachPart(message.root)) if (part.nesting === 0 && types.includes(part.type)) return part;
  return undefined;
}

/** A part's first fields; RFC 6533 writes addresses in UTF-8. */
function bodyOf({ source, bodyStart, bodyEnd, encoding }: Part): string {
  const bytes = decodeTransfer(source.slice(bodyStart, Math.min(bodyEnd, bodyStart + 65_536)), encoding);
  return isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1');
}
const placeOf = ({ line, byteStart, byteEnd }: Part) => ({ line, byteStart, byteEnd });

/** "rfc822; <user@example.jp>" and its variants, as an address. */
function addressOf(value: string | undefined): string | null {
  const plain = (value ?? '').replace(/^\s{0,9}[\w-]{1,20}\s{0,9};/, '').trim();
  return firstMailbox(plain)?.address ?? addressesInText(plain, 1)[0] ?? null;
}

/** Whom a list had written to, by the address that its bounces go to ("news-bounces+hana=mail.example@lists.example"). */
function recipientInPath(message: MailMessage): string | null {
  for (const key of ['delivered-to', 'x-original-to', 'envelope-to', 'to']) {
    const local = (firstMailbox(headerValue(message.headers, key))?.address ?? '').split('@')[0] ?? '';
    // SRS and BATV encode the sender.
    if (/^(?:srs[01]|prvs|btv1|msprvs1?)[=+-]/i.test(local)) continue;
    const [, name, domain] = /(?:^|[+-])([^=+]{1,64})={1,2}([a-z0-9.-]{3,200})$/i.exec(local) ?? [];
    const address = name && domain ? addressOf(`${name.replace(/^(?:\d{1,12}-){1,4}/, '')}@${domain}`) : null;
    if (address) return address;
  }
  return null;
}

function fieldIn(text: string, name: string): string | undefined {
  return new RegExp(`(?:^|[\\r\\n])${name}[ \\t]*:([^\\r\\n]{0,998}(?:\\r?\\n[ \\t][^\\r\\n]{1,998}){0,3})`, 'i').exec(
    text,
  )?.[1];
}

/** End of the line that holds `at`; a mark inside a long paragraph is no mark. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  const start = text.lastIndexOf('\n', at) + 1;
  const stop = end < 0 ? text.length : end;
  return stop - start > 200 ? text.length : stop;
}

/** Characters of a mail's own text that are looked at. */
const MOST_OWN = 65_536;

/** Line feeds for every kind of line end, "\\r\\r\\n" among them. */
function withLineFeeds(text: string): string {
  const most = text.replaceAll('\r\n', '\n');
  return most.includes('\r') ? most.replace(/\r+\n?/g, '\n') : most;
}

/** What the mail's own text says, with the mail it returns. */
function ownText(message: MailMessage): string {
  const own = message.textParts.filter(({ part }) => part.nesting === 0 && part.type !== 'text/rfc822-headers');
  const whole = own.map(({ text }) => text).join('\n');
  const head = withLineFeeds(whole.slice(0, 2 * MOST_OWN));
  // Of a text of empty lines more is needed.
  const text = head.length > MOST_OWN || whole.length <= 2 * MOST_OWN ? head : withLineFeeds(whole);
  return text.slice(0, MOST_OWN);
}

/** What the mail's own text says, before the mail it returns. */
function noticeOf(whole: string): { notice: string; returned: string } {
  const run = headerRun.exec(whole);
  const mark = originalMark.exec(whole);
  const at = Math.min(mark ? lineEnd(whole, mark.index) : whole.length, run ? run.index : whole.length);
  return { notice: whole.slice(0, at), returned: whole.slice(at) };
}

/** Amazon SES tells of bounces and complaints in JSON. */
const amazonNotice = /\\?"notificationType\\?"\s{0,4}:\s{0,4}\\?"(Bounce|Complaint|Delivery)\\?"/;

/** The fields of a delivery report inside a text, as when a bounce was forwarded or lost its MIME header. */
const statusFields =
  /(?:^|\n)(?:Final|Original)-Recipient[ \t]*:[^\n]{3,400}\n(?:[^\n]{0,400}\n){0,8}?(?:Action|Status)[ \t]*:/i;

const unquoted = (text: string) => text.replace(/^[ \t]{0,4}(?:[>|][ \t]{0,4}){1,8}/gm, '');

/** Whether the mail that came back had been sent by the one who gets this: no stranger's mail looks like that. */
function returnsToSender(message: MailMessage, whole: string): boolean {
  const outer = ['to', 'delivered-to', 'envelope-to', 'x-original-to'].flatMap((key) =>
    parseMailboxes(headerValue(message.headers, key) ?? ''),
  );
  const to = new Set(outer.map(({ address }) => address.toLowerCase()));
  const nested = message.messages[1]?.headers ?? [];
  const text = unquoted(whole.slice(0, 65_536));
  const senders = [
    ...['from', 'return-path', 'sender', 'x-sender'].map((key) => firstMailbox(headerValue(nested, key))?.address),
    ...['From', 'Return-Path', 'MAIL FROM', 'Original Sender'].map((name) => addressOf(fieldIn(text, name))),
    addressOf(fieldIn(text, '[ \t]{1,8}From')),
  ];
  return senders.some((address) => address != null && to.has(address.toLowerCase()));
}

/** To whom the returned mail was sent, by the notice, else by the returned mail's own To. */
function recipientOf(message: MailMessage, whole: string, status: Part | undefined): string | null {
  const { notice, returned } = noticeOf(whole);
  const text = status ? bodyOf(status) : unquoted(whole);
  const notified = /"(?:emailAddress|recipients)\\?"\s{0,4}:\s{0,4}\[?\\?"([^"\s\\]{3,320})/.exec(whole)?.[1];
  if (amazonNotice.test(whole) && notified !== undefined) return addressOf(notified);
  for (const name of [
    'Original-Recipient',
    'Final-Recipient',
    'X-Actual-Recipient',
    'Original-Rcpt-To',
    'Removal-Recipient',
    'X-Original-Rcpt-To',
  ]) {
    const found = addressOf(fieldIn(text, name));
    if (found) return found;
  }
  // What was written to, where a server passed it on: "old@gone.example (generated from hana@mail.example)".
  const [, writtenTo] =
    /\((?:generated|expanded) from:?\s{1,3}<?([^\s<>()]{3,254}@[^\s<>()]{3,200})>?\)/i.exec(notice) ?? [];
  const before = addressOf(writtenTo);
  if (before) return before;
  const failed = addressOf(headerValue(message.headers, 'x-failed-recipients') ?? undefined);
  if (failed) return failed;
  const sender = firstMailbox(headerValue(message.headers, 'from'))?.address.toLowerCase();
  const to = parseMailboxes(headerValue(message.headers, 'to') ?? '').map(({ address }) => address.toLowerCase());
  const nested = message.messages[1]?.headers ?? [];
  const originalTo = firstMailbox(headerValue(nested, 'to'))?.address ?? null;
  const originalFrom =
    firstMailbox(headerValue(nested, 'from'))?.address ?? addressOf(fieldIn(returned, '[ >|]{0,4}From'));
  const others = addressesInText(notice).filter((address) => {
    const plain = address.toLowerCase();
    const local = plain.slice(0, plain.lastIndexOf('@'));
    return (
      plain !== sender &&
      !to.includes(plain) &&
      plain !== originalFrom?.toLowerCase() &&
      !strongLocal.test(local.replace(/[-_.]/g, '')) &&
      !/^[0-9a-f.$-]{20,}$/.test(local)
    );
  });
  // The returned mail's own addressee, when the notice names it too; else whom the notice names; else that addressee.
  const headersPart = partOf(message, 'text/rfc822-headers', 'message/rfc822-headers', 'message/partial');
  const headersTo = headersPart ? addressOf(fieldIn(bodyOf(headersPart), 'To')) : null;
  const inlineTo = addressOf(fieldIn(returned, '[ >|]{0,4}To'));
  const asked = addressOf(fieldIn(unquoted(whole), '[ \\t]{0,8}RCPT TO'));
  const addressee = asked ?? originalTo ?? headersTo ?? inlineTo;
  if (addressee && others.some((address) => address.toLowerCase() === addressee.toLowerCase())) return addressee;
  const named = others[0] ?? addressee ?? (status ? addressesInText(text, 1)[0] : undefined);
  return named ?? recipientInPath(message);
}

/** "… could not be delivered to hana@mail.example", said to that address. */
function deliveredToReader(words: string, to: ReadonlySet<string>): boolean {
  const [, reader] =
    /deliver\w{0,10}[^\n@]{0,40}\s(?:to|for|in):?\s{0,3}<?([^\s<>"']{3,254}@[^\s<>"',;]{3,200})/i.exec(words) ?? [];
  return reader !== undefined && to.has(reader.toLowerCase().replace(/[.:]$/, ''));
}

function isBounce(message: MailMessage, whole: string): boolean {
  const subject = headerValue(message.headers, 'subject') ?? '';
  const from = firstMailbox(headerValue(message.headers, 'from'));
  const rawFrom = headerValue(message.headers, 'from') ?? '';
  const local = ((from?.address ?? rawFrom.replace(/[<>"]/g, '')).split('@')[0] ?? '').trim().replace(/[-_.]/g, '');
  const path = headerValue(message.headers, 'return-path');
  const nullPath = path !== null && /^<?>?$|mailer-daemon/i.test(path.trim());
  // Nobody writes from the empty address: some servers put it into From itself.
  const fromNobody = /^\s*<\s*>\s*$/.test(rawFrom);
  const strong = strongLocal.test(local) || fromNobody;
  const fromMachine = strong || systemLocal.test(local) || nullPath || systemName.test(rawFrom);
  const subjectSpeaks = failedSubject.test(subject);
  const ofList = message.headers.some(({ key }) => key === 'list-unsubscribe' || key === 'list-id');
  // A person who asks about a report quotes these fields too, under a subject of their own.
  if ((fromMachine || subjectSpeaks) && whole.includes('-Recipient') && statusFields.test(unquoted(whole))) return true;
  // Servers alone write this field, whatever their words and their language.
  if (!ofList && addressOf(headerValue(message.headers, 'x-failed-recipients') ?? undefined) !== null) return true;
  if (!fromMachine) return false;
  const { notice, returned } = noticeOf(whole);
  const carries = message.messages.length > 1 || partOf(message, 'text/rfc822-headers') !== undefined;
  const to = new Set(
    parseMailboxes(headerValue(message.headers, 'to') ?? '').map(({ address }) => address.toLowerCase()),
  );
  // What a link carries is whom phishing was sent to.
  const words = notice.replace(/\bhttps?:\/\/[^\s"'<>]{1,2000}/gi, ' ');
  const namesAnother = addressesInText(words).some((address) => !to.has(address.toLowerCase()));
  // A server's status beside an address says it in any language.
  const givesCode = replyCode.test(notice);
  const givesReply = enhancedReply.test(notice);
  // A postmaster may be a person who writes of such codes; a daemon is not.
  const daemon = /^(?:mailer|mail|m)daemon$/i.test(local);
  const givesStatus = strong && namesAnother && (givesReply || (givesCode && (nullPath || daemon)));
  const noticeSpeaks = givesStatus || failedText.test(notice);
  if (!subjectSpeaks && !noticeSpeaks) return false;
  const returnsMail = carries || headerRun.test(returned);
  // "Messages to you could not be delivered" is what phishing says: it names nobody but whom it was sent to.
  if (!returnsMail && !givesCode && !namesAnother && recipientInPath(message) === null) return false;
  const automatic = /^\s*auto-(?:replied|generated|notified)/i.test(
    headerValue(message.headers, 'auto-submitted') ?? '',
  );
  if (!returnsMail && !givesReply && !nullPath) {
    // A shop's desk tells of orders that were not sent, and a postmaster of hours without mail.
    if (!strong && !systemName.test(rawFrom) && !automatic) return false;
    if (!subjectSpeaks && !automatic && !givesStatus) return false;
    // Phishing tells of mail that could not be delivered to the very one who gets this.
    if (!givesCode && deliveredToReader(words, to)) return false;
  }
  // What a server did in a day is told to those who run it.
  if (!returnsMail && !strong && logReport.test(subject)) return false;
  let score = 0;
  if (strong) score += 2;
  else if (systemLocal.test(local)) score += 1;
  if (systemName.test(rawFrom)) score += 1;
  if (nullPath) score += 1;
  if (subjectSpeaks) score += 2;
  if (noticeSpeaks) score += 1;
  if (givesCode) score += 1;
  if (givesStatus) score += 1;
  if (returnsMail || originalMark.test(notice.slice(-200))) score += 1;
  if (automatic) score += 1;
  if (ofList) score -= 2;
  return score >= 5 || (score >= 3 && returnsToSender(message, `${notice}\n${returned}`));
}

/** A notice of delivery that was asked for (RFC 3461): nothing came back. */
function tellsOfSuccess(fields: string): boolean {
  const actions = [...fields.matchAll(/(?:^|[\r\n])Action[ \t]*:[ \t]*([a-z]{1,20})/gi)];
  return actions.length > 0 && actions.every(([, action]) => /^(?:delivered|relayed|expanded)$/i.test(action ?? ''));
}

function isAutoReply(message: MailMessage): boolean {
  const value = (key: string) => headerValue(message.headers, key) ?? '';
  const subject = value('subject');
  if (/^\s*auto-replied/i.test(value('auto-submitted')) || /VACATION/.test(value('x-apple-action'))) return true;
  if (
    message.headers.some(({ key }) =>
      /^(?:x-autoreply|x-autorespond|x-autoresponder|x-auto-reply-from|x-mail-autoreply)$/.test(key),
    )
  )
    return true;
  if (/^\s*auto[_-]?reply/i.test(value('precedence')) || /^\s*auto[_-]?reply/i.test(value('x-precedence'))) return true;
  // A person may write "out of office: Monday"; these words before a colon are a program's.
  if (
    /^(?:automatic reply|auto-?reply|out of (?:the )?office auto-?reply|自動(?:返信|応答)|automatische antwort|réponse automatique|respuesta automática) ?[:：]/i.test(
      subject,
    )
  )
    return true;
  // A list that keeps a stranger's mail back tells the stranger.
  if (
    /^\s*auto-/i.test(value('auto-submitted')) &&
    /^your message to .{1,120} awaits moderator approval\s*$|^(?:your )?(?:message|post|mail)\b.{0,80}\b(?:awaiting|held for|pending) (?:approval|moderation|moderator)/i.test(
      subject,
    )
  )
    return true;
  const answered =
    value('in-reply-to') !== '' || value('references') !== '' || value('x-auto-response-suppress') !== '';
  return (
    answered &&
    /^(?:auto(?:matic|mated|-)?[ -]?(?:reply|response|respon)|out of (?:the )?office|自動(?:返信|応答)|不在|abwesenheit|automatische antwort|réponse automatique|respuesta automática)/i.test(
      subject,
    )
  );
}

// A mailing's own bytes are not looked at twice: this first look is for the words alone.
const complaint =
  /迷惑メール|スパム|漏[えい洩らしっ]|[漏洩]れ(?!なく)|もれ(?:て|た|まし|ませ|ちゃ)|流出|(?:leak|sold|shared|gave (?:out|away)|disclos)\w{0,6}\b.{0,40}\b(?:my|our)\b.{0,20}(?:e-?mail|address|data|details)|(?:my|this) (?:e-?mail )?address.{0,120}(?:leak|spam|sold|stolen|compromis)|(?:receiv|get|getting|got)\w{0,4}.{0,30}\bspam\b.{0,120}\b(?:my|address|form|you|survey)|(?:変な|怪しい|あやしい|不審な|勧誘の?|身に覚えのない|知らない(?:会社|業者|ところ|所|人)からの?)メール|(?:なんで|何で|なぜ|どうして)[^\n。]{0,30}(?:アドレス|メアド)[^\n。]{0,20}(?:知|わか|分か)|\bhow (?:did|do|have|could) (?:they|he|she|you|these people|this company|someone)\b.{0,20}\b(?:get|got|obtain|have|find|found)\b.{0,20}\bmy (?:e-?mail|address|data|details)|(?:専用|だけ|のみ)[^\n。]{0,20}(?:アドレス|メアド)[^\n。]{0,40}(?:広告|不審|勧誘|第三者|業者|心当たりのない)|(?:receiv|got|getting|c[ao]m(?:e|ing)|arriv|start)\w{0,4}\b.{0,60}\b(?:after|since|because)\b.{0,60}\byour? (?:form|survey|site|website|company|shop|store|campaign|service)/is;

/** What somebody did who got mail after it. */
const since =
  /(?:応募|登録|申し?込|記入|入力|回答|答え|購入|注文|会員)[^\n。]{0,20}(?:てから|た(?:直後|後|あと|とたん|途端|ばかり|だけ)|以来|以降)/;

/** A company's words to its customers, as phishing copies them; a complaint may be addressed to such a desk. */
const toCustomers = /お客[様さ]ま?(?:の|が|に|へ|は)(?!相談|窓口)/;

/** Where a person put in the mail they speak of, by the line that mail programs write above it. */
const forwardMark =
  /(?:^|\n)[ \t>]{0,8}(?:-{2,20} {0,2}(?:original message|forwarded message|forwarded by|転送|元のメッセージ|オリジナルメッセージ|受信メール)[^\n]{0,80}|begin forwarded message:|転送された?メッセージ {0,2}[:：]|以下、?転送)/i;

/** Or by its fields, sender before subject or after. */
const forwardedFields =
  /(?:^|\n)[ \t>|*]{0,8}\[?(?:(?:From|差出人|送信者|送信元)[ *\]]{0,3}[:：\]][^\n]{1,300}\n(?:[^\n]{1,300}\n){0,6}?[ \t>|*]{0,8}\[?(?:Sub|Subject|件名|題名)|(?:Sub|Subject|件名|題名)[ *\]]{0,3}[:：\]][^\n]{1,300}\n(?:[^\n]{1,300}\n){0,6}?[ \t>|*]{0,8}\[?(?:From|差出人|送信者|送信元))[ *\]]{0,3}[:：\]]/i;

/** Longer words of one's own than this above a forwarded mail are a mailing's. */
const MOST_SPOKEN = 4000;

/** What stands above a mail that was put in; `forwards` when there is one. */
function spokenAbove(whole: string): { own: string; forwards: boolean } {
  const { notice, returned } = noticeOf(whole);
  const at = Math.min(
    forwardMark.exec(notice)?.index ?? notice.length,
    forwardedFields.exec(notice)?.index ?? notice.length,
  );
  return { own: notice.slice(0, at), forwards: at < notice.length || returned.length > 0 };
}

function wordsOf(message: MailMessage, whole: string): string {
  return message.textParts.find(({ part }) => part.nesting === 0)?.isHtml ? htmlToText(whole) : whole;
}

/** A person complaining: their words, not a mailing's, and their address or a forwarded mail as its subject. */
function isClaim(message: MailMessage, whole: string): boolean {
  if (message.headers.some(({ key }) => /^(?:list-|feedback-id|x-campaign)/.test(key))) return false;
  const subject = headerValue(message.headers, 'subject') ?? '';
  // What the whole does not say, what stands above the forwarded mail does not say either.
  if (!complaint.test(`${subject}\n${whole}`.slice(0, 8000)))
    return whole.length < 8000 && complainsOfAddress(wordsOf(message, whole));
  const { own, forwards } = spokenAbove(wordsOf(message, whole));
  const spoken = `${subject}\n${own}`.slice(0, 8000);
  if (!complaint.test(spoken)) return false;
  const attached = message.messages.length > 1;
  if ((forwards || attached) && own.length < MOST_SPOKEN && /[^\s>|-]/.test(own)) return true;
  if (toCustomers.test(own)) return false;
  if (since.test(own)) return true;
  const speaksOfSelf = /\b(?:I|my|me)\b|私|わたし|僕|自分|当方|アドレス|メアド/.test(spoken);
  const asks =
    /\b(?:nobody|no one|no-one|none) but you\b|\bonly (?:to )?(?:you|your)\b|\bwhere (?:did )?my (?:data|address|details)\b|\bdelete my\b|\byour? (?:form|survey|site|website|company|database|records?|shop|store)|御社|貴社|アンケート|フォーム|登録|(?:流出|漏|洩)[^\n。]{0,20}(?:と思(?:い|わ)|のでは(?:ない|あり)|(?:ん|の)(?:です|でしょう)か)/i.test(
      spoken,
    );
  if (complainsOfAddress(own)) return true;
  return speaksOfSelf && (forwards || attached || asks || /forwarded message|転送/i.test(spoken));
}

/** What kind of mail this is. A DSN's own parts decide before any wording does. */
export function natureOf(message: MailMessage): Nature {
  const whole = ownText(message);
  const reportType = message.root.parameters.get('report-type')?.toLowerCase() ?? '';
  const feedback = partOf(message, 'message/feedback-report');
  const status = partOf(message, 'message/delivery-status', 'message/global-delivery-status');
  const receipt = partOf(message, 'message/disposition-notification');
  // Outlook's reports of complaints are no ARF: the mail complained of is attached, with this field in it.
  const hotmail = message.messages[1]?.headers.some(({ key }) => key === 'x-hmxmroriginalrecipient') ?? false;
  const notice = message.text.includes('notificationType')
    ? amazonNotice.exec(message.text.slice(0, 65_536))?.[1]
    : undefined;
  const reports = notice === 'Complaint' || notice === 'Delivery';
  if (feedback || hotmail || reports || reportType === 'feedback-report') {
    return {
      kind: 'report',
      originalRecipient: recipientOf(message, whole, feedback),
      shownBy: feedback ? placeOf(feedback) : null,
    };
  }
  if (receipt || reportType === 'disposition-notification') {
    return {
      kind: 'report',
      originalRecipient: recipientOf(message, whole, receipt),
      shownBy: receipt ? placeOf(receipt) : null,
    };
  }
  if (status && tellsOfSuccess(bodyOf(status))) {
    return { kind: 'report', originalRecipient: recipientOf(message, whole, status), shownBy: placeOf(status) };
  }
  if (status || reportType === 'delivery-status' || notice === 'Bounce' || isBounce(message, whole)) {
    const subject = message.headers.find(({ key }) => key === 'subject');
    const shownBy = status
      ? placeOf(status)
      : subject
        ? { line: subject.line, byteStart: subject.byteStart, byteEnd: subject.byteEnd }
        : null;
    return { kind: 'bounce', originalRecipient: recipientOf(message, whole, status), shownBy };
  }
  const kind = isAutoReply(message) ? 'auto-reply' : isClaim(message, whole) ? 'claim' : 'message';
  return { kind, originalRecipient: null, shownBy: null };
}
