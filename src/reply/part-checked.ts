// "What we checked": one paragraph a subject. Whatever was not found stands with what was read, over which period and
// when, and with what the same search would have missed.
import type { CheckResult, DrillSummary } from '../vocabulary/case-file.ts';
import { type Fact, type FactOf, factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import type { LogFamily } from '../vocabulary/log-families.ts';
import { asksAboutOthers } from './asked.ts';
import { clockLimit } from './clock-doubt.ts';
import { dayWords, isDate } from './days.ts';
import { shortName } from './found-names.ts';
import { type Grounds, type Looked, lookedAt, openFindings, type Topic, topicOf, topicOfFact } from './grounds.ts';
import { whereFindingsStand } from './headings.ts';
import { logsGiven, logsNamed } from './log-names.ts';
import { wordsOf } from './part-findings.ts';
import { lists, waiting } from './part-lists.ts';
import { holesOf, holesTold } from './record-holes.ts';
import type { Said } from './said.ts';
import { vendorListed, vendorWords } from './vendor-names.ts';

/** The period that was read, and when it was read. */
function scope(id: string, section: string, looked: Looked, { now, zone }: Grounds, text: Both): Said {
  const { from, to, checks } = looked;
  // Records that end within the day of the examination: the whole day would claim hours that nobody has seen.
  const unfinished = dayWords(to, zone, 'ja') === dayWords(now, zone, 'ja') && to.length > 10;
  const words = unfinished
    ? {
        ja: text.ja.replace('{to:day}', '{to:moment}ごろ'),
        en: text.en.replace('to {to:day}', 'to about {to:moment}'),
      }
    : text;
  return { id, type: 'DID', section, evidence: checks, slots: { from, to, now }, text: words };
}

/** What the drill of this case found of what it planted: of so many kinds of attack all, a part, or nothing. */
function drillLimits(grounds: Grounds, section: string): Said[] {
  const { drill } = grounds.case;
  const said = (id: string, type: Said['type'], slots: Said['slots'], text: Both): Said => ({
    id: `${section}.${id}`,
    type,
    section,
    evidence: ['drill'],
    slots,
    text,
  });
  if (!drill?.classes.some(({ planted }) => planted > 0)) {
    return [
      {
        id: `${section}.not-drilled`,
        type: 'LIMIT',
        section,
        evidence: lookedAt(grounds.case, 'access', 'nothing-found')?.checks ?? ['outcome'],
        slots: {},
        text: {
          ja: 'この調べ方で見落とすものがどれほどあるかは、まだ測っておりません。',
          en: 'We have not yet measured how much this search would miss.',
        },
      },
    ];
  }
  const { kinds } = drill;
  if (!kinds || kinds.planted === 0) {
    return [
      said(
        'drill',
        'LIMIT',
        {},
        {
          ja: '記録の写しに不正な操作の跡を試しに加えたところ、見つけられないものがあり、この調査でも見落としがあり得ます。',
          en: 'When we added traces of attacks to a copy of the records, some were not found; this search may miss something too.',
        },
      ),
    ];
  }
  const { planted, all, part, none } = kinds;
  const main = mainRecords(grounds);
  const records = logsNamed(main ? [main] : []).ja;
  const tried = said(
    'drill',
    'DID',
    { planted },
    {
      ja: 'この調べ方の限界を確かめるため、試験用に{planted}種類の不正な操作の跡を作り、記録の写しで見つけられるかを試しました。',
      en: 'To learn how much this search can find, we tested it on a copy of the records with made-up traces of {planted} kinds of attack.',
    },
  );
  return [
    tried,
    said('drill-found', 'LIMIT', { all, part, none }, drillWords(kinds)),
    // What lies in the body of a request alone, at least, and whatever the logs at hand do not hold.
    ...(none > 0
      ? [
          said(
            'drill-traceless',
            'LIMIT',
            {},
            {
              ja: `また、${records}の記録に跡を残さない手口は、この調べ方では見つけられません。`,
              en: 'Methods that leave no trace in these records cannot be found by searching them.',
            },
          ),
        ]
      : []),
    said(
      'drill-so',
      'LIMIT',
      {},
      none + part > 0
        ? { ja: 'そのため、この調査にも見落としがあり得ます。', en: 'So this search may miss something.' }
        : {
            ja: 'ただし、試したもののほかの手口は、見落とすことがあり得ます。',
            en: 'It may still miss methods other than these.',
          },
    ),
  ];
}

/** Only what has a number above zero is told: "0 kinds in part" says nothing. */
function drillWords({ all, part, none }: NonNullable<DrillSummary['kinds']>): Both {
  const found = [
    ...(all > 0 ? [{ ja: '{all}種類は毎回', en: 'every trace of {all} kinds' }] : []),
    ...(part > 0 ? [{ ja: '{part}種類は一部の回で', en: 'some of {part}' }] : []),
  ];
  if (found.length === 0) {
    return { ja: '{none}種類のいずれも、見つけられませんでした。', en: 'It found no trace of any of the {none}.' };
  }
  const ja = found.map((one) => one.ja).join('、');
  const en = found.map((one) => one.en);
  return none > 0
    ? {
        ja: `${ja}見つけましたが、{none}種類は一度も見つけられませんでした。`,
        en: `It found ${en.join(', ')} and none of {none}.`,
      }
    : { ja: `${ja}見つけました。`, en: `It found ${en.join(' and ')}.` };
}

/** Whether a fact says that something was found, open or explained. */
function saysFound(fact: Fact): boolean {
  switch (fact.kind) {
    case 'attacker-trace':
      return fact.success !== 'none';
    case 'log-integrity':
      return fact.verdict !== 'no-sign';
    case 'register-canaries':
    case 'vendor-canaries':
      return fact.hits > 0;
    case 'bulk-read':
    case 'page-exposure':
    case 'visible-recipients':
      return true;
    default:
      return false;
  }
}

/** Topics in which something was found, open or explained: there, no sentence says that nothing was. */
function topicsWithFindings(grounds: Grounds): ReadonlySet<Topic> {
  const { facts, checks } = grounds.case;
  const topics = [...facts.filter(saysFound), ...grounds.unresolved].flatMap((fact) => topicOfFact(fact) ?? []);
  const found = checks.flatMap((check): Topic[] => {
    const topic = check.result === 'found' ? topicOf(check) : undefined;
    if (topic !== 'access' && topic !== 'integrity' && topic !== 'mailing' && topic !== 'pages') return [];
    // A check that found attempts only, and says so by its facts.
    const ofCheck = facts.filter((fact) => fact.foundBy === check.id);
    return ofCheck.length > 0 && !ofCheck.some(saysFound) ? [] : [topic];
  });
  return new Set([...topics, ...found]);
}

/** What was found and is not open: explained by somebody who signed for it, or nothing that points to us. */
function settled(grounds: Grounds): Said[] {
  const section = 'checked.settled';
  const open = new Set(grounds.case.unresolved);
  const explanations = factsOf(grounds.case.facts, 'innocent-explanation');
  return grounds.case.facts
    .filter((fact) => saysFound(fact) && !open.has(fact.id))
    .slice(0, 3)
    .map((fact): Said => {
      const explanation = explanations.find(({ of }) => of === fact.id);
      if (explanation) {
        return {
          id: `settled.${fact.id}`,
          type: 'FOUND',
          section,
          evidence: [fact.id, explanation.id],
          slots: { name: shortName(fact) },
          text: {
            ja: '{name}がございましたが、理由を社内で確かめ、署名のある記録に残しております。',
            en: 'There was this: {name}. We examined the reason and keep a signed record of it.',
          },
        };
      }
      const words = wordsOf(fact, grounds.case);
      return {
        id: `settled.${fact.id}`,
        type: 'FOUND',
        section,
        evidence: [fact.id],
        slots: words?.slots ?? {},
        text: words?.text ?? { ja: 'ほかにも分かった点がございます。', en: 'There is one more finding.' },
      };
    });
}

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

/** Where the traces that were found are told: a paragraph about a search does not end without its result. */
function foundThere(grounds: Grounds, section: string): Said[] {
  const open = openFindings(grounds.case).filter((fact) => topicOfFact(fact) === 'access');
  if (!grounds.verified || open.length === 0) return [];
  const heading = whereFindingsStand(grounds.stage, grounds.verified);
  return [
    {
      id: `${section}.result`,
      type: 'DID',
      section,
      evidence: open.map(({ id }) => id),
      slots: { heading },
      text: {
        ja: 'その結果、「{heading}」に記した跡が見つかりました。',
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
      scope(`access.scope-${family}`, section, { checks, from, to }, grounds, {
        ja: `{from:day}から{to:day}までの${logsNamed([family]).ja}の記録も、{now:day}に調べました。`,
        en: `On {now:day} we also examined the records of ${logsNamed([family]).en} from {from:day} to {to:day}.`,
      }),
    ];
  });
}

/** The kind of record that the paragraph about access is about, where there is one. */
export function mainRecords({ case: input }: Grounds): LogFamily | undefined {
  if (!lookedAt(input, 'access', 'nothing-found') && !lookedAt(input, 'access', 'found')) return undefined;
  const given = logsGiven(input);
  return (['web', 'login', 'cloud', 'database'] as const).find((family) => given.has(family));
}

/** The records of a cloud may hold every login, and no read of anything: the check that could therefore not look. */
export function withoutReads(grounds: Grounds): CheckResult | undefined {
  const main = mainRecords(grounds);
  if (main !== undefined && main !== 'cloud') return undefined;
  return grounds.case.checks.find(({ id, result }) => id === 'logs.attack-traces' && result === 'not-checked');
}

function access(grounds: Grounds, taken: ReadonlySet<Topic>): Said[] {
  const section = 'checked.access';
  const silent = lookedAt(grounds.case, 'access', 'nothing-found');
  const looked = silent ?? lookedAt(grounds.case, 'access', 'found');
  if (!looked) return [];
  const main = mainRecords(grounds);
  const logs = logsNamed(main ? [main] : []);
  const did = [
    scope('access.scope', section, looked, grounds, {
      ja: `{from:day}から{to:day}までの${logs.ja}の記録を、{now:day}に調べました。`,
      en: `On {now:day} we examined the records of ${logs.en} from {from:day} to {to:day}.`,
    }),
    ...(main ? holesTold(grounds, main, section, looked.checks) : []),
    ...searchedToo(grounds, main, looked.checks, section),
  ];
  if (taken.has('access')) return [...did, ...foundThere(grounds, section), ...drillLimits(grounds, section)];
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
              ja: '外部から不正な操作を試みた跡はございました。',
              en: 'There are traces of attempts at unauthorised operations from outside.',
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
        en: 'In these we found no record that shows that data we hold was taken.',
      },
    },
    ...doubted(grounds, section),
    ...drillLimits(grounds, section),
  ];
}

