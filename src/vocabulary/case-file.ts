// The shape of case.json, as CONTRACTS fixes it: everything a letter, a report or a pack may say stands in here.
import type { DateOrder } from './date-order.ts';
import type { Fact } from './fact.ts';
import type { Both, Coverage, Language, Pointer, Power } from './finding.ts';
import type { HypothesisId } from './hypothesis.ts';
import type { LogFamily } from './log-families.ts';
import type { MonthPart } from './month-part.ts';
import type { ConfirmedScope, Interval, MailOrigin, Outcome, OutcomeReason } from './outcome.ts';

/** What the customer says. Times ISO 8601 with offset, or a date alone (YYYY-MM-DD) when no more is known; null: not said. */
/** How the customer was contacted, where it was plainly not by mail. */
export type ContactedBy = 'phone' | 'text_message' | 'post' | 'several';

/**
 * An earlier complaint of the same customer, by our record or by their account. `answeredAt`: null where our record says that
 * nobody answered; left out where it says nothing.
 */
export type EarlierComplaint = {
  readonly at: string;
  readonly by: 'record' | 'customer';
  readonly answeredAt?: string | null | undefined;
  /** The day of an answer of ours that the customer's own mail quotes; left out where it quotes none. */
  readonly quotedAnswerAt?: string | undefined;
};

export type Claim = {
  readonly caseNumber: string;
  readonly receivedAt: string | null;
  readonly name: string | null;
  /** The name as an English letter writes it, where the claim gives it or its reading. */
  readonly nameEn?: string | undefined;
  /** True where whoever writes does so for somebody else, such as a lawyer for a client. */
  readonly onBehalf?: boolean | undefined;
  /** Left out where mail reached them, or where the claim does not say plainly what did. */
  readonly contactedBy?: ContactedBy | undefined;
  /** Left out where there is none. */
  readonly earlierComplaints?: readonly EarlierComplaint[] | undefined;
  readonly address: string;
  readonly form: string | null;
  readonly submittedAt: string | null;
  readonly spamSince: string | null;
  /** The day that the customer told, where all that was handed in of that day is mail of our own. */
  readonly spamSinceTold?: string | undefined;
  /** Which of the two days above the customer gave roughly only ("20日ごろ"). Left out where neither. */
  readonly approximate?: readonly ('submittedAt' | 'spamSince')[] | undefined;
  /** Which of them the customer told as a part of a month only ("9月に入ったころ"): the day above then stands for that part. */
  readonly monthPart?: { readonly [day in 'submittedAt' | 'spamSince']?: MonthPart | undefined } | undefined;
  /** Dates of numbers alone in the text that have two readings, as they are written. Left out where none is left. */
  readonly openDates?: readonly string[] | undefined;
  /** How such dates were read, where the rest of the text decides it. */
  readonly dateOrder?: DateOrder | undefined;
  readonly firstUseClaimed: boolean | null;
  readonly realNameInSpam: boolean | null;
  readonly questions: readonly string[];
  readonly requesterVerified: 'registered_address_reply' | 'identity_check' | 'no';
  readonly language: Language;
  readonly text: string | null;
};

export type Source = { readonly path: string; readonly sha256: string; readonly bytes: number; readonly kind: string };

export type CheckResult = {
  readonly id: string;
  readonly asks: Both;
  readonly result: 'found' | 'nothing-found' | 'not-checked';
  readonly says: Both;
  readonly because: Both | null;
  readonly pointers: readonly Pointer[];
  readonly looked: Coverage | null;
  readonly power: Power | null;
  readonly blindTo: readonly Both[];
  readonly falseAlarms: readonly Both[];
};

