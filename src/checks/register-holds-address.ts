import { peopleUpTo, type RegisterRow, rowsOf } from '../custody/register.ts';
import { parseAddress } from '../vocabulary/address.ts';
import { type FactDraft, firstPointers, notChecked, wholeTable } from './answer.ts';
import { type Check, missing } from './check.ts';

export const registerHoldsAddress: Check = {
  id: 'register.holds-address',
  asks: {
    ja: 'お申し出のアドレスは、弊社の登録簿にあるか（いつ、どのフォームで、何回）',
    en: 'Is the address in our register: when, through which form, how often?',
  },
  blindTo: [
    {
      ja: '登録簿に載らない写し（メール、書き出しファイル、担当者の手元）',
      en: 'copies outside the register: mail, exported files, staff documents',
    },
    { ja: '削除済みの登録', en: 'records already erased' },
  ],
  falseAlarms: [{ ja: '本人以外による入力、打ち間違い', en: 'an entry made by somebody else, or mistyped' }],
  drilledBy: [],

  async run(sources) {
    const { register, claim, organisation } = sources;
    if (!register) {
      return missing(sources, 'register', {
        ja: '登録簿（register.csv）が渡されていません',
        en: 'no register (register.csv) was given',
      });
    }
    const address = parseAddress(claim.address);
    const rows = address ? rowsOf(register, address, organisation.timeZone) : [];
    // A row whose date alone could not be read was still looked at.
    const unread = register.unread.filter(({ column }) => column === 'address').length;
    const looked = wholeTable(register.rows.length, unread);
    const [first] = rows;
    const forms = [...new Set(rows.flatMap((row) => row.form ?? []))];
    const until = sources.risk?.to ?? sources.now;
    const facts: FactDraft[] = [
      {
        kind: 'in-register',
        found: rows.length > 0,
        times: rows.length,
        ...(first?.at ? { firstAt: first.at } : {}),
        ...(forms.length > 0 ? { forms: forms.join('; ') } : {}),
        ...(first ? { holds: columnsHeld(rows).join('; ') } : {}),
        pointers: firstPointers(rows.map((row) => row.pointer)),
      },
      { kind: 'people-exposed', people: peopleUpTo(register, until, organisation.timeZone), pointers: [] },
    ];
    // Rows that could not be read may hold the very address: then "not in the register" cannot be said.
    if (rows.length === 0 && unread > 0) {
      return notChecked({
        ja: `登録簿のうち${unread}行のアドレスを読み取れず、載っていないとは言えません`,
        en: `${unread} ${unread === 1 ? 'row' : 'rows'} of the register could not be read, so it cannot be said that the address is not there`,
      });
    }
    if (!first) {
      return {
        facts,
        finding: {
          kind: 'nothing-found',
          looked,
          says: {
            ja: `登録簿${looked.lines}行の中に、このアドレスはありませんでした`,
            en: `the address stands in none of the ${looked.lines} rows of the register`,
          },
        },
      };
    }
    const undated = register.unread.filter(({ column }) => column === 'at').length;
    const dates = [
      ...register.datesTold,
      ...(undated > 0
        ? [{ ja: `${undated}行の日時は読み取れませんでした`, en: `the date of ${undated} rows could not be read` }]
        : []),
    ];
    const where =
      forms.length > 0 ? { ja: `（${forms.join('、')}）`, en: ` (${forms.join(', ')})` } : { ja: '', en: '' };
    const since = first.at
      ? { ja: `、最初は${first.at.slice(0, 10)}`, en: `, first on ${first.at.slice(0, 10)}` }
      : { ja: '', en: '' };
    return {
      facts,
      finding: {
        kind: 'found',
        at: firstPointers(rows.map((row) => row.pointer)),
        looked,
        says: {
          ja: [`登録簿に${rows.length}件${where.ja}${since.ja}`, ...dates.map(({ ja }) => ja)].join('。'),
          en: [
            `${rows.length} ${rows.length === 1 ? 'row' : 'rows'} in the register${where.en}${since.en}`,
            ...dates.map(({ en }) => en),
          ].join('; '),
        },
      },
    };
  },
};

/** Columns that hold something of these rows: the known ones by our own name for them, the others as the register calls them. */
function columnsHeld(rows: readonly RegisterRow[]): string[] {
  return [
    'address',
    ...(rows.some(({ at }) => at !== null) ? ['at'] : []),
    ...(rows.some(({ ip }) => ip !== null) ? ['ip'] : []),
    ...new Set(rows.flatMap(({ answers }) => Object.keys(answers))),
  ];
}