/** How far a trace kept outside vouches for the records, and what it cannot. */
function sealLimit(fact: FactOf<'log-integrity'> | undefined, looked: Looked): Said {
  const said = (id: string, text: Both, slots: Said['slots'] = {}): Said => ({
    id: `integrity.${id}`,
    type: 'LIMIT',
    section: 'checked.integrity',
    evidence: fact ? [fact.id] : looked.checks,
    slots,
    text,
  });
  const since = fact?.unchangedSince === undefined ? undefined : { since: fact.unchangedSince };
  if (fact?.sealed) {
    return since
      ? said(
          'sealed',
          {
            ja: '書き込みから間もなく、遅くとも{since:day}までに社外へ残した控えと照らしましたが、控えを取る前の変更は分かりません。',
            en: 'We compared them with a trace kept outside soon after they were written, by {since:day} at the latest; a change made before that would not show.',
          },
          since,
        )
      : said('sealed', {
          ja: '社外に残した控えと照らしましたが、控えを取る前の変更は、この方法では分かりません。',
          en: 'We compared them with a trace kept outside; a change made before that trace was taken would not show.',
        });
  }
  if (fact?.seals === 'late' && since) {
    return said(
      'sealed-late',
      {
        ja: '社外に控えを残したのは{since:day}が最初です。それより前に書き換えられていないことは、この控えでは示せません。',
        en: 'A trace of them was first kept outside on {since:day}; it cannot show that nothing was changed before that day.',
      },
      since,
    );
  }
  if (fact?.seals === 'own') {
    return said('sealed-own', {
      ja: '控えは残しておりましたが、弊社の中だけのもので、書き換えられていないことを社外の方に示すことはできません。',
      en: 'A trace of them was kept, but by ourselves alone, so it cannot show anybody else that nothing was changed.',
    });
  }
  if (fact?.seals === 'partial') {
    return said('sealed-part', {
      ja: '社外に残した控えと照らせたのは一部だけで、残りの部分の欠けや巧妙な書き換えには、気づけないことがあります。',
      en: 'Only part of them could be compared with a trace kept outside; in the rest we may not notice gaps or a skilful change.',
    });
  }
  return said('unsealed', {
    ja: '比べるための控えを社外に保存していなかったため、欠けや巧妙な書き換えに気づけないおそれがあります。',
    en: 'As no copy for comparison was kept outside our company, we may not notice that records were removed or skilfully changed.',
  });
}

