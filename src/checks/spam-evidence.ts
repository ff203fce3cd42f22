import type { UnsubscribeLink } from '../mail/unsubscribe.ts';
import type { Pointer } from '../vocabulary/finding.ts';
import type { MailOrigin } from '../vocabulary/outcome.ts';

/** What one spam sample says about where it came from and to whom it went. */
export type SpamSample = {
  readonly path: string;
  /** Who sent it, judged only from what the recipient's own provider wrote. */
  readonly origin: MailOrigin;
  /** True when the sender shown is ours, forged or not. */
  readonly carriesOurName: boolean;
  /** The receiver's own checks of the sender (SPF, DMARC) failed for an address of ours. */
  readonly refusedAsOurs: boolean;
  /** The sending machine gave a name of ours, from an address that is none of ours. */
  readonly claimsOurHost: boolean;
  /** It has links, and none leads to us or to a company that sends for us. */
  readonly leadsElsewhere: boolean;
  /** When the recipient's own provider took it in, else the date it carries; null when neither can be read. */
  readonly receivedAt: string | null;
  readonly hops: number;
  /** Files attached to it, pictures and signatures left out; what they hold is not read. Missing: none. */
  readonly files?: number;
  /** Addresses from which the machines of its delivery record took it. */
  readonly clients?: readonly string[];
  /** The header line where belief ends; null when there is none, as in a mail forwarded as text. */
  readonly boundary: Pointer | null;
  /** Contradictions in the chain below the boundary. */
  readonly anomalies: number;
  readonly recipients: {
    readonly count: number;
    /** Of them, those with a name beside the address. */
    readonly named: number;
    readonly includesComplainant: boolean;
    /** Whether a name stands beside that address. */
    readonly complainantNamed?: boolean;
    readonly pattern: 'none' | 'sorted' | 'similar' | 'same-domain';
    /** How often an ordinary list looks like this. */
    readonly p: number;
    readonly pointer: Pointer | null;
  };
  /** The line that names its one recipient, where that is another address than the complaint's; missing: it is not. */
  readonly sentToAnother?: Pointer;
  /** True: the address of the complaint stands in what the message says or in a table that came with it. */
  readonly holdsComplainant?: boolean;
  /** Of mail of ours: words of its text with a digit in them, by which records may be numbered; missing: none, or not looked for. */
  readonly numbers?: readonly string[];
  /** Of mail of ours to this address: columns of another record whose values stand in it, and none of its own; missing: none. */
  readonly recordOfAnother?: { readonly columns: readonly string[]; readonly pointer: Pointer };
  /** Of mail of ours: as its header has it, without the brackets. */
  readonly messageId?: string;
  /** Values of the complainant's record found in the message. `chance`: share of the other records that would match too. */
  readonly formValues: readonly {
    /** The column; of what a form asks in several, all of them. */
    readonly field: string;
    readonly columns: readonly string[];
    readonly chance: number;
    readonly isName: boolean;
    /** Whether all that the message holds of it can be read from the address; left out where nobody looked. */
    readonly inAddress?: boolean;
    readonly pointer: Pointer;
  }[];
  /** Companies of org.yaml, by the name there, that what a person reads of it names; missing: nobody looked, or none. */
  readonly namesCompanies?: readonly { readonly vendor: string; readonly pointer: Pointer }[];
  /** How it lets its recipient unsubscribe, where it is ours; missing: it does not, or the link is everybody's. */
  readonly unsubscribe?: readonly UnsubscribeLink[];
  /** Null: it does not threaten to make the recipient pay. */
  readonly threat: {
    readonly showsPassword: boolean;
    /** The sender shown is the complainant's own address; `refused`: the receiver's checks of the sender failed. */
    readonly ownSender?: { readonly refused: boolean } | undefined;
    readonly pointer: Pointer | null;
  } | null;
  /** Bounces and automatic replies are about a forged sender, not spam from a list. */
  readonly kind: 'message' | 'bounce' | 'auto-reply' | 'report' | 'claim';
};

/** A chat that was handed in: who sent and when, as the program of the reader's telephone shows it, and by which way it came, nothing. */
export type ChatFile = {
  readonly path: string;
  readonly messages: number;
  /** Numbers, or names of an address book; the reader may be among them. */
  readonly senders: readonly string[];
  readonly firstAt: string | null;
  readonly formValues: SpamSample['formValues'];
};

export type SpamEvidence = {
  readonly samples: readonly SpamSample[];
  /** Files that were no message. */
  readonly refused: number;
  /** Left out where there is none. */
  readonly chats?: readonly ChatFile[];
};

/** Chats and no mail: what reached them was no mail. */
export const isOfChats = ({ samples, chats = [] }: SpamEvidence): boolean => samples.length === 0 && chats.length > 0;

/**
 * Mail of our own that is handed in beside the spam: a newsletter, or a mailing to many visible recipients as the suspected
 * cause. Not what was sent through our systems to one person and leads nowhere but to others: that may be the spam itself.
 */
const isOwnMailing = ({ origin, leadsElsewhere, recipients, kind }: SpamSample) =>
  origin === 'ours' && !(leadsElsewhere && recipients.count <= 1 && kind === 'message');

/** Mail of our own that reached somebody else: handed in as what went wrong, and never the spam. */
export const isAstray = ({ origin, sentToAnother, kind }: SpamSample) =>
  origin === 'ours' && sentToAnother !== undefined && kind === 'message';

/** The samples that are the spam in question: mail of our own is evidence, but not the spam, as long as there is other mail. */
export function spamAmong(evidence: SpamEvidence): readonly SpamSample[] {
  const samples = evidence.samples.filter((sample) => !isAstray(sample));
  const foreign = samples.filter((sample) => !isOwnMailing(sample));
  // A bounce handed in beside the spam came from whoever refused a mail that somebody else sent under the customer's name.
  const sent = foreign.filter(({ kind }) => kind === 'message' || kind === 'claim');
  if (sent.length > 0) return sent;
  if (foreign.length > 0) return foreign;
  const own = samples.filter(({ kind }) => kind === 'message' || kind === 'claim');
  return own.length > 0 ? own : samples;
}
