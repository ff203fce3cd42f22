import type { Acquisition } from '../custody/acquisition.ts';
import { CLOCK_TOLERANCE_SECONDS } from '../custody/clock-error.ts';
import type { Both } from '../vocabulary/finding.ts';
import { firstPointers, wholeTable } from './answer.ts';
import { type Check, missing } from './check.ts';

/** What a reader has to know beside the count: whose hands, which clocks, whether the copies still are what was taken. */
function remarks(records: readonly Acquisition[]): Both[] {
  const steps = records.flatMap((record) => record.steps);
  const said: Both[] = [];
  if (records.some(({ intact }) => intact === false))
    said.push({ ja: '収集した後に変わった写しがあります', en: 'some copies were changed after they were collected' });
  if (steps.some(({ adminRights }) => adminRights === true)) {
    const witnessed = steps.some(({ secondPerson }) => secondPerson === true);
    said.push(
      witnessed
        ? {
            ja: '管理者権限を持つ人が、立会人のもとで集めました',
            en: 'collected by somebody with administrator rights, with a second person present',
          }
        : {
            ja: '管理者権限を持つ人が集め、立会人の記録はありません。集めた人は、集める前に書き換えることもできました',
            en: 'collected by somebody with administrator rights and no second person on record: who collected could also have altered before',
          },
    );
  }
  const hosts = new Map(steps.map((step) => [step.host, step.offsetSeconds]));
  for (const [host, offset] of hosts) {
    if (offset === null) {
      said.push({ ja: `${host}の時計のずれは不明です`, en: `the offset of the clock of ${host} is not known` });
    } else if (Math.abs(offset) > CLOCK_TOLERANCE_SECONDS) {
      const minutes = (Math.abs(offset) / 60).toFixed(1);
      said.push({
        ja: `${host}の時計は${minutes}分${offset > 0 ? '進んで' : '遅れて'}いました。この機器の記録の時刻はすべて、その分ずれています`,
        en: `the clock of ${host} was ${minutes} minutes ${offset > 0 ? 'fast' : 'slow'}: every time in its logs is off by as much`,
      });
    }
  }
  return said;
}

const joined = (lead: Both, rest: readonly Both[]): Both => ({
  ja: [lead, ...rest].map(({ ja }) => ja).join('。'),
  en: [lead, ...rest].map(({ en }) => en).join('; '),
});

export const acquisitionRecorded: Check = {
  id: 'acquisition.recorded',
  asks: {
    ja: '調べた記録は、いつ誰がどう集めたかが残っている写しか。時計は合っていたか',
    en: 'Are the logs examined copies whose taking is on record: by whom, when, by which clock?',
  },
  blindTo: [
    { ja: '写しを取る前の書き換え', en: 'changes made before the copy was taken' },
    {
      ja: '写し・一覧・控えたハッシュのすべてを変えられる人による変更',
      en: 'changes by somebody who can alter the copies, the list and the hash written down elsewhere',
    },
    { ja: '収集より前の時計のずれ', en: 'how far the clock was off before the collection' },
  ],
  falseAlarms: [
    {
      ja: '集めた後に圧縮や改行の変換をしたファイル（ハッシュが変わる）',
      en: 'a file compressed or converted after it was collected: its hash is another one',
    },
  ],
  drilledBy: [],

  async run(sources) {
    const { acquisition: records, logs } = sources;
    if (!records || records.length === 0) {
      return missing(sources, 'acquisition', {
        ja: '収集の記録（acquisition.csv、akashi preserve）がありません',
        en: 'no record of a collection was given (acquisition.csv, akashi preserve)',
      });
    }
    const steps = records.flatMap((record) => record.steps);
    const taken = steps.filter(({ done }) => done);
    const looked = wholeTable(steps.length, 0);
    const files = logs?.store.files ?? [];
    const recorded = files.filter(({ sha256 }) => records.some(({ digests }) => digests.has(sha256)));
    const rest = remarks(records);
    if (taken.length === 0 || (files.length > 0 && recorded.length === 0)) {
      const lead: Both =
        taken.length === 0
          ? { ja: '収集の記録に、ハッシュのある写しはありません', en: 'the record names no copy with a hash' }
          : {
              ja: `調べた記録${files.length}件のハッシュは、収集の記録に一つもありません`,
              en: `none of the ${files.length} log files examined stands in the record of the collection`,
            };
      return { facts: [], finding: { kind: 'nothing-found', looked, says: joined(lead, rest) } };
    }
    const lead: Both =
      files.length === 0
        ? {
            ja: `${taken.length}件の写しが記録されています（調べた記録はありません）`,
            en: `${taken.length} copies are on record (no logs were examined)`,
          }
        : {
            ja: `調べた記録${files.length}件のうち${recorded.length}件は、収集の記録にある写しと同じものです`,
            en: `${recorded.length} of the ${files.length} log files examined are copies that stand in the record`,
          };
    return {
      facts: [],
      finding: {
        kind: 'found',
        at: firstPointers(taken.map(({ pointer }) => pointer)),
        looked,
        says: joined(lead, rest),
      },
    };
  },
};