/** How often the longest stretch went unnoticed that did so at all, cut out of a copy of these very records. */
function removalLimit({ case: { drill } }: Grounds, fact: FactOf<'log-integrity'> | undefined): Said[] {
  if (fact?.sealed) return [];
  const [longest] = (drill?.removal ?? [])
    .filter(({ trials, noticed }) => trials > 0 && noticed < trials)
    .toSorted((a, b) => b.minutes - a.minutes);
  if (!longest) return [];
  const { minutes, trials, noticed, expectedLines } = longest;
  // How much would ordinarily stand there tells what such a test is worth.
  const lines = expectedLines === 1 ? '{lines} line' : '{lines} lines';
  const span = minutes === 1 ? '{minutes} minute' : '{minutes} minutes';
  const said = { id: 'integrity.removal', type: 'LIMIT', section: 'checked.integrity', evidence: ['drill'] } as const;
  return [
    noticed === 0
      ? {
          ...said,
          slots: { minutes, trials, lines: expectedLines },
          text: {
            ja: '元の記録には手を加えず、写しから{minutes}分間分の記録（普段の量で平均{lines}行）を取り除いて気づけるかを{trials}回確かめましたが、一度も気づけませんでした。',
            en: `As a test, we removed ${span} of records (on average ${lines} at the usual traffic) from a copy; this went unnoticed in all {trials} trials.`,
          },
        }
      : {
          ...said,
          slots: { minutes, trials, noticed, lines: expectedLines },
          text: {
            ja: '元の記録には手を加えず、写しから{minutes}分間分の記録（普段の量で平均{lines}行）を取り除いて気づけるかを{trials}回確かめ、気づけたのは{noticed}回でした。',
            en: `As a test, we removed ${span} of records (on average ${lines} at the usual traffic) from a copy; we noticed it in {noticed} of {trials} trials.`,
          },
        },
  ];
}

