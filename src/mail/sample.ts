// What one mail says about how its sender came by the address: the function that an investigation calls.
import { type Address, parseAddress } from '../vocabulary/address.ts';
import type { MailOrigin } from '../vocabulary/outcome.ts';
import { type MailKind, natureOf } from './bounce.ts';
import { extortionIn } from './extortion.ts';
import { type Indicator, indicatorsOf } from './indicators.ts';
import { leadsElsewhere } from './links.ts';
import type { HeaderField } from './message/header.ts';
import { headerValue } from './message/header.ts';
import { parseMailDate } from './message/mail-date.ts';
import { firstMailbox, parseMailboxes } from './message/mailbox-list.ts';
import type { MailMessage } from './message/message.ts';
import { placesWhere } from './place.ts';
import { type Recipients, recipientsOf } from './recipients.ts';
import { type Authentication, receiverAuthentication } from './sender/authentication.ts';
import { deliveryField } from './sender/list-identity.ts';
import { carriesOurName, claimsOurHost, originOf, refusedAsOurs, sortSenders } from './sender/origin.ts';
import { type Chain, readChain } from './sender/trust.ts';
import type { FormValue } from './values/asked-in-pieces.ts';
import type { Choices } from './values/choices.ts';
import { type FormValueFound, findFormValues, holdsFound, type RegisterCount } from './values/form-values.ts';
import { haystackOf } from './values/haystack.ts';

export type SampleContext = {
  /** The complainant's address, as given to us; null: taken from the mail where the receiver wrote it. */
  readonly recipient: Address | null;
  /** Domains, hosts, addresses and networks from which we and our vendors send. */
  readonly ourSenders: readonly string[];
  /** Our names as a sender would show them. */
  readonly ourNames?: readonly string[];
  /** What the complainant's record holds. */
  readonly formValues: readonly FormValue[];
  /** Records of the register that hold a value. */
  readonly registerValueCount?: RegisterCount;
  readonly registerSize?: number;
  /** What many choose of in the register, counted together. */
  readonly registerChoices?: Choices;
  /** Verdicts recomputed from a DNS snapshot; without them the receiver's own are read. */
  readonly authentication?: Authentication;
};

export type SampleFindings = {
  readonly kind: MailKind;
  readonly hops: Chain['hops'];
  readonly boundary: number | null;
  readonly auth: Authentication;
  readonly recipients: Recipients;
  readonly mailOrigin: MailOrigin;
  readonly carriesOurName: boolean;
  /** The receiver's checks of the sender (SPF, DMARC) failed for an address of ours. */
  readonly refusedAsOurs: boolean;
  /** The sending machine gave a name of ours, from an address that is none of ours. */
  readonly claimsOurHost: boolean;
  /** It has links, and none leads to a host of ours. */
  readonly leadsElsewhere: boolean;
  readonly formValuesFound: readonly FormValueFound[];
  readonly originalRecipient: string | null;
  /** The address this copy was delivered to, by the receiver's own fields; null when they do not say. */
  readonly deliveredTo: Address | null;
  /** When the recipient's side took it in, else its Date field; ISO 8601 with offset. */
  readonly receivedAt: string | null;
  /** A text that threatens: not to be shown without a warning. */
  readonly threatens: boolean;
  readonly indicators: readonly Indicator[];
};

/** Who got this copy, as the receiver's side wrote it: a delivery field above the boundary, else its "for" clause. */
function deliveryOf(headers: readonly HeaderField[], chain: Chain): Address | null {
  const field = deliveryField(headers);
  const written = field && parseAddress(firstMailbox(field.value)?.address ?? '');
  if (written) return written;
  for (const { received, trusted } of chain.hops) {
    const address = trusted ? parseAddress(received.forAddress ?? '') : undefined;
    if (address) return address;
  }
  const to = parseMailboxes(headerValue(headers, 'to') ?? '');
  return to.length === 1 ? (parseAddress(to[0]?.address ?? '') ?? null) : null;
}

function receivedAtOf(headers: readonly HeaderField[], chain: Chain): string | null {
  const trusted = chain.boundary === null ? undefined : chain.hops[chain.boundary]?.received.date;
  return trusted?.iso ?? parseMailDate(headerValue(headers, 'date') ?? '')?.iso ?? null;
}

/** Characters searched for form values; a spam's words stand at its beginning. */
const MOST_SEARCHED = 400_000;

/**
 * Text in which form values are looked for: the name the mail calls its recipient by, what a person reads, and the
 * source of HTML too, because links and hidden parts carry values as well.
 */
export function searchedText(message: MailMessage, readable: string): string {
  const to = parseMailboxes(headerValue(message.headers, 'to') ?? '').map(({ name }) => name);
  const sources = message.textParts.filter(({ isHtml }) => isHtml).map(({ text }) => text);
  return [headerValue(message.headers, 'subject') ?? '', ...to, readable, ...sources]
    .join('\n\n')
    .slice(0, MOST_SEARCHED);
}

/**
 * Reads a sample against a record. Pure: the same bytes and context give the same findings. `readable` may be passed
 * when the caller has it already.
 */
export function examineSample(
  message: MailMessage,
  context: SampleContext,
  readable = message.readable,
): SampleFindings {
  const { headers } = message;
  const chain = readChain(headers);
  const auth = context.authentication ?? receiverAuthentication(headers, chain);
  const ours = sortSenders(context.ourSenders);
  const nature = natureOf(message);
  const deliveredTo = deliveryOf(headers, chain);
  const recipient = context.recipient ?? deliveredTo;
  const receivedAt = receivedAtOf(headers, chain);
  const text = context.formValues.length > 0 ? searchedText(message, readable) : '';
  const formValuesFound =
    context.formValues.length > 0
      ? findFormValues(haystackOf(text), {
          values: context.formValues,
          address: recipient,
          count: context.registerValueCount ?? null,
          registerSize: context.registerSize ?? 0,
          ...(context.registerChoices ? { choices: context.registerChoices } : {}),
          receivedAt,
        })
      : [];
  const recipients = recipientsOf(headers);
  const mailOrigin = originOf(chain, auth, ours);
  const ownName = carriesOurName(headers, ours, context.ourNames ?? [], recipient);
  const extortion = extortionIn(readable);
  const formPlaces = formValuesFound.flatMap((one) =>
    placesWhere(message, (shown) => holdsFound(haystackOf(shown), one)).slice(0, 5),
  );
  const indicators = indicatorsOf({
    message,
    chain,
    auth,
    nature,
    recipients,
    recipient,
    mailOrigin,
    ownName,
    extortion,
    formValuesFound,
    formPlaces,
  });
  return {
    kind: nature.kind,
    hops: chain.hops,
    boundary: chain.boundary,
    auth,
    recipients,
    mailOrigin,
    carriesOurName: ownName,
    refusedAsOurs: refusedAsOurs(headers, auth, ours),
    claimsOurHost: claimsOurHost(chain, ours),
    leadsElsewhere: leadsElsewhere(message, ours),
    formValuesFound,
    originalRecipient: nature.originalRecipient,
    deliveredTo,
    receivedAt,
    threatens: extortion !== undefined,
    indicators,
  };
}
