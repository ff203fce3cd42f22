// Lines that an application writes of what its users do: which field says what was done, and which tell one record from another.
// All as SQL over the table `event` (logs/schema.ts).

/** Which field says what was done, and which say only who, when and from where, or number the line: `customer_id` is of a record. */
const SAYS = '^(event|action|operation|activity|event[ _]?(name|type)|操作|操作内容|処理|イベント)$';
export const ABOUT_THE_ACT =
  '(^|[ _.])(time|timestamp|ts|date|datetime|at|level|severity|app|logger|user|username|actor|session|sid|ip|remote[ _]?ip|ua|agent|result|status|duration|ms|event|action|operation|hostname|host|pid)$|日時|時刻|^id$|(^|[ _.])(session|request|req|trace|span|event|log|message|correlation|transaction|thread|process|job)[ _.]?id$';
export const EXPORTS =
  '(?i)export|download.{0,3}(list|csv|all|customers|members|contacts)|csv.{0,3}download|書き?出し|エクスポート|csv出力|一括ダウンロード';
export const VIEWS =
  '(?i)(^|[._: -])(view|viewed|show|shown|read|open|opened|detail|details|browse)($|[._: -])|閲覧|参照|表示';

export const said = `lower(arrayStringConcat(arrayFilter((v, k) -> match(lower(k), '${SAYS}'), mapValues(fields), mapKeys(fields)), ' '))`;
/** What tells one record from another, in one text. */
export const told = `arrayStringConcat(arrayFilter((v, k) -> not match(lower(k), '${ABOUT_THE_ACT}'), mapValues(fields), mapKeys(fields)), '\\n')`;
/** A bare `id` is the record's where nothing else in the line could be. */
export const what = `if(${told} = '', fields['id'], ${told})`;
/** Cheap to ask of each row before its fields are looked through. */
export const named = `hasAny(mapKeys(fields), ['event', 'Event', 'EVENT', 'action', 'Action', 'operation', 'Operation', 'activity', 'Activity', 'event_name', 'eventName', 'Event Name', 'event_type', 'eventType', 'Event Type', 'EVENT_TYPE', 'EVENT_NAME', '操作', '操作内容', '処理', 'イベント'])`;

const COUNTS = '(?i)^(rows|row[ _]?count|records|count|total|entries|件数)$';
/** A number as people read it: 8412, 8,412, 8.412, 8’412. */
const NUMBER = "[0-9]{1,3}(?:(?:[,.]|''|’)[0-9]{3}){1,3}|[0-9]{1,9}";
const numeral = (text: string) => `toUInt64OrZero(replaceRegexpAll(${text}, '[^0-9]', ''))`;
/** A field that counts, else words like "8,412 rows". Both are written into the statement: none but ours. */
export const counted = (
  field: string,
  words: string,
) => `greatest(arrayMax(arrayPushBack(arrayMap((v, k) -> if(match(k, '${field}') and match(v, '^(?:${NUMBER})$'), ${numeral('v')}, 0), mapValues(fields), mapKeys(fields)), 0)),
  ${numeral(`extract(concat(message, '\\n', ${told}), '(${NUMBER}) ?(?:${words})')`)})`;
/** Entries of the list of which a line speaks; 0 where it says none. */
export const ENTRIES = counted(
  COUNTS,
  'rows|records|entries|contacts|subscribers|guests|profiles|members|customers|addresses|件|名分|行',
);

/** Different records within an hour, or entries of a list: fewer are an ordinary hour's work, or a page of a table. */
export const FEWEST_ENTRIES = 100;

/** An access key that was made: it opens the account without a password. */
export const KEYS =
  '(?i)((api|access|secret).?key|token|credential).{0,8}(creat|new|add|issu|generat)|(creat|new|add|issu|generat)\\\\w{0,4}.{0,8}((api|access|secret).?key|token|credential)|(apiキー|アクセスキー|トークン).{0,4}(作成|発行|追加)';
const TWO_STEPS =
  '(?:two|2)[ -]?(?:step|factor)|2fa|mfa|multi-?factor|authenticator|(?:二|2|２)段階|(?:二|2|２|多)要素';
const OFF = '\\\\boff\\\\b|disabl|remov|reset|deactivat|delet|無効|解除|オフ|削除|停止|リセット';
/** A second step of the login that was taken away, or mail that was made to go elsewhere: what keeps an owner out or unaware. */
export const UNGUARDED = `(?i)(?:${TWO_STEPS}).{0,40}(?:${OFF})|(?:${OFF}).{0,20}(?:${TWO_STEPS})|(?:auto)?forward(?:ing)?.{0,30}(?:set|add|creat|enabl|chang|updat)|(?:set|add|creat|enabl|chang|updat)\\\\w{0,3}.{0,20}(?:auto)?forward|転送.{0,10}(?:設定|追加|作成|有効|変更)|recovery.{0,3}(?:e-?mail|phone|address).{0,20}(?:set|add|chang|updat)|(?:予備|再設定用|復旧用).{0,12}(?:変更|追加|設定)`;
