// How a letter puts each kind of finding that points to our side. No counts of canaries, no names of rules, hosts or
// paths; the neutral words only: "gap" for what may have many causes, "altered" for a hard contradiction.

import type { Fact, FactKind, FactOf, factKinds } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { isDate } from '../days.ts';
import { foreignWords } from '../foreign-words.ts';
import type { Slot } from '../said.ts';
import { bulkReadWords } from './bulk-read-words.ts';
import type { Words } from './finding-words.ts';
import { recordOfAnotherWords } from './record-of-another.ts';
import { stoodInIt } from './stood-in-it.ts';
import { traceWords } from './trace-words.ts';

export type PointingKind = {
  [K in FactKind]: (typeof factKinds)[K]['canPointToUs'] extends true ? K : never;
}[FactKind];

/** A leak is told without saying whose: the reader must not take it for theirs, nor for somebody else's. */
const vendorScope: Readonly<Record<FactOf<'vendor-answer'>['coversThisRecord'], Both | undefined>> = {
  yes: undefined,
  unknown: {
    ja: '{vendor}からは、どの方の情報が漏れたのかを、まだ知らされておりません。',
    en: '{vendor} has not told us yet whose data it was.',
  },
  no: {
    ja: '{vendor}によれば、お客様の情報は含まれないとのことですが、弊社で確かめたものではございません。',
    en: '{vendor} says that your record was not among them; we have not confirmed this.',
  },
};
const reportScope: typeof vendorScope = {
  yes: undefined,
  unknown: {
    ja: 'その知らせからは、どの方の情報が漏れたのかが分かりません。',
    en: 'That report does not tell whose data it was.',
  },
  no: {
    ja: 'その知らせによれば、お客様の情報は含まれないとのことですが、弊社で確かめたものではございません。',
    en: 'By that report your record was not among them; we have not confirmed this.',
  },
};
const withBut = (but: Both | undefined): { readonly but?: Both } => (but ? { but } : {});

