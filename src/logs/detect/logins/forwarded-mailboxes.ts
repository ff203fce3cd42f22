// A rule that sends a mailbox's messages on to another domain, made from a network from which its owner had never come. Who
// has a mailbox open makes such a rule to go on reading when the password is changed.
import { isOutside, networkOf } from '../../networks.ts';
import type { LogStore } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';

/** Days on which the owner was seen, without which nobody can say where they come from. */
const DAYS_OF_HABIT = 2;
const MOST_RULES = 10_000;
/** Parameters by which Exchange sends on. */
const SENDS_ON =
  /"Name"\s?:\s?"(?:ForwardTo|RedirectTo|ForwardAsAttachmentTo|ForwardingSmtpAddress)"\s?,\s?"Value"\s?:\s?"([^"]{1,400})"/i;

type Row = {
  readonly user: string;
  readonly ip: string;
  readonly at: number;
  readonly parameters: string;
  readonly f: number;
  readonly n: number;
};

const domainsIn = (text: string): string[] =>
  [...text.matchAll(/@([\w.-]{1,253})/g)].map(([, domain = '']) => domain.toLowerCase());

/** @throws AkashiError as every question to the logs does */
export async function forwardedMailboxes(
  store: LogStore,
  limits: Limit[],
  most: number = MOST_RULES,
): Promise<Finding[]> {
  const rows = await store.rows<Row>(
    `select user, ip, toUnixTimestamp64Milli(toDateTime64(ts, 3)) as at, fields['Parameters'] as parameters, f, n from event
     where action = 'cloud-call' and message in ('New-InboxRule', 'Set-InboxRule', 'Set-Mailbox') and ip != '' and user != '' and ts > 0
     order by at, f, n limit ${most + 1}`,
  );
  const findings: Finding[] = [];
  for (const { user, ip, at, parameters, f, n } of within(rows, most, limits, 'forwarding-rules', ['mail-abuse'])) {
    const [own = ''] = domainsIn(user);
    const to = domainsIn(SENDS_ON.exec(parameters)?.[1] ?? '').filter((domain) => domain !== own);
    if (to.length === 0 || !isOutside(ip) || (await isAtHome(store, user, ip, at))) continue;
    findings.push({
      actor: { kind: 'ip', id: ip },
      sign: 'mailbox-forwarded',
      class: 'mail-abuse',
      level: 'adverse',
      success: 'possible',
      reachesData: true,
      says: {
        ja: 'この利用者がそれまで使ったことのないネットワークから、受信したメールを別のドメインへ転送する設定が作られた',
        en: 'a rule that sends the mailbox on to another domain was made from a network from which its owner had never come',
      },
      ...{ count: 1, first: at, last: at },
      places: [{ f, n }],
    });
  }
  return findings;
}

/** Whether the owner had come from there a day before, or is not known for long enough to tell. */
async function isAtHome(store: LogStore, user: string, ip: string, at: number): Promise<boolean> {
  const seen = await store.rows<{ ip: string; days: number; day: number }>(
    `select ip, uniqExact(toYYYYMMDD(ts)) as days, min(toYYYYMMDD(ts)) as day from event
     where action in ('cloud-call', 'login') and user = {user:String} and ip != '' and ts > 0 and toUnixTimestamp64Milli(toDateTime64(ts, 3)) < {at:Int64} - 86400000
     group by ip order by ip`,
    { user, at },
  );
  const days = Math.max(0, ...seen.map(({ days: on }) => on));
  return days < DAYS_OF_HABIT || seen.some((one) => networkOf(one.ip) === networkOf(ip));
}
