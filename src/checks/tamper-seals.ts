import type { SealEvidence, SealedLogFile } from '../logs/seal-evidence.ts';
import type { Both, Coverage } from '../vocabulary/finding.ts';
import { type CheckAnswer, firstPointers, notChecked } from './answer.ts';
import type { Check, Sources } from './check.ts';
import { missing } from './check.ts';
import { filesOf, noLogsOf } from './log-evidence.ts';
import { type SealWord, sealStandingOf } from './log-seals.ts';

/** Signs, gaps and files that the words spell out; the report's list of signs has them all. */
const SPELLED_OUT = 3;

const standingWords: Readonly<Record<SealWord, Both>> = {
  none: {
    ja: '封印は、問題の期間について何も示しません',
    en: 'the seals show nothing about the time at risk',
  },
  own: {
    ja: '外部の連署も時刻認証もありません。自分の鍵だけの封印は、あとから作り直せるため、他の人には何も証明しません',
    en: 'no witness and no timestamp: seals by our own key alone can be made again later and prove nothing to others',
  },
  late: {
    ja: '外部が封印を確認したのは、申し出のあとか、書き込みからだいぶ経ってからです。それより前の書換えについては何も証明しません',
    en: 'somebody else saw the seals only after the complaint, or long after the lines were written: about changes before that they prove nothing',
  },
  partial: {
    ja: '問題の期間の一部の行についてだけ、書き込みから間もなく外部が封印を確認しています',
    en: 'only for some of the lines of the time at risk did somebody else see the seals soon after they were written',
  },
  outside: {
    ja: '問題の期間のすべての行について、書き込みから36時間以内に外部が封印を確認しています',
    en: 'for all lines of the time at risk, somebody else saw the seals within 36 hours of their writing',
  },
};

const joined = (parts: readonly Both[]): Both => ({
  ja: parts.map(({ ja }) => ja).join('。'),
  en: parts.map(({ en }) => en).join('; '),
});

const earliest = (times: readonly (string | null)[]): string | null =>
  times.reduce((kept, next) => (next !== null && (kept === null || next < kept) ? next : kept), null);

/** When sealing began, by whose clock, and what it does not reach. */
function circumstances(seals: SealEvidence, sealed: readonly SealedLogFile[]): Both[] {
  const first = earliest(sealed.map(({ firstSealedAt }) => firstSealedAt));
  const seen = sealed.flatMap(({ runs }) => runs).filter(({ provenAt }) => provenAt !== null);
  const outside = earliest(seen.map(({ provenAt }) => provenAt));
  const by = seen.find(({ provenAt }) => provenAt === outside)?.provenBy ?? '';
  const tail = sealed.reduce((sum, { unsealedTail }) => sum + unsealedTail, 0);
  const gaps = sealed.flatMap(({ path, gaps: found }) => found.map(({ beforeLine }) => `${path}:${beforeLine}`));
  const uncompared = sealed.flatMap(({ runs }) => runs).filter(({ compared }) => !compared).length;
  const unsealed = seals.files.filter(({ stream }) => stream === null).map(({ path }) => path);
  const few = (list: readonly string[]) => list.slice(0, SPELLED_OUT);
  return [
    {
      ja: `最初の封印は${first ?? '不明'}（封印した側の時計）、外部による最初の確認は${outside === null ? 'なし' : `${outside}（${by}）`}`,
      en: `first sealed ${first ?? 'at an unknown time'} (own clock), first seen by somebody else ${outside === null ? 'never' : `${outside} (${by})`}`,
    },
    ...(tail > 0 ? [{ ja: `末尾の${tail}行は封印されていません`, en: `the last ${tail} lines are not sealed` }] : []),
    ...(gaps.length > 0
      ? [
          {
            ja: `封印の続かない所が${gaps.length}か所（${few(gaps).join('、')}）`,
            en: `${gaps.length} ${gaps.length === 1 ? 'place' : 'places'} before which sealing was interrupted (${few(gaps).join(', ')})`,
          },
        ]
      : []),
    ...(uncompared > 0
      ? [
          {
            ja: `封印の控えがなく比べられない区間が${uncompared}`,
            en: `${uncompared} sealed stretches could not be compared: their kept hashes are missing or damaged`,
          },
        ]
      : []),
    ...(unsealed.length > 0
      ? [
          {
            ja: `封印されたことのないファイルが${unsealed.length}件（${few(unsealed).join('、')}）`,
            en: `${unsealed.length === 1 ? '1 file was' : `${unsealed.length} files were`} never sealed (${few(unsealed).join(', ')})`,
          },
        ]
      : []),
    ...(seals.keyIsOutside
      ? []
      : [
          {
            ja: '台帳の鍵は、台帳自身の設定にあったものです（--vkey で別に控えた鍵を指定できます）',
            en: "the ledger's key is the one in its own settings (--vkey gives one noted elsewhere)",
          },
        ]),
  ];
}