/** More kinds of record than this are not named one by one. */
const NAMED_ONE_BY_ONE = 3;

/** How a contradiction came to light: beside trials that went unnoticed, a reader asks. */
function foundByComparing(grounds: Grounds, section: string, evidence: readonly string[]): Said[] {
  if (!(grounds.case.alterations ?? []).some(({ kind, strength }) => kind === 'cross-source' && strength !== 'defect'))
    return [];
  return [
    {
      id: 'integrity.by-comparing',
      type: 'DID',
      section,
      evidence,
      slots: {},
      text: {
        ja: '今回の食い違いは、別の記録と照らし合わせて見つかったものです。',
        en: 'We noticed the contradiction when we compared one kind of record with another.',
      },
    },
  ];
}

/** That something was found does not mean that everything was: how far such a search sees is told behind it all the same. */
function signsFound(grounds: Grounds, section: string, evidence: readonly string[]): Said {
  return {
    id: 'integrity.result',
    type: 'DID',
    section,
    evidence,
    slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
    text: {
      ja: 'その結果は、「{heading}」に記しました。',
      en: 'The result is described under “{heading}”.',
    },
  };
}

function integrity(grounds: Grounds, taken: ReadonlySet<Topic>): Said[] {
  const section = 'checked.integrity';
  const [fact] = factsOf(grounds.case.facts, 'log-integrity');
  const signs = taken.has('integrity') || (fact !== undefined && fact.verdict !== 'no-sign');
  const looked = lookedAt(grounds.case, 'integrity', signs ? 'found' : 'nothing-found');
  // What was found is told to nobody who is not verified, and where to read of it neither.
  if (!looked || (signs && !grounds.verified)) return [];
  const given = [...logsGiven(grounds.case)].filter(([, { from, to }]) => from !== undefined && to !== undefined);
  const [first, ...others] = given;
  const named = first && given.length <= NAMED_ONE_BY_ONE ? first : undefined;
  const main = named ? logsNamed([named[0]]) : { ja: '残っている記録', en: '' };
  const span = named ? { ...looked, from: named[1].from ?? looked.from, to: named[1].to ?? looked.to } : looked;
  return [
    scope('integrity.scope', section, span, grounds, {
      ja: `{from:day}から{to:day}までの${named ? `${main.ja}の記録` : main.ja}に欠けや書き換えがないかを、{now:day}に調べました。`,
      en: `On {now:day} we checked ${named ? `the records of ${main.en}` : 'the records that remain'} for gaps and alteration, from {from:day} to {to:day}.`,
    }),
    ...(named ? others : []).map(([family, { from = looked.from, to = looked.to }]) =>
      scope(`integrity.scope-${family}`, section, { ...looked, from, to }, grounds, {
        ja: `{from:day}から{to:day}までの${logsNamed([family]).ja}の記録も、同じように調べました。`,
        en: `We did the same for the records of ${logsNamed([family]).en} from {from:day} to {to:day}.`,
      }),
    ),
    signs
      ? signsFound(grounds, section, fact ? [fact.id] : looked.checks)
      : {
          id: 'integrity.nothing',
          type: 'FOUND',
          section,
          evidence: fact ? [fact.id] : looked.checks,
          slots: {},
          text: given.some(([family]) => holesOf(grounds.case, family).length > 0)
            ? {
                ja: '記録のない期間のほかには、その跡は見つかっておりません。',
                en: 'Apart from times without records, we found no sign of either.',
              }
            : { ja: 'その跡は見つかっておりません。', en: 'We found no sign of either.' },
        },
    ...(signs ? foundByComparing(grounds, section, fact ? [fact.id] : looked.checks) : []),
    sealLimit(fact, looked),
    ...removalLimit(grounds, fact),
  ];
}

