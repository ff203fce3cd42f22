// How each cloud identity was used: from which network, by which program, on which day, for what. From CloudTrail alone.
import { networkInSql } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import { type Limit, limitOf } from '../limits.ts';
import { inLiteral, PEOPLE_IN_PATHS } from '../reads/people-words.ts';
import { handsOut, reads, sharesIfAdded, staysIn, stopsRecords } from './acts.ts';

/** key: one that lasts until somebody deletes it; machine: a role taken on by a server or a function; the rest as they say. */
export type IdentityKind = 'key' | 'machine' | 'role' | 'person';

export type Identity = {
  /** The key, the role or the person: whose habit it is. */
  readonly id: string;
  readonly arn: string;
  readonly kind: IdentityKind;
};

export type Use = {
  readonly network: string;
  readonly agent: string;
  /** Days since 1970, UTC. */
  readonly day: number;
  /** `service:Name` of a call that takes data along or takes over; `refused:…` of one that was not allowed; else '' */
  readonly act: string;
  /** The bucket, table or secret that was read: one never read before is as telling as many things. */
  readonly of: string;
  readonly calls: number;
  /** Different things asked for; each call where the name is of a whole table or list. */
  readonly objects: number;
  readonly bytes: number;
  /** Of the calls, those for things whose names speak of people or answers, and those for pictures and scripts. */
  readonly data: number;
  readonly assets: number;
  /** Milliseconds UTC. */
  readonly first: number;
  readonly last: number;
};

export type Used = Identity & { readonly uses: readonly Use[]; readonly whole: boolean };

/** Identities with more networks than this are looked at by the first byte of the address: a fleet has thousands. */
const MANY_NETWORKS = 200;
/** Identities that are looked at, those with most calls first; and what is fetched of their uses. */
const MOST_IDENTITIES = 20_000;
const MOST_USES = 500_000;
/** Of an agent's name, which the caller chooses. */
const LONGEST_AGENT = 300;

const names = (list: readonly string[]) => list.map((name) => `'${name}'`).join(', ');

/** What was asked for, by the parameters that name it. */
const OBJECT = `arrayStringConcat([fields['requestParameters.bucketName'], fields['requestParameters.key'], fields['requestParameters.secretId'],
    fields['requestParameters.name'], fields['requestParameters.path'], fields['requestParameters.names'], fields['requestParameters.tableName'], fields['requestParameters.tableArn'],
    fields['requestParameters.snapshotId'], fields['requestParameters.logStreamName'], fields['requestParameters.userPoolId']])`;
/** Names under which answers and lists of people are kept. A back-up may be of anything. */
const DATA_NAME = `(?i)${inLiteral(PEOPLE_IN_PATHS)}|order\\\\b|newsletter|address|personal|顧客|名簿|回答|会員|応募`;
const ASSET_NAME = '(?i)\\\\.(?:css|js|mjs|png|jpe?g|gif|svg|ico|woff2?|ttf|map|webp|mp4|webm)$';
const REFUSED = '(?i)Denied|Unauthorized|Forbidden|AllAccessDisabled';

/**
 * Calls that somebody made themselves. What an AWS service does, for itself or for somebody, comes from the service's own
 * machines. Left out too is what has no address.
 */
const CALLS = `select f, n, ts, kind, id, arn, act, of, hasName, calls_agent as agent, coarse, fine, object, bytes from (
    select f, n, ts, ip, fields['userIdentity.type'] as type, fields['userIdentity.accessKeyId'] as key, fields['userIdentity.arn'] as own,
      fields['userIdentity.sessionContext.sessionIssuer.arn'] as role, fields['vpcEndpointId'] as endpoint,
      startsWith(key, 'AKIA') as isKey, role != '' and not match(role, '/AWSReservedSSO_') as isRole,
      fields['userIdentity.sessionContext.ec2RoleDelivery'] != '' or match(own, '/i-[0-9a-f]{8,17}$') or position(fields['userAgent'], 'exec-env/AWS_') > 0 as isMachine,
      multiIf(isKey, 'key', isRole and isMachine, 'machine', isRole, 'role', 'person') as kind,
      multiIf(isKey, key, isRole, role, own) as id, if(isRole and not isKey, role, own) as arn,
      concat(splitByChar('.', fields['eventSource'])[1], ':', fields['eventName']) as called,
      arrayExists(k -> match(k, '(?i)(?:valuesToAdd|\\\\.add\\\\.)'), mapKeys(fields)) as adds,
      multiIf(fields['errorCode'] != '', if(match(fields['errorCode'], '${REFUSED}'), concat('refused:', called), ''),
        called in (${names([...Object.keys(reads), ...handsOut, ...staysIn, ...stopsRecords])}) or (adds and called in (${names(sharesIfAdded)})), called, '') as act,
      substring(replaceRegexpAll(fields['userAgent'], '^\\\\[|\\\\]$| (?:md/)?(?:command|prompt)[/#][^ \\\\]]+| (?:cfg|m|ft)/[^ \\\\]]+', ''), 1, ${LONGEST_AGENT}) as calls_agent,
      multiIf(endpoint != '', endpoint, match(ip, '^(?:10\\\\.|192\\\\.168\\\\.|172\\\\.(?:1[6-9]|2[0-9]|3[01])\\\\.)'), 'private', '') as inside,
      if(inside != '', inside, ${networkInSql('ip')}) as fine,
      multiIf(inside != '', inside, isIPv4String(ip), concat(splitByChar('.', ip)[1], '.0.0.0/8'), isIPv6String(ip), concat(cutIPv6(IPv6StringToNumOrDefault(ip), 12, 0), '/32'), '') as coarse,
      substring(if(act = '' or startsWith(act, 'refused:'), '', concat(fields['requestParameters.bucketName'], fields['requestParameters.tableName'], fields['requestParameters.secretId'])), 1, 255) as of,
      match(act, '^(?:s3|secretsmanager|ssm|ebs):') as hasName,
      substring(${OBJECT}, 1, 1000) as object, toFloat64OrZero(fields['additionalEventData.bytesTransferredOut']) as bytes
    from event where program = 'cloudtrail' and ts > 0
  ) where fine != '' and id != '' and type != 'AWSService'`;
