// What a line of a known program means: who acted, from where, and which of the fixed actions it was.
import type { Meaning } from './meaning.ts';
import { interpretAuthentication } from './program-authentication.ts';
import { interpretFtp } from './program-ftp.ts';
import { interpretMail } from './program-mail.ts';
import { interpretSystem } from './program-system.ts';
import { interpretVpn } from './program-vpn.ts';
import { interpretWeb, interpretWordpress } from './program-web.ts';
import { plainWords } from './refusal.ts';

/** What `program` meant by `message`. Anything not recognised keeps action ''. */
export function interpret(program: string, message: string): Meaning {
  const database = /^(?:mysqld?|mariadbd?)$/.test(program)
    ? /Access denied for user '([^']{0,255})'@'([^']{0,255})'(?: \(using password: (?:YES|NO)\))?\s*$/.exec(message)
    : null;
  if (database) {
    const [, user = '', ip = ''] = database;
    return { action: 'login-failed', user, ip, fields: { about: 'attempt' } };
  }
  if (/ftpd?$|^(?:vs|pro|pure-|wu-)ftpd/.test(program))
    return interpretAuthentication(program, message) ?? interpretFtp(message);
  return (
    interpretWordpress(program, message) ??
    interpretAuthentication(program, message) ??
    interpretMail(program, message) ??
    interpretSystem(program, message) ??
    interpretVpn(message) ??
    interpretWeb(message) ??
    plainWords(message)
  );
}
