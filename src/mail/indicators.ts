// Signs in a mail of how its sender came by the address. Each has a direction, a strength and what could fake it; none is
// a proof. docs/mail.md prints this table.
import type { Both } from '../vocabulary/finding.ts';
import type { MailOrigin } from '../vocabulary/outcome.ts';
import type { Nature } from './bounce.ts';
import type { Extortion } from './extortion.ts';
import { headerValue } from './message/header.ts';
import type { MailMessage } from './message/message.ts';
import { type Place, placeOfField, placesWhere } from './place.ts';
import type { Recipients } from './recipients.ts';
import type { Authentication } from './sender/authentication.ts';
import { deliveryField, encodesRecipient, hidesRecipient, listFields, mailingAccount } from './sender/list-identity.ts';
import type { Anomaly, Chain } from './sender/trust.ts';
import type { FormValueFound } from './values/form-values.ts';

export type Strength = 'weak' | 'moderate' | 'strong';
export type Direction =
  | 'our-side'
  | 'guessed'
  | 'public-exposure'
  | 'other-site'
  | 'list-seller'
  | 'forged-sender'
  | 'neutral';

type Kind = { readonly about: Both; readonly direction: Direction; readonly faked: Both };

export const indicatorKinds = {
  'form-values': {
    about: { ja: 'フォームに書かれた内容が本文にある', en: 'the text holds what was written into a form' },
    direction: 'our-side',
    faked: { ja: '同じ内容を持つ別の名簿', en: 'another list that holds the same values' },
  },
  'tagged-address': {
    about: { ja: '用途別のアドレスに届いた', en: 'delivered to an address made for one purpose' },
    direction: 'our-side',
    faked: { ja: '推測できる目印', en: 'a tag that can be guessed' },
  },
  'sent-by-us': {
    about: { ja: '弊社または委託先の設備から送られた', en: 'sent by our own systems or vendors' },
    direction: 'our-side',
    faked: { ja: '共用の配信設備', en: 'a sending service that others share' },
  },
  'our-name-forged': {
    about: { ja: '弊社の名が差出人に使われた', en: 'shows our name as the sender, but was not sent by us' },
    direction: 'neutral',
    faked: { ja: '差出人は誰でも書ける', en: 'anyone can write a sender' },
  },
  'visible-recipients': {
    about: { ja: '弊社からの一斉送信で宛先が見えている', en: 'sent by us with the recipients visible to each other' },
    direction: 'our-side',
    faked: { ja: '宛先欄の書き換え', en: 'a rewritten list of recipients' },
  },
  'generated-recipients': {
    about: { ja: '宛先が機械的に作られた並び', en: 'recipients that look generated' },
    direction: 'guessed',
    faked: { ja: '並べ替えた名簿', en: 'a list that was sorted' },
  },
  'parser-debris': {
    about: { ja: 'ページから機械的に拾った跡のあるアドレス', en: 'an address with the debris of a page harvester' },
    direction: 'public-exposure',
    faked: { ja: '偶然の綴り', en: 'a spelling by accident' },
  },
  'password-shown': {
    about: { ja: '本文にパスワードが書かれている', en: 'the text shows a password' },
    direction: 'other-site',
    faked: { ja: '当てずっぽうの文字列', en: 'a string made up' },
  },
  extortion: {
    about: { ja: '脅迫の文面', en: 'a text that threatens' },
    direction: 'neutral',
    faked: { ja: '同じ語を含む別の文', en: 'another text with the same words' },
  },
  'mailing-account': {
    about: { ja: '配信サービスの利用者が送った', en: "sent through a mailing service's account" },
    direction: 'list-seller',
    faked: { ja: '署名のないヘッダー', en: 'fields that no signature covers' },
  },
  'mailing-list': {
    about: { ja: '名簿による配信の目印', en: 'marks of a mailing with a list' },
    direction: 'list-seller',
    faked: { ja: '送信者が自由に書ける', en: 'written by the sender' },
  },
  'recipient-encoded': {
    about: { ja: '返送先に宛先が織り込まれている', en: 'the return path names the recipient' },
    direction: 'list-seller',
    faked: { ja: '送信者が自由に書ける', en: 'written by the sender' },
  },
  'recipient-hidden': {
    about: { ja: '宛先欄に本人がいない', en: 'the recipient is not named in To or Cc' },
    direction: 'neutral',
    faked: { ja: '送信者が自由に書ける', en: 'written by the sender' },
  },
  'sender-unverified': {
    about: { ja: '差出人の確認に失敗している', en: 'the sender failed the checks of the receiver' },
    direction: 'neutral',
    faked: { ja: '転送で壊れた署名', en: 'a signature that forwarding broke' },
  },
  'forged-hops': {
    about: { ja: '配送経路の記録に矛盾がある', en: 'contradictions in the claimed way of the mail' },
    direction: 'neutral',
    faked: { ja: '時計の狂った中継', en: 'relays with wrong clocks' },
  },
  backscatter: {
    about: { ja: '本人を騙ったメールの返送', en: 'a bounce: the address was put in as a sender' },
    direction: 'forged-sender',
    faked: { ja: '返送を装った迷惑メール', en: 'spam made to look like a bounce' },
  },
  'automatic-answer': {
    about: { ja: '自動の返事', en: "a machine's answer" },
    direction: 'forged-sender',
    faked: { ja: '送信者が自由に書ける', en: 'written by the sender' },
  },
  'complaint-report': {
    about: { ja: '苦情・開封などの報告メール', en: 'a report about another mail' },
    direction: 'forged-sender',
    faked: { ja: '送信者が自由に書ける', en: 'written by the sender' },
  },
} as const satisfies Record<string, Kind>;

