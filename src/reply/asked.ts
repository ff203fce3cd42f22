// What a question of the complainant is about, by its words.
import { factsOf } from '../vocabulary/fact.ts';
import type { CaseInput } from './grounds.ts';

/** Advisers number a dozen questions and more; a letter of hostile length is no answer to anybody. As many are taken from a complaint. */
export const QUESTIONS_AT_MOST = 30;
/** Of one sentence; more are no question but a letter. */
const KINDS_AT_MOST = 3;

export type Asked =
  | 'given-to'
  | 'vendor-leak'
  | 'reported'
  | 'examined'
  | 'to-pay'
  | 'where-to-pay'
  | 'own-fault'
  | 'what-to-do'
  | 'liability'
  | 'to-police'
  | 'tell-others'
  | 'who-may-see'
  | 'logs-kept'
  | 'form-kept'
  | 'open-to-all'
  | 'agreed'
  | 'unanswered'
  | 'to-card-company'
  | 'safeguards'
  | 'written'
  | 'seen-by'
  | 'sent-by-us'
  | 'mailbox'
  | 'mailbox-read'
  | 'password'
  | 'card'
  | 'dealings'
  | 'attached'
  | 'passed-by'
  | 'taken-back'
  | 'unsubscribed'
  | 'break-in'
  | 'cause'
  | 'items'
  | 'apology'
  | 'on-page'
  | 'held'
  | 'stop'
  | 'others'
  | 'cost'
  | 'plan'
  | 'purpose'
  | 'responsible'
  | 'knew'
  | 'when'
  | 'service'
  | 'other';