/** What `akashi weigh` prints. */
export type Weighing = {
  readonly seed: number;
  readonly draws: number;
  readonly ess: number;
  readonly paretoK: number;
  readonly hypotheses: readonly ({ readonly id: HypothesisId } & Interval)[];
  readonly own: Interval;
  readonly shown: Interval;
  readonly thisRecordLeft: Interval;
  readonly listLeft: Interval;
  readonly thisSpamFromUs: Interval;
  readonly likelihoodRatio: Interval;
  readonly pairwise: readonly ({ readonly against: HypothesisId } & Interval)[];
  readonly baseRate: readonly ({ readonly factor: number } & Interval)[];
  readonly sensitivity: readonly { readonly fact: string; readonly own: number }[];
  readonly permitted: readonly Outcome[];
  readonly outcome: Outcome;
  readonly outcomeReason: OutcomeReason | null;
  readonly confirmedScope: ConfirmedScope | null;
  readonly mailOrigin: MailOrigin;
  readonly unresolved: readonly string[];
  /** What is missing before "no evidence" could be said. */
  readonly missing?: readonly string[];
  /** Which vendor, if one lost the list; null when no fact names a vendor. `canBeSaid` false: nothing can be said. */
  readonly vendors?: {
    readonly canBeSaid: boolean;
    readonly noVendor: number;
    readonly vendors: readonly { readonly vendor: string; readonly share: number; readonly guilt: number }[];
    readonly because: Both;
  } | null;
  readonly words: Both;
  readonly because: readonly Both[];
};

export const sentenceTypes = [
  'FEEL',
  'HEARD',
  'DID',
  'FOUND',
  'LIMIT',
  'INFER',
  'ANSWER',
  'ACT',
  'PROMISE',
  'ASK',
  'RIGHT',
  'APOLOGY',
] as const;
export type SentenceType = (typeof sentenceTypes)[number];

/** A sentence is data first. `evidence` holds ids: fact ids, check ids, `claim`, `outcome`, `weights`, `org`, `deadline:…`. */
export type Sentence = {
  /** The same in every language and channel of one letter: the Japanese and the English sentence of one id say one thing. */
  readonly id?: string;
  readonly type: SentenceType;
  readonly section: string;
  readonly evidence: readonly string[];
  readonly slots: Readonly<Record<string, string>>;
  readonly text: string;
};

export type Stage = 'holding' | 'main' | 'follow-up' | 'correction';
export type Channel = 'letter' | 'email';

export type Letter = {
  readonly stage: Stage;
  readonly lang: Language;
  readonly channel: Channel;
  readonly outcome: Outcome;
  readonly sentences: readonly Sentence[];
  /** The whole letter as sent, frame included. */
  readonly text: string;
};

export type Deadline = {
  readonly id: string;
  readonly what: Both;
  readonly by: string;
  readonly clock: string;
  readonly conservative: boolean;
  readonly source: string;
};

export type NextStep = { readonly what: Both; readonly by: string | null; readonly owner: string };

/** Who else must be told, beside vendors and authorities. */
export const toldParties = [
  'insurer',
  'counsel',
  'client',
  'police',
  'cert',
  'parent',
  'card',
  'representatives',
] as const;
export type ToldParty = (typeof toldParties)[number];

