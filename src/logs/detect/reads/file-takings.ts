// Files and lists that somebody with a name took out: over FTP and SFTP, from a cloud's storage of papers, out of an application
// whose own record says so. One shape for all, as SQL over the table `event`.
import { EXPORTS, named, said, told } from '../../application-lines.ts';

/** `o` of xferlog: outgoing; the words of vsftpd, Pure-FTPd, FileZilla's server and OpenSSH's. */
const FETCHED = `(fields['direction'] = 'o' or (lower(fields['command']) in ('download', 'downloaded', 'retr', 'get') and fields['result'] != 'FAIL'))`;

const OVER_FTP = `select user, ip, fields['path'] as path, 'file' as kind, ts, f, n from event where action = 'file-access' and ip != '' and ${FETCHED}`;

/** OpenSSH's server names nobody where it closes a file: the last session that this process opened before is the one. */
const OVER_SFTP = `select opened.user as user, opened.ip as ip, fields['path'] as path, 'file' as kind, ts, f, n
  from (select host, pid, fields, ts, f, n from event where action = 'file-access' and program in ('internal-sftp', 'sftp-server') and fields['command'] = 'RETR') as closed
  asof inner join (select host, pid, user, ip, ts from event where program in ('internal-sftp', 'sftp-server') and startsWith(message, 'session opened ')) as opened
  on closed.host = opened.host and closed.pid = opened.pid and closed.ts >= opened.ts`;

/** A program that keeps a folder the same in two places fetches by itself: only what somebody fetched counts. */
const FROM_CLOUD = `select user, ip, if(fields['SourceFileName'] != '', fields['SourceFileName'], extract(fields['events'], '"name":"doc_title","value":"([^"]{1,500})"')) as path,
    'file' as kind, ts, f, n from event
  where action = 'cloud-call' and user != '' and not startsWith(user, 'urn:spo:') and (message = 'FileDownloaded' or (program = 'workspace' and match(message, '^drive (?:download|export)\\\\b')))`;

/** One file after another, by an application's own record of what its users do. */
const DOWNLOADED = `select user, ip, substring(${told}, 1, 500) as path, 'file' as kind, ts, f, n from event
  where ${named} and action not in ('cloud-call', 'login', 'login-failed') and user != '' and match(${said}, 'download|ダウンロード') and not match(${said}, '${EXPORTS}')`;

const EXPORTED = `select user, ip, substring(${told}, 1, 500) as path, 'list' as kind, ts, f, n from event
  where ${named} and action not in ('cloud-call', 'login', 'login-failed') and user != '' and match(${said}, '${EXPORTS}')`;

/** Files fetched by a program for transfers. */
export const TAKEN_FILES = `(${OVER_FTP} union all ${OVER_SFTP})`;

/** `user`, `ip`, `path` (or what was written out), `kind` (`file`, or `list` for one that an application wrote out), `ts`, `f`, `n`. */
export const TAKINGS = `(${[OVER_FTP, OVER_SFTP, FROM_CLOUD, DOWNLOADED, EXPORTED].join(' union all ')})`;