/** Silence of records that contradict one another shows nothing, whichever of them it is that was changed. */
function mailingDoubted(grounds: Grounds, section: string): Said[] {
  const [fact] = factsOf(openFindings(grounds.case), 'log-integrity');
  if (!fact || !grounds.verified) return [];
  return [
    {
      id: 'mailing.doubted',
      type: 'LIMIT',
      section,
      evidence: [fact.id],
      slots: {},
      text: {
        ja: 'ただし、記録に食い違いがあるため、このことは、一斉送信がなかったことの根拠になりません。',
        en: 'As records contradict one another, this does not show that there was none.',
      },
    },
  ];
}

function mailing(grounds: Grounds, taken: ReadonlySet<Topic>): Said[] {
  const section = 'checked.mailing';
  const looked = lookedAt(grounds.case, 'mailing', 'nothing-found');
  if (!looked || taken.has('mailing')) return [];
  return [
    scope('mailing.scope', section, looked, grounds, {
      ja: '{from:day}から{to:day}までのメールサーバーの記録を、{now:day}に調べました。',
      en: 'On {now:day} we examined the records of the mail server from {from:day} to {to:day}.',
    }),
    {
      id: 'mailing.nothing',
      type: 'FOUND',
      section,
      evidence: looked.checks,
      slots: {},
      text: {
        ja: 'この範囲には、お申し出のアドレスを宛先に含む弊社からの一斉送信は見つかっておりません。',
        en: 'In these we found no mailing of ours to many recipients at once that included the address.',
      },
    },
    ...mailingDoubted(grounds, section),
    {
      id: 'mailing.limit',
      type: 'LIMIT',
      section,
      evidence: looked.checks,
      slots: {},
      text: {
        ja: 'この記録に残らない方法で送られたものは、この調査では分かりません。',
        en: 'A message sent in a way that leaves no record there would not show.',
      },
    },
  ];
}

