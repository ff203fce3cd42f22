// What a question or a request of the complainant can be about, by what its answer has to tell. The examples of each, in
// example-questions-en.ts and -ja.ts, say what is meant better than any word for it.

export const questionKinds = [
  /** To which companies, partners or other third parties we gave the data. */
  'given-to',
  /** Whether somebody whom we gave them to lost them. */
  'vendor-leak',
  /** Reports to authorities and to the police, by us. */
  'reported',
  /** What was looked at, over which time, and what came of it. */
  'examined',
  /** What our word is worth: proof, certainty, somebody independent. */
  'believe',
  /** What the message demands. */
  'to-pay',
  /** Where a payment that is due to us goes. */
  'where-to-pay',
  'liability',
  /** Whether they should go there themselves. */
  'to-police',
  /** Warning others who are concerned. */
  'tell-others',
  /** Who inside may look at data, not who has seen a message. */
  'who-may-see',
  'logs-kept',
  'form-kept',
  /** How long data are kept, and why these still are. */
  'retention',
  /** Whether, and since when, a list, form, folder or link stood open to anybody. */
  'open-to-all',
  'agreed',
  /** Why nobody answered, or so late, or gave no warning. */
  'unanswered',
  /** Whether to tell a bank or have a card replaced, before anything was given away. */
  'to-card-company',
  /** A link was clicked, something entered, opened or paid: what now. */
  'clicked',
  /** What whoever asks should do, or be afraid of. */
  'what-to-do',
  /** How data are protected. */
  'safeguards',
  /** An answer in writing. */
  'written',
  /** Who, or how many, received or saw a mail or list of ours. */
  'seen-by',
  /** Whether a message is ours. */
  'sent-by-us',
  /** A mailbox or account of theirs. */
  'mailbox',
  /** What was read in a mailbox of ours. */
  'mailbox-read',
  'password',
  'card',
  /** Whether a booking, order, payment or membership stands. */
  'dealings',
  /** What a file held that went out with a mail of ours. */
  'attached',
  /** Which person passed data on. */
  'passed-by',
  /** Data that went out, wanted back, or deleted by whoever got them. */
  'taken-back',
  /** Why mail still comes after they had ended it. */
  'unsubscribed',
  'break-in',
  /** How, why, whence and when it got out; whether it did. */
  'cause',
  /** Another way than through us: a guess, their own computer, somebody else. */
  'ways',
  /** Whether they did something wrong themselves. */
  'own-fault',
  /** Which of their data. */
  'items',
  'apology',
  /** What our pages show to anybody. */
  'on-page',
  /** What we hold of them, and where we have it from. */
  'held',
  /** To stop using data or writing, to erase. */
  'stop',
  /** How many others are concerned. */
  'others',
  'cost',
  /** What was done and will be, and when they hear of it. */
  'plan',
  /** What data are needed for, and by which right. */
  'purpose',
  /** Who is in charge. */
  'responsible',
  /** Since when we knew. */
  'knew',
  /** To be telephoned or met. */
  'call',
  /** What only the people of the organisation can tell, and no examination shows. */
  'service',
] as const;

/** `other`: what asks for nothing by itself, and what is like no example. */
export type Asked = (typeof questionKinds)[number] | 'other';

export type ExampleQuestions = Readonly<Record<Asked, readonly string[]>>;
