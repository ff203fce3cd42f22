import { trueTime } from '../custody/clock-error.ts';
import { isoInZone } from '../custody/instant.ts';
import type { Both, Coverage } from '../vocabulary/finding.ts';
import { type CheckAnswer, type FactDraft, firstPointers, MOST_POINTERS, notChecked } from './answer.ts';
import { type Check, missing, type Sources } from './check.ts';
import { type LogEvidence, lookedInFiles, noLogsOf, refuseSilence } from './log-evidence.ts';
import { otherNumbers, ownNumbers } from './own-record.ts';
import { MOST_HOURS, type RecordViews, recordViews, type ViewsOfHour } from './record-views.ts';

/** Enough numbers of other records to know those of the register by: of a hundred views one will be of them. */
const MOST_NUMBERS_COMPARED = 5000;

const needed: Both = {
  ja: '要るのは、利用者名と開いた記録の番号が残る業務システムの操作の記録（閲覧ログ、監査ログ）です',
  en: 'what is needed is a record of the application that names the user and the number of the record opened (an audit or view log)',
};

const withNeeded = ({ ja, en }: Both): CheckAnswer =>
  notChecked({ ja: `${ja}。${needed.ja}`, en: `${en}; ${needed.en}` });

/** A view by true time; undefined where its line has none. */
function timeOf(at: number, { first }: ViewsOfHour, logs: LogEvidence, zone: string): string | undefined {
  if (at <= 0) return undefined;
  const written = isoInZone(at, zone);
  const error = logs.clocks.get(logs.store.files[first.f]?.path ?? '');
  return error ? trueTime(written, error, zone) : written;
}

const NAMES = { ja: '人分の利用者名', en: ['user name', 'user names'] } as const;

async function opened(
  { own, isCut }: RecordViews,
  logs: LogEvidence,
  looked: Coverage,
  { risk, organisation }: Sources,
): Promise<CheckAnswer> {
  const zone = organisation.timeZone;
  const views = own.reduce((sum, hour) => sum + hour.views, 0);
  const names = new Set(own.map(({ user }) => user)).size;
  const mostOthers = Math.max(...own.map(({ others }) => others));
  const byTime = (a: string, b: string) => Date.parse(a) - Date.parse(b);
  const firstAt = own.flatMap((hour) => timeOf(hour.firstAt, hour, logs, zone) ?? []).toSorted(byTime)[0];
  const lastAt = own
    .flatMap((hour) => timeOf(hour.lastAt, hour, logs, zone) ?? [])
    .toSorted(byTime)
    .at(-1);
  // By the hour: one in which the spam began counts where the first view of it lies before.
  const early = own.filter((hour) => {
    const at = timeOf(hour.firstAt, hour, logs, zone);
    return risk !== null && at !== undefined && Date.parse(at) < risk.to;
  });
  const beforeSpam = early.reduce((sum, hour) => sum + hour.views, 0);
  const pointers = firstPointers(await logs.store.pointers(own.slice(0, MOST_POINTERS).map(({ first }) => first)));
  const fact: FactDraft = {
    ...{ kind: 'record-viewed', views, names, mostOthers, pointers },
    ...(firstAt === undefined ? {} : { firstAt }),
    ...(lastAt === undefined ? {} : { lastAt }),
    ...(risk === null ? {} : { beforeSpam }),
  };
  const when: Both = {
    ja: firstAt === undefined ? '' : `（${firstAt}〜${lastAt}）`,
    en: firstAt === undefined ? '' : ` (${firstAt} to ${lastAt})`,
  };
  const before: Both = {
    ja: risk === null ? '' : `、うち最初の迷惑メールより前${beforeSpam}回`,
    en: risk === null ? '' : `, ${beforeSpam} of them before the first spam`,
  };
  const cut: Both = isCut
    ? {
        ja: `。さらに多くの時間に開かれており、最初の${MOST_HOURS}件（名前と1時間ごと）だけを数えています（残りは調べていない）`,
        en: `; there is more: only the first ${MOST_HOURS} hours of these names are counted, the rest was not looked at`,
      }
    : { ja: '', en: '' };
  return {
    facts: [fact],
    finding: {
      kind: 'found',
      at: pointers,
      looked,
      says: {
        ja: `この方の記録が、${names}${NAMES.ja}で${views}回開かれています${when.ja}${before.ja}。同じ1時間に同じ名前で開かれたほかの記録は、多い時で${mostOthers}件です。名前は、挙げた行にあります${cut.ja}`,
        en: `this record was opened ${views} ${views === 1 ? 'time' : 'times'} under ${names} ${names === 1 ? NAMES.en[0] : NAMES.en[1]}${when.en}${before.en}; within such an hour the same name opened up to ${mostOthers} other ${mostOthers === 1 ? 'record' : 'records'}; the names stand in the lines given${cut.en}`,
      },
    },
  };
}

