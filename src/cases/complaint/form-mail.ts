// A mail that a contact form wrote: its head is the form's own, and who asks stands in its fields. Only what stands in the
// field for the message is the writer's word; a day of travel or the number of an order in another field is none.
import { parseAddress } from '../../vocabulary/address.ts';

export type FormMail = {
  readonly name: string | null;
  readonly address: string;
  readonly message: string;
};

/** Fields on lines of their own: fewer are a signature, or a sentence with a colon. */
const FEWEST_FIELDS = 3;
/** A label is a short word or two. */
const LONGEST_LABEL = 30;

type Field = { readonly mark: string; readonly label: string; readonly value: string; readonly line: number };

const ofName = /^(?:お?名前|氏名|ご?芳名|お客様名|(?:your |full )?name)$/i;
const ofAddress = /^(?:(?:ご連絡先)?メールアドレス|(?:電子|[eＥ]-?)メール|メール|(?:your )?e-?mail(?: address)?)$/i;
const ofMessage =
  /^(?:お?問い?合わ?せ(?:の?内容)?|(?:お申し出|ご相談|ご質問|ご意見|ご用件)(?:の?内容)?|ご?(?:内容|用件|本文)|メッセージ|(?:your )?(?:message|comments?|enquiry|inquiry|question)|details)$/i;
const ruled = /^\s{0,4}[-=_―─━—＝*]{4,}\s{0,4}$/;

/** 「■お名前：…」「【お名前】…」, "Name: …"; a remark in brackets is no part of the label. */
function fieldOf(text: string, line: number): Field | undefined {
  const [, mark = '', rest = ''] = /^\s{0,4}([■◆●○▼・*]?)\s?(.{0,4000})$/.exec(text) ?? [];
  const bracketed = /^[【［[]([^】］\]]{1,30})[】］\]]\s?[:：]?(.{0,4000})$/.exec(rest);
  const plain = /^([^:：]{1,30})[:：](.{0,4000})$/.exec(rest);
  const found = bracketed ?? plain;
  const label = found?.[1]?.replace(/[（(][^）)]{0,20}[）)]|必須|\*/g, '').trim() ?? '';
  if (!found || label === '' || label.length > LONGEST_LABEL || /[。、.!?？]/.test(label)) return undefined;
  return { mark: bracketed ? '【' : mark, label, value: (found[2] ?? '').trim(), line };
}

/** Undefined where the text is not what a form writes. */
export function formMail(text: string): FormMail | undefined {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const fields = lines.flatMap((line, i) => fieldOf(line, i) ?? []);
  const message = fields.find(({ label }) => ofMessage.test(label));
  if (!message) return undefined;
  // Of one form all fields are marked alike; a colon within the message begins none.
  const same = fields.filter(({ mark }) => mark === message.mark);
  const filledIn = (label: RegExp) => {
    const field = same.find((one) => one.line < message.line && label.test(one.label));
    const below = field === undefined ? '' : (lines[field.line + 1] ?? '').trim();
    return field?.value || (below === '' || fieldOf(below, 0) ? undefined : below);
  };
  const [address] = /[^\s<>"'（）()]{1,64}@[^\s<>"'（）()]{1,255}/.exec(filledIn(ofAddress) ?? '') ?? [];
  const parsed = address === undefined ? undefined : parseAddress(address);
  if (!parsed || same.length < FEWEST_FIELDS) return undefined;
  // Where fields bear no mark, a line of the message that looks like one is its writer's.
  const next = message.mark === '' ? undefined : same.find(({ line }) => line > message.line)?.line;
  const end = lines.findIndex((line, i) => i > message.line && ruled.test(line));
  const until = Math.min(next ?? lines.length, end < 0 ? lines.length : end);
  const written = [message.value, ...lines.slice(message.line + 1, until)].join('\n').trim();
  return written === '' ? undefined : { name: filledIn(ofName) ?? null, address: parsed, message: written };
}