function canaries(grounds: Grounds, taken: ReadonlySet<Topic>): Said[] {
  const section = 'checked.canaries';
  const looked = lookedAt(grounds.case, 'canaries', 'nothing-found');
  const silent = factsOf(grounds.case.facts, 'register-canaries').filter(
    ({ hits, planted }) => hits === 0 && planted > 0,
  );
  const [fact] = silent;
  if (!looked || !fact || taken.has('canaries')) return [];
  return [
    {
      ...scope('canaries.nothing', section, looked, grounds, {
        ja: '名簿が漏れた場合に気づくための仕組みには、{from:day}から{to:day}まで、迷惑メールは確認されておりません（{now:day}確認）。',
        en: 'The safeguard in our list saw no spam from {from:day} to {to:day} (checked {now:day}).',
      }),
      type: 'FOUND',
      evidence: [fact.id],
    },
    {
      id: 'canaries.limit',
      type: 'LIMIT',
      section,
      evidence: [fact.id],
      slots: {},
      text: {
        ja: 'この仕組みは、すべての漏えいを見つけられるものではございません。',
        en: 'That check cannot detect every leak.',
      },
    },
  ];
}

function pages(grounds: Grounds, taken: ReadonlySet<Topic>): Said[] {
  const section = 'checked.pages';
  const silent = grounds.case.checks.filter((check) => topicOf(check) === 'pages' && check.result === 'nothing-found');
  if (silent.length === 0 || taken.has('pages')) return [];
  const evidence = silent.map(({ id }) => id);
  // How many were read tells which were not.
  const pages = Math.max(0, ...silent.map(({ looked }) => looked?.parsed ?? 0));
  return [
    {
      id: 'pages.nothing',
      type: 'FOUND',
      section,
      evidence,
      slots: pages > 0 ? { now: grounds.now, pages } : { now: grounds.now },
      text:
        pages > 0
          ? {
              ja: '弊社の公開ページ{pages}ページの写し（{now:day}時点）に、お申し出のアドレスの表示は見つかっておりません。',
              en: `In the {pages} of our public pages that we examined (as of {now:day}) we did not find the address shown.`,
            }
          : {
              ja: '弊社の公開ページ（{now:day}時点の写し）に、お申し出のアドレスの表示は見つかっておりません。',
              en: 'In our public pages as of {now:day} we did not find the address shown.',
            },
    },
    {
      id: 'pages.limit',
      type: 'LIMIT',
      section,
      evidence,
      slots: {},
      text: {
        ja: 'それより前のページの内容は、この調査では分かりません。',
        en: 'What the pages showed before that would not appear in this search.',
      },
    },
  ];
}