const words: { readonly [K in PointingKind]: (fact: FactOf<K>) => Words } = {
  'unique-address': ({ form }) =>
    form === 'unique'
      ? {
          text: {
            ja: 'お申し出のアドレスは、弊社へのご登録のためだけに作られたものと伺っております。',
            en: 'You told us that the address was made for us alone.',
          },
        }
      : {
          text: {
            ja: 'お申し出のアドレスは、弊社用と分かる形で作られたものと伺っております。',
            en: 'You told us that the address was made in a form that marks it as ours.',
          },
        },
  'second-address-hit': () => ({
    text: {
      ja: '新しく弊社にお知らせになった別のアドレスにも、迷惑メールが届いております。',
      en: 'A second address that was newly given to us has received spam too.',
    },
  }),
  'form-values-in-spam': () => ({
    text: {
      ja: '届いたメールに、お預かりしている情報と一致する内容が見つかりました。',
      en: 'The message contains details that match what our register holds for your address.',
    },
  }),
  'real-name-in-spam': () => ({
    text: { ja: '届いたメールに、お名前が書かれておりました。', en: 'The message contains your name.' },
  }),
  'sent-to-another': (fact) => {
    const { messages, receivedAt, crossed } = fact;
    const dated = receivedAt !== undefined && isDate(receivedAt);
    const slots: Readonly<Record<string, Slot>> = dated ? { at: receivedAt } : {};
    const day = { ja: dated ? '{at:day}に、' : '', en: dated ? ' on {at:day}' : '' };
    if (crossed !== undefined)
      return {
        text: {
          ja: `${day.ja}お客様の情報が書かれたメールを、別の方のアドレスにお送りした記録がございます。`,
          en: `Our own records show that mail with your data was sent to ${messages === 1 ? 'another person’s address' : 'the addresses of other people'}${day.en}.`,
        },
        slots,
        ...stoodInIt(fact),
      };
    return {
      text: {
        ja: `${day.ja}弊社の側から送られたメールが、別の方のアドレスに届いております。`,
        en: `By ${messages === 1 ? 'its delivery record, we sent a message' : 'their delivery records, we sent messages'} to another person’s address${day.en}.`,
      },
      slots,
      ...stoodInIt(fact),
    };
  },
  'record-of-another': recordOfAnotherWords,
  'mail-origin': ({ origin, carriesOurName }) => {
    if (origin === 'ours') {
      return {
        text: {
          ja: '届いたメールは、弊社または委託先の配信設備から送られたものでした。',
          en: 'The message was sent by our mailing systems or those of a company that works for us.',
        },
      };
    }
    if (carriesOurName) {
      return {
        text: {
          ja: '届いたメールは、弊社の名義を差出人としておりました。',
          en: 'The message gives our name as its sender.',
        },
      };
    }
    return {
      text: {
        ja: '届いたメールの送信元について、まだ説明のつかない点がございます。',
        en: 'Something about who sent the message is not explained yet.',
      },
    };
  },
  'campaign-elsewhere': ({ where }) =>
    where === 'register_only'
      ? {
          text: {
            ja: '同じ迷惑メールが届いた方は、分かっているかぎり、弊社にご登録の方だけです。',
            en: 'As far as is known, the same spam has reached only people in our register.',
          },
        }
      : {
          text: {
            ja: '同じ迷惑メールは、弊社にご登録のない方にも届いております。',
            en: 'The same spam has also reached people who are not in our register.',
          },
        },
  'vendor-answer': ({ vendor, answer, coversThisRecord }) => {
    const slots = { vendor: foreignWords(vendor, 30) };
    if (answer === 'announced') {
      return {
        text: {
          ja: '委託先の{vendor}から、情報が漏れたとの知らせを受けております。',
          en: '{vendor}, which handles data for us, has told us that data leaked from it.',
        },
        slots,
        ...withBut(vendorScope[coversThisRecord]),
      };
    }
    return {
      text: {
        ja: '委託先の{vendor}への確認は、まだ終わっておりません。',
        en: 'Our enquiry to {vendor}, which handles data for us, is not finished.',
      },
      slots,
    };
  },
  'third-party-confirmation': ({ withdrawn, coversThisRecord }) =>
    withdrawn
      ? {
          text: {
            ja: '外部から漏えいの知らせを受けましたが、その知らせはのちに取り下げられました。',
            en: 'A report of a leak reached us from outside; it was withdrawn later.',
          },
        }
      : {
          text: {
            ja: '外部から、漏えいがあったとの知らせを受けております。',
            en: 'We have received a report from outside that there was a leak.',
          },
          ...withBut(reportScope[coversThisRecord]),
        },
  'similar-complaints': ({ count }) => ({
    text: {
      ja: '同様のお申し出を、ほかに{count}件いただいております。',
      en:
        count === 1
          ? 'We have received {count} similar report from somebody else.'
          : 'We have received {count} similar reports from other people.',
    },
    slots: { count },
  }),
  'list-match': ({ matched, of }) => ({
    text: {
      ja: '出回っている名簿の{of}件のうち、{matched}件が弊社の登録と一致いたしました。',
      en: 'Of {of} entries in a circulating list, {matched} match our register.',
    },
    slots: { matched, of },
  }),
  'register-canaries': () => ({
    text: {
      ja: '弊社の名簿に設けた、漏えいに気づくための仕組みに、外部からの迷惑メールが届きました。',
      en: 'Spam from outside reached the safeguard that we keep in our own list.',
    },
  }),
  'vendor-canaries': ({ vendor }) => ({
    text: {
      ja: '委託先の{vendor}に渡した名簿に設けた、漏えいに気づくための仕組みに、迷惑メールが届きました。',
      en: 'Spam reached the safeguard that we keep in the list given to {vendor}.',
    },
    slots: { vendor: foreignWords(vendor, 30) },
  }),
  'attacker-trace': traceWords,
  'bulk-read': bulkReadWords,
  'log-integrity': ({ verdict }) => {
    if (verdict === 'altered') {
      return {
        text: {
          ja: 'サーバーの記録に、消去または書き換えが疑われる欠けや食い違いがございます。',
          en: 'The server records have a gap or a contradiction that may come from erasure or alteration.',
        },
        but: {
          ja: '機器の不具合や時計のずれから生じることもあり、原因を調べております。',
          en: 'A fault of the equipment or differing clocks can cause this too; we are finding out which it was.',
        },
      };
    }
    if (verdict === 'suspect') {
      return {
        text: {
          ja: 'サーバーの記録に、理由の分からない欠けがございます。',
          en: 'The server records have a gap that we cannot explain.',
        },
      };
    }
    return {
      text: {
        ja: 'サーバーの記録に、書き込みの乱れがございます。',
        en: 'The server records have defects from the way they were written.',
      },
    };
  },
  'page-exposure': ({ thisAddress, since }) => {
    const dated = since !== undefined && isDate(since);
    const slots: Readonly<Record<string, Slot>> = dated ? { since } : {};
    if (thisAddress) {
      return {
        text: {
          ja: `${dated ? '{since:day}から、' : ''}弊社の公開ページで、お客様のアドレスが読み取れる状態でした。`,
          en: `Your address could be read on our public pages${dated ? ' since {since:day}' : ''}.`,
        },
        slots,
      };
    }
    return {
      text: {
        ja: `${dated ? '{since:day}から、' : ''}弊社の公開ページに、アドレスを読み取れる箇所がございます。`,
        en: `Addresses could be read on our public pages${dated ? ' since {since:day}' : ''}.`,
      },
      slots,
    };
  },
  'visible-recipients': ({ recipients, includesThis, sentAt, listMessages }) => {
    if (includesThis === 'unknown' && listMessages !== undefined) {
      return {
        text: {
          ja: 'お客様のアドレスは、弊社のメーリングリストの配信先（一度に最大{recipients}件、計{messages}通）に含まれております。',
          en: 'Your address is among the recipients of our mailing list (up to {recipients} at once, {messages} messages in all).',
        },
        slots: { recipients, messages: listMessages },
        but: {
          ja: 'ふつうは配信先どうしにアドレスは見えませんが、記録からは確かめられておりません。',
          en: 'A mailing list does not ordinarily show addresses to its recipients, but the records do not tell.',
        },
      };
    }
    if (includesThis === 'unknown') {
      // A mail log shows to how many it went, not whether they could see each other.
      return {
        text: {
          ja: '{recipients}件の宛先に一度にお送りしたメールがあり、宛先が互いに見える形だったかもしれません。',
          en: 'We sent one message to {recipients} recipients at once; they may have been visible to one another.',
        },
        slots: { recipients },
      };
    }
    const dated = sentAt !== undefined && isDate(sentAt);
    const slots: Readonly<Record<string, Slot>> = dated ? { recipients, sent: sentAt } : { recipients };
    const ja = dated ? '{sent:day}に、' : '';
    const en = dated ? ' on {sent:day}' : '';
    if (includesThis === 'yes') {
      return {
        text: {
          ja: `${ja}お客様を含む{recipients}件の宛先に、宛先が互いに見える形でメールをお送りしておりました。`,
          en: `The message we sent${en} showed its {recipients} recipients to one another, and your address was among them.`,
        },
        slots,
      };
    }
    return {
      text: {
        ja: `${ja}宛先が互いに見える形で、{recipients}件の宛先にメールをお送りしておりました。`,
        en: `The message we sent${en} showed its {recipients} recipients to one another.`,
      },
      slots,
    };
  },
  'known-leak-timing': ({ registered }) =>
    registered === 'before'
      ? {
          text: {
            ja: 'お客様のご登録は、以前に分かっている弊社の漏えいより前のものでした。',
            en: 'You registered before a leak of ours that is already known.',
          },
        }
      : {
          text: {
            ja: 'お客様のご登録は、以前に分かっている弊社の漏えいより後のものでした。',
            en: 'You registered after a leak of ours that is already known.',
          },
        },
};

