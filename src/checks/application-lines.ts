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
export const named = `hasAny(mapKeys(fields), ['event', 'Event', 'EVENT', 'action', 'Action', 'operation', 'Operation', 'activity', 'Activity', 'event_name', 'eventName', 'Event Name', 'event_type', 'eventType', 'Event Type', '操作', '操作内容', '処理', 'イベント'])`;
