// Who inside opened the record: a letter tells how often and when, and never by whom. To a requester who is verified alone.
import { type FactOf, factsOf } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { dayWords, isDate } from '../days.ts';
import type { Grounds } from '../grounds.ts';
import type { Said } from '../said.ts';
import { scope } from './checked-scope.ts';

const section = 'checked.views';

const limit = (evidence: readonly string[], text: Both): Said => ({
  ...{ id: 'views.limit', type: 'LIMIT', section, evidence, slots: {} },
  text,
});

/** Opened before the day on which the register has it entered: said, or the two dates contradict each other in one letter. */
function beforeEntry({ case: input, zone }: Grounds, { id, firstAt }: FactOf<'record-viewed'>): Said[] {
  const [entry] = factsOf(input.facts, 'in-register');
  const entered = entry?.firstAt;
  if (!entry || firstAt === undefined || entered === undefined || !isDate(firstAt) || !isDate(entered)) return [];
  const later = Date.parse(entered) > Date.parse(firstAt);
  if (!later || dayWords(entered, zone, 'en') === dayWords(firstAt, zone, 'en')) return [];
  return [
    {
      ...{ id: 'views.before', type: 'LIMIT', section, evidence: [id, entry.id], slots: { entered } },
      text: {
        ja: 'その最初のものは、登録簿にある受付の日（{entered:day}）より前で、理由はこの記録だけでは分かりません。',
        en: 'The first of these is before {entered:day}, the day of the entry by our register; why, these records alone do not show.',
      },
    },
  ];
}

/** Empty where no record of views was examined: then `notCovered` says so. */
export function staffViews(grounds: Grounds): Said[] {
  const { case: input, zone, verified } = grounds;
  if (!verified) return [];
  const [fact] = factsOf(input.facts, 'record-viewed');
  if (fact) {
    const { views, names, firstAt: from, lastAt: to } = fact;
    const dated = from !== undefined && to !== undefined && isDate(from) && isDate(to);
    const oneDay = dated && dayWords(from, zone, 'ja') === dayWords(to, zone, 'ja');
    const when: Both = !dated
      ? { ja: '', en: '' }
      : oneDay
        ? { ja: '{from:day}に', en: ' on {from:day}' }
        : { ja: '{from:day}から{to:day}までに', en: ' from {from:day} to {to:day}' };
    return [
      {
        ...{ id: 'views.found', type: 'FOUND', section, evidence: [fact.id] },
        slots: { views, names, ...(dated ? { from } : {}), ...(dated && !oneDay ? { to } : {}) },
        text: {
          ja: `社内の利用の記録では、お申し出のアドレスのご登録は${when.ja}{views}回開かれております（利用者名の数は{names}）。`,
          en: `Our own records of use show the entry with your address opened${when.en}: {views} ${views === 1 ? 'time' : 'times'}, under {names} ${names === 1 ? 'user name' : 'user names'}.`,
        },
      },
      ...beforeEntry(grounds, fact),
      limit([fact.id], {
        ja: '業務のための閲覧であったかどうかは、この記録だけでは分かりません。',
        en: 'Whether that was for our work, these records alone do not show.',
      }),
    ];
  }
  const check = input.checks.find(({ id, result }) => /viewed-by/.test(id) && result === 'nothing-found');
  const { from, to } = check?.looked ?? {};
  if (!check || from == null || to == null || !isDate(from) || !isDate(to)) return [];
  return [
    scope('views.scope', section, { checks: [check.id], from, to }, grounds, (end) => ({
      ja: `{from:day}から${end.ja}までの社内の利用の記録を、{now:day}に調べました。`,
      en: `On {now:day} we examined our own records of use from {from:day} to ${end.en}.`,
    })),
    {
      ...{ id: 'views.nothing', type: 'FOUND', section, evidence: [check.id], slots: {} },
      text: {
        ja: 'この範囲に、お申し出のアドレスのご登録を開いた跡は見つかっておりません。',
        en: 'In these we found no sign that the entry with your address was opened.',
      },
    },
    limit([check.id], {
      ja: '一覧や検索結果での閲覧のように、番号の残らない見方は、この記録では分かりません。',
      en: 'What was seen in lists or search results leaves no number there, and would not show.',
    }),
  ];
}