/** Words of a finding that points to our side; undefined for kinds that cannot. */
export function foundWords(fact: Fact): Words | undefined {
  switch (fact.kind) {
    case 'unique-address':
      return words['unique-address'](fact);
    case 'second-address-hit':
      return words['second-address-hit'](fact);
    case 'form-values-in-spam':
      return words['form-values-in-spam'](fact);
    case 'real-name-in-spam':
      return words['real-name-in-spam'](fact);
    case 'sent-to-another':
      return words['sent-to-another'](fact);
    case 'record-of-another':
      return words['record-of-another'](fact);
    case 'mail-origin':
      return words['mail-origin'](fact);
    case 'campaign-elsewhere':
      return words['campaign-elsewhere'](fact);
    case 'vendor-answer':
      return words['vendor-answer'](fact);
    case 'third-party-confirmation':
      return words['third-party-confirmation'](fact);
    case 'similar-complaints':
      return words['similar-complaints'](fact);
    case 'list-match':
      return words['list-match'](fact);
    case 'register-canaries':
      return words['register-canaries'](fact);
    case 'vendor-canaries':
      return words['vendor-canaries'](fact);
    case 'attacker-trace':
      return words['attacker-trace'](fact);
    case 'bulk-read':
      return words['bulk-read'](fact);
    case 'log-integrity':
      return words['log-integrity'](fact);
    case 'page-exposure':
      return words['page-exposure'](fact);
    case 'visible-recipients':
      return words['visible-recipients'](fact);
    case 'known-leak-timing':
      return words['known-leak-timing'](fact);
    default:
      return undefined;
  }
}
