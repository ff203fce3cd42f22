// Calls to AWS that take data along, as `service:EventName`.

/**
 * Calls that give their caller what is stored, and of how many different things from where it is more than a look. A secret is
 * worth a look each, and a scan may be of the whole table; of objects and rows an ordinary job reads some.
 */
export const reads = {
  's3:GetObject': 20,
  's3:SelectObjectContent': 10,
  's3:CopyObject': 20,
  'secretsmanager:GetSecretValue': 1,
  'secretsmanager:BatchGetSecretValue': 1,
  'ssm:GetParameters': 5,
  'ssm:GetParameter': 5,
  'ssm:GetParametersByPath': 1,
  'dynamodb:Scan': 1,
  'dynamodb:Query': 20,
  'dynamodb:GetItem': 20,
  'dynamodb:BatchGetItem': 5,
  'dynamodb:ExecuteStatement': 5,
  'rds-data:ExecuteStatement': 5,
  'rds-data:BatchExecuteStatement': 5,
  'redshift-data:GetStatementResult': 5,
  'athena:GetQueryResults': 5,
  'ebs:GetSnapshotBlock': 20,
  'logs:GetLogEvents': 20,
  'logs:FilterLogEvents': 20,
  'cognito-idp:ListUsers': 2,
  'ses:ListContacts': 2,
} as const satisfies Record<string, number>;

/** Calls that hand data to somebody else, or write all of it out: one is enough, where the identity never did it before. */
export const handsOut: readonly string[] = [
  'rds:StartExportTask',
  'dynamodb:ExportTableToPointInTime',
  'ec2:CreateInstanceExportTask',
  'ec2:CreateStoreImageTask',
  'ec2:ExportImage',
  'logs:CreateExportTask',
  'redshift:AuthorizeSnapshotAccess',
  's3:PutBucketPolicy',
  's3:PutBucketReplication',
];

/** Calls that hand data out only where they add somebody: taking a share back is the opposite. */
export const sharesIfAdded: readonly string[] = [
  'ec2:ModifySnapshotAttribute',
  'ec2:ModifyImageAttribute',
  'rds:ModifyDBSnapshotAttribute',
  'rds:ModifyDBClusterSnapshotAttribute',
];

/**
 * Calls by which somebody stays: keys, passwords and rights for people. One alone is what a change of keys does; tools that build
 * what is in a cloud make roles, which are left out.
 */
export const staysIn: readonly string[] = [
  'iam:CreateUser',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:UpdateLoginProfile',
  'iam:AttachUserPolicy',
  'iam:PutUserPolicy',
  'iam:AddUserToGroup',
  'iam:UpdateAssumeRolePolicy',
  'iam:DeactivateMFADevice',
];

/** Calls that stop the records by which all of this is seen. */
export const stopsRecords: readonly string[] = [
  'cloudtrail:StopLogging',
  'cloudtrail:DeleteTrail',
  'guardduty:DeleteDetector',
  'config:StopConfigurationRecorder',
  'config:DeleteConfigurationRecorder',
  'ec2:DeleteFlowLogs',
];

const stays: ReadonlySet<string> = new Set(staysIn);
const stops: ReadonlySet<string> = new Set(stopsRecords);

/** Neither takes data along. */
export const isTakingOver = (act: string): boolean => stays.has(act) || stops.has(act);

/** Of these acts, those that together are more than a change of one's own key. */
export function takesOver(acts: readonly string[]): boolean {
  const mine = acts.filter(isTakingOver);
  return mine.some((act) => stops.has(act)) || new Set(mine).size >= 2;
}

const out: ReadonlySet<string> = new Set([...handsOut, ...sharesIfAdded]);

export const isHandingOut = (act: string): boolean => out.has(act);

const fewest: ReadonlyMap<string, number> = new Map(Object.entries(reads));

/** From how many different things on a call is more than a look; undefined when it reads nothing. */
export const fewestOf = (act: string): number | undefined => fewest.get(act);
