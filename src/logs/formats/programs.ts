// What a line of a known program means: who acted, from where, and which of the fixed actions it was.
import type { Meaning } from './meaning.ts';
import { interpretAuthentication } from './program-authentication.ts';
import { interpretFtp, interpretSftp } from './program-ftp.ts';
import { interpretMail } from './program-mail.ts';
import { interpretMysql } from './program-mysql.ts';
import { interpretSystem } from './program-system.ts';
import { interpretVpn } from './program-vpn.ts';
import { interpretWeb, interpretWordpress } from './program-web.ts';
import { plainWords } from './refusal.ts';

/** Time, thread and level, which MySQL writes itself before it hands a line to the journal. */
const mysqlHead =
  /^(?:\d{4}-\d\d-\d\d[T ] ?\d{1,2}:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)? (?:\d{1,20} )?)?\[(?:System|Note|Warning|ERROR|Error)\] (?:\[MY-\d{6}\] \[[A-Za-z]{2,16}\] )?/;

/** What `program` meant by `message`. Anything not recognised keeps action ''. */
export function interpret(program: string, message: string): Meaning {
  const database = /^(?:mysqld?|mariadbd?)$/.test(program) ? interpretMysql(message.replace(mysqlHead, '')) : undefined;
  if (database) return database;
  const transferred = /^(?:internal-sftp|sftp-server)$/.test(program) ? interpretSftp(message) : undefined;
  if (transferred) return transferred;
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
