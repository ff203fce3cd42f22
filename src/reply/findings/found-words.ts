// How a letter puts each kind of finding that points to our side. No counts of canaries, no names of rules, hosts or
// paths; the neutral words only: "gap" for what may have many causes, "altered" for a hard contradiction.

import { showsReading } from '../../vocabulary/data-read.ts';
import type { Fact, FactKind, FactOf, factKinds } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { isOpenFile } from '../../vocabulary/open-file.ts';
import { isDate } from '../days.ts';
import { foreignWords } from '../foreign-words.ts';
import type { Slot } from '../said.ts';
import { bulkReadWords } from './bulk-read-words.ts';
import { isOfCloud, isUnusualUse } from './cloud-use.ts';
import type { HowFar } from './how-far.ts';
import { loginWords } from './login-words.ts';
import { recordOfAnotherWords } from './record-of-another.ts';
import { isServedFile, isWalk, openFileWords } from './served-file.ts';
import { stoodInIt } from './stood-in-it.ts';
import { writtenOut } from './written-out.ts';

export type PointingKind = {
  [K in FactKind]: (typeof factKinds)[K]['canPointToUs'] extends true ? K : never;
}[FactKind];

type Words = {
  readonly text: Both;
  readonly slots?: Readonly<Record<string, Slot>>;
  /** What else is established of it. */
  readonly and?: { readonly text: Both; readonly slots: Readonly<Record<string, Slot>> };
  /** What may innocently lie behind it, where the finding alone would say too much. */
  readonly but?: Both;
  readonly howFar?: HowFar;
};

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

/** A mailbox of ours whose mail goes on to outside since somebody came into it who never had. */
function sentOnWords({ at }: FactOf<'attacker-trace'>, where: Both): Words {
  const dated = at !== undefined && isDate(at);
  return {
    text: {
      ja: `${where.ja}に、${dated ? '{seen:day}に' : ''}弊社のメールボックスが初めての場所から使われ、届いたメールが外部へ転送されるようになった跡がございます。`,
      en: `${where.en} show a mailbox of ours used from a new place${dated ? ' on {seen:day}' : ''}, and its mail then sent on to outside.`,
    },
    slots: dated ? { seen: at } : {},
    but: {
      ja: '正当な設定であったかどうかを、確かめております。',
      en: 'We are finding out whether this was legitimate.',
    },
  };
}

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
  'attacker-trace': (fact) => {
    const { success, reachedData } = fact;
    if (isUnusualUse(fact)) {
      const dated = fact.at !== undefined && isDate(fact.at);
      return {
        text: {
          ja: `クラウドの操作の記録に、${dated ? '{seen:moment}ごろから' : ''}弊社の利用権限が初めての場所から使われ、${reachedData ? '保存した情報に' : ''}普段にない操作が行われた跡がございます。`,
          en: `The records of our cloud show our access rights used from a new place${dated ? ' from about {seen:moment} on' : ''}, and unusual operations${reachedData ? ' on stored data' : ''}.`,
        },
        slots: dated && fact.at !== undefined ? { seen: fact.at } : {},
        but: {
          ja: '正当な利用であったかどうかを、確かめております。',
          en: 'We are finding out whether this use was legitimate.',
        },
      };
    }
    const dumped = success === 'none' ? undefined : writtenOut(fact);
    if (dumped) return dumped;
    if (fact.attack === 'log-clearing' && success !== 'none') {
      const dated = fact.at !== undefined && isDate(fact.at);
      return {
        text: {
          ja: `サーバーの記録に、${dated ? '{seen:moment}ごろ、' : ''}記録が消去された跡がございます。`,
          en: `The server records show that records were erased${dated ? ' at about {seen:moment}' : ''}.`,
        },
        slots: dated && fact.at !== undefined ? { seen: fact.at } : {},
        but: {
          ja: '誰が何のために消去したのかを、確かめております。',
          en: 'We are finding out who erased them, and why.',
        },
      };
    }
    const where = isOfCloud(fact)
      ? { ja: 'クラウドの操作の記録', en: 'The records of operations in our cloud' }
      : { ja: 'サーバーの記録', en: 'The server records' };
    if (fact.attack === 'mail-abuse' && reachedData && success !== 'none') return sentOnWords(fact, where);
    if (isOpenFile(fact)) return openFileWords(fact);
    if (isServedFile(fact) && success === 'shown') {
      return {
        text: reachedData
          ? {
              ja: 'サーバーの記録に、データの控えとみられるファイルが外部から取得された跡がございます。',
              en: 'The server records show that a file that looks like a copy of our data was fetched from outside.',
            }
          : {
              ja: 'サーバーの記録に、公開すべきでないファイルが外部から取得された跡がございます。',
              en: 'The server records show that a file not meant for the public was fetched from outside.',
            },
      };
    }
    if (isWalk(fact)) {
      const { at, lastAt } = fact;
      const [first, last] = [at, lastAt].map((one) => (one !== undefined && isDate(one) ? one : undefined));
      const when =
        first === undefined
          ? { ja: '', en: '' }
          : last === undefined
            ? { ja: '{seen:day}に', en: ', on {seen:day}' }
            : { ja: '{seen:day}から{last:day}までに', en: ', between {seen:day} and {last:day}' };
      return {
        text: {
          ja: `サーバーの記録に、個人に関する記録の画面が${when.ja}外部から番号順に次々と開かれた跡がございます。`,
          en: last
            ? `The server records show pages with records of people opened from outside in the order of their numbers${when.en}.`
            : `The server records show that pages with records of people were opened from outside one after another, in the order of their numbers${when.en}.`,
        },
        slots: first === undefined ? {} : last === undefined ? { seen: first } : { seen: first, last },
        ...(fact.ownOpened === true
          ? {
              and: {
                text: {
                  ja: '登録簿の番号によれば、お客様の記録も、その中に含まれております。',
                  en: 'By its number in our register, your record is among those opened.',
                },
                slots: {},
              },
            }
          : {}),
        but:
          fact.ownOpened === true
            ? {
                ja: '正当な閲覧であったかどうかと、ほかにどなたの記録が開かれたかを、確かめております。',
                en: 'We are finding out whether this was legitimate, and whose records were opened besides.',
              }
            : {
                ja: '正当な閲覧であったかどうかと、どなたの記録が開かれたかを、確かめております。',
                en: 'We are finding out whether this was legitimate, and whose records were opened.',
              },
      };
    }
    const entered = loginWords(fact);
    if (entered) return entered;
    if (showsReading(fact)) {
      return {
        text: {
          ja: `${where.ja}に、お預かりしている情報が外部から読み取られた跡がございます。`,
          en: `${where.en} show traces of somebody outside having read data we hold.`,
        },
      };
    }
    if (success === 'shown') {
      return {
        text: {
          ja: `${where.ja}に、外部からの不正な操作が成功した跡がございます。`,
          en: `${where.en} show traces of an unauthorised operation from outside that succeeded.`,
        },
        howFar: 'succeeded',
      };
    }
    if (success === 'possible') {
      return {
        text: {
          ja: 'サーバーの記録に、成功したかもしれない外部からの不正な操作の跡がございます。',
          en: 'The server records show traces of an unauthorised operation from outside that may have succeeded.',
        },
        howFar: 'may-have-succeeded',
      };
    }
    return {
      text: {
        ja: `${where.ja}に、外部から不正な操作を試みた跡がございます。`,
        en: `${where.en} show attempts at unauthorised operations from outside.`,
      },
    };
  },
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