/** What stands against the ledger itself. */
function brokenLedger({ ledger, problems }: SealEvidence): CheckAnswer {
  const named = problems.slice(0, SPELLED_OUT).map(({ where, message }) => ({
    ja: `${where}：${message.ja}`,
    en: `${where}: ${message.en}`,
  }));
  return notChecked({
    ja: `台帳（${ledger}）そのものが検証に通らないため、その封印からは何も言えません。台帳の書換えは、それ自体を調べるべき出来事です${named.length > 0 ? `：${joined(named).ja}` : ''}`,
    en: `the ledger (${ledger}) does not verify, so nothing can be said from its seals; that it was altered is a matter to look into by itself${named.length > 0 ? `: ${joined(named).en}` : ''}`,
  });
}

function answer(sources: Sources, seals: SealEvidence): CheckAnswer {
  if (!seals.ledgerHolds) return brokenLedger(seals);
  const sealed = seals.files.filter(({ stream }) => stream !== null);
  if (sealed.length === 0) {
    return notChecked({
      ja: `渡された記録は、どれも台帳（${seals.ledger}）に封印されたことがありません`,
      en: `none of these logs was ever sealed in the ledger (${seals.ledger})`,
    });
  }
  const { logs } = sources;
  const read = logs ? filesOf(logs, 'any').filter(({ path }) => sealed.some((file) => file.path === path)) : [];
  const looked: Coverage = {
    from: null,
    to: null,
    lines: sealed.reduce((sum, { sealedLines }) => sum + sealedLines, 0),
    parsed: sealed.reduce((sum, { sealedLines }) => sum + sealedLines, 0),
    share: null,
  };
  const around = [standingWords[sealStandingOf(sources).word], ...circumstances(seals, sealed)];
  const signs = logs?.tamper.signs.filter(({ kind }) => kind === 'seal-mismatch') ?? [];
  if (signs.length > 0) {
    const rest = signs.length - SPELLED_OUT;
    const more: readonly Both[] =
      rest > 0 ? [{ ja: `ほか${rest}か所`, en: rest === 1 ? '1 more place' : `${rest} more places` }] : [];
    const named = signs.slice(0, SPELLED_OUT).map(({ path, fromLine, statement }) => ({
      ja: `${path}:${fromLine ?? ''} ${statement.ja.replace(/。$/, '')}`,
      en: `${path}:${fromLine ?? ''} ${statement.en}`,
    }));
    return {
      facts: [],
      finding: {
        kind: 'found',
        at: firstPointers(signs.flatMap(({ pointers }) => pointers)),
        looked,
        says: joined([...named, ...more, ...around]),
      },
    };
  }
  return {
    facts: [],
    finding: {
      kind: 'nothing-found',
      looked,
      says: joined([
        {
          ja: `封印した${looked.lines}行（${read.length}ファイル）は、封印の時から変わっていません`,
          en: `the ${looked.lines} sealed lines (${read.length} ${read.length === 1 ? 'file' : 'files'}) are what was sealed`,
        },
        ...around,
      ]),
    },
  };
}

export const tamperSeals: Check = {
  id: 'tamper.seals',
  asks: {
    ja: '封印した記録の行が、封印の時から変わっていないか',
    en: 'Are the lines that were sealed still what was sealed?',
  },
  blindTo: [
    { ja: '封印する前の書換え、書かれなかった行', en: 'changes before a line was sealed, and lines never written' },
    {
      ja: '封印の続かない所と、封印されていない末尾',
      en: 'places where sealing was interrupted, and the unsealed end',
    },
    {
      ja: '外部の確認がない封印では、鍵の持ち主による作り直し',
      en: 'without anybody outside: a history made again by whoever holds the key',
    },
  ],
  falseAlarms: [
    {
      ja: '記録の形を変えて写したもの（改行や文字コードの変換）',
      en: 'copies that were converted (line ends, encodings)',
    },
    { ja: '同じ名の別のファイル', en: 'another file under the same name' },
  ],
  drilledBy: [],
  run: async (sources) => {
    if (!sources.logs) return missing(sources, 'logs', noLogsOf('any'));
    const { seals } = sources.logs;
    return seals
      ? answer(sources, seals)
      : missing(sources, 'ledger', {
          ja: '台帳が渡されていません。封印した記録であれば、台帳（ledger/ または --ledger）と比べられます',
          en: 'no ledger was given; logs that were sealed can be compared with theirs (ledger/ or --ledger)',
        });
  },
};
