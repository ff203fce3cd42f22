// Tables of an audit name the operation in one column and how it ended in another: "Sign-in" beside "OK" is a login, and no
// sentence says so.
import type { Meaning } from './meaning.ts';

/** The whole cell, or a name of parts whose last says it: `user.login`, `auth:sign-in`. */
const operation =
  /^(?:[\w ]{1,32}[.:/_ -]{1,2})?(?:log[ _-]?(?:in|on)|sign[ _-]?(?:in|on)|ログイン|ログオン|サインイン|サインオン)$/i;
/** Rather than the login itself: `Failed login`, whose words are read elsewhere. */
const notTheLogin = /\b(?:fail\w*|attempt\w*|page|form|screen|view\w*|error|last)\b/i;
const failed =
  /^(?:fail(?:ed|ure)?|error|denied|rejected|refused|blocked|invalid|unsuccessful|ng|no|false|0|失敗|拒否|エラー|不可|異常|×|401|403)\b|^(?:失敗|拒否|エラー|不可|異常|×)/i;
/** Words that stand for how an operation ended, and nothing else; a result not among them leaves it open. */
const succeeded =
  /^(?:ok|success(?:ful|fully)?|succeeded|passed|allowed|granted|yes|true|1|成功|正常|可|完了|○|200|302)\s*$/i;

/**
 * What the operation's cell means beside that of its result; undefined where it is no login, or its end is not said.
 * @param result '' where the table has no such column: whoever writes "Login" there writes failures otherwise
 */
export function loginOf(said: string, result: string): Pick<Meaning, 'action'> | undefined {
  const name = said.trim();
  if (!operation.test(name) || notTheLogin.test(name)) return undefined;
  const end = result.trim();
  if (failed.test(end)) return { action: 'login-failed' };
  return end === '' || succeeded.test(end) ? { action: 'login' } : undefined;
}
