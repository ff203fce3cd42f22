// Mails that threaten with a password or a video. The password comes from some old breach and says nothing of us; the
// text must not be put before a support agent unwarned, nor the password kept.

const threat =
  /(?:webcam|web cam|camera|video|record(?:ed|ing)|footage|malware|trojan|rat software|keylog|remote desktop|hacked|infected|カメラ|録画|動画|マルウェア|ハッキング|ウイルス)/i;
const money =
  /(?:bitcoin|\bbtc\b|\busdt\b|\bmonero\b|\bltc\b|crypto(?:currency)?|wallet|ビットコイン|仮想通貨|ウォレット)/i;
const shame =
  /(?:masturbat|porn|adult (?:site|web|content)|pleasur|intimate|naked|nude|satisf|contacts?|friends|relatives|famil|colleagues|自慰|アダルト|ポルノ|恥|連絡先|友人|家族)/i;
const password =
  /(?:your|ur) (?:\w{1,20} ){0,3}?pass(?:word|phrase|code)s?\b|\bis (?:one of )?your pass|pass(?:word)? (?:is|was|:)|パスワード(?:は|：|:|が)/i;

export type Extortion = { readonly showsPassword: boolean; readonly at: number };

/** Undefined when the text is no such threat. Needs a threat, a demand in coins and someone to be told. */
export function extortionIn(text: string): Extortion | undefined {
  const head = text.slice(0, 60_000);
  const found = threat.exec(head);
  if (!found || !money.test(head) || !shame.test(head)) return undefined;
  const secret = password.exec(head);
  return { showsPassword: secret !== null, at: secret?.index ?? found.index };
}

/**
 * The text with what may be a password taken out: the word that follows "password is" or comes before "is your
 * password". Nothing is stored of it.
 */
export function withoutPasswords(text: string): string {
  return text
    .replace(
      /((?:pass(?:word|phrase|code)?s?|パスワード)["'”」]?\s{0,3}(?:is|was|of|:|：|は|が|-|=)\s{0,3}["'“「]?)([^\s"'”」、。]{3,64})/gi,
      '$1•••',
    )
    .replace(
      /(^|\s)([^\s"'”]{4,64})(["'”]?,?\s{1,3}is\s{1,3}(?:one of\s{1,3})?your\s{1,3}(?:\w{1,20}\s{1,3}){0,3}?pass)/gi,
      '$1•••$3',
    );
}
