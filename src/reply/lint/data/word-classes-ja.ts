// Words that stand for each other in what a letter claims. The first alternative that matches wins: longer ones stand first.
// Only the order counts for the sign a class is written as (features.ts).
import type { WordClass } from '../learned-data.ts';

export const japaneseClasses: readonly WordClass[] = [
  // who we are
  { name: 'own', words: '弊社側|弊社|当社|当行|当館|当市|当店|当会|当方|私ども|わたくしども|弊店|弊行|当ホテル|当財団|わが社|当法人' },
  // customers
  { name: 'cust', words: 'お客様|お客さま|貴殿|貴方様|ご自身|そちら様' },
  // other customers
  { name: 'oth', words: '(?:ほか|他|それ以外)の(?:お客様|会員様?|方々?|皆様|ご利用者様?)|お客様以外の方|ほかの方々|皆様方' },
  // companies that work for us
  { name: 'third', words: '委託先|委託業者|外部の?業者|外注先|配信会社|印刷会社|サーバー会社|運送会社|ベンダー|受託会社|請負業者|配信を請け負った会社|外部の会社' },
  // companies that do not
  { name: 'else', words: 'プロバイダー?|携帯電話会社|携帯会社|通信会社|通信事業者|名簿業者|他社様?|(?:別|ほか|他|どこか別)の(?:会社|サイト|会員サイト|お店|サービス|場所|ところ)|ご友人|知人|お勤め先|SNS事業者|通販サイト|通販会社' },
  // what the customer owns
  { name: 'dev', words: 'パソコン|PC|端末|スマートフォン|スマホ|機器|メールアカウント|メールソフト|ブラウザ' },
  // what infects it
  { name: 'vir', words: 'ウイルス|ウィルス|マルウェア|不正なソフト|不正なプログラム|不審なアプリ|感染|乗っ取り|乗っ取られ' },
  // leaking, taking, breaking in
  { name: 'leak', words: '情報漏えい|情報流出|漏えい|漏洩|流出|流失|漏れ|もれ|漏出|不正アクセス|不正な侵入|不正な閲覧|侵入|持ち出し|持ち出され|外部(?:に|へ)(?:出|渡)' },
  // what was entrusted to us
  { name: 'data', words: '個人情報|お客様の情報|情報|データ|メールアドレス|アドレス|名簿|ご登録内容' },
  // what was looked at
  { name: 'log', words: 'アクセスログ|アクセス記録|通信記録|ログ|記録|履歴' },
  // looking
  { name: 'chk', words: '調査|点検|確認|精査|調べ|検証|診断|検査' },
  // being sure
  { name: 'res', words: '判明|明らか|判断|結論|断定|断言|確信|証明|立証|認識|見解' },
  // thinking
  { name: 'thk', words: '考え|思い|思わ|思え|存じ|推察|推測|推定|拝察|見て|見ら|見る|思料' },
  // saying
  { name: 'say', words: '申し上げ|申し|お伝え|お答え|ご報告|ご説明|お知らせ|ご連絡|ご案内|言い|言え' },
  // promising
  { name: 'prm', words: 'お約束|約束|保証|お誓い|誓い|請け合' },
  // what may be
  { name: 'pos', words: '可能性|おそれ|恐れ|確率|見込み|公算|余地' },
  // safety
  { name: 'saf', words: '安全|無事|安心|万全|健全|潔白|大丈夫|厳重|厳格|最高水準|堅固|強固' },
  // worry
  { name: 'wor', words: 'ご心配|心配|ご不安|不安|ご懸念|懸念' },
  // apology
  { name: 'sry', words: 'お詫び申し上げ|お詫びいたし|お詫び|申し訳ございません|申し訳|陳謝|謝罪' },
  // cause and fault
  { name: 'flt', words: '原因|起因|発端|出どころ|発生源|責任|過失|落ち度|不手際|不備|ミス|不注意|怠慢|せい' },
  // proof
  { name: 'prf', words: '証拠|根拠|裏付け|裏づけ|確証|立証' },
  // courts and lawyers
  { name: 'law', words: '法的措置|法的手段|法的な|訴訟|訴え|裁判|弁護士|損害賠償|名誉毀損|信用毀損|業務妨害|警察' },
  // duties by law
  { name: 'dty', words: '法令|法律|個人情報保護法|報告義務|届出|通知義務|監督官庁|個人情報保護委員会|当局' },
  // money and gifts
  { name: 'mon', words: '補償|賠償|慰謝料|迷惑料|商品券|ポイント|クーポン|割引|返金|金券' },
  // vague times
  { name: 'soon', words: '後日|追って|近日中|近々|速やかに|早急に|しばらく|今しばらく|なるべく早|できる限り早|できるだけ早|早めに|折をみて|まとまり次第|次第|数日中' },
  // vague numbers
  { name: 'few', words: '一部|ごく少数|少数|若干数|若干名|限られた|限定的な|大半|わずか|何名か|数名|数十名|かなり多く|相当数' },
  // absolutely
  { name: 'abs', words: '絶対に|絶対|断じて|一切|決して|必ず|万が一にも|万に一つも|到底|まったく|全く|完全に|完全|すべて|全て|いかなる|金輪際|毛頭' },
  // the future
  { name: 'fut', words: '二度と|再び|今後|以後|将来|再発|これから|繰り返し' },
  // making light of it
  { name: 'mnr', words: 'たかが|程度|単なる|よくある|当然|誰もが|誰でも|どなたでも|どなたのところにも|やむを得|気になさる|気に留める|実害|済む|避けて通れない' },
  // form of an address
  { name: 'esy', words: '単純|推測されやすい|推測|短い|短く|簡単|思いつく|分かりやすい|複雑' },
  // not
  { name: 'neg', words: 'ございませんでした|ありませんでした|おりませんでした|ございません|ありません|おりません|いません|ません|なかった|ない|なく|ず(?=、|に)' },
];