/** The organisation, from org.yaml. Null or empty: not said, and a letter prints a place to fill. */
export type Organisation = {
  readonly name: Both | null;
  /** How it speaks of itself in a letter, where it says so. */
  readonly callsItself?: Both | undefined;
  readonly timeZone: string;
  /** True where nobody named the zone, and that of Japan was taken. */
  readonly timeZoneAssumed?: boolean | undefined;
  readonly contact: {
    readonly agent: string | null;
    readonly department: Both | null;
    readonly phone: string | null;
    readonly hours: Both | null;
    readonly address: string | null;
    readonly signer: string | null;
    readonly signerRole: Both | null;
    /** The names as an English letter writes them; left out: as they stand. */
    readonly agentEn?: string;
    readonly signerEn?: string;
  };
  readonly regimes: readonly ('appi' | 'gdpr' | 'uk')[];
  /** True where neither org.yaml nor the place of its zone says whose law applies, and that of Japan was taken. */
  readonly regimesAssumed?: boolean | undefined;
  readonly authorities: readonly {
    readonly name: Both;
    readonly contact: string | null;
    readonly host: string | null;
  }[];
  readonly vendors: readonly {
    readonly name: string;
    /** As an English letter writes it; left out: as it stands. */
    readonly nameEn?: string;
    readonly does: Both | null;
    readonly answer: 'none' | 'replied' | 'checked' | 'announced';
    readonly answeredAt: string | null;
    readonly coversThisRecord: boolean | null;
    /** False: it was given data for work of its own, as a broker or partner. Left out: org.yaml does not say. */
    readonly worksForUs?: boolean | undefined;
    /** Mail domains and hosts the vendor sends from. */
    readonly sendsFrom: readonly string[];
  }[];
  /** Our own mail domains, hosts and IP addresses: what counts as "sent by us". */
  readonly sendsFrom: readonly string[];
  readonly retentionDays: number | null;
  readonly maintenance: readonly { readonly from: string; readonly to: string }[];
  readonly complaintsRecordedSince: string | null;
  readonly complaints: readonly {
    readonly at: string;
    readonly sameSender: boolean;
    readonly uniqueAddress: boolean;
  }[];
  readonly knownReaders: readonly string[];
  /** Whom to tell, where org.yaml names them. */
  readonly tell?: Readonly<
    Partial<Record<ToldParty, readonly { readonly name: string; readonly contact: string | null }[]>>
  >;
};

/** A step taken (`doneAt`) or planned (`by`), with the department or role that answers for it. */
export type Measure = {
  readonly id: string;
  readonly what: Both;
  readonly doneAt: string | null;
  readonly by: string | null;
  readonly owner: Both;
};

/** One entry of the record of awareness. Only added to: a later entry corrects an earlier one. Times as in `Claim`. */
export type AwarenessDecision = {
  readonly receivedAt: string | null;
  readonly suspectedAt: string | null;
  readonly knewAt: string | null;
  readonly decidedAt: string;
  readonly decision: 'not_aware' | 'aware' | 'not_reportable';
  /** Role, rather than name. */
  readonly decider: string;
  readonly signedBy: string | null;
  readonly reasons: string;
  readonly evidence: readonly string[];
  readonly nextReviewAt: string | null;
};

/** A letter that went out. `sha256` is of the bytes that were sent; without it nobody can say later what it said. */
export type SentLetter = {
  readonly stage: Stage;
  readonly at: string;
  readonly outcome: Outcome;
  readonly lang?: Language;
  readonly path?: string;
  readonly sha256?: string;
  readonly approvedBy?: string;
};

/**
 * What people did and decided, which no check can find out. Every part is optional: a letter leaves out what is missing,
 * says less, or prints a place to fill, and never assumes that it was done. Times as in `Claim`.
 */
export type Handling = {
  /** Copies of the records were taken in such a way that a later change shows. */
  readonly acquisition?: { readonly at: string };
  readonly preservationStartedAt?: string;
  /** The hold on records: what a case needs is not erased. `until` null: until it is lifted; `reviewAt`: when the need is examined again. */
  readonly hold?: {
    readonly by: string;
    readonly from: string;
    readonly until: string | null;
    readonly reviewAt: string | null;
  };
  readonly awareness?: {
    readonly decision: 'not_aware' | 'aware' | 'not_reportable';
    readonly at: string;
    readonly signedBy: string | null;
    readonly reasons: string | null;
  };
  /** Every decision, oldest first; `awareness` is what the last one says. */
  readonly awarenessRecord?: readonly AwarenessDecision[];
  /** One person does it all: the reason stands in place of a second approver. */
  readonly singlePerson?: { readonly reason: string; readonly by: string; readonly at: string };
  readonly measures?: readonly Measure[];
  readonly reports?: readonly {
    readonly authority: Both;
    readonly at: string | null;
    readonly by: string | null;
    /** Who reports; left out: the department of the contact. */
    readonly owner?: Both;
  }[];
  /** Letters that went out, oldest first. */
  readonly sent?: readonly SentLetter[];
  /** What the customer is asked to do, most urgent first. */
  readonly advice?: readonly Both[];
  /** For a confirmed leak: what a person established about it. */
  readonly incident?: {
    readonly what?: Both;
    readonly at?: string;
    readonly learnedAt?: string;
    readonly items?: Both;
    readonly notIncluded?: Both;
    readonly cause?: Both;
    readonly consequences?: Both;
    readonly people?: { readonly low: number; readonly high: number; readonly at: string };
    readonly published?: Both;
  };
  readonly correction?: { readonly earlier: Both; readonly correct: Both; readonly reason: Both | null };
};

