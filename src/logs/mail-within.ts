import type { LogStore } from './port.ts';

/** Programs that accept, deliver or hand out mail, as syslog and the journal name them. */
const MAIL_PROGRAM =
  '(?i)^(?:postfix|dovecot|exim|sendmail|sm-mta|opensmtpd|smtpd|qmail|amavis|courier|imapd|pop3d|cyrus|master/|haraka|stalwart)';
/** Files that hold whatever a machine writes: their format does not say whether mail is among it. */
const OF_MANY = /^(?:syslog|journald)/;

/** Paths of files of many programs in which a mail program wrote a line. */
export async function mailWithin(store: LogStore): Promise<ReadonlySet<string>> {
  const asked = store.files.flatMap(({ format, lines }, f) => (lines > 0 && OF_MANY.test(format) ? [f] : []));
  if (asked.length === 0) return new Set();
  const rows = await store.rows<{ f: number }>(
    'select distinct f from event where f in {files:Array(UInt32)} and match(program, {program:String}) order by f',
    { files: asked, program: MAIL_PROGRAM },
  );
  return new Set(rows.flatMap(({ f }) => store.files[f]?.path ?? []));
}
