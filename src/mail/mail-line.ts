// The line that `akashi mail --json` prints for one mail, as CONTRACTS fixes it.
import type { Both } from '../vocabulary/finding.ts';
import type { MailOrigin } from '../vocabulary/outcome.ts';
import type { MailKind } from './bounce.ts';
import type { Strength } from './indicators.ts';
import { headerValue } from './message/header.ts';
import type { MailMessage } from './message/message.ts';
import type { Undecodable } from './message/part.ts';
import type { Place } from './place.ts';
import type { Pattern } from './recipients.ts';
import type { SampleFindings } from './sample.ts';
import type { Authentication, DkimResult } from './sender/authentication.ts';
import type { Anomaly } from './sender/trust.ts';

export type NamedSource = { readonly path: string; readonly sha256: string };

export type MailPointer = NamedSource & Place;

export type MailLine = NamedSource & {
  /** Number of the message in an mbox, from 1. */
  readonly message?: number;
  /** Of a mail that was handed on, attached or in the text: which one of its forward, from 1. The forward has a line of its own. */
  readonly attached?: number;
  readonly refused?: Both;
  readonly kind: MailKind | null;
  readonly subject: string | null;
  readonly from: string | null;
  readonly receivedCount: number | null;
  readonly headerCount: number | null;
  readonly text: string | null;
  readonly readable: string | null;
  readonly undecodable: readonly Undecodable[] | null;
  readonly hops:
    | readonly {
        readonly index: number;
        readonly from: string | null;
        readonly by: string | null;
        readonly ip: string | null;
        readonly date: string | null;
        readonly trusted: boolean;
        readonly anomalies: readonly Anomaly[];
      }[]
    | null;
  readonly boundary: number | null;
  readonly auth: {
    readonly spf: string | null;
    readonly dkim: readonly DkimResult[];
    readonly dmarc: string | null;
    readonly arc: string | null;
    readonly source: Authentication['source'];
  } | null;
  readonly originalRecipient: string | null;
  readonly recipients: { readonly count: number; readonly pattern: Pattern; readonly p: number } | null;
  readonly indicators:
    | readonly {
        readonly id: string;
        readonly strength: Strength;
        readonly pointers: readonly MailPointer[];
        readonly couldBeFaked: boolean;
      }[]
    | null;
  readonly mailOrigin: MailOrigin | null;
  readonly carriesOurName: boolean | null;
  readonly deliveredTo: string | null;
  readonly receivedAt: string | null;
  readonly formValuesFound: readonly { readonly field: string; readonly chance: number }[] | null;
  /** The text threatens: whoever shows it to a person warns first. */
  readonly threatens: boolean | null;
  readonly attachments:
    | readonly { readonly fileName: string | null; readonly type: string; readonly sizeBytes: number }[]
    | null;
  /** Mails of one run with the same number are the same campaign; null when not asked. */
  readonly campaign: number | null;
  /** Equal in every run for mails of equal masked text. */
  readonly campaignKey: string | null;
};

/** A line for what is no mail: every value null. */
export function refusedLine(named: NamedSource, refused: Both): MailLine {
  return {
    ...named,
    refused,
    kind: null,
    subject: null,
    from: null,
    receivedCount: null,
    headerCount: null,
    text: null,
    readable: null,
    undecodable: null,
    hops: null,
    boundary: null,
    auth: null,
    originalRecipient: null,
    recipients: null,
    indicators: null,
    mailOrigin: null,
    carriesOurName: null,
    deliveredTo: null,
    receivedAt: null,
    formValuesFound: null,
    threatens: null,
    attachments: null,
    campaign: null,
    campaignKey: null,
  };
}

export type LineInput = {
  readonly named: NamedSource;
  readonly number: number | null;
  readonly attached: number | null;
  readonly message: MailMessage;
  /** Where all of it stands in the file, when its own lines are none of the file's. */
  readonly within: Place | null;
  readonly readable: string;
  readonly findings: SampleFindings;
  readonly campaign: { readonly number: number; readonly key: string };
};

/** The shape that the command promises: what else is known of the recipients stays inside. */
const recipientsIn = ({ recipients: { count, pattern, p } }: SampleFindings) => ({ count, pattern, p });

export function mailLine({
  named,
  number,
  attached,
  message,
  within,
  readable,
  findings,
  campaign,
}: LineInput): MailLine {
  const { path, sha256 } = named;
  const { auth } = findings;
  return {
    ...named,
    ...(number === null ? {} : { message: number }),
    ...(attached === null ? {} : { attached }),
    kind: findings.kind,
    subject: headerValue(message.headers, 'subject'),
    from: headerValue(message.headers, 'from'),
    receivedCount: findings.hops.length,
    headerCount: message.headers.length,
    text: message.text,
    readable,
    undecodable: message.undecodable,
    hops: findings.hops.map(({ index, received, trusted, anomalies }) => ({
      index,
      from: received.from,
      by: received.by,
      ip: received.ip,
      date: received.date?.iso ?? null,
      trusted,
      anomalies,
    })),
    boundary: findings.boundary,
    auth: { spf: auth.spf, dkim: auth.dkim, dmarc: auth.dmarc, arc: auth.arc, source: auth.source },
    originalRecipient: findings.originalRecipient,
    recipients: recipientsIn(findings),
    indicators: findings.indicators.map(({ id, strength, places, couldBeFaked }) => ({
      id,
      strength,
      pointers: places.map((place) => ({ path, sha256, ...(within ?? place) })),
      couldBeFaked,
    })),
    mailOrigin: findings.mailOrigin,
    carriesOurName: findings.carriesOurName,
    deliveredTo: findings.deliveredTo,
    receivedAt: findings.receivedAt,
    formValuesFound: findings.formValuesFound.map(({ field, chance }) => ({ field, chance })),
    threatens: findings.threatens,
    attachments: message.attachments.map(({ fileName, type, sizeBytes }) => ({ fileName, type, sizeBytes })),
    campaign: campaign.number,
    campaignKey: campaign.key,
  };
}
