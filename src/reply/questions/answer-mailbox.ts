// Answers to: is somebody in my mailbox, what did they read there, was it you who lost my password?
import { parseAddress } from '../../vocabulary/address.ts';
import { type FactOf, factsOf } from '../../vocabulary/fact.ts';
import { ownMailingTold } from '../findings/part-findings.ts';
import { type Grounds, openFindings } from '../grounds.ts';
import { headings, whereFindingsStand } from '../headings.ts';
import type { Told } from '../part-lists.ts';

/** The address is at a domain from which we send: whoever keeps that mailbox is ourselves. */
export function isKeptByUs({ case: { claim, organisation } }: Pick<Grounds, 'case'>): boolean {
  const address = parseAddress(claim.address) ?? '';
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return organisation.sendsFrom.some(
    (own) => /[a-z]/i.test(own) && (domain === own.toLowerCase() || domain.endsWith(`.${own.toLowerCase()}`)),
  );
}

/** Acts by which somebody comes to log in as another. */
const byLogin: ReadonlySet<string> = new Set(['bruteforce-login', 'valid-credentials', 'mail-abuse']);

/** Logins that are not told to be legitimate, as far as this letter tells of them. */
export function loginsTold(grounds: Grounds): readonly FactOf<'attacker-trace'>[] {
  if (!grounds.verified && ownMailingTold(grounds).length > 0) return [];
  return factsOf(openFindings(grounds.case), 'attacker-trace').filter(
    ({ attack, success }) => byLogin.has(attack) && success !== 'none',
  );
}

/** The message itself, by the record our own server left in it, came from where the login came from. */
export const sampleTied = (grounds: Grounds): boolean =>
  grounds.verified && loginsTold(grounds).some(({ sentSample }) => sentSample === true);

/** "Is somebody in my mailbox?": who keeps it can tell. Empty where our records hold its logins: then those are asked. */
export function inTheirMailbox(grounds: Grounds): Told[] {
  if (isKeptByUs(grounds)) return inOurMailbox(grounds);
  if (grounds.case.loginsIn?.includes('mail') === true) return [];
  return [
    {
      evidence: ['outcome'],
      text: {
        ja: 'どなたがお客様のメールボックスにログインしたかは、弊社の記録には残らず、メールの提供会社の記録で分かります。',
        en: 'Who has logged in to your mailbox is not in our records; your mail provider’s records show it.',
      },
    },
    {
      evidence: ['outcome'],
      text: {
        ja: 'ご心配な場合は、メールの提供会社にご相談になり、パスワードの変更もご検討ください。',
        en: 'If you are worried, we advise you to ask your provider, and to change its password.',
      },
    },
  ];
}

function inOurMailbox(grounds: Grounds): Told[] {
  const traces = loginsTold(grounds);
  const heading = whereFindingsStand(grounds.stage, grounds.verified);
  // Whose mailbox it was is told to nobody who may be somebody else.
  const theirs =
    grounds.verified && traces.some(({ ownAccount, success }) => ownAccount === true && success === 'shown');
  return [
    {
      evidence: ['org'],
      text: {
        ja: 'お申し出のアドレスは弊社が提供しているもので、そのメールボックスへのログインは、弊社の記録で調べるものです。',
        en: 'We provide your address, so this is a question to our own records.',
      },
    },
    traces.length > 0
      ? {
          evidence: traces.map(({ id }) => id),
          slots: { heading },
          text: theirs
            ? {
                ja: '「{heading}」に記したログインは、お客様のメールボックスへのものでした。',
                en: 'The login described under “{heading}” was to your mailbox.',
              }
            : {
                ja: '見つかったログインの跡は、「{heading}」に記しました。',
                en: 'The traces of a login that we found are set out under “{heading}”.',
              },
        }
      : {
          evidence: ['outcome'],
          text: {
            ja: 'ログインした者がいたかどうかは、まだ申し上げられません。',
            en: 'Whether anybody else logged in, we cannot say yet.',
          },
        },
    {
      evidence: ['outcome'],
      text: {
        ja: 'メールボックスのパスワードは、お早めに変更をお願いいたします。',
        en: 'If you use a password for this mailbox, please change it now.',
      },
    },
  ];
}

/** What was read leaves no line in most records: what a login opens is told instead of a comfort that nothing carries. */
export const readInOurMailbox: Told[] = [
  {
    evidence: ['outcome'],
    text: {
      ja: 'ログインした者がいれば、そこにあるメールは、いずれも読まれたおそれがございます。',
      en: 'Somebody who logged in could read all the mail in it.',
    },
  },
  {
    evidence: ['outcome'],
    text: {
      ja: '実際に何が読まれたかは、まだ分かっておりません。',
      en: 'Which messages were in fact opened is not established.',
    },
  },
];

/** Whoever wrote to us asks what of it is known: mail that lay in a mailbox other than theirs could be read there. */
export function writtenToUs(grounds: Grounds): Told[] {
  const into = loginsTold(grounds).filter(
    ({ record, success, vendor, ownAccount }) =>
      record === 'mail' && success === 'shown' && vendor === undefined && ownAccount !== true,
  );
  if (!grounds.verified || into.length === 0) return [];
  return [
    {
      evidence: into.map(({ id }) => id),
      slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
      text: {
        ja: '「{heading}」に記したメールボックスにお客様からのメールが残っていた場合は、読まれたおそれがございます。',
        en: 'If mail from you lay in the mailbox described under “{heading}”, it may have been read.',
      },
    },
  ];
}

/** Where a password became known is one question, that somebody tried many is another. */
export function passwordLost(grounds: Grounds): Told[] {
  const tried = loginsTold(grounds).filter(({ attack }) => attack === 'bruteforce-login');
  return [
    ...(tried.length === 0
      ? []
      : [
          {
            evidence: tried.map(({ id }) => id),
            slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
            text: {
              ja: '「{heading}」に記したログインの前に、パスワードを繰り返し試した跡がございます。',
              en: 'Before the login described under “{heading}”, passwords were tried again and again.',
            },
          },
        ]),
    {
      evidence: ['outcome'],
      text: {
        ja: 'パスワードがどこから知られたのか、弊社から漏れたのかどうかは、まだ分かっておりません。',
        en: 'Where the password became known, and whether it leaked from us, is not established yet.',
      },
    },
    ...(grounds.verified
      ? [
          {
            evidence: ['outcome'],
            slots: { heading: headings['measures'] ?? { ja: '', en: '' } },
            text: {
              ja: '調査の結果は、「{heading}」に記した日までにお知らせいたします。',
              en: 'We will tell you what we find by the day given under “{heading}”.',
            },
          },
        ]
      : []),
  ];
}
