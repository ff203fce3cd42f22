// What is said of much that was read: pages of a web server, records opened in an application, a list written out.
import type { FactOf } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { isDate } from '../days.ts';
import type { Slots, Words } from './finding-words.ts';
import { columnsNamed } from './held-columns.ts';
import { onTheRoad } from './login-words.ts';

type Read = FactOf<'bulk-read'>;

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

/** The day or moment of it, where it has one. */
const seenAt = ({ at }: Read): { readonly seen?: string } => (at !== undefined && isDate(at) ? { seen: at } : {});
const onDay = (fact: Read): Both =>
  'seen' in seenAt(fact) ? { ja: '{seen:day}に、', en: ' on {seen:day}' } : { ja: '', en: '' };
const fromMoment = (fact: Read): Both =>
  'seen' in seenAt(fact) ? { ja: '{seen:moment}ごろから、', en: ' from about {seen:moment} on' } : { ja: '', en: '' };

const entriesOf = ({ entries }: Read): { readonly entries?: number } =>
  entries !== undefined && entries > 0 ? { entries } : {};

/** What may innocently lie behind it: of what is known as somebody's work there is nothing to find out. */
const unlessKnown = ({ known }: Read, but: Both): { readonly but?: Both } => (known ? {} : { but });

/** A list written out in an application. */
function listWritten(fact: Read): Words {
  const day = onDay(fact);
  const counted = entriesOf(fact);
  const size = 'entries' in counted ? { ja: '（{entries}件）', en: ' of {entries} entries' } : { ja: '', en: '' };
  return {
    text: {
      ja: `${day.ja}業務に使うシステムで一覧${size.ja}が書き出された記録がございます。`,
      en: `The records of our applications show that a list${size.en} was written out${day.en}.`,
    },
    slots: { ...seenAt(fact), ...counted },
    ...(fact.strange ? { and: { text: fromElsewhere.unknown, slots: {} } } : {}),
    ...unlessKnown(fact, fact.strange ? onTheRoad : asWork.written),
  };
}

/** Rows that a database gave to one statement. */
function rowsRead(fact: Read): Words {
  const day = onDay(fact);
  const columns = columnsNamed(besideMail(fact.holds));
  const counted = entriesOf(fact);
  const rows =
    'entries' in counted ? { ja: '{entries}件の記録', en: '{entries} records' } : { ja: '記録', en: 'records' };
  return {
    text: {
      ja: `${day.ja}データベースから${rows.ja}が一度に読み出された跡がございます。`,
      en: `The records of our database show that ${rows.en} were read from it at once${day.en}.`,
    },
    slots: { ...seenAt(fact), ...counted },
    ...(columns ? { and: { text: columnsRead(columns.more > 0), slots: { names: columns.names } } } : {}),
    ...unlessKnown(fact, asWork.rows),
  };
}

/** Records opened one by one in an application. */
function recordsOpened(fact: Read): Words {
  const { requests, own, strange } = fact;
  const day = onDay(fact);
  const whose = strange ? fromElsewhere[own ?? 'unknown'] : own === undefined ? undefined : ownRecord[own];
  return {
    text: {
      ja: `${day.ja}業務に使うシステムで、一人の利用者名により、1時間に{requests}件の記録が開かれた跡がございます。`,
      en: `The records of our applications show {requests} records opened under one user name within an hour${day.en}.`,
    },
    slots: { requests, ...seenAt(fact) },
    ...(whose ? { and: { text: whose, slots: {} } } : {}),
    ...unlessKnown(fact, strange ? onTheRoad : asWork.read),
  };
}

/** Lists written out over a web server. */
function exportsMade(fact: Read): Words {
  const { requests, how } = fact;
  const slots: Slots = { requests, ...seenAt(fact) };
  const when = fromMoment(fact);
  const once = 'seen' in slots ? { ja: '{seen:moment}ごろに、', en: ' at about {seen:moment}' } : { ja: '', en: '' };
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
    ...unlessKnown(fact, how === 'stray-export' ? onTheRoad : asWork.written),
  };
}

/** Files or lists taken under one user name, unlike that account's habit. */
function filesTaken(fact: Read): Words {
  const when = fromMoment(fact);
  return {
    text: {
      ja: `一つの利用者名で、${when.ja}普段とかけ離れた数のファイルまたは一覧（{requests}件）が、それまで使われたことのないネットワークから受け取られた跡がございます。`,
      en: `The records show that {requests} files or lists, far more than is usual, were taken under one user name from a network that nobody had used before${when.en}.`,
    },
    slots: { requests: fact.requests, ...seenAt(fact) },
    ...unlessKnown(fact, onTheRoad),
  };
}

/** Pages of a web server of which no more is known than how many were read, by whom and in which order. */
function pagesReadText(fact: Read): Both {
  const { requests, known, how } = fact;
  const when = fromMoment(fact);
  if (known)
    return {
      ja: `回答や書き出しのページに、${when.ja}社内からのまとまった閲覧（{requests}回）がございます。`,
      en: `Answer or export pages were read in bulk from inside our company${when.en} ({requests} requests).`,
    };
  if (how === 'shared-walk')
    return {
      ja: `番号の付いたページが、${when.ja}多くの接続元によって番号の順に読み出された跡（{requests}回）がございます。`,
      en: `The records show pages read in the order of their numbers by many sources in turn${when.en} ({requests} requests).`,
    };
  if (requests === 1) {
    const once =
      'seen' in seenAt(fact) ? { ja: '、{seen:moment}ごろに', en: ', at about {seen:moment}' } : { ja: '', en: '' };
    return {
      ja: `一覧を書き出した、またはまとめて読み出した記録が${once.ja}{requests}件ございます。`,
      en: `The records show {requests} export or reading of a list as a whole${once.en}.`,
    };
  }
  return {
    ja: `回答や一覧、一人ずつの記録などのページに、${when.ja}まとまった閲覧（{requests}回）の記録がございます。`,
    en: `The records show that pages with answers, lists or records were read in bulk${when.en} ({requests} requests).`,
  };
}

/** Words for much that was read, by what it was; a fact that names nothing is told as pages of a web server. */
export function bulkReadWords(fact: Read): Words {
  switch (fact.what) {
    case 'list':
      return listWritten(fact);
    case 'rows':
      return rowsRead(fact);
    case 'records':
      return recordsOpened(fact);
    case 'export':
      return exportsMade(fact);
    case 'files':
      return filesTaken(fact);
    default:
      return { text: pagesReadText(fact), slots: { requests: fact.requests, ...seenAt(fact) } };
  }
}
