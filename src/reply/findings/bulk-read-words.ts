// What is said of much that was read: pages of a web server, records opened in an application, a list written out.
import type { FactOf } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { isDate } from '../days.ts';
import type { Slot } from '../said.ts';
import { columnsNamed } from './held-columns.ts';
import { onTheRoad } from './login-words.ts';

type Slots = Readonly<Record<string, Slot>>;
type Words = {
  readonly text: Both;
  readonly slots: Slots;
  readonly and?: { text: Both; slots: Slots };
  readonly but?: Both;
};

const asWork = {
  read: {
    ja: '業務による閲覧であったかどうかを、確かめております。',
    en: 'Whether this was part of somebody’s work we are finding out.',
  },
  rows: {
    ja: '業務による読み出しであったかどうかを、確かめております。',
    en: 'Whether this was part of somebody’s work we are finding out.',
  },
  written: {
    ja: '業務による書き出しであったかどうかを、確かめております。',
    en: 'Whether this was part of somebody’s work we are finding out.',
  },
};

/** Whether the record of the person who wrote is among them: only whoever is verified is told of such reading at all. */
const ownRecord: Readonly<Record<'yes' | 'no', Both>> = {
  yes: {
    ja: 'お客様の記録も、その中に含まれております。',
    en: 'Your record is among those opened.',
  },
  no: {
    ja: '登録簿の番号によれば、お客様の記録は、その中に含まれておりません。',
    en: 'By its number in our register, your record is not among those opened.',
  },
};

/** Done from a place of which nothing else in the record comes; with whether the own record was among it. */
const fromElsewhere: Readonly<Record<'yes' | 'no' | 'unknown', Both>> = {
  yes: {
    ja: 'ほかの日の記録には現れない外部の接続元によるもので、お客様の記録も含まれております。',
    en: 'It was done from a source outside, recorded on no other day, and your record is among those opened.',
  },
  no: {
    ja: 'ほかの日の記録には現れない外部の接続元によるもので、登録簿の番号によれば、お客様の記録は含まれておりません。',
    en: 'It was done from a source outside, recorded on no other day; by its number, your record is not among those opened.',
  },
  unknown: {
    ja: 'ほかの日の記録には現れない外部の接続元によるものです。',
    en: 'It was done from a source outside, recorded on no other day.',
  },
};

/** Not known in the pages of staff before: what a colleague does on the road looks like that too. */
const fromStray: Both = {
  ja: '書き出した接続元は、担当者がふだん使う所ではございませんでした。',
  en: 'It was done from a network from which our staff do not usually work.',
};

/** Beside a column for mail, `address` is where somebody lives. */
const besideMail = (holds: string | undefined): string | undefined =>
  holds !== undefined && /(?:^|; )e?_?mail/i.test(holds)
    ? holds.replace(/(^|; )address(?=;|$)/i, '$1postal_address')
    : holds;

const columnsRead = (more: boolean): Both => ({
  ja: `読み出された項目は、{names}${more ? 'など' : ''}です。`,
  en: `What was read is${more ? ', among other things,' : ''} {names}.`,
});

