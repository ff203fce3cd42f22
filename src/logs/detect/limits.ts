// Bounds of what is looked at that were reached: what lies beyond them was not looked at, and nobody may say that it holds nothing.
import type { Both } from '../../vocabulary/finding.ts';
import type { AttackClassId } from './attack-classes.ts';

const kinds = {
  'attacks-answered': { ja: '応答のあった攻撃', en: 'attacks that were answered' },
  'files-not-found': { ja: '見つからなかったファイルの要求', en: 'clients that asked for files that are not there' },
  'sql-statements': { ja: '要求に含まれるSQL文', en: 'requests with SQL statements' },
  'sql-forms': { ja: 'SQL文の形', en: 'forms of SQL statements' },
  'role-keys': { ja: 'クラウドの鍵を求める要求', en: 'requests for keys of cloud roles' },
  'login-attempts': { ja: '一つの接続元のログイン試行', en: 'login attempts of one source' },
  'spread-logins': {
    ja: '多数の接続元から試された利用者名へのログイン',
    en: 'logins to accounts that many sources tried',
  },
  'shared-walks': {
    ja: '多くの接続元に分かれて開かれた、番号のあるページ',
    en: 'pages with a number that many addresses opened',
  },
  'late-logins': {
    ja: '多くの失敗から日をおいたログイン',
    en: 'logins that came days after many failures',
  },
  'taken-after-login': {
    ja: 'パスワードを当てた接続元のログインの後の、ファイルの取得と書き出し',
    en: 'files fetched and databases written out after a guessed login',
  },
  'broken-pages': { ja: '何度もエラーになったページ', en: 'pages that broke again and again' },
  'cluster-uses': {
    ja: 'クラスター内のプログラムの資格情報の使われ方',
    en: 'uses of tokens of programs in a cluster',
  },
  'document-acts': { ja: '文書データベースの読み出しと削除', en: 'reads and drops in a document database' },
  'document-connections': { ja: '文書データベースへの接続元', en: 'sources that connected to a document database' },
  'forwarding-rules': { ja: 'メールの規則の変更', en: 'changes of rules for mail' },
  'web-guessers': { ja: 'Webのログインを何度も試した接続元', en: 'sources that guessed at web logins' },
  'token-guessers': { ja: 'リンクのトークンを何通りも試した接続元', en: 'sources that guessed at tokens of links' },
  'intruders-followed': {
    ja: 'ログインできた接続元の、その後の行い',
    en: 'sources of which was asked what they did once they were in',
  },
  'command-senders': {
    ja: '命令を送った接続元の、その後の受け取り',
    en: 'sources of which was asked what they fetched after their commands',
  },
  'command-requests': { ja: '命令を送った一つの接続元の要求', en: 'requests of one source that sent commands' },
  'guesser-requests': { ja: 'ログインを試した一つの接続元の要求', en: 'requests of one source that guessed at logins' },
  'mail-senders': { ja: '利用者名ごとの送信', en: 'hours and days on which names sent mail' },
  'keys-in-addresses': { ja: 'アドレスに書かれた鍵', en: 'keys that stand in addresses' },
  'open-links': { ja: '共有リンクで開かれたファイル', en: 'files opened by links for anybody' },
  'files-by-account': { ja: '利用者ごとの一日のファイルの受け取り', en: 'days on which accounts took files' },
  'whole-lists': { ja: '一度に多くの件数を求めた一覧', en: 'lists asked for with very many entries at once' },
  'other-forms': { ja: '別の形式で渡されたページ', en: 'pages given in another form' },
  'recorder-readers': { ja: '開発用の記録のページの読み手', en: 'readers of pages that show what others ask' },
  'console-users': { ja: '管理用のページに送信した接続元', en: 'sources that sent to pages by which programs are run' },
  'guessed-files': { ja: '名前を推測されたファイル', en: 'files whose names were guessed' },
  'rsync-copies': { ja: 'rsyncの複製', en: 'copies by the rsync daemon' },
  'packet-sources': { ja: 'ポートを調べた接続元', en: 'sources that tried ports' },
  'graphql-askers': { ja: 'GraphQLに一覧を求めた接続元', en: 'clients that asked GraphQL for lists' },
  'mailbox-logins': { ja: '一人の利用者のログイン', en: 'logins of one user' },
  'slow-walks': { ja: '何日にもわたる番号順の閲覧', en: 'reads of numbered pages over many days' },
  'walker-requests': {
    ja: '一つの接続元が一日に開いた番号のあるページ',
    en: 'numbered pages that one client opened in a day',
  },
  'list-folders': { ja: '一覧を書き出すフォルダー', en: 'folders from which lists are written out' },
  'erring-uploads': { ja: 'アップロード先のスクリプトのエラー', en: 'errors of scripts in upload folders' },
  'odd-scripts': { ja: '何度も要求されたスクリプト', en: 'scripts that were asked again and again' },
  'visit-lines': { ja: '一つの接続元の、ログイン後の記録', en: 'lines of one visit to an application' },
  'database-exports': {
    ja: 'データベースの管理画面からの書き出し',
    en: 'exports through pages by which a database is run',
  },
  'files-by-statements': { ja: 'SQL文でファイルを書かせる要求', en: 'requests by which SQL statements write files' },
  'written-files': { ja: 'SQL文で書かれたファイルの受け取り', en: 'takings of files that SQL statements wrote' },
  'stuffed-logins': {
    ja: '多くの接続元から一日に試されたログインのページ',
    en: 'login pages tried from many sources in a day',
  },
  'stuffed-attempts': { ja: '一つのページへのログイン試行', en: 'login attempts at one page' },
  'mail-sent-on': { ja: '外部への転送先', en: 'addresses that mail was sent on to' },
  'encoded-askers': {
    ja: '読み替えた番号を含むアドレスを求めた接続元',
    en: 'clients that asked for addresses with numbers in Base64',
  },
  'encoded-walks': { ja: '番号を読み替えた宛先の読み出し', en: 'reads of pages whose number is written in Base64' },
  'lists-in-error-log': { ja: 'エラーログにだけ現れる書き出し', en: 'lists that only the error log tells of' },
  'strange-networks': {
    ja: '業務システムの記録に一日だけ現れる接続元',
    en: 'networks that stand in the record of an application on one day alone',
  },
  'logins-elsewhere': {
    ja: 'サーバーとメールボックスへのログイン元',
    en: 'networks from which accounts of servers and mailboxes were used',
  },
  'sources-in-cloud': { ja: '侵入者の行いをした接続元', en: 'sources that did what only an intruder does' },
  'export-pages': { ja: '書き出しのページ', en: 'pages that export lists' },
  'files-in-folders': {
    ja: '名簿や控えの名前を持つファイルの受け取り',
    en: 'takings of files named as lists or copies',
  },
  'index-readers': { ja: '検索用のデータベースの読み出し', en: 'readers of a search index' },
  'named-visits': { ja: '利用者名ごとの大きな読み出し', en: 'large reads by named users' },
  'storage-files': { ja: 'ストレージからの、名簿や控えの読み出し', en: 'reads of lists or copies from storage' },
  'cloud-identities': { ja: 'クラウドの利用者や鍵', en: 'identities of the cloud' },
  'cloud-uses': { ja: 'クラウドの利用者や鍵の使われ方', en: 'uses of identities of the cloud' },
  'program-starts': { ja: 'プログラムの起動', en: 'starts of programs' },
  'database-sessions': {
    ja: 'データベースから書き出した、または多くの行を読み出した接続',
    en: 'sessions that wrote tables out, or read many rows',
  },
  'database-statements': { ja: 'データベースの文の形', en: 'forms of statements to the database' },
  'database-habits': { ja: 'データベースへの接続の習慣', en: 'places from which accounts of the database were used' },
} as const satisfies Record<string, Both>;

export type LimitId = keyof typeof kinds;

export type Limit = Both & {
  readonly id: LimitId;
  /** Whose "nothing found" it bears on. */
  readonly classes: readonly AttackClassId[];
};

/**
 * The first of a bounded question's rows, and told where there are more: the statement asks for one beyond them (`limit ${most + 1}`).
 *
 * @param most how many are looked at
 */
export function within<Row>(
  rows: readonly Row[],
  most: number,
  limits: Limit[],
  id: LimitId,
  classes: readonly AttackClassId[],
): readonly Row[] {
  if (rows.length <= most) return rows;
  tell(limits, limitOf(id, classes, most));
  return rows.slice(0, most);
}

/** Once is enough, however many readers went beyond. */
export function tell(limits: Limit[], limit: Limit): void {
  if (!limits.some(({ en }) => en === limit.en)) limits.push(limit);
}

/** @param most how many were looked at */
export function limitOf(id: LimitId, classes: readonly AttackClassId[], most: number): Limit {
  return {
    id,
    classes,
    ja: `${kinds[id].ja}が多く、${most}件だけを調べた（残りは調べていない）`,
    en: `${kinds[id].en}: there are more than the ${most} that were looked at`,
  };
}
