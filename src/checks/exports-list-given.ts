import type { Exports } from '../custody/exports.ts';
import { millisecondsOf } from '../custody/instant.ts';
import type { Both } from '../vocabulary/finding.ts';
import { type FactDraft, firstPointers, notChecked, wholeTable } from './answer.ts';
import { type Check, missing, type Sources } from './check.ts';
import { firstRegistered, heldSince } from './risk-window.ts';

const DAY = 86_400_000;

/** That none concerns this record: because of their days, or because the table says so. */
const noneRelevant = (all: number, without: number, told: Both): Both =>
  without === 0
    ? {
        ja: `記録された書き出し${all}件の中に、該当する期間のものはありませんでした${told.ja}`,
        en: `none of the ${all} recorded exports falls into the time in question${told.en}`,
      }
    : {
        ja: `記録された書き出し${all}件のうち${without}件は、この方の情報を含まないと記されており、ほかに該当する期間のものはありませんでした${told.ja}`,
        en: `of the ${all} recorded exports ${without} ${without === 1 ? 'is' : 'are'} entered as not holding this record, and no other falls into the time in question${told.en}`,
      };

type Export = Exports['exports'][number];
/** A row whose date could be read. `time`: milliseconds UTC, of a day told alone its first moment. */
type Dated = Export & { readonly at: string; readonly time: number };

const vendorsOf = (all: readonly Export[]): readonly string[] => [...new Set(all.map(({ vendor }) => vendor))];

/** One row for the copies of the list, with those that are known not to hold this record and those made after the spam began. */
function factOfCopies(relevant: readonly Dated[], without: readonly Dated[], later: readonly Dated[]): FactDraft {
  const [firstLater] = later;
  return {
    kind: 'list-copies',
    vendors: vendorsOf(relevant).length,
    exports: relevant.length,
    // Of these the table says that they did not hold it: whoever asks to whom their record went is told so.
    ...(without.length === 0 ? {} : { without: without.length, withoutTo: vendorsOf(without).join('; ') }),
    // None of these brought the first spam; whoever asks to whom their record was given is told of them all the same.
    ...(firstLater
      ? {
          later: later.length,
          laterTo: vendorsOf(later).join('; '),
          laterAt: firstLater.at,
          laterHeld: later.every(({ containsThis }) => containsThis === true) ? 'yes' : 'unknown',
        }
      : {}),
    pointers: firstPointers(relevant.map(({ pointer }) => pointer)),
  };
}

/** What one company was given before `until` (milliseconds UTC). */
function factOfVendor(vendor: string, own: readonly Dated[], until: number): FactDraft {
  const inOrder = own.toSorted((a, b) => a.time - b.time);
  const first = inOrder[0]?.time ?? until;
  const last = inOrder.at(-1)?.at;
  // The list that is named is one that held this record, where one is known to.
  const firstGiven = inOrder.find(({ containsThis }) => containsThis === true) ?? inOrder[0];
  return {
    kind: 'vendor-held',
    vendor,
    // Whose other complaints these were is not in the table of exports, so nothing is compared.
    thisRecord: own.some(({ containsThis }) => containsThis === true) ? 'yes' : 'unknown',
    othersHeld: 0,
    others: 0,
    // To the nearest minute or so: the last millisecond of a day makes a whole one.
    days: Math.max(0, Number(((until - first) / DAY).toFixed(3))),
    ...(firstGiven?.at ? { givenAt: firstGiven.at } : {}),
    ...(firstGiven?.at && firstGiven.list !== null ? { list: firstGiven.list } : {}),
    ...(firstGiven?.at && firstGiven.rows !== null ? { rows: firstGiven.rows } : {}),
    ...(own.length > 1 && last ? { times: own.length, lastAt: last } : {}),
    ...(own.length > 1 && own.every(({ containsThis }) => containsThis === true) ? { heldEachTime: true } : {}),
    pointers: firstPointers(own.map(({ pointer }) => pointer)),
  };
}

/** First moment, in milliseconds UTC, at which an export could hold the address; whatever the table itself says goes before it. */
function heldFrom(sources: Sources): number {
  // An export made before the address was given cannot hold it, unless the table says it does; where only the register
  // dates it, an earlier row may have been struck from it since.
  const { claim, organisation } = sources;
  if (!claim.submittedAt) return Number.NEGATIVE_INFINITY;
  return heldSince(claim, firstRegistered(sources), organisation.timeZone) ?? Number.NEGATIVE_INFINITY;
}

export const exportsListGiven: Check = {
  id: 'exports.list-given',
  asks: {
    ja: '最初の迷惑メールより前に、名簿がどこへ渡されたか',
    en: 'To whom was the list given before the first spam?',
  },
  blindTo: [
    {
      ja: '記録されなかった書き出し、担当者の手元の写し',
      en: 'exports that nobody recorded, and copies in staff documents',
    },
    { ja: '渡した先での扱い', en: 'what the recipients did with it' },
  ],
  falseAlarms: [{ ja: '業務に必要な正規の提供', en: 'an ordinary export that the work needs' }],
  drilledBy: [],

  async run(sources) {
    const { exports: given, organisation, now, risk } = sources;
    if (!given) {
      return missing(sources, 'exports', {
        ja: '書き出しの記録（exports.csv）が渡されていません',
        en: 'no record of exports (exports.csv) was given',
      });
    }
    const dated = given.exports.flatMap((one): Dated[] =>
      one.at === null ? [] : [{ ...one, at: one.at, time: millisecondsOf(one.at, organisation.timeZone) }],
    );
    const undated = given.exports.length - dated.length;
    if (undated > 0) {
      return notChecked({
        ja: `書き出しの記録のうち${undated}件の日時を読み取れません`,
        en: `${undated} exports carry no date that could be read`,
      });
    }
    // Of a day that is told alone, its end, which is the first moment of the next: a day given alone begins with that.
    const until = risk ? risk.to - 1 : now;
    const from = heldFrom(sources);
    const relevant = dated.filter(
      ({ time, containsThis }) => time < until && containsThis !== false && (time >= from || containsThis === true),
    );
    const without = dated.filter(({ time, containsThis }) => containsThis === false && time <= now);
    const later = dated
      .filter(({ time, containsThis }) => containsThis !== false && time >= until && time <= now)
      .toSorted((a, b) => a.time - b.time);
    const vendors = vendorsOf(relevant);
    const facts = [
      factOfCopies(relevant, without, later),
      ...vendors.map((name) =>
        factOfVendor(
          name,
          relevant.filter(({ vendor }) => vendor === name),
          until,
        ),
      ),
    ];
    const looked = wholeTable(given.exports.length, 0);
    const told: Both =
      later.length > 0
        ? {
            ja: `。ほかに、迷惑メールの始まりより後のもの${later.length}件`,
            en: `; ${later.length} more after the spam began`,
          }
        : { ja: '', en: '' };
    if (relevant.length === 0) {
      const says = noneRelevant(given.exports.length, without.length, told);
      return { facts, finding: { kind: 'nothing-found', looked, says } };
    }
    return {
      facts,
      finding: {
        kind: 'found',
        at: firstPointers(relevant.map(({ pointer }) => pointer)),
        looked,
        says: {
          ja: `該当する期間に${relevant.length}件（渡した先${vendors.length}社）${told.ja}`,
          en: `${relevant.length} ${relevant.length === 1 ? 'export' : 'exports'} in the time in question, to ${vendors.length} ${vendors.length === 1 ? 'company' : 'companies'}${told.en}`,
        },
      },
    };
  },
};