/** One vendor, with what its answer was about and when it came: as its word, or as confirmed by us. */
function vendorSentence(grounds: Grounds, { id, vendor, answer }: FactOf<'vendor-answer'>, alike: number): Said[] {
  const section = 'checked.vendors';
  const name = vendorWords(grounds.case, vendor, 28);
  const answeredAt = vendorListed(grounds.case, vendor)?.answeredAt ?? null;
  const dated = answeredAt !== null && isDate(answeredAt);
  const slots: Said['slots'] = dated ? { name, at: answeredAt } : { name };
  const ja = dated ? '{at:day}に' : '';
  const en = dated ? ' on {at:day}' : '';
  const base = { type: 'DID', section, evidence: dated ? [id, 'org'] : [id] } as const;
  switch (answer) {
    case 'checked':
      return [
        {
          ...base,
          id: `vendors.checked.${id}`,
          slots,
          text: {
            ja: `委託先の{name}から${ja}回答があり、漏えいがあったとの報告は含まれておりませんでした。回答の裏付けも弊社で確認いたしました。`,
            en: `{name}, a company that works for us, answered${en} and did not report a leak; we have checked what it answered.`,
          },
        },
        {
          id: `vendors.unnoticed.${id}`,
          type: 'LIMIT',
          section,
          evidence: [id],
          slots: {},
          text: {
            ja: 'ただし、回答した会社がまだ気づいていない漏えいは、これでは分かりません。',
            en: 'A leak that they have not noticed themselves would not show in this.',
          },
        },
      ];
    case 'replied':
      return [
        {
          ...base,
          id: `vendors.word.${id}`,
          slots,
          text: {
            ja: `委託先の{name}から${ja}回答があり、漏えいがあったとの報告は含まれておりませんでした。`,
            en: `{name}, a company that works for us, answered${en} and did not report a leak.`,
          },
        },
        {
          ...base,
          id: `vendors.word-only.${id}`,
          type: 'LIMIT',
          slots: alike === 1 ? {} : { alike },
          text:
            alike === 1
              ? {
                  ja: '同社の説明のみで、弊社ではその裏付けをまだ取れておりません。',
                  en: 'That is its own word; we have not been able to verify it yet.',
                }
              : {
                  ja: '上の{alike}社の回答は各社の説明のみで、弊社ではその裏付けをまだ取れておりません。',
                  en: 'These {alike} answers are the companies’ own word; we have not been able to verify them yet.',
                },
        },
      ];
    case 'none':
      return [
        {
          ...base,
          id: `vendors.none.${id}`,
          slots: { name },
          text: {
            ja: '委託先の{name}からは、まだ回答がございません。',
            en: '{name}, a company that works for us, has not answered us yet.',
          },
        },
      ];
    case 'announced':
      return [];
  }
}

/** More would fill a page of its own: of the rest the number is told. */
const VENDORS_AT_MOST = 8;

/**
 * A vendor's word is passed on as its word: confirmed by us, its word only, or no answer yet. What it admits is a finding.
 * Those that answered alike stand together, so that what limits their word is said once, behind the last.
 */
