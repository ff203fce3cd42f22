// A script that broke where only uploads live: PHP writes down the file whose code it ran and the web server the client behind it,
// even where no access log was kept. What the code was about to do, a command of the machine, often stands there too.
import { grouped } from '../../../vocabulary/grouped.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';

/** A script that broke for more clients is a part of the site. */
const MOST_RUNNERS = 3;
const MOST_LINES = 20_000;
const PLACES = 20;

/** Folders that hold nothing but what people sent, and those that many sites keep scripts of their own in. */
const ONLY_SENT = 'wp-content/uploads|uploads?|userfiles|attachments?|avatars?';
const PAPERS = 'files?|images?|img|media|gallery|documents?';
/** A syntax error is code that did not run; Drupal keeps what it compiled itself under its files. */
const RAN = `match(message, 'PHP (?:Warning|Notice|Deprecated|Fatal error|Recoverable fatal error): ') and position(message, '/files/php/') = 0`;
const SCRIPT = `extract(message, ' in (/[^ "]{1,500}/(?:${ONLY_SENT}|${PAPERS})/[^ "]{1,300}[.](?:php[3-8]?|phtml|phar))(?:[(][0-9]+[)] : (?:eval[(][)].d|assert) code)? on line [0-9]')`;
/** Functions by which code runs commands, or code that it was sent. */
const commands =
  /PHP (?:Warning|Deprecated|Fatal error): {1,2}(?:Uncaught \w{1,40}: )?(?:system|exec|shell_exec|passthru|popen|proc_open|pcntl_exec|assert)\(\)|: eval\(\)'d code/;

type Row = Place & {
  readonly client: string;
  readonly script: string;
  readonly target: string;
  readonly at: number;
  readonly message: string;
};

/** @throws AkashiError as every question to the logs does */
export async function erringUploads(store: LogStore, limits: Limit[], most: number = MOST_LINES): Promise<Finding[]> {
  const found = await store.rows<Row>(
    `select f, n, ip as client, ${SCRIPT} as script, splitByChar('?', fields['target'])[1] as target,
       toUnixTimestamp64Milli(toDateTime64(ts, 3, 'UTC')) as at, substring(message, 1, 2000) as message
     from event where program in ('apache', 'nginx') and ip != '' and ${RAN} and script != '' order by at, f, n limit ${most + 1}`,
  );
  const rows = within(found, most, limits, 'erring-uploads', ['webshell']);
  return [...grouped(rows, ({ script }) => script)].flatMap(([script, ofScript]) => {
    const byClient = grouped(ofScript, ({ client }) => client);
    return byClient.size > MOST_RUNNERS ? [] : [...byClient].map(([client, mine]) => finding(client, script, mine));
  });
}

function finding(client: string, script: string, rows: readonly Row[]): Finding {
  const ordered = rows.some(({ message }) => commands.test(message));
  const onlySent = new RegExp(`/(?:${ONLY_SENT})/`).test(script);
  // Included by a page of the site it would be a part of that page.
  const asked = rows.some(({ target }) => target.length > 1 && script.endsWith(target));
  return {
    actor: { kind: 'ip', id: client },
    sign: 'ran-upload',
    class: 'webshell',
    level: ordered || (onlySent && asked) ? 'adverse' : 'notable',
    success: ordered && onlySent ? 'shown' : 'possible',
    says: {
      ja: `アップロード先のスクリプトがこの接続元の要求で実行されたことを、エラーログの${rows.length}行が示している${ordered ? '（コマンドの実行を含む）' : ''}`,
      en: `${rows.length} ${rows.length === 1 ? 'line' : 'lines'} of the error log ${rows.length === 1 ? 'tells' : 'tell'} that a script in an upload folder ran for this client${ordered ? ', commands of the machine among what it did' : ''}`,
    },
    ...{ count: rows.length, first: rows[0]?.at ?? 0, last: rows.at(-1)?.at ?? 0 },
    places: rows.slice(0, PLACES).map(({ f, n }) => ({ f, n })),
  };
}