export type IndicatorId = keyof typeof indicatorKinds;

export type Indicator = {
  readonly id: IndicatorId;
  readonly strength: Strength;
  readonly places: readonly Place[];
  /** False only where the recipient's own side wrote it, or a passing signature stands for it. */
  readonly couldBeFaked: boolean;
};

export type Evidence = {
  readonly message: MailMessage;
  readonly chain: Chain;
  readonly auth: Authentication;
  readonly nature: Nature;
  readonly recipients: Recipients;
  readonly recipient: string | null;
  readonly mailOrigin: MailOrigin;
  readonly ownName: boolean;
  readonly extortion: Extortion | undefined;
  readonly formValuesFound: readonly FormValueFound[];
  readonly formPlaces: readonly Place[];
};

const fieldPlaces = ({ message }: Evidence, ...keys: readonly string[]): Place[] =>
  message.headers.filter(({ key }) => keys.includes(key)).map(placeOfField);

function formIndicator({ formValuesFound, formPlaces }: Evidence): Indicator[] {
  const telling = formValuesFound.filter(({ addsToAddress }) => addsToAddress);
  if (telling.length === 0) return [];
  // Two values of one record, or one that fewer than one record in two hundred holds.
  const rare = telling.reduce((product, { chance }) => product * chance, 1);
  const strength = rare <= 0.005 ? 'strong' : rare <= 0.05 ? 'moderate' : 'weak';
  return [{ id: 'form-values', strength, places: formPlaces, couldBeFaked: true }];
}

function addressIndicators(evidence: Evidence): Indicator[] {
  const { recipient, message, chain } = evidence;
  const found: Indicator[] = [];
  const field = deliveryField(message.headers);
  const local = recipient?.slice(0, recipient.lastIndexOf('@')) ?? '';
  const byReceiver = field !== undefined && chain.boundary !== null;
  const places = field ? [placeOfField(field)] : fieldPlaces(evidence, 'to');
  if (/^[^+]{1,64}\+[^+]{2,64}$/.test(local)) {
    found.push({
      id: 'tagged-address',
      strength: byReceiver ? 'strong' : 'moderate',
      places,
      couldBeFaked: !byReceiver,
    });
  }
  if (
    /^(?:3d|20|2f|22|27|u003[ce]|mailto|nbsp|lt|gt|quot)[a-z]/i.test(local) &&
    /^(?:u003|mailto|nbsp|quot|3d|20)/i.test(local)
  ) {
    found.push({ id: 'parser-debris', strength: 'moderate', places, couldBeFaked: true });
  }
  if (hidesRecipient(message.headers, recipient)) {
    found.push({ id: 'recipient-hidden', strength: 'weak', places: fieldPlaces(evidence, 'to'), couldBeFaked: true });
  }
  return found;
}

