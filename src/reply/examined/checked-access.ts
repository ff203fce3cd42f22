// What the records of access, logins, the cloud and databases were searched for, and what that showed.
import type { CheckResult } from '../../vocabulary/case-file.ts';
import { factsOf } from '../../vocabulary/fact.ts';
import type { LogFamily } from '../../vocabulary/log-families.ts';
import { type Grounds, type Looked, lookedAt, openFindings, type Topic, topicOfFact } from '../grounds.ts';
import { whereFindingsStand } from '../headings.ts';
import type { Said } from '../said.ts';
import { drillLimits } from './checked-drill.ts';
import { mainRecords, scope } from './checked-scope.ts';
import { logsGiven, logsNamed } from './log-names.ts';
import { holesTold } from './record-holes.ts';

/** Whether the records examined are themselves in doubt: then finding nothing in them shows nothing. */
function doubted(grounds: Grounds, section: string): Said[] {
  const [fact] = factsOf(grounds.unresolved, 'log-integrity');
  if (!fact) return [];
  return [
    {
      id: `${section}.doubted`,
      type: 'LIMIT',
      section,
      evidence: [fact.id],
      slots: {},
      text: {
        ja: 'ただし、記録の一部に欠けや食い違いがあるため、見つからなかったことは、持ち出しがなかったことの根拠になりません。',
        en: 'As part of the records has gaps or contradictions, finding nothing does not show that nothing happened.',
      },
    },
  ];
}

/** From its midnight in UTC until a day is over in the last zone. */
const DAY_OVER_EVERYWHERE = 36 * 3_600_000;

/** Records that begin when the spam was already coming say nothing of how the address got out, whatever they hold. */
function tooLate({ spamSince }: Grounds, { from, checks }: Looked, section: string): Said[] {
  if (spamSince === undefined || from.length === 10) return [];
  const began = Date.parse(spamSince) + (spamSince.length === 10 ? DAY_OVER_EVERYWHERE : 0);
  if (!(Date.parse(from) > began)) return [];
  return [
    {
      id: `${section}.too-late`,
      type: 'LIMIT',
      section,
      evidence: ['claim', ...checks],
      slots: { since: spamSince },
      text: {
        ja: 'この記録は{since:day}より後のもので、アドレスがどのように知られたかは、この記録からは分かりません。',
        en: 'These records begin after {since:day}, and so cannot show how the address became known.',
      },
    },
  ];
}

/** Where the traces that were found are told: a paragraph about a search does not end without its result. */
function foundThere(grounds: Grounds, section: string): Said[] {
  const open = openFindings(grounds.case).filter((fact) => topicOfFact(fact) === 'access');
  // Whoever is not verified is told of traces that name nobody, and of no other finding.
  if (open.length === 0 || (!grounds.verified && !open.every(({ kind }) => kind === 'attacker-trace'))) return [];
  const heading = whereFindingsStand(grounds.stage, grounds.verified);
  return [
    {
      id: `${section}.result`,
      type: 'DID',
      section,
      evidence: open.map(({ id }) => id),
      slots: { heading },
      text: {
        ja: 'その結果は、「{heading}」に記しました。',
        en: 'The result is described under “{heading}”.',
      },
    },
  ];
}

/** Records that were searched beside the main ones, each with the time it covers itself. */
function searchedToo(
  grounds: Grounds,
  main: LogFamily | undefined,
  checks: readonly string[],
  section: string,
): Said[] {
  return [...logsGiven(grounds.case)].flatMap(([family, { from, to }]): Said[] => {
    if (family === main || family === 'mail' || from === undefined || to === undefined) return [];
    return [
      scope(`access.scope-${family}`, section, { checks, from, to }, grounds, (end) => ({
        ja: `{from:day}から${end.ja}までの${logsNamed([family]).ja}の記録も、{now:day}に調べました。`,
        en: `On {now:day} we also examined the records of ${logsNamed([family]).en} from {from:day} to ${end.en}.`,
      })),
    ];
  });
}