/** First that matches. A wrong guess costs little: every answer ends in a fact or in a promise with a date. */
const kinds: readonly (readonly [Asked, RegExp])[] = [
  [
    'own-fault',
    /(?:私|わたし|わたくし|あたし|僕|俺|自分|こちら|うち)(?:の(?:ほう|方))?(?:が|の?せい|に)[^。]{0,6}(?:悪[いかく]|せい(?:な|で)|落ち度|責任が?あ)[^。]{0,14}(?:か|？|\?)|(?:私|わたし|自分|こちら)のせい[^。]{0,14}(?:か|？|\?)|\b(?:is|was) (?:it|this|that) (?:all )?my (?:own )?fault\b|\b(?:did|have) I (?:do|done) (?:something|anything) wrong\b/i,
  ],
  [
    'what-to-do',
    /(?:どう|何を|なにを)(?:すれば|したら)(?:いい|よい|良い|よろしい|よかった)[^。]{0,16}(?:か|？|\?|教え)|\bwhat (?:should|must|can|do) I (?:need to )?do (?:now|next|about (?:it|this|them))\b/i,
  ],
  // Where a payment that is due to us goes: no question of what a message asked for.
  [
    'where-to-pay',
    /(?:どこ|どちら|どの(?:口座|方法))[にへでから]{0,2}[^。]{0,8}(?:払[えいうっわ]|支払|振り?込)|\b(?:where|to which account|into which account|how) (?:do|should|must|shall|can|am) I (?:now )?(?:to )?(?:pay|send|transfer)\b[^?]{0,40}\b(?:rent|fees?|dues|bill|invoice|instal\w{1,5}|deposit|money|subscription|it|now)\b/i,
  ],
  [
    'liability',
    /責任(?:は|を|が|の)?[^。]{0,8}(?:取[るりっれろ]|とる|とり|とって|とれ|負[うい担っ])|\b(?:accept|admit|assume) (?:any |the |full )?(?:liability|responsibility)\b|\b(?:is|are|who is|be) liable\b/i,
  ],
  [
    'to-pay',
    /(?:支払|払)(?:う|った|い|わ)[^。]{0,12}(?:べき|ほうが|方が|必要|なければ|ないと|ても(?:いい|よい|良い)|ましょうか)|\b(?:should|must|do|shall|ought) I\b[^?]{0,24}\bpay\b/i,
  ],
  [
    'sent-by-us',
    /(?:御社|貴社|貴店|貴校|貴院|そちら|おたく|あなた方)(?:が|から|で)[^。]{0,10}(?:送った|送られた|送信した|出した|送っている)(?!先|相手)[^。]{0,6}か|(?:メール|SMS|もの)は[^。]{0,4}(?:御社|貴社|そちら|おたく)(?:が|から)の?(?:もの)?(?:です)?か|\b(?:was|were|is|are) (?:this|that|it|these|they|the)(?: (?:e-?mails?|mails?|messages?|one))?(?: really| actually)? (?:sent by|from) you\b|\b(?:is|was|are|were) (?:this|that|it|these|they|the)\b[^?]{0,40}\b(?:yours|from you)\b|(?<!\b(?:where|whom|who|what|when|why|how) )\bdid you(?: really| actually)? send (?:me )?(?:this|that|it|these|the (?:e-?mail|mail|message))|^(?:and |so |but )?(?:it|this|that) (?:was|is)(?: not|n['’]t) (?:from )?you\b/i,
  ],
  [
    'mailbox',
    /(?:私|自分|うち)の?(?:メールボックス|メールアカウント|受信箱|メール)(?:に|が|を|は)[^。]{0,10}(?:侵入|入られ|乗っ取|のぞかれ|覗かれ|読まれ|見られ)|\b(?:in|into|inside) my (?:mailbox|inbox|e-?mail|mail account|mail)\b|\b(?:reads?|reading|hacked|access(?:ed)?) my (?:mailbox|inbox|e-?mails?|mails?)\b/i,
  ],
  [
    'mailbox-read',
    /(?:何を|どこまで|どのメールを|メールの?(?:内容|中身)[はがもを]?)[^。]{0,8}(?:読まれ|見られ|のぞかれ|覗かれ)(?:た|て)|\bwhat (?:have|did|has|had|could|can) (?:they|he|she|somebody|someone|anybody|anyone|the \w{2,12}) (?:have )?(?:read|seen|see|looked at|look at)\b/i,
  ],
  // Whoever unsubscribed asks why mail of ours still comes: no question of a leak.
  [
    'unsubscribed',
    /(?:配信停止|配信を(?:停止|止め)|購読解除|退会|解約)(?:の手続き?(?:を)?)?(?:した|済み|済ませ|をした)[^。]{0,12}(?:のに|はず|が、)|\bstill (?:on|in) (?:the|your) (?:\w+ ){0,2}list\b|\b(?:un-?subscribed|opted out)\b[^?]{0,60}\b(?:why|still|again|yet|more)\b|\b(?:why|still)\b[^?]{0,60}\b(?:un-?subscribed|opted out)\b/i,
  ],
  // Of one's own dealings with us: whether a booking or an order still stands, no question of what leaked.
  [
    'dealings',
    /(?:予約|注文|契約)[^。]{0,10}(?:取り?消され|キャンセルされ|有効|生きて)[^。]{0,14}(?:か|？|\?)|(?:キャンセル|解約|取り?消し)[^。]{0,4}(?:す(?:べき|る必要)|しなければ|しないと|した(?:ほう|方)が|が必要)|\b(?:must|should|do|shall|need|ought) (?:I|we) (?:(?:have|need) to |to )?(?:cancel(?! (?:my|our|the|this|that) (?:\w+ )?cards?\b)|rebook|reorder|order again|book again)\b|\bis (?:my|our) (?:booking|room|reservation|order|appointment|stay) (?:still )?(?:safe|valid|confirmed|standing|there)\b|\bconfirm (?:that |whether |if )?(?:my|our) (?:\w+ )?(?:subs?|subscription|fees?|dues|payments?|deposit|account|order|booking|membership|invoices?)\b[^?]{0,30}\b(?:settled|paid|received|up to date|in order|valid|confirmed|stands?)\b|(?:会費|代金|料金|支払い?|お金|入金|振込|振り込み)[^。]{0,12}(?:届い|確認でき|済ん|受け取|処理され)[^。]{0,16}(?:か|？|\?|教え|知らせ|確認)/i,
  ],
  // What a file told that went out with a mail of ours, no copy without it shows.
  [
    'attached',
    /\bwhat (?:was|is|were|did|does) (?:in |on |it say in |it show in )?(?:the|that|your|this) (?:attached )?(?:sheet|spreadsheet|attachment|attached file|document|pdf|table|file)\b|(?:添付(?:の?ファイル|資料|の表)?|シート|一覧表|別紙)(?:に|の中|の内容)[^。]{0,12}(?:何|どんな|書いて|書かれ|載って|記載)/i,
  ],
  // Who did it: nothing that was given to anybody on record answers this.
  [
    'passed-by',
    /(?:誰|だれ|どなた)が[^。誰]{0,24}(?:渡し|漏らし|もらし|洩らし|持ち出し|流し|売っ|売り|教え|外に出し)た|(?:渡し|漏らし|もらし|洩らし|持ち出し|流し|売っ|外に出し)たのは(?:誰|だれ|どなた)|(?:社員|職員|スタッフ|従業員|店員|アルバイト|ボランティア|会員|役員)(?:さん|の(?:人|方|誰か))?が[^。]{0,8}(?:漏らし|もらし|持ち出し|流し|売っ|売り飛ばし)た|(?:その人|あの人|その方|元(?:社員|店長|従業員)|辞めた(?:人|方)|やめた(?:人|方))が[^。]{0,16}(?:渡し|漏らし|持ち出し|流し|売っ)た|\bwho (?:(?:has|have|had|was it that|is it that) )?(?:passed|gave|given|leaked|handed|took|taken|stole|stolen|sold|copied|disclosed)\b(?! (?:you|to you)\b)/i,
  ],
  [
    'taken-back',
    /\btaken back\b|(?:取り?戻|回収)(?:し(?:て|たい)|せ|す|を)|\b(?:taken?|tak(?:e|ing)|g[eo]t|have|having|bring|brought|claw(?:ed)?) (?:it|them|this|my (?:data|details|address)|that) (?:all )?back\b|\bretriev\w{1,3}\b|\brecall(?:ed)? (?:it|them|my)\b/i,
  ],
  // Whether they should go there themselves, not what was lost.
  [
    'to-card-company',
    /(?:カード会社|銀行)[^。]{0,16}(?:ほうが|方が|べき|必要(?:は|が)?あ|(?:ても)(?:いい|よい|良い)|ましょうか)|\b(?:(?:should|shall|must|ought|do) I|whether I (?:should|ought to|must|need to))\b[^?]{0,40}\b(?:card (?:company|issuer)|bank|(?:block|cancel|freeze) (?:my|the) card)\b/i,
  ],
  [
    'card',
    /^(?!.{0,300}(?:住所|電話|名前|氏名|メールアドレス|口座|旅券|パスポート|生年月日)).{0,300}(?<!ギフト|ポイント|会員|商品|メッセージ|グリーティング)カード(?:の?(?:情報|番号|データ))?[はがもを][^。]{0,16}(?:大丈夫|安全|無事|漏|もれ|洩|流出|盗|渡|見られ|知られ|含まれ|使われ|止め)|^(?!.{0,300}\b(?:address|phone|name|passport|birth\w{0,4}|bank)\b).{0,300}\b(?:is|are|was|were|has|have|do|does|did) [^?]{0,40}(?<!\b(?:gift|greeting|birthday|christmas|business|loyalty|membership|library|index|post|sim) )\bcards?\b/i,
  ],
  [
    'password',
    /^(?!.{0,300}(?:住所|電話|名前|氏名|カード|口座)).{0,300}(?:パスワード|暗証番号)[はがもを][^。]{0,24}(?:漏|もれ|洩|流出|盗|知られ|出[たて])|\b(?:los[et]|leak\w{0,3}|let out|gave away|give away|stole\w?|expose[d]?) (?:my|our) passwords?\b|\b(?:my|our) passwords?\b[^?]{0,30}\b(?:leak\w{0,3}|lost|stolen|exposed|compromised|got out|come from|came from|taken)\b/i,
  ],
  // Whether they may go there themselves, not whether we did.
  [
    'to-police',
    /警察[^。]{0,16}(?:ほうが|方が|べき|必要(?:は|が)?ある|(?:ても)(?:いい|よい|良い)|ましょうか)|\b(?:should|shall|can|may|must|ought) I\b[^?]{0,40}\bpolice\b/i,
  ],
  [
    'tell-others',
    /(?:ほか|他)の?(?:会員|方|人|皆|お客|利用者|受講|保護者|家庭|患者|参加者|メンバー|顧客|被害者)[^。]{0,8}(?:に|へ)[^。]{0,8}(?:知らせ|伝え|通知|公表|注意を)|(?:会員|全員|利用者|皆)[^。]{0,4}(?:に|へ)も?(?:知らせ|伝え|通知|公表)|\b(?:tell(?:ing)?|told|warn\w{0,3}|inform\w{0,3}|notif\w{1,4}|alert\w{0,3})\b (?:all |any )?(?:of )?(?:the |your )?(?:others?|everyone|everybody|anyone else|other (?:people|members|customers|users|families|parents|guests|patients|subscribers)|(?:the |your )?(?:members|customers|users|clients|patients|parents|guests|tenants|pupils|families))\b/i,
  ],
  // Of the organisation's ways, not of one person: how long its logs live, and what becomes of what a form is given.
  [
    'logs-kept',
    /(?:ログ|(?:サーバー?|アクセス|通信)の?記録)[^。]{0,12}(?:どのくらい|どれくらい|いつまで|何(?:日|か月|ヶ月|カ月|年)|保存|保管|残)[^。]{0,16}(?:か|？|\?)|\bhow long\b[^?]{0,40}\b(?:server |access |system )?(?:logs?|log ?files?)\b|\b(?:preserved?|kept?|secured?|saved?) (?:the|your|all) (?:server |access |system )?logs?\b/i,
  ],
  [
    'form-kept',
    /(?:フォーム|入力欄)(?:に|で|へ)?の?[^。]{0,16}(?:内容|入力|書[いか])[^。]{0,12}(?:保存|保管|記録|残)[^。]{0,14}(?:か|？|\?)|\b(?:store|keep|save|record)\b[^?]{0,12}\bwhat (?:people|visitors|users|customers|we|everyone|anyone) (?:write|writes|type|types|enter|enters|send|sends|put|puts)\b/i,
  ],
  [
    'agreed',
    /(?:同意|承諾|許可)[^。]{0,6}(?:した|しました|して(?:い|いる|いた)|(?:を)?得)[^。]{0,10}(?:か|？|\?|ない|ません)|\b(?:did|have|had) I\b[^?]{0,16}\b(?:agree[d]?|consent(?:ed)?|opt(?:ed)? in|give[n]? (?:my |you )?(?:consent|permission))\b|\bwhere did I (?:agree|consent)\b/i,
  ],
  [
    'unanswered',
    /^(?!.{0,300}(?:漏|もれ|洩|流出|\bleak|\bbreach)).{0,300}(?:(?:なぜ|どうして|何故)[^。]{0,12}(?:黙って|隠して|放置して|放って)|(?:なぜ|どうして|何故)[^。]{0,16}(?:返事|返信|回答|お返事|ご返信)[^。]{0,10}(?:ない|なかった|ません|来な|くれな|もらえな|いただけな)|\bwhy (?:does|did|has|have|do|is|are)\b[^?]{0,24}\b(?:nobody|no one|none of you|you not|you never|not) (?:\w{1,10} )?(?:answer|repl|respon|written back|got back)\w*|\bwhy (?:does|did|has|have) (?:nobody|no one|none of you) (?:answer|repl|respon|wr[io]t)\w*)/i,
  ],
  // Whether, and how long, something of ours stood open by how it was set: no page that shows an address, and not what was lost.
  [
    'open-to-all',
    /^(?!.{0,300}(?:サイト|ホームページ|ネット|何が|どの(?:情報|項目)|どんな)).{0,300}(?:(?:誰|だれ|どなた)(?:で|に)も[^。]{0,10}(?:見られ|見え|見れ|読め|読まれ|開け|閲覧でき|アクセスでき)|(?:共有|公開)(?:の)?(?:リンク|設定)|(?:回答|名簿|フォーム|シート|ファイル|一覧)[^。]{0,10}公開(?:され|にな|の(?:まま|設定)))|^(?!.{0,300}\b(?:web ?sites?|pages?|homepage|online|what|which)\b).{0,300}(?:\b(?:open|public|visible|readable|exposed|accessible|viewable)\b[^?]{0,20}\b(?:to|for) (?:anyone|anybody|everyone|everybody|the public|the (?:whole )?world|all)\b|\bfor (?:anyone|anybody|everyone|everybody|the (?:whole )?world) to (?:read|see|find|open|view|download)\b|\bhow long\b[^?]{0,40}\b(?:open|public|exposed|lying|visible|accessible)\b|\b(?:anyone|anybody|everyone) with (?:the|a) link\b)/i,
  ],
  // Who may look into the list, not who has seen a message.
  [
    'who-may-see',
    /(?:閲覧|参照|アクセス)(?:でき(?:る|た)|可能な|権限(?:を|の)(?:持つ|ある))(?:者|人|方)|(?:誰|だれ|どなた|何人)[がは][^。]{0,16}(?:見られる|見られます|見れる|見れます|見ることができ|閲覧でき|アクセスでき|扱え|触れる|触れられ)|\bwho\b[^?]{0,40}\b(?:can|could|may|is (?:able|allowed) to) (?:see|view|access|read|open|look at|get at)\b[^?]{0,24}\b(?:lists?|data|details|records?|information|register|database|names|it|them|(?:my|our|her|his) (?:number|address|e-?mail))\b|\bwho (?:else )?has access\b/i,
  ],
  [
    'safeguards',
    /(?:どう(?:いう)?|どのような?に?|きちんと|ちゃんと|誰が)[^。]{0,12}(?:管理|保護|守)を?(?:して|され|し(?:た|て)|っ)|(?:管理|保護|安全)(?:の)?(?:体制|方法|対策)|セキュリティ|\bhow (?:do|are|is|will|can) (?:you|my|our|your)\b[^?]{0,30}\b(?:manag\w{1,3}|protect\w{0,3}|secur\w{1,3}|safeguard\w{0,3}|handl\w{1,3}|look(?:ed)? after|kept safe|keep)\b|\b(?:security|safeguards?|safety) (?:measures?|arrangements?)\b/i,
  ],
  [
    'cost',
    /賠償|補償|慰謝料|損害|返金|払い?戻し|compensat|\brefund(?:s|ed|ing)? (?:me|us|my|our|the (?:fee|money|amount|price|cost|deposit|full)|what)\b|\b(?:a|full|get|give|want|issue|demand|my|our) (?:\w{1,8} )?refund\b(?! (?:advance|desk|amount|date|status|of \$))|damages|\bmoney back\b|\bgiv(?:e|ing) (?:me|us|him|her|them) back\b|\b(?:my|our|his|her|their) (?:[£$€]?\d[\d,.]{0,9} ?(?:pounds|dollars|euros?|quid)?|deposit|fee|payment) back\b|\bcover (?:my|our|the) (?:loss|costs?)|\bpay(?:ing)? (?:me|us|him|her|them|for)\b/i,
  ],
  [
    'reported',
    /(?:警察|委員会|当局|監督官庁|行政|保護委)[^。]{0,16}(?:届け?|報告|通報|連絡|相談|知らせ|言い(?!すぎ)|言っ)|(?:県|(?<![外中韓米])国|省庁|役所|役場)[^。]{0,8}(?:に|へ)[^。]{0,10}(?:届け?出|報告|通報)|\b(?:tell|told|report\w{0,3}|inform\w{0,3}|notif\w{1,4})\b.{0,40}\b(?:police|ICO|OAIC|CNIL|CNPD|AEPD|OPC|PDPC|PPC|ANPD|IDPC|UODO|regulators?|attorney general|FTC|authorit\w{1,3}|commission\w{0,2}|DPC|data protection)|\b(?:police|ICO|regulator|authorit\w{1,3}|commission\w{0,2}|DPC)\b.{0,40}\b(?:told|reported|informed|notified)\b/i,
  ],
  // Authorities go by their letters: "Will you tell the OAIC?", "Has CNIL been informed?".
  [
    'reported',
    /\b(?:[Tt]ell|[Tt]old|[Nn]otif(?:y|ied)|[Ii]nform(?:ed)?|[Rr]eport(?:ed)?(?: (?:it|this))?(?: to)?) (?:the )?[A-Z][A-Za-z]{0,3}[A-Z]{1,4}\b|\b(?:the )?[A-Z][A-Za-z]{0,3}[A-Z]{1,4} (?:been )?(?:told|notified|informed)\b/,
  ],
  [
    'examined',
    /(?:ログ|(?:サーバー?|アクセス|通信)の?記録)[はをも](?:[^。]{0,10})(?:調べ|確認し|確かめ|見)(?:た|て(?:い|く|も)|まし)[^。]{0,10}(?:か|？|\?)|調べた[^。]{0,8}(?:何月何日|いつ|何日)から[^。]{0,6}(?:何月何日|いつ|何日)まで|(?:何|どこ|どの(?:記録|範囲|部分))(?:を|まで|が)[^。]{0,8}(?:調べ|調査し|確認し)(?:た|て|られ|ま)|(?:いつから(?:いつ)?まで|どの期間|何日分|いつの時点)[^。]{0,12}(?:記録|ログ|調べ|調査|確認)|調べて(?:い)?ない(?:こと|もの|範囲)|(?:調査|確認)の(?:結果|範囲|内容)(?:$|[はをが、]?[^。]{0,12}(?:どう|何|教え|知らせ|説明|開示|示し))|何が分か(?:った|り)|\bwhat (?:have|did|has|was|were) (?:you|your \w{2,12})?\b ?(?:not )?(?:look(?:ed)? at|check(?:ed)?|examin(?:e|ed)|investigate[d]?|search(?:ed)?|f(?:ind|ound)(?! out about me)(?: out)?)\b|\bresults? of (?:your|the) (?:investigation|examination|search|checks?|inquiry)\b/i,
  ],
  [
    'vendor-leak',
    /(?:渡した|預けた|委託した|委託|外注|提供した|下請け?)の?(?:先|会社|業者)?[^。]{0,12}(?:漏|もれ|洩|流出)|\b(?:vendors?|suppliers?|contractors?|processors?|partners?|providers? of yours|third part(?:y|ies))\b.{0,40}\b(?:leak\w{0,3}|breach\w{0,3}|hack\w{0,3}|los[et])\b/i,
  ],
  // "It was you from whom it leaked, was it not?": not what leaked, but whence.
  [
    'cause',
    /(?:漏れ|もれ|洩れ|流出し)た(?:の|もの|原因)[はが][^。]{0,12}(?:から|どこ|なぜ|貴社|御社|そちら|おたく|こちら)/,
  ],
  ['apology', /謝罪|詫び|わび状|謝って|謝れ|\bapolog|道歉|사과/i],
  [
    'items',
    /(?:結果|病歴|成績|情報|データ|内容|住所|電話|番号)[^。]{0,8}(?:一緒に|いっしょに|外に|外へ)(?:出て|出た|出まし|漏)|(?:それ|これ)ら?も(?:一緒に|全部)?(?:漏|もれ|洩|流出|渡っ|知られ|見られ)|(?:漏|もれ|洩|流出)[^。]{0,12}(?:項目|件数|内容|範囲|種類)|\bwhich (?:of my|data|details|information)\b|(?:何(?:の(?:情報|データ|項目)|が(?!原因)|まで)|どんな(?:情報|データ)|どの(?:情報|データ|項目|範囲)|住所|電話|名前|氏名|年齢|生年月日|パスワード|暗証|カード|家族|子ども|子供)(?!.{0,40}原因)[^。]{0,28}(?:漏|もれ|洩|流出|盗ま|渡っ|見られ|読まれ|取られ|知られ)|(?:写真|画像|口座|支払い?(?:の|方法の)?情報|勤務先|勤め先|保証人|緊急連絡先|収入|独り暮らし|一人暮らし)(?!.{0,40}原因)[^。]{0,40}(?:漏|もれ|洩|流出|盗ま|渡っ|見られ|読まれ|取られ|知られ|含まれ)|(?:症状|病状|病歴|持病|診察|診療|診断|相談|悩み|服薬|妊娠)[^。]{0,16}(?:漏|もれ|洩|流出|盗ま|見られ|読まれ|知られ|(?:外|よそ)(?:に|へ)[^。]{0,4}(?:出|流|伝))|(?:内容|結果|履歴|病歴|診断|成績|写真)(?:まで|も)[^。]{0,8}(?:漏|もれ|洩|流出|盗ま|渡っ|見られ|読まれ|取られ|知られ)|\bwhat (?:else|other|exactly|data|information|details)?.{0,24}\b(?:leak\w{0,3}|stolen|taken|get|got|obtain\w{0,3}|expos\w{0,3}|compromised)\b(?! (?:rid|back))|\b(?:do|does|did|have|has) (?:they|he|she|somebody|someone|anybody|anyone|(?:these|those) (?:people|crooks|criminals|spammers?|scammers?)|the (?:sender|spammers?|scammers?|criminals?|hackers?)) (?:also |now |got |even )?(?:have|has|got|know|see|get|take)\b.{0,12}\b(?:my|our|her|his)\b|\bwhether (?:they|he|she|somebody|someone|anybody|anyone|(?:these|those) (?:people|crooks|criminals|spammers?|scammers?)) (?:also |now |got |even )?(?:have|has|got|know|see|get|take)\b.{0,12}\b(?:my|our|her|his)\b|\b(?:passwords?|cards?|phone|home address|postal address|bank|child\w{0,3})\b.{0,40}\b(?:leak\w{0,3}|stolen|taken|expos\w{0,3}|compromised)\b|\b(?:is|are|was|were|has|have) (?:my|our|his|her) (?:(?!e-?mail\b)\w+ ){1,4}(?:also |too )?(?:been )?(?:leaked|stolen|taken|exposed|compromised)\b/i,
  ],
  [
    'given-to',
    /(?:第三者|他社|業者|外部)[^。]{0,24}への提供の(?:有無|事実)|(?:提携|委託|提供|販売|共有|外注|(?:渡|送|売)った)先[^。]{0,12}(?:出して|教え|挙げ|示し|一覧|リスト)|(誰|だれ|どこ|どちら).{0,12}(渡|提供|売|教え(?!て(?:くだ|下さ|ほし|欲し|くれ|いただ|頂|もら|ね|よ))|共有)|(他社|第三者|業者).{0,12}(渡(?!っ)|提供|売|教え(?!て(?:くだ|下さ|ほし|欲し|くれ|いただ|頂|もら|ね|よ))|共有)|(渡(?!っ)|提供|売|共有).{0,8}(先|相手|第三者|ました|した)|(?:给|給|提供|卖|賣).{0,6}(?:谁|誰|哪|别人|別人)|(?:谁|哪).{0,8}(?:给|提供)|(?:누구|어디).{0,12}(?:제공|넘|공유)|who.{0,20}(give(?! (?:me|us|him|her|them) back)|gave|given|share|shared|sell|sold|pass)|\b(?:whom|part(?:y|ies)|recipients?|companies)\b.{0,30}\b(?:disclosed?|shared?|passed|give|gave|given|sold|transferred|supplied)\b|\bdisclosed? (?:my|our|her|his)\b|(give|gave|share|shared|sell|sold|passed?)\b.{0,30}\b(who|whom|anyone|anybody|third)|\b(?:you|have) (?:ever )?(?:sell|sold) (?:it|them|my|our|the|this|that)\b|\bwhere (?:(?:all )?(?:my|our) (?:data|details|address|information|e-?mail|number) (?:went|goes|has gone|have gone|go|ended up)\b)|\bwhere (?:did|have|do|has|else)\b.{0,24}\b(?:send|sent|pass(?:ed)?|give[n]?|go(?:ne)?|share[d]?)\b|\b(?:give|gave|given|giving) (?:out|away)\b|\bwho (?:else )?(?:now )?(?:has|have|holds?) (?:it\b|(?:your|the|our|my|this|that)\b.{0,24}\b(?:lists?|address\w{0,2}|data|details|information)\b)|\b(?:sell|sold|selling|shared?|sharing|passed? on|gave away|hand\w{0,3} over) (?:your|the|my|our|this|that) (?:\w{1,12} ){0,2}(?:lists?|address\w{0,2}|data|details|information)\b/i,
  ],
  // What to do with a message that they have is asked of their own mailbox, and not of our data.
  [
    'service',
    /(?:メール|メッセージ|SMS|ＳＭＳ|ファイル)[はを][^。]{0,10}(?:消し|削除し|捨て)[^。]{0,4}(?:ほうが|方が|ても(?:い|よ|良|大丈夫|かま)|べき|ば(?:い|よ|良)|ましょうか)|(?:会社|勤務先|職場|学校|銀行|保険会社|役所)[にへ][^。]{0,6}(?:出す|出せる|提出する|見せる|渡す)[^。]{0,10}(?:文書|書類|書面|証明)|\bshould (?:I|we|she|he|they) (?:delete|remove|erase|destroy)\b|\b(?:can|may|shall) (?:I|we|she|he) (?:delete|erase|destroy) (?:it|them|the|that|this|those|these)\b(?! (?:account|data))/i,
  ],
  [
    'stop',
    /(削除|消し|消去|退会|停止|止め|抹消|删除|刪除|삭제)|(?:送ら|かけさせ|かけてこ|届か|使わ|渡さ|来させ|連絡し)ないで|\b(deleted?|deletion|erased?|erasure|removed?|removal|stop|unsubscribe)\b|\btake (?:me|us|her|him|them) off\b|\b(?:do not|don['’]t) (?:contact|call|text|e-?mail|write to|use|share|pass)\b/i,
  ],
  [
    'on-page',
    /(?:サイト|ホームページ|ＨＰ|\bHP\b|ウェブ|ページ|ネット)[^。]{0,24}(?:掲載|公開|載[っせり]|表示|出てい|出し|見え|見られ|のって|のった|晒|さらさ)|(?:アドレス|メアド|個人情報|氏名|名前|住所|連絡先)[^。]{0,12}(?:掲載|公開|載[っせ]|晒|さらさ)[^。]{0,10}(?:か|？|\?|よね)|\b(?:publish\w{0,3}|post(?:ed|ing)|display\w{0,3}|shown?|listed|appear\w{0,3}|visible|public(?:ly)?|expos\w{0,3})\b.{0,60}\b(?:web ?sites?|sites?|web ?pages?|pages?|online|internet)\b|\b(?:address|e-?mail|name|details|data|information)\b.{0,30}\bon (?:your|the|any|a) (?:public )?(?:web ?sites?|sites?|web ?pages?|pages?|homepage)\b|\b(?:publish(?:ed)?|posted|display(?:ed)?|ma[dk]e public|exposed?) (?:my|our)\b/i,
  ],
  [
    'held',
    /(何|どんな|どのような).{0,10}(情報|データ|個人情報)|(情報|データ).{0,10}(持って|保有|保管|登録)|(?:情報|データ)の?.{0,6}開示|what.{0,20}(data|information|hold|store)|\bcopy of (?:my|all|the|every\w{0,5})\b|do you (hold|have|store|keep)|\bwhat you (?:hold|have|keep|store)\b|\b(?:is|are|was|were) (?:my|our|his|her|their|[A-Z][\w’'-]{1,30}) (?:names?|address(?:es)?|details|data)\b[^?]{0,12}\b(?:in|on|among) (?:it|them|there|that|this|the list|your list|your (?:records?|register|database))\b|(?:名前|氏名|アドレス|情報)[もはが][^。]{0,10}(?:入って|載って|含まれて)(?:い(?:る|ます)|る)[^。]{0,8}か|(?:どこで|どこから|どうやって|どのように)[^。]{0,8}(?:アドレス|メアド|番号|住所|連絡先|情報)を?[^。]{0,6}(?:知っ|入手|手に入れ|得)|\b(?:how|where) (?:did|have) you (?:get|got|obtain|come by|acquire|find)\b/i,
  ],
  [
    'seen-by',
    /(?:何人|何名|何件)[^。]{0,12}(?:見られ|見え|見た|読まれ|知られ)|(?:だれ|誰)[^。]{0,12}(?:見られ(?:た|て|まし)|見え(?:た|て|まし)|見た|読まれ(?:た|て|まし))|(?:見られ|見え|見た|読まれ)[^。]{0,10}(?:何人|何名|何件|人数)|\bhow many (?:people|others|persons|recipients)\b[^?]{0,40}\b(?:see|saw|seen|read|got|received?)\b|\bwho (?:else )?(?:saw|has seen|could see|can see|got|received)\b/i,
  ],
  [
    'others',
    /^(?:(?:対象|被害|影響|漏えい|流出)[^。]{0,8})?(?:件数|人数)(?:は|を)?[。：:]?$|(他|ほか).{0,8}(人|方|家|宅|お客|会員|被害|家庭|受講|生徒|児童|保護者|利用者|患者|参加者|登録者|応募者|顧客|ユーザー|メンバー)|何人|何名|何件|\b(others?|other (people|customers)|how many|who else|any(one|body) else)\b/i,
  ],
  [
    'knew',
    /気[づ付]いてい(?:て|ながら)[^。]{0,8}(?:黙|隠|知らせ|放置)|いつ[^。]{0,10}(?:知っ|知り|気づ|気付|把握|認識|発覚|判明)|(?:知っ|気づ|気付|把握|認識|発覚|判明)[^。]{0,6}のは[、]?(?:いつ|何)|\bhow long (?:have|had) you (?:known?|been aware)\b|\b(?:since when do|when (?:did|had|have|were|was|you|your|it))\b.{0,40}\b(?:f[io]u?nd out|know|known|knew|learn(?:ed|t)?|aware|discover(?:ed)?|notice[d]?|c[oa]me to light)\b/i,
  ],
  ['cause', /いつ[^。]{0,12}(?:漏|もれ|洩|流出)|\bwhen\b.{0,30}\b(?:leak\w{0,3}|stolen|taken|breach\w{0,3})\b/i],
  [
    'plan',
    /^(?:(?:回答|お?返事|返信|ご?連絡|調査)(?:は|の結果は)?)?まだ(?:です|でしょう)か[。？?]?$|いつ[^。]{0,8}(?:対応|対処|解決|回答|返事|返信|連絡|報告|止ま|やめ|終わ)|\b(?:when|how long|how soon|by when|by what date)\b[^?]{0,30}\b(?:act|reply|respond|answer|hear|fix\w{0,2}|deal|resolve\w?|sort\w{0,2}|do something|report|stop\w{0,4}|take)\b/i,
  ],
  ['when', /いつ(まで|頃|ごろ|から)?|期限|\b(when|how long|by what date)\b/i],
  ['responsible', /責任者|担当者|責任|\b(responsible|in charge|accountable)\b/i],
  [
    'break-in',
    /侵入|不正アクセス|ハッキング|ハッカー|ハックされ|乗っ取|改ざん|改竄|(?:サイト|サーバー?|システム)[^。]{0,16}(?:攻撃|破られ|感染)|\b(hack(ed|ers?|ing)?|intru\w{1,6}|broken? into|break-?in)\b|\b(?:been|got(?:ten)?|get|gone|was|were|is) (?:into|inside|in) (?:your|the) (?:systems?|servers?|web ?sites?|sites?|computers?|database|network)\b|\byou(?:['’]ve| have)? (?:been |suffered |had )?(?:a )?(?:breach(?:ed)?|compromised)\b|\b(?:web ?sites?|sites?|servers?|systems?)\b.{0,30}\b(?:compromised|breached|attacked|defaced)\b/i,
  ],
  [
    'plan',
    /再発防止(?:策|の(?:方法|取組み?))?$|今後の(?:対応|対策)$|どうする|どうされる|どのように(?:対応|対処|対策)|(?:対応|対処|対策|再発防止)[^。]{0,12}(?:か|ください|下さい|ほしい|欲しい)|\bwhat (?:will|are) you (?:do|going to)|\bhow will you\b/i,
  ],
  ['purpose', /目的|何に使|どう使|\b(purpose|used? for)\b/i],
  // What something cost, and why, is no question of where an address came from.
  ['service', /\bwhy\b[^?.]{0,40}\b(?:costs?|charged?|charges?|fees?|invoices?|billed|bill|priced?)\b/i],
  // "Why does nobody reply?" is not about the cause of the spam: it is promised an answer of its own.
  [
    'other',
    /^(?!.{0,500}(?:漏|もれ|洩|流出|leak|breach)).{0,500}(?:(?:返事|返信|回答)[^。]{0,10}(?:ない|なかった|くれ|もらえ|遅)|(?:\b(?:no|not|never)|n['’]t)\b.{0,20}\b(?:repl(?:y|ied)|answer(?:ed)?|respon(?:d|ded|se)|hear(?:d)? from you)\b|\bignor(?:e|ed|ing)\b)/i,
  ],
  [
    'cause',
    /\b(?:has|have|was|were|is|are) (?:the|my|our|your|her|his|all|any|that|this)\b[^?]{0,40}\b(?:stolen|been (?:lost|taken|copied)|out there)\b|\b(?:have|did) you (?:lost|lose)\b[^?]{0,30}\b(?:data|details|lists?|address\w{0,2}|information)\b|\b(?:has|have|did) (?:some|any)(?:one|body) (?:stolen?|steal|taken?|took|cop(?:y|ied))\b|\bhow (?:do|does|did|have|has|had|can|could) (?:the )?(?:strangers?|they|these people|someone|somebody|anyone|scammers?|criminals?|fraudsters?|spammers?|others|people|the sender) (?:come to )?(?:have|get|got|know|knew|find|found|obtain|obtained|hold)\b|(?:外|外部|よそ|ほか|他所)(?:に|へ)[^。]{0,4}(?:出(?:た|て|し|回)|流れ|漏|伝わ|広ま)|\b(?:did|has|have) (?:it|they|this|that|(?:my|our|her|his) \w{2,12}(?: \w{2,12})?) (?:get|got|gotten|come|came|leak\w{0,2}) out\b|(漏|もれ|洩|流出|(?:そちら|御社|貴社|お店|おたく)から流れ|渡っ|原因|なぜ|どうして|経路|どこから|泄|洩露|유출|为什么|왜)|\b(leak|breach|why|how (did|could|was|were|come)|how (?:do|does|can) (?:they|he|she|these|those|somebody|someone|strangers?|scammers?)|(?:could|can|did|has|have) (?:somebody|someone|anybody|anyone|they|people)\b[^?]{0,20}\b(?:got|get|gotten|obtain|obtained|take|taken|stolen|have)\b[^?]{0,40}\bfrom you|cause|hack)/i,
  ],
  ['written', /書面|文書|\bin writing\b|\bwritten (?:answer|reply|response|confirmation|statement)\b/i],
];

/** What an examination is about. Without any such word a question is of our services, or of what we did: people answer it. */
const ofTheMatter =
  /漏|もれ|洩|流出|情報|データ|アドレス|メール|ＳＭＳ|\bSMS\b|迷惑|詐欺|記録|ログ|調査|調べ|原因|名簿|リスト|一覧|個人|サイト|サーバ|フォーム|ページ|クッキー|番号|本当|事実|それ|これ|返事|返信|回答|答え|連絡先|[\u3400-\u9fff]{0,1}(?:谁|为什么|怎么)|[가-힣]|\b(?:leak\w*|data\w*|details?|information|address\w*|e-?mails?|mails?|messages?|texts?|calls?|spam|scam\w*|records?|logs?|investigat\w*|examin\w*|check\w*|find\w*|found|breach\w*|hack\w*|lists?|passwords?|files?|documents?|numbers?|site|website|server|system|form|reply|replies|respond\w*|answer\w*|it|this|(?<!now )that|they|them|these|those)\b/i;

/** Shorter than this nothing is asked that could be told from a fragment. */
const SERVICE_AT_LEAST = 8;

const asksOfReport = (question: string): boolean =>
  kinds.some(([kind, words]) => kind === 'reported' && words.test(question.slice(0, 500)));

export function askedOf(question: string): Asked {
  const words = question.slice(0, 500);
  const found = kinds.find(([, pattern]) => pattern.test(words))?.[0];
  if (found) return found;
  return words.trim().length >= SERVICE_AT_LEAST && !ofTheMatter.test(words) ? 'service' : 'other';
}

/** A card that pays; one that is given away or collects points holds nothing to steal. */
export const namesPaymentCard = (question: string): boolean =>
  /(?<!ギフト|ポイント|会員|商品|メッセージ|グリーティング)カード|(?<!\b(?:gift|greeting|birthday|christmas|business|loyalty|membership|library|index|post|sim) )\bcards?\b/i.test(
    question.slice(0, 500),
  );

/** Where one sentence asks a second thing: "and when", 「…か、また…」. What comes after 「、」 alone is most often one question. */
const joints =
  /, (?=(?:are|will|do|did|have|can) (?:you|they)\b)|,? and (?:also )?(?=(?:I(?:['’]d| want| would| also)|(?:since |from )?when|where|who|why|how|what|whether|which|tell|delete|erase|remove|stop|confirm|please|take|did|do|have|has|will|are|is|must|should|shall|can|may)\b)|(?<=か)、(?:また|そして|それと)?|(?<=て)、(?=[^。]{0,40}(?:教えて|知らせて|説明して|お答え))|(?<=[。？?！!])(?![）)」』])\s{0,4}|(?<=[a-z]{2}\.)\s{1,4}|\bor (?=you\b)/i;

/** Every kind that a question asks, the first one first; what is of no kind counts only where nothing else is asked. */
export function kindsAsked(question: string): readonly Asked[] {
  const parts = question
    .slice(0, 1000)
    .split(joints)
    .filter((part) => part.trim() !== '')
    .slice(0, KINDS_AT_MOST * 2);
  const first = [...new Set(parts.map(askedOf))].filter((kind) => kind !== 'other');
  // "Have you told the others, and the regulator?": one verb, two of whom it is asked.
  const kinds =
    first.includes('tell-others') && asksOfReport(question) ? [...new Set([...first, 'reported'] as const)] : first;
  return kinds.length > 0 ? kinds.slice(0, KINDS_AT_MOST) : [askedOf(question)];
}

/** What wants something done, said as no question: 「削除してください」, "Take me off your list". */
const wantsDone: ReadonlySet<Asked> = new Set(['stop', 'apology', 'written', 'tell-others', 'cost', 'service']);
const isAsked = /\b(?:want|like|need|wish) to know\b|[?？]\s*$|(?:か|でしょうか|でしょうね|よね)[。]?\s*$/;
export const isRequest = (question: string): boolean =>
  !isAsked.test(question.trim()) && wantsDone.has(kindsAsked(question)[0] ?? 'other');

/** They have asked that we erase their data, or stop using it or writing to them: no letter then says "if you wish". */
export const stopRequests = (input: CaseInput): readonly string[] =>
  questionsOf(input).filter((question) => isRequest(question) && kindsAsked(question).includes('stop'));
export const stopRequested = (input: CaseInput): boolean => stopRequests(input).length > 0;

/** Money paid to us, asked back: no cost that they had elsewhere. */
export const asksForRefund = (question: string): boolean =>
  /返金|払い?戻し|\brefund(?:s|ed|ing)? (?:me|us|my|our|the|what)\b|\b(?:a|full|get|give|want|issue|demand|my|our) (?:\w{1,8} )?refund\b(?! (?:advance|desk|amount|date|status|of \$))|\bmoney back\b|\bgiv(?:e|ing) (?:me|us|him|her|them) back\b|\b(?:my|our|his|her|their) (?:[£$€]?\d[\d,.]{0,9} ?(?:pounds|dollars|euros?|quid)?|deposit|fee|payment) back\b/i.test(
    question.slice(0, 500),
  );

/** Whether others were asked to delete what reached them: no wish that we erase anything. */
export const asksOfRecipients = (question: string): boolean =>
  /(?:宛先|受け取った|受け取って|受信した|届いた|ほかの|他の|全員|皆)[^。]{0,24}(?:削除|消去|消す|消して(?:もらう|いただく)|破棄)[^。]{0,12}(?:頼|依頼|お願い|求め|呼びかけ)[^。]{0,16}(?:か|？|\?)|(?:皆|みな|みんな|全員|受け取った方|受信した方|その方|相手の?方?)[^。]{0,16}(?:消し|削除し|消去し|破棄し)て(?:くださ|下さ|くれ|いただ|頂|もら)(?:った|りまし|れた|いた)[^。]{0,10}(?:か|？|\?)|\b(?:have|has|had|did) (?:they|everyone|everybody|(?:the|those) (?:others|recipients|people)|all of them) (?:all |really |actually )?(?:deleted?|erased?|destroy(?:ed)?)\b|\b(?:have|did|has|will) (?:you|anybody|anyone|somebody) (?:already )?(?:ask|asked|told|tell|instruct|instructed|request|requested) [^?]{0,40}\b(?:delete|erase|destroy|remove)\b/i.test(
    question.slice(0, 500),
  );

/** Erasing is more than to stop: who wants no more mail has not asked for it. */
export const wantsErasure = (question: string): boolean =>
  /削除|消し|消去|抹消|退会|删除|刪除|삭제|\b(?:delet\w{1,4}|eras\w{1,4}|remov\w{1,3}|deletion|clos\w{1,3} my account)\b/i.test(
    question,
  );
export const erasureRequested = (input: CaseInput): boolean =>
  questionsOf(input).some((question) => isRequest(question) && wantsErasure(question));

/** "Stop all of it, but keep sending me invoices": what is to go on is not stopped with the rest. */
export const wantsSomeKept = (question: string): boolean =>
  /(?:以外(?:は|の|を)|を除き|を除いて|だけは(?:続け|残し|送|今まで)|は(?:続けて|引き続き|残して|これまで(?:どおり|通り)))|\b(?:but|except|apart from|other than|only not)\b[^.?!]{0,20}\b(?:keep|continue|go on|still|carry on|for|the|my|our)\b/i.test(
    question.slice(0, 500),
  );

/** The questions that a letter answers. */
export const questionsOf = ({ claim }: CaseInput): readonly string[] => claim.questions.slice(0, QUESTIONS_AT_MOST);

/** A mailing of ours that showed its recipients to one another, this one among them. */
export const mailingShown = ({ facts }: CaseInput) =>
  factsOf(facts, 'visible-recipients').find(({ includesThis }) => includesThis === 'yes');

export const asksAboutOthers = (input: CaseInput): boolean =>
  questionsOf(input)
    .flatMap(kindsAsked)
    .some((kind) => kind === 'others' || (kind === 'seen-by' && !mailingShown(input)));
