// How the customer says they were contacted, where it was not by mail. Only where the text says so plainly: whoever names
// calls and mail, or neither, is answered about mail as ever.
import type { ContactedBy } from '../../vocabulary/case-file.ts';

/** Words that hold "mail" and mean something else, and mail as a way to answer. */
const noMail =
  /ダイレクト[・ ]?メール|ショート[・ ]?メール|(?:E|e)?-?メール[・ ]?(?:アドレス|フォーム|マガジン)|(?:この|本)メール|メールに?て|メールで(?:の)?(?:ご?(?:返信|返事|連絡|回答|質問|問い?合わ?せ))|\bdirect mail\b|\bpostal mail\b|\bjunk mail (?:by|in the|through)\b|\b(?:spam|junk) (?:phone )?(?:calls?|texts?|text messages?|SMS|post|letters?|leaflets?|flyers?)\b|\be-?mail address(?:es)?\b|\b(?:by|via|this|your) e-?mail\b|\b(?:my|his|her|their) e-?mail\b(?! (?:from|about))|\bthe e-?mail (?:is|was) one\b|[\w.+-]{1,64}@[\w.-]{1,120}/gi;
/** That no mail came. */
const deniedMail =
  /(?:迷惑|スパム|不審な)?(?:E|e)?-?メール(?:の(?:迷惑メール|被害|ほう|方))?[はもが、]{0,2}(?:一[通切度]も?|まったく|全く|特に|今のところ|まだ)?(?:来て(?:い)?(?:ません|ない)|きて(?:い)?(?:ません|ない)|届いて(?:い)?(?:ません|ない)|届きません|来ません|ありません|ございません|ない(?!日)|なし)|\b(?:no|not (?:had|got|received|getting|receiving|seen)(?: any)?|never (?:had|got|received)(?: any)?|haven['’]t (?:had|got|received)(?: any)?)(?: (?:spam|junk|unwanted|such|single))* ?(?:e-?mails?|spam)\b/gi;
const anyMail =
  /メール|スパム|\be-?mails?\b|\bmails\b|\ba mail\b|\bspam\b|\binbox\b|\bmailbox\b|邮件|郵件|이메일|메일/i;
/** Their call to us, or our own to them, is no complaint. */
const ours =
  /(?:御社|貴社|弊社|貴店|貴院|貴校|そちら|お宅)(?:から|より|の(?:担当|社員|窓口|方))|\b(?:you|your (?:staff|company|office)) (?:called|rang|phoned|texted|wrote|sent)\b|\byour (?:call|letter|post|text)\b/i;

const ways: readonly (readonly [ContactedBy, RegExp])[] = [
  [
    'phone',
    /電話[^。]{0,16}(?:かかって|かけて[きく来]|掛かって|鳴[りっる])|(?:勧誘|営業|迷惑|セールス|不審|詐欺|知らない[^。]{0,12})の?電話[^。]{0,16}(?:来|き[たてま]|あり|増え|続|受け|困)|\b(?:get|gets|getting|got|receiv\w{1,4}|had|having|keep|plagued|bombarded)\b[^.]{0,40}\b(?:calls|phone call|sales call)\b|\b(?:calls|phone|callers?)\b[^.]{0,30}\b(?:every day|daily|keep|kept|start\w{0,3}|began|rings|ringing|non-?stop)\b|\b(?:calling|ringing|phoning) me\b/i,
  ],
  [
    'text_message',
    /(?:SMS|ＳＭＳ|ショート[・ ]?メッセージ|ショート[・ ]?メール)[^。]{0,24}(?:届|来|き[たてま]|受信|送られ)|\b(?:get|getting|got|receiv\w{1,4}|had|keep)\b[^.]{0,40}\b(?:text messages?|texts|SMS)\b|\b(?:text messages?|texts|SMS)\b[^.]{0,30}\b(?:arriv\w{1,3}|every day|daily|keep|kept|start\w{0,3}|began|came|coming)\b|\b(?:get|gets|getting|got|receiv\w{1,4}|had|having|sent|messag\w{2,4})\b[^.]{0,40}\b(?:Whats ?App|Viber|Telegram|iMessage)\b|\b(?:Whats ?App|Viber|Telegram|iMessage)s?\b(?: messages?)? (?:from|came|arriv\w{1,3})\b|(?:LINE|ＬＩＮＥ|WhatsApp|ワッツアップ)(?:の(?:メッセージ|トーク))?[でにがも][^。]{0,24}(?:届|来[てたま]|き[たてま]|受信|送られ)/i,
  ],
  [
    'post',
    /(?:ダイレクト[・ ]?メール|DM|郵便物?|はがき|ハガキ|葉書|封書|封筒|案内状|手紙|チラシ|カタログ|パンフレット)[^。]{0,24}(?:届|来[てたま]|き[たてま]|送られ|送りつけ|入って)|\b(?:get|getting|got|receiv\w{1,4}|had|keep)\b[^.]{0,40}\b(?:direct mail|postal mail|leaflets|flyers|catalogues?|brochures?|letters|envelopes|by post|in the post)\b|\b(?:direct mail|postal mail|leaflets|flyers|catalogues?|brochures?|letters|envelopes)\b[^.]{0,40}\b(?:arriv\w{1,3}|came|coming|keep|kept|by post|in the post)\b/i,
  ],
];

const LONGEST = 20_000;

/** Undefined unless calls, text messages or post are said to have come, and no mail. Linear in the length of the text. */
export function contactedByIn(text: string): ContactedBy | undefined {
  const own = text.slice(0, LONGEST).replace(/^[>＞].*$/gm, '');
  if (anyMail.test(own.replace(deniedMail, ' ').replace(noMail, ' '))) return undefined;
  const sentences = own.split(/[。\n！？!?]|\.(?=\s|$)/).filter((sentence) => !ours.test(sentence));
  const found = ways.filter(([, words]) => sentences.some((sentence) => words.test(sentence.slice(0, 500))));
  return found.length > 1 ? 'several' : found[0]?.[0];
}