/** One collection of copies, as its record has it. Who collected stands in the record itself; here, role and rights. */
export type AcquisitionRecord = {
  readonly path: string;
  readonly sha256: string;
  readonly host: string;
  readonly roles: readonly string[];
  readonly adminRights: boolean | null;
  readonly secondPerson: boolean | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly copies: number;
  readonly skipped: number;
  /** How far the clock ran ahead of true time when the copies were taken, seconds; null: unknown. */
  readonly offsetSeconds: number | null;
  /** Whether the copies still are what was collected; null: nobody looked. */
  readonly intact: boolean | null;
  /** Log files of this case that are copies of this collection. */
  readonly logFiles: readonly string[];
};

/** What concerns a colleague: kept apart, under a key of its own. */
export type RestrictedNote = {
  readonly what: string;
  readonly at: string;
  readonly by: string;
  readonly evidence: readonly string[];
};

/** case.json: facts and computed values, no opinions. */
export type CaseFile = {
  readonly version: string;
  readonly now: string;
  readonly seed: number;
  readonly claim: Claim;
  readonly organisation: Organisation;
  readonly sources: readonly Source[];
  readonly files: readonly LogFileSummary[];
  readonly checks: readonly CheckResult[];
  readonly facts: readonly Fact[];
  readonly weigh: Weighing | null;
  readonly outcome: Outcome;
  readonly outcomeReason: OutcomeReason | null;
  readonly confirmedScope: ConfirmedScope | null;
  readonly mailOrigin: MailOrigin;
  readonly permitted: readonly Outcome[];
  readonly unresolved: readonly string[];
  readonly drill: DrillSummary | null;
  readonly letters: readonly Letter[];
  readonly deadlines: readonly Deadline[];
  readonly next: readonly NextStep[];
  readonly handling?: Handling;
  readonly acquisition?: readonly AcquisitionRecord[];
  /** Only where it was asked for. */
  readonly restricted?: readonly RestrictedNote[];
  /** What happened when, for the coverage map. */
  readonly timeline?: readonly TimelineMark[];
  /** What a ledger says of the logs, where one was given. */
  readonly seals?: SealSummary;
  /** Stretches of logs that are contradicted, or silent beyond chance. */
  readonly alterations?: readonly Alteration[];
  /** What records that were examined cannot tell by what they are. */
  readonly recordLimits?: RecordLimits;
  /** Kinds of record in which logins stand; left out where the case does not say. */
  readonly loginsIn?: readonly LogFamily[];
  /** The log that goes first and when, as triage has it; left out where that cannot be said. `at` may have passed. */
  readonly firstToGo?: { readonly log: string; readonly at: string };
};

export type RecordLimits = {
  /** The log of a database tells of errors, and neither of statements nor of connections. */
  readonly databaseErrorsOnly?: true | undefined;
  /** Identities of a cloud that read data on a record too short to say whether that is usual. Above 0. */
  readonly unjudgedIdentities?: number | undefined;
};