/**
 * Logins are looked for wherever they stand, a mail server's records among it, which are told of with mailings otherwise; and
 * where something else was found, what was found is no answer about them.
 */
function loginsToo({ case: input }: Grounds, section: string, among: readonly LogFamily[]): Said[] {
  const families = (input.loginsIn ?? []).filter((family) => among.includes(family));
  const check = input.checks.find(({ id, result }) => id === 'logs.login-after-failures' && result === 'nothing-found');
  const { from, to } = check?.looked ?? {};
  if (!check || families.length === 0 || from == null || to == null) return [];
  return [
    {
      id: 'access.logins',
      type: 'FOUND',
      section,
      evidence: [check.id],
      slots: { from, to, names: logsNamed(families) },
      text: {
        ja: '{from:day}から{to:day}までの{names}の記録では、失敗が続いた後の不審なログインは見つかっておりません。',
        en: 'In the records of {names} from {from:day} to {to:day} we found no suspicious login after repeated failures.',
      },
    },
  ];
}

/** The records of a cloud may hold every login, and no read of anything: the check that could therefore not look. */
export function withoutReads(grounds: Grounds): CheckResult | undefined {
  const main = mainRecords(grounds);
  if (main !== undefined && main !== 'cloud') return undefined;
  return grounds.case.checks.find(({ id, result }) => id === 'logs.attack-traces' && result === 'not-checked');
}

export function access(grounds: Grounds, taken: ReadonlySet<Topic>): Said[] {
  const section = 'checked.access';
  const silent = lookedAt(grounds.case, 'access', 'nothing-found');
  const looked = silent ?? lookedAt(grounds.case, 'access', 'found');
  if (!looked) return [];
  const main = mainRecords(grounds);
  const logs = logsNamed(main ? [main] : []);
  const did = [
    scope('access.scope', section, looked, grounds, (end) => ({
      ja: `{from:day}から${end.ja}までの${logs.ja}の記録を、{now:day}に調べました。`,
      en: `On {now:day} we examined the records of ${logs.en} from {from:day} to ${end.en}.`,
    })),
    ...(main ? holesTold(grounds, main, section, looked.checks) : []),
    ...searchedToo(grounds, main, looked.checks, section),
  ];
  if (taken.has('access')) {
    const beside = (['login', 'mail'] as const).filter((family) => family !== main);
    return [
      ...did,
      ...foundThere(grounds, section),
      ...loginsToo(grounds, section, beside),
      ...drillLimits(grounds, section),
    ];
  }
  const tried = factsOf(grounds.case.facts, 'attacker-trace').filter(({ success }) => success === 'none');
  const attempts: Said[] =
    tried.length === 0
      ? []
      : [
          {
            id: 'access.attempts',
            type: 'FOUND',
            section,
            evidence: tried.map(({ id }) => id),
            slots: {},
            text: {
              ja: '外部から不正な操作を試みた跡はございましたが、成功したしるしは見つかっておりません。',
              en: 'There are traces of attempts at unauthorised operations from outside, without a sign that one succeeded.',
            },
          },
        ];
  const unread = withoutReads(grounds);
  if (unread) {
    return [
      ...did,
      {
        id: 'access.not-recorded',
        type: 'LIMIT',
        section,
        evidence: [unread.id],
        slots: {},
        text: {
          ja: 'この記録からは、お預かりした情報が読み出されたかどうかは分かりません。',
          en: 'These records cannot tell us whether data we hold was read.',
        },
      },
    ];
  }
  return [
    ...did,
    ...attempts,
    {
      id: 'access.nothing',
      type: 'FOUND',
      section,
      evidence: silent?.checks ?? looked.checks,
      slots: {},
      text: {
        ja: 'この範囲には、お預かりした情報が持ち出されたことを示す記録は見つかっておりません。',
        en: 'In the records of that time we found nothing that shows that data we hold was taken.',
      },
    },
    ...loginsToo(grounds, section, ['mail']),
    ...tooLate(grounds, looked, section),
    ...doubted(grounds, section),
    ...drillLimits(grounds, section),
  ];
}