const OWN_CALLS = CALLS.replace(
  "program = 'cloudtrail'",
  "program = 'cloudtrail' and fields['userIdentity.invokedBy'] = ''",
);

type IdentityRow = Identity & { readonly networks: number };
type UseRow = Use & { readonly id: string };

/** Whether a file may hold such records: nothing is asked of logs that hold none. */
export const holdsCloudTrail = ({ files }: LogStore): boolean =>
  files.some(({ format, lines }) => lines > 0 && (format === 'cloudtrail' || format === 'json_lines'));

/**
 * Whether any call to what is stored was recorded: AWS does so only where it was told to. Without them nobody can say what
 * was read. Undefined where there are no records of AWS.
 */
export async function holdsReads(store: LogStore): Promise<boolean | undefined> {
  if (!holdsCloudTrail(store)) return undefined;
  const [found] = await store.rows<{ calls: number; data: number }>(
    `select count() as calls, countIf(fields['eventCategory'] = 'Data' or fields['managementEvent'] = 'false'
       or fields['eventName'] in ('GetObject', 'PutObject', 'GetItem', 'PutItem', 'Query', 'Scan')) as data
     from event where program = 'cloudtrail' order by calls`,
  );
  return found && found.calls > 0 ? found.data > 0 : undefined;
}

export async function usesOf(store: LogStore, limits: Limit[]): Promise<Used[]> {
  if (!holdsCloudTrail(store)) return [];
  const identities = await store.rows<IdentityRow>(
    `select id, min(arn) as arn, if(countIf(kind = 'machine') > 0, 'machine', min(kind)) as kind, uniqExact(fine) as networks
     from (${OWN_CALLS}) group by id order by count() desc, id limit ${MOST_IDENTITIES + 1}`,
  );
  if (identities.length > MOST_IDENTITIES) {
    limits.push(limitOf('cloud-identities', ['cloud-abuse'], MOST_IDENTITIES));
    identities.pop();
  }
  if (identities.length === 0) return [];
  const uses = await store.rows<UseRow>(
    `select id, if(id in {wide:Array(String)}, coarse, fine) as network, agent, toInt32(intDiv(toUnixTimestamp(toDateTime(ts)), 86400)) as day, act, of,
       count() as calls, uniqExactIf(object, object != '' and hasName) + countIf(object = '' or not hasName) as objects, sum(bytes) as bytes,
       countIf(match(object, '${DATA_NAME}')) as data, countIf(match(object, '${ASSET_NAME}')) as assets,
       toUnixTimestamp64Milli(toDateTime64(min(ts), 3)) as first, toUnixTimestamp64Milli(toDateTime64(max(ts), 3)) as last
     from (${OWN_CALLS}) group by id, network, agent, day, act, of order by id, first, network, agent, act, of limit ${MOST_USES}`,
    { wide: identities.filter(({ networks }) => networks > MANY_NETWORKS).map(({ id }) => id) },
  );
  const byId = new Map<string, Use[]>();
  for (const { id, ...use } of uses) {
    const mine = byId.get(id);
    if (mine) mine.push(use);
    else byId.set(id, [use]);
  }
  // Where the list was cut, the last of them is in part only, and who comes after it is missing.
  const cut = uses.length === MOST_USES ? uses.at(-1)?.id : undefined;
  if (cut !== undefined) limits.push(limitOf('cloud-uses', ['cloud-abuse'], MOST_USES));
  return identities.map(({ id, arn, kind }) => ({
    ...{ id, arn, kind },
    uses: byId.get(id) ?? [],
    whole: cut === undefined || id < cut,
  }));
}

/** Lines of an identity's calls from some networks, those that take data along first, then in the order of time. */
export async function placesOf(
  store: LogStore,
  {
    id,
    networks,
    acts,
  }: { readonly id: string; readonly networks: readonly string[]; readonly acts: readonly string[] },
): Promise<Place[]> {
  return store.rows<Place>(
    `select f, n from (${OWN_CALLS}) where id = {id:String} and (fine in {networks:Array(String)} or coarse in {networks:Array(String)})
     group by f, n order by max(act in {acts:Array(String)}) desc, min(ts), f, n limit 20`,
    { id, networks, acts },
  );
}