function senderIndicators(evidence: Evidence): Indicator[] {
  const { mailOrigin, ownName, chain, auth, recipients, recipient } = evidence;
  const found: Indicator[] = [];
  const boundary = chain.hops[chain.boundary ?? -1]?.field;
  const seen = boundary ? [placeOfField(boundary)] : [];
  if (mailOrigin === 'ours') {
    found.push({ id: 'sent-by-us', strength: 'strong', places: seen, couldBeFaked: false });
    if (recipients.count >= 2) {
      found.push({
        id: 'visible-recipients',
        strength: 'strong',
        places: fieldPlaces(evidence, 'to', 'cc'),
        couldBeFaked: true,
      });
    }
  }
  if (mailOrigin === 'not_ours' && ownName) {
    found.push({
      id: 'our-name-forged',
      strength: 'moderate',
      places: [...fieldPlaces(evidence, 'from'), ...seen],
      couldBeFaked: false,
    });
  }
  const account = mailingAccount(evidence.message.headers, auth);
  if (account) {
    found.push({
      id: 'mailing-account',
      strength: account.signed ? 'moderate' : 'weak',
      places: [placeOfField(account.field)],
      couldBeFaked: !account.signed,
    });
  }
  const lists = listFields(evidence.message.headers);
  if (lists.length > 0)
    found.push({ id: 'mailing-list', strength: 'weak', places: lists.map(placeOfField), couldBeFaked: true });
  const path = encodesRecipient(evidence.message.headers, recipient);
  if (path) found.push({ id: 'recipient-encoded', strength: 'weak', places: [placeOfField(path)], couldBeFaked: true });
  return found;
}

function contentIndicators(evidence: Evidence): Indicator[] {
  const { extortion, message } = evidence;
  if (!extortion) return [];
  const places = placesWhere(message, (text) => /bitcoin|\bbtc\b|ビットコイン|仮想通貨/i.test(text)).slice(0, 3);
  const found: Indicator[] = [{ id: 'extortion', strength: 'moderate', places, couldBeFaked: true }];
  if (extortion.showsPassword) found.push({ id: 'password-shown', strength: 'moderate', places, couldBeFaked: true });
  return found;
}

/** Anomalies that honest mail seldom shows; broken chains and missing dates are everyday. */
const telling = new Set<Anomaly>(['clock-regression', 'private-below-public', 'names-the-receiver']);

const order = Object.keys(indicatorKinds);

/** The indicators of one mail, in the order of the table. */
export function indicatorsOf(evidence: Evidence): Indicator[] {
  const { chain, auth, nature, recipients, message, mailOrigin } = evidence;
  const found = [
    ...formIndicator(evidence),
    ...addressIndicators(evidence),
    ...senderIndicators(evidence),
    ...contentIndicators(evidence),
  ];
  if (recipients.pattern !== 'none' && mailOrigin !== 'ours') {
    const strength = recipients.p < 1e-4 ? 'strong' : recipients.p < 0.005 ? 'moderate' : 'weak';
    found.push({ id: 'generated-recipients', strength, places: fieldPlaces(evidence, 'to', 'cc'), couldBeFaked: true });
  }
  if (auth.dmarc === 'fail' || (auth.spf === 'fail' && auth.dkim.every(({ result }) => result !== 'pass'))) {
    const field = message.headers.find(({ key }) => key === 'authentication-results' || key === 'received-spf');
    found.push({
      id: 'sender-unverified',
      strength: 'moderate',
      places: field ? [placeOfField(field)] : [],
      couldBeFaked: false,
    });
  }
  const contradicted = chain.hops.filter(
    ({ trusted, anomalies }) => !trusted && anomalies.some((one) => telling.has(one)),
  );
  if (contradicted.length > 0) {
    found.push({
      id: 'forged-hops',
      strength: 'weak',
      places: contradicted.map(({ field }) => placeOfField(field)),
      couldBeFaked: true,
    });
  }
  const shownBy = nature.shownBy
    ? [nature.shownBy]
    : headerValue(message.headers, 'subject') === null
      ? []
      : fieldPlaces(evidence, 'subject');
  if (nature.kind === 'bounce')
    found.push({ id: 'backscatter', strength: 'strong', places: shownBy, couldBeFaked: true });
  if (nature.kind === 'auto-reply')
    found.push({ id: 'automatic-answer', strength: 'moderate', places: shownBy, couldBeFaked: true });
  if (nature.kind === 'report')
    found.push({ id: 'complaint-report', strength: 'moderate', places: shownBy, couldBeFaked: true });
  return found.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}
