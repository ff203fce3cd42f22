// What applications in Japan say of logins, in Japanese. Lines are byte strings (UTF-8), and so are the patterns.
import { toBytes } from '../rows.ts';

const anyOf = (...words: readonly string[]): string => `(?:${words.map(toBytes).join('|')})`;
/** Bytes of what may stand between two words of one clause: "。" would end it. */
const within = (most: number): string => `(?:(?!${toBytes('。')})[^|\n]){0,${most}}?`;

const login = anyOf('ログイン', 'ログオン', 'サインイン');
const proof = anyOf('ログイン', 'ログオン', 'サインイン', '認証');

/** One of these stands in every failure that is known. */
export const anyFailureJa = anyOf(
  '失敗',
  'エラー',
  '拒否',
  '不一致',
  '誤',
  '間違',
  '違い',
  '違う',
  '正しく',
  'できませんでした',
  '不正アクセス',
  '遮断',
  'ブロック',
);

/** An error on a login page is none of the login: the word must follow at once. */
export const failureJa: readonly RegExp[] = [
  new RegExp(`${proof}${within(36)}${anyOf('失敗', '拒否', 'できませんでした')}`),
  new RegExp(`${proof}${toBytes('エラー')}`),
  new RegExp(`${toBytes('パスワード')}${within(12)}${anyOf('不一致', '誤', '間違', '違い', '違う', '正しく')}`),
];

export const successJa = new RegExp(
  `${login}${anyOf('に', 'が')}?${anyOf('成功', 'しました', '完了')}|${toBytes('認証')}${anyOf('に', 'が')}?${toBytes('成功')}`,
);

/** Somebody was turned away, who need not have tried to log in. */
export const refusedJa = new RegExp(
  `${anyOf('接続', 'アクセス', '通信', 'リクエスト')}${within(12)}${anyOf('拒否', '遮断', 'ブロック')}|${toBytes('不正アクセス')}${within(12)}${anyOf('検知', '検出', '試み')}`,
);
