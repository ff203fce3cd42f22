// Four questions about the logs themselves, answered from one examination: each by the kinds of sign that concern it.
import type { SignKind, TamperReport } from '../logs/tamper/tamper-report.ts';
import type { Both } from '../vocabulary/finding.ts';
import type { CheckAnswer, FactDraft } from './answer.ts';
import { firstPointers } from './answer.ts';
import type { Sources } from './check.ts';
import { missing } from './check.ts';
import { lookedAt, noLogsOf, refuseCutOff } from './log-evidence.ts';
import type { SealStanding } from './seal-standing.ts';

const both = (parts: readonly Both[]): Both => ({
  ja: parts.map(({ ja }) => ja).join('。'),
  en: parts.map(({ en }) => en).join('; '),
});

/** How many signs the words spell out; the report lists them all. */
const SPELLED_OUT = 3;

/** The verdict of all signs together: one fact a case. */
export function integrityFact(tamper: TamperReport, { word, since }: SealStanding): FactDraft {
  const telling = tamper.signs.filter(({ strength }) => strength !== 'defect');
  return {
    kind: 'log-integrity',
    verdict: tamper.verdict,
    // Lines that no longer are what was sealed are proven to be no evidence, whoever saw their seals.
    sealed: word === 'outside' && tamper.verdict !== 'altered',
    ...(word === 'none' ? {} : { seals: word }),
    ...(since === null ? {} : { unchangedSince: since }),
    pointers: firstPointers(telling.flatMap(({ pointers }) => pointers)),
  };
}

/** Answers from the signs of these kinds. `clean`: what is said when there is none. */
export function answerFromSigns(
  sources: Sources,
  kinds: readonly SignKind[],
  clean: Both,
  facts: readonly FactDraft[],
): CheckAnswer {
  const { logs } = sources;
  const looked = logs ? lookedAt(logs, 'any', sources.risk) : null;
  if (!logs || !looked) return missing(sources, 'logs', noLogsOf('any'));
  const signs = logs.tamper.signs.filter(({ kind }) => kinds.includes(kind));
  const telling = signs.filter(({ strength }) => strength !== 'defect');
  const defects = signs.length - telling.length;
  const broken: readonly Both[] =
    defects > 0
      ? [
          {
            ja: `記録形式の乱れ${defects}件（改ざんのしるしではありません）`,
            en: `${defects} defects of format or clock, which are no sign of alteration`,
          },
        ]
      : [];
  if (telling.length === 0) {
    const refused = refuseCutOff(logs);
    // The verdict of all signs together still stands as a fact.
    if (refused) return { ...refused, facts };
    return { facts, finding: { kind: 'nothing-found', looked, says: both([clean, ...broken]) } };
  }
  const rest = telling.length - SPELLED_OUT;
  const more: readonly Both[] = rest > 0 ? [{ ja: `ほか${rest}件`, en: `${rest} more` }] : [];
  return {
    facts,
    finding: {
      kind: 'found',
      at: firstPointers(telling.flatMap(({ pointers }) => pointers)),
      looked,
      says: both([...telling.slice(0, SPELLED_OUT).map(({ statement }) => statement), ...more, ...broken]),
    },
  };
}