export function bulkReadWords({
  requests,
  known,
  what,
  entries,
  at,
  own,
  strange,
  how,
  holds,
}: FactOf<'bulk-read'>): Words {
  const dated: Slots = at !== undefined && isDate(at) ? { seen: at } : {};
  const day = dated['seen'] === undefined ? { ja: '', en: '' } : { ja: '{seen:day}に、', en: ' on {seen:day}' };
  if (what === 'list') {
    const counted: Slots = entries !== undefined && entries > 0 ? { entries } : {};
    const size =
      counted['entries'] === undefined ? { ja: '', en: '' } : { ja: '（{entries}件）', en: ' of {entries} entries' };
    return {
      text: {
        ja: `${day.ja}業務に使うシステムで一覧${size.ja}が書き出された記録がございます。`,
        en: `The records of our applications show that a list${size.en} was written out${day.en}.`,
      },
      slots: { ...dated, ...counted },
      ...(strange ? { and: { text: fromElsewhere.unknown, slots: {} } } : {}),
      ...(known ? {} : { but: strange ? onTheRoad : asWork.written }),
    };
  }
  if (what === 'rows') {
    const columns = columnsNamed(besideMail(holds));
    const counted: Slots = entries !== undefined && entries > 0 ? { entries } : {};
    const rows =
      counted['entries'] === undefined
        ? { ja: '記録', en: 'records' }
        : { ja: '{entries}件の記録', en: '{entries} records' };
    return {
      text: {
        ja: `${day.ja}データベースから${rows.ja}が一度に読み出された跡がございます。`,
        en: `The records of our database show that ${rows.en} were read from it at once${day.en}.`,
      },
      slots: { ...dated, ...counted },
      ...(columns ? { and: { text: columnsRead(columns.more > 0), slots: { names: columns.names } } } : {}),
      ...(known ? {} : { but: asWork.rows }),
    };
  }
  if (what === 'records') {
    return {
      text: {
        ja: `${day.ja}業務に使うシステムで、一人の利用者名により、1時間に{requests}件の記録が開かれた跡がございます。`,
        en: `The records of our applications show {requests} records opened under one user name within an hour${day.en}.`,
      },
      slots: { requests, ...dated },
      ...(strange
        ? { and: { text: fromElsewhere[own ?? 'unknown'], slots: {} } }
        : own === undefined
          ? {}
          : { and: { text: ownRecord[own], slots: {} } }),
      ...(known ? {} : { but: strange ? onTheRoad : asWork.read }),
    };
  }
  const when =
    'seen' in dated ? { ja: '{seen:moment}ごろから、', en: ' from about {seen:moment} on' } : { ja: '', en: '' };
  const slots = { requests, ...dated };
  if (what === 'export') {
    const once = 'seen' in dated ? { ja: '{seen:moment}ごろに、', en: ' at about {seen:moment}' } : { ja: '', en: '' };
    return {
      text:
        requests === 1
          ? {
              ja: `ウェブサーバーの記録に、${once.ja}一覧の書き出しが{requests}回行われた跡がございます。`,
              en: `The records of the web server show {requests} export of a list${once.en}.`,
            }
          : {
              ja: `ウェブサーバーの記録に、${when.ja}一覧の書き出しが{requests}回行われた跡がございます。`,
              en: `The records of the web server show {requests} exports of lists${when.en}.`,
            },
      slots,
      ...(how === 'stray-export' ? { and: { text: fromStray, slots: {} } } : {}),
      ...(known ? {} : { but: how === 'stray-export' ? onTheRoad : asWork.written }),
    };
  }
  if (what === 'files')
    return {
      text: {
        ja: `一つの利用者名で、${when.ja}普段とかけ離れた数のファイルまたは一覧（{requests}件）が、それまで使われたことのないネットワークから受け取られた跡がございます。`,
        en: `The records show that {requests} files or lists, far more than is usual, were taken under one user name from a network that nobody had used before${when.en}.`,
      },
      slots,
      ...(known ? {} : { but: onTheRoad }),
    };
  if (how === 'shared-walk' && !known)
    return {
      text: {
        ja: `番号の付いたページが、${when.ja}多くの接続元によって番号の順に読み出された跡（{requests}回）がございます。`,
        en: `The records show pages read in the order of their numbers by many sources in turn${when.en} ({requests} requests).`,
      },
      slots,
    };
  if (known)
    return {
      text: {
        ja: `回答や書き出しのページに、${when.ja}社内からのまとまった閲覧（{requests}回）がございます。`,
        en: `Answer or export pages were read in bulk from inside our company${when.en} ({requests} requests).`,
      },
      slots,
    };
  if (requests === 1)
    return {
      text: {
        ja: `一覧を書き出した、またはまとめて読み出した記録が${'seen' in dated ? '、{seen:moment}ごろに' : ''}{requests}件ございます。`,
        en: `The records show {requests} export or reading of a list as a whole${'seen' in dated ? ', at about {seen:moment}' : ''}.`,
      },
      slots,
    };
  return {
    text: {
      ja: `回答や一覧、一人ずつの記録などのページに、${when.ja}まとまった閲覧（{requests}回）の記録がございます。`,
      en: `The records show that pages with answers, lists or records were read in bulk${when.en} ({requests} requests).`,
    },
    slots,
  };
}
