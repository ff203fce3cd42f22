// What PostgreSQL says of connections and statements with lc_messages = ja_JP. Lines are byte strings (UTF-8), and so are
// the patterns. Levels stay English there; the sentences, and the names of their values, do not.
import { toBytes } from '../rows.ts';

const of = (pattern: string): RegExp => new RegExp(toBytes(pattern), 's');

const words: readonly (readonly [RegExp, string])[] = [
  [of('^接続を受け付けました: '), 'connection received: '],
  [of('^接続を(?:認証|許可|認可)しました: '), 'connection authorized: '],
  [of('^セッション終了: '), 'disconnection: '],
  [of('^(?:文|ステートメント): '), 'statement: '],
  [of('^実行 ([^:]{0,64}): '), 'execute $1: '],
  [of('^期間: ([0-9.]{1,20}) ?(?:ミリ秒|ms) {1,2}(?:文|ステートメント): '), 'duration: $1 ms  statement: '],
  [of('^期間: ([0-9.]{1,20}) ?(?:ミリ秒|ms) {1,2}実行 ([^:]{0,64}): '), 'duration: $1 ms  execute $2: '],
  [
    of('^ユーザ(?:ー)? ?"([^"]{1,64})" ?の(?:パスワード|[A-Za-z0-9-]{2,16} ?)認証に失敗しました'),
    'password authentication failed for user "$1"',
  ],
  [
    of(
      '^ホスト ?"([0-9A-Fa-f:.]{3,45})"[^"]{0,8}ユーザ(?:ー)? ?"([^"]{1,64})"[^"]{0,32}"([^"]{1,64})".{0,64}pg_hba\\.conf.{0,24}$',
    ),
    'no pg_hba.conf entry for host "$1", user "$2", database "$3"',
  ],
];
const values: readonly (readonly [RegExp, string])[] = [
  [of(' ?ホスト='), ' host='],
  [of(' ?ユーザ(?:ー)?='), ' user='],
  [of(' ?データベース='), ' database='],
];

/** The sentence as an English server would have begun it; undefined for one that is known in neither language. */
export function inEnglish(message: string): string | undefined {
  if (!/[\x80-\xff]/.test(message)) return undefined;
  for (const [japanese, english] of words) {
    if (!japanese.test(message)) continue;
    const said = message.replace(japanese, english);
    // A statement is the client's own text: nothing in it is a value.
    return /^(?:statement|execute|duration)/.test(said)
      ? said
      : values.reduce((text, [name, plain]) => text.replace(name, plain), said);
  }
  return undefined;
}