/** Seals of the logs, file by file. Lines from 1. `firstSealedAt` is the sealing host's clock, `firstExternalAt` somebody else's. */
export type SealSummary = {
  readonly ledger: string;
  readonly origin: string;
  readonly vkey: string;
  readonly size: number;
  /** SHA-256 of its checkpoint. */
  readonly checkpoint: string;
  /** False: the ledger itself does not verify, and nothing it says counts. */
  readonly holds: boolean;
  /** False: the key is the one in the ledger's own settings. */
  readonly keyIsOutside: boolean;
  readonly files: readonly {
    readonly path: string;
    readonly sealed: boolean;
    readonly sealedLines: number;
    readonly unsealedTail: number;
    readonly firstSealedAt: string | null;
    readonly lastSealedAt: string | null;
    readonly firstExternalAt: string | null;
    readonly gaps: readonly { readonly beforeLine: number; readonly why: string }[];
    readonly differences: number;
  }[];
  readonly problems: readonly { readonly what: string; readonly where: string; readonly message: Both }[];
  readonly limits: readonly Both[];
};

export type TimelineMark = {
  /** ISO 8601 with offset, or a bare date. */
  readonly at: string;
  /** Where the clock of the host was off: the time as the log has it. `at` is then corrected. */
  readonly asWritten?: string;
  readonly what: Both;
  readonly kind: 'submission' | 'export' | 'log-finding' | 'first-spam' | 'complaint' | 'mail-sent' | 'other';
};

/** A sign as `akashi logs tamper` states it, where it names a stretch of time. */
export type Alteration = {
  readonly kind: string;
  readonly strength: 'strong' | 'weak' | 'defect';
  readonly path: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly statement: Both;
  /** Other files whose lines speak against this one, where they are told. */
  readonly against?: readonly string[];
  /** Where the clock of the host was off: the stretch by true time. `from` and `to` stay as written. */
  readonly trueTime?: TrueTime;
};

/** Times corrected by what the record of a collection says of a clock. `offsetSeconds`: how far it ran ahead; ± `uncertaintySeconds`. */
export type TrueTime = {
  readonly host: string;
  readonly offsetSeconds: number;
  readonly uncertaintySeconds: number;
  readonly from: string | null;
  readonly to: string | null;
};

/** One file as `akashi logs read` prints it. */
export type LogFileSummary = {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly compression: 'none' | 'gzip' | 'zstd' | 'xz' | 'bzip2';
  readonly format: string;
  readonly encoding: string;
  readonly lines: number;
  readonly parsed: number;
  readonly unparsed: number;
  readonly firstUnparsed: readonly (Pointer & { readonly text: string })[];
  readonly from: string | null;
  readonly to: string | null;
  readonly assumed: readonly string[];
  /** Where the clock of the host was off: first and last time by true time. `from` and `to` stay as written. */
  readonly trueTime?: TrueTime;
  /** Set when the file could not be read to its end (a truncated archive): what it says is of the part before. */
  readonly incomplete?: Both;
  /** Of a case with several files: stretches of a day and more for which this one holds no line, in whole hours. */
  readonly quiet?: readonly QuietStretch[];
};

/** Instants, UTC. */
export type QuietStretch = { readonly from: string; readonly to: string };

export type DrillSummary = {
  readonly seed: number;
  readonly classes: readonly {
    readonly id: string;
    readonly planted: number;
    readonly found: number;
    readonly power: Power;
  }[];
  readonly removal: readonly {
    readonly minutes: number;
    readonly expectedLines: number;
    readonly trials: number;
    readonly noticed: number;
  }[];
  readonly falseAlarms: { readonly logDays: number; readonly count: number };
  /** Of the classes planted, how many were found each time, in part, never. Counted here so that a letter can say it. */
  readonly kinds?: { readonly planted: number; readonly all: number; readonly part: number; readonly none: number };
};
