// Whether somebody's own words are a complaint about their address, whatever words they choose: unwanted mail or a leak,
// that it reached them, what they did with us, and that a person asks. Each alone stands in any advertisement.

/** Longer words than this are no person's complaint without a mail put in. */
const MOST_OWN = 2500;

type Signs = {
  readonly unwanted: RegExp;
  readonly arrived: RegExp;
  readonly leaked: RegExp;
  /** What ties it to us. */
  readonly withUs: RegExp;
  readonly asks: RegExp;
};

const japanese: Signs = {
  unwanted:
    /迷惑メ|メイワク|スパム|詐欺|フィッシング|勧誘|広告|(?:変|怪しい|不審|いかがわし)[なげいう]{0,2}|身に覚えのない|心当たりのない|知らない(?:会社|業者|ところ|所|人|先)|関係ない(?:会社|業者|ところ|所|先)|業者から|第三者から|(?:知らない|見知らぬ)[^\n。、]{0,8}から|(?:営業|偽|なりすまし|架空請求|出会い系|セールス)|DM|ダイレクトメール/,
  arrived:
    /届[いくきけ]|来(?:る|ます|ました|て|た|ない)|きます|きました|増え|急増|止まら|止まりま|案内が|受信し|着信し|送られ|かかって/,
  leaked:
    /漏[れえい洩らしっ]|洩[れえ]|もれ[てたまの]|流出|流し(?:た|ま|て)|出回|売(?:り(?:まし|飛ば|渡)|った|って)|横流し|悪用|提供の有無|(?:提供|共有)して(?:い)?(?:ます|ません|る)|(?:他社|外部|第三者|業者|どこか)に渡|渡って(?:い)?る/,
  withUs:
    /御社|貴社|貴サイト|貴店|そちら|おたく|お宅|アンケート|フォーム|登録|応募|申し?込|資料請求|会員|問い?合わ?せし|懸賞|イベント|セミナー|メルマガ|キャンペーン|購入|注文|通販|買い物|見積|退会|専用|名簿/,
  asks: /[？?]|[かの](?:[。！!]|$)|(?:ん|の)ですか|教えて|調査|調べ|ご?報告|説明|ご回答|ご確認ください|解約|退会|困って|困り(?:ま|は)|やめて|迷惑して|ひどい|使って(?:い)?ません|(?:だけ|のみ|しか)[にな知し]/m,
};

const english: Signs = {
  unwanted: /\bspam|\bphishing|\bscams?\b|\bjunk (?:e-?)?mail|\bunsolicited\b|\bunwanted (?:e-?)?mail|\bads\b/i,
  arrived: /\b(?:receiv(?:e|ed|ing)|get(?:ting)?|got|flooded|bombarded|full of|arriv(?:e|ed|ing))\b/i,
  leaked:
    /\bleak|\bsold\b|\bdisclos|\bpassed (?:on )?my\b|\bshared? (?:my|data)\b|\bhave you been (?:hacked|breached)\b|\bstrangers? (?:knows?|ha[sd]|have|got)\b/i,
  withUs:
    /\b(?:only|just|exclusively|solely) (?:for|to|with|on|at|used (?:for|with|on|at)|gave it to) your?\b|\b(?:for|since|after|on|in|with|into|at|from) (?:\w{1,12} ){0,3}(?:your|with you)\b|\bnobody but you\b|\bno one but you\b/i,
  asks: /\b(?:how|who|whom|why|where|what)\b[^.!\n]{0,120}\?|\b(?:please|kindly) (?:tell|explain|confirm|let me know|investigate|inform)|\bI (?:request|demand|want to know|would like to know)\b|\b(?:did|have|do) you\b[^.!\n]{0,80}\?|\b(?:can|could) you (?:explain|tell)\b/i,
};

/** Links, and words to many at once: offers, threats and phishing have them, complaints do not. */
const ofMany =
  /https?:\/\/|\bclick\b|\bunsubscribe\b|\bbitcoins?\b|配信停止|無料で|当選(?:しま|のお知)|弊社|当社の|皆様|皆さま|お困りの方|お客(?:様|さま)(?:の|が|に|へ|は)/i;

const holds = (text: string, { unwanted, arrived, leaked, withUs, asks }: Signs) => {
  const isLeaked = leaked.test(text);
  return (isLeaked || (unwanted.test(text) && arrived.test(text))) && withUs.test(text) && asks.test(text);
};

/** @param own what somebody wrote themselves, without the mail they put in */
export function complainsOfAddress(own: string): boolean {
  if (own.length > MOST_OWN || ofMany.test(own)) return false;
  if (/[ぁ-ゖァ-ヶ]/.test(own)) return holds(own, japanese);
  return /\b(?:I|my|me)\b/.test(own) && holds(own, english);
}
