import { millisecondsOf } from '../custody/instant.ts';
import type { Both } from '../vocabulary/finding.ts';
import { type FactDraft, firstPointers, notChecked, wholeTable } from './answer.ts';
import { type Check, missing } from './check.ts';
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
    const { exports: given, claim, organisation } = sources;
    if (!given) {
      return missing(sources, 'exports', {
        ja: '書き出しの記録（exports.csv）が渡されていません',
        en: 'no record of exports (exports.csv) was given',
      });
    }
    const zone = organisation.timeZone;
    const undated = given.exports.filter((one) => one.at === null);
    if (undated.length > 0) {
      return notChecked({
        ja: `書き出しの記録のうち${undated.length}件の日時を読み取れません`,
        en: `${undated.length} exports carry no date that could be read`,
      });
    }
    // Of a day that is told alone, its end, which is the first moment of the next: a day given alone begins with that.
    const until = sources.risk ? sources.risk.to - 1 : sources.now;
    // An export made before the address was given cannot hold it, unless the table says it does; where only the register
    // dates it, an earlier row may have been struck from it since.
    const from = claim.submittedAt
      ? (heldSince(claim, firstRegistered(sources), zone) ?? Number.NEGATIVE_INFINITY)
      : Number.NEGATIVE_INFINITY;
    const relevant = given.exports.filter(({ at, containsThis }) => {
      const time = at === null ? 0 : millisecondsOf(at, zone);
      return time < until && containsThis !== false && (time >= from || containsThis === true);
    });
    // Of these the table says that they did not hold it: whoever asks to whom their record went is told so.
    const without = given.exports.filter(({ at, containsThis }) => {
      const time = at === null ? Number.NaN : millisecondsOf(at, zone);
      return containsThis === false && time <= sources.now;
    });
    const vendors = [...new Set(relevant.map((one) => one.vendor))];
    // None of these brought the first spam; whoever asks to whom their record was given is told of them all the same.
    const later = given.exports
      .flatMap((one) =>
        one.at !== null && one.containsThis !== false ? [{ ...one, time: millisecondsOf(one.at, zone) }] : [],
      )
      .filter(({ time }) => time >= until && time <= sources.now)
      .toSorted((a, b) => a.time - b.time);
    const [firstLater] = later;
    const after = firstLater
      ? {
          ...{ later: later.length, laterTo: [...new Set(later.map(({ vendor }) => vendor))].join('; ') },
          ...(firstLater.at === null ? {} : { laterAt: firstLater.at }),
          laterHeld: later.every(({ containsThis }) => containsThis === true) ? ('yes' as const) : ('unknown' as const),
        }
      : {};
    const told: Both = firstLater
      ? {
          ja: `。ほかに、迷惑メールの始まりより後のもの${later.length}件`,
          en: `; ${later.length} more after the spam began`,
        }
      : { ja: '', en: '' };
    const looked = wholeTable(given.exports.length, 0);
    const pointers = firstPointers(relevant.map((one) => one.pointer));
    const facts: FactDraft[] = [
      {
        ...{ kind: 'list-copies', vendors: vendors.length, exports: relevant.length },
        ...(without.length === 0
          ? {}
          : { without: without.length, withoutTo: [...new Set(without.map(({ vendor }) => vendor))].join('; ') }),
        ...{ ...after, pointers },
      },
    ];
    for (const vendor of vendors) {
      const own = relevant.filter((one) => one.vendor === vendor);
      const timeOf = (at: string | null) => (at === null ? until : millisecondsOf(at, zone));
      const inOrder = own.toSorted((a, b) => timeOf(a.at) - timeOf(b.at));
      const first = timeOf(inOrder[0]?.at ?? null);
      // The list that is named is one that held this record, where one is known to.
      const firstGiven = inOrder.find(({ containsThis }) => containsThis === true) ?? inOrder[0];
      const last = inOrder.at(-1)?.at;
      facts.push({
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
        pointers: firstPointers(own.map((one) => one.pointer)),
      });
    }
    if (relevant.length === 0) {
      return {
        facts,
        finding: {
          kind: 'nothing-found',
          looked,
          says: noneRelevant(given.exports.length, without.length, told),
        },
      };
    }
    return {
      facts,
      finding: {
        kind: 'found',
        at: pointers,
        looked,
        says: {
          ja: `該当する期間に${relevant.length}件（渡した先${vendors.length}社）${told.ja}`,
          en: `${relevant.length} ${relevant.length === 1 ? 'export' : 'exports'} in the time in question, to ${vendors.length} ${vendors.length === 1 ? 'company' : 'companies'}${told.en}`,
        },
      },
    };
  },
};