function vendors(grounds: Grounds): Said[] {
  const facts = factsOf(grounds.case.facts, 'vendor-answer').filter(({ answer }) => answer !== 'announced');
  const told = facts.slice(0, VENDORS_AT_MOST);
  const answers = [...new Set(told.map(({ answer }) => answer))];
  const sentences = answers.flatMap((answer) => {
    const alike = told.filter((fact) => fact.answer === answer);
    return alike.flatMap((fact, index) => {
      const said = vendorSentence(grounds, fact, alike.length);
      return index === alike.length - 1 ? said : said.filter(({ type }) => type !== 'LIMIT');
    });
  });
  const rest = facts.slice(VENDORS_AT_MOST);
  if (rest.length === 0) return sentences;
  return [
    ...sentences,
    {
      id: 'vendors.more',
      type: 'DID',
      section: 'checked.vendors',
      evidence: rest.map(({ id }) => id),
      slots: { rest: rest.length },
      text: {
        ja: 'このほかの委託先は{rest}社で、その回答は、ご希望があればお知らせいたします。',
        en: 'The number of further companies that work for us is {rest}; we will tell you their answers if you wish.',
      },
    },
  ];
}

/** What similar reports show, and what their number cannot. The answer to a question about others says it in full. */
export function similarReports(
  fact: FactOf<'similar-complaints'>,
  now: string,
): readonly Omit<Said, 'id' | 'section'>[] {
  const since = fact.recordedSince;
  // Without a log of complaints, their absence says nothing.
  if (since === undefined || !isDate(since)) return [];
  const evidence = [fact.id];
  return [
    {
      type: 'FOUND',
      evidence,
      slots: { since, count: fact.count, now },
      text:
        fact.count === 0
          ? {
              ja: '同様のお申し出は、記録のある{since:day}から{now:day}までに、ほかにはいただいておりません。',
              en: 'From {since:day}, when our records of this begin, to {now:day}, nobody else reported this to us.',
            }
          : {
              ja: '同様のお申し出は、記録のある{since:day}から{now:day}までに、ほかに{count}件です。',
              en: 'From {since:day}, when our records of this begin, to {now:day}, the number of other such reports is {count}.',
            },
    },
    {
      type: 'LIMIT',
      evidence,
      slots: {},
      text:
        fact.count === 0
          ? {
              ja: 'これは、ほかの方に影響がないことを示すものではございません。',
              en: 'That does not mean that nobody else is affected.',
            }
          : {
              ja: 'この件数は、影響を受けた方の数を示すものではございません。',
              en: 'That number does not show how many people are affected.',
            },
    },
  ];
}

function complaints(grounds: Grounds): Said[] {
  const [fact] = factsOf(grounds.case.facts, 'similar-complaints');
  // Open complaints stand among the findings; a question about others gets them as its answer.
  if (!fact || openFindings(grounds.case).includes(fact) || asksAboutOthers(grounds.case)) return [];
  return similarReports(fact, grounds.now).map((said, index) => ({
    ...said,
    id: index === 0 ? 'complaints.count' : 'complaints.limit',
    section: 'checked.complaints',
  }));
}

/** Once: in the paragraph about the records themselves, else in the last that names a period of records. */
function withClock(grounds: Grounds, said: readonly Said[]): Said[] {
  const section = ['checked.integrity', 'checked.mailing', 'checked.access'].find((one) =>
    said.some((sentence) => sentence.section === one),
  );
  if (section === undefined) return [...said];
  const last = said.findLastIndex((sentence) => sentence.section === section);
  const evidence = said.find((sentence) => sentence.section === section)?.evidence ?? ['outcome'];
  return [...said.slice(0, last + 1), ...clockLimit(grounds, section, evidence), ...said.slice(last + 1)];
}

/** Everything that was looked at, subject by subject. To a requester who is not verified: only what concerns no person. */
export function checked(grounds: Grounds): Said[] {
  const taken = topicsWithFindings(grounds);
  const ofSystems = [...access(grounds, taken), ...integrity(grounds, taken)];
  if (!grounds.verified) return [...withClock(grounds, ofSystems), ...vendors(grounds), ...waiting(grounds)];
  return [
    ...withClock(grounds, [...ofSystems, ...mailing(grounds, taken)]),
    ...pages(grounds, taken),
    ...canaries(grounds, taken),
    ...lists(grounds),
    ...vendors(grounds),
    ...complaints(grounds),
    ...settled(grounds),
  ];
}