export const registerViewedByStaff: Check = {
  id: 'register.viewed-by-staff',
  asks: { ja: 'お客様の登録情報を、社内の誰がいつ閲覧したか', en: 'Who inside looked at this record, and when?' },
  blindTo: [
    {
      ja: '一覧、検索結果、書き出しの中で見られたもの（番号が残らない閲覧）',
      en: 'what was seen in lists, search results and exports, which name no record',
    },
    { ja: 'データベースからの直接の閲覧、画面の撮影', en: 'reads in the database itself, and pictures of a screen' },
    { ja: '共用の利用者名を、実際に誰が使ったか', en: 'who used a name that several people share' },
    {
      ja: '登録簿の番号と別の番号で残る記録',
      en: 'lines that name the record by another number than the register',
    },
  ],
  falseAlarms: [
    { ja: '日々の業務での閲覧、このお申し出に答えるための閲覧', en: 'daily work, and the answering of this complaint' },
    {
      ja: 'お客様ご本人による閲覧で、登録簿にない利用者名によるもの',
      en: 'the customer looking at their own record under a name that the register does not hold',
    },
  ],
  drilledBy: [],

  async run(sources) {
    const { logs, register, claim, risk } = sources;
    if (!logs) {
      const { ja, en } = noLogsOf('any');
      return missing(sources, 'logs', { ja: `${ja}。${needed.ja}`, en: `${en}; ${needed.en}` });
    }
    if (!register)
      return missing(sources, 'register', {
        ja: '登録簿（register.csv）が渡されておらず、この方の記録の番号が分かりません',
        en: 'no register (register.csv) was given, so the number of this record is not known',
      });
    const numbers = ownNumbers(sources);
    if (numbers.length === 0) {
      return notChecked({
        ja: 'この方の記録の番号が登録簿に見当たりません（会員番号、id などの列が要ります）',
        en: 'the register tells no number of this record (a column such as id or member_no is needed)',
      });
    }
    const except = [claim.address, ...numbers];
    const found = await recordViews(logs.store, numbers, otherNumbers(sources, MOST_NUMBERS_COMPARED), except);
    const looked = lookedInFiles(logs, found.files, risk);
    if (!looked || found.lines === 0) {
      return withNeeded({
        ja: '渡された記録には、誰がどの記録を開いたかが残っていません',
        en: 'the logs given do not tell who opened which record',
      });
    }
    if (found.own.length > 0) return opened(found, logs, looked, sources);
    if (!found.knowsOurNumbers) {
      return withNeeded({
        ja: '開かれた記録の番号が残っていますが、登録簿の番号だけが入った欄はなく（ほかの文の中の番号は読んでいません）、この方の記録がどれか分かりません',
        en: 'the logs number the records opened, but no field holds a number of the register alone (a number within other text is not read), so which is this one is not known',
      });
    }
    return (
      refuseSilence(logs, looked) ?? {
        facts: [],
        finding: {
          kind: 'nothing-found',
          looked,
          says: {
            ja: `利用者名と記録の番号が残る${found.lines}行に、この方の記録を開いたものはありませんでした`,
            en: `none of the ${found.lines} lines that name a user and a record tells that this record was opened`,
          },
        },
      }
    );
  },
};
