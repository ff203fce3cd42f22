// What every part of the report draws on.
import type { CaseFile } from '../vocabulary/case-file.ts';
import { contactedBy, inNamesOfContact } from '../vocabulary/contact.ts';
import { type Fact, factKinds } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import type { Clock } from './report-format.ts';
import type { ReportInput } from './report-input.ts';

export type ReportContext = {
  /** Already redacted: nothing in it holds other people's data. */
  readonly caseFile: CaseFile;
  readonly extra: ReportInput;
  readonly clock: Clock;
};

/** An id that is safe in an attribute and a fragment, whatever the case calls its check. */
export function anchor(prefix: string, id: string): string {
  return `${prefix}-${id.replace(/[^A-Za-z0-9._-]/g, '_')}`;
}

/** What kind of fact it is, in the words of how the customer was contacted. */
export const aboutOf = (fact: Fact, caseFile: CaseFile): Both =>
  inNamesOfContact(factKinds[fact.kind].about, contactedBy(caseFile));

/** What a fact says, in the words of its check where it has some. */
export const factWords = (fact: Fact, caseFile: CaseFile): Both => fact.says ?? aboutOf(fact, caseFile);

/** Questions, answers and reasons that speak of spam speak of calls where calls are what the customer told us of. */
export function inWordsOfCase(caseFile: CaseFile): CaseFile {
  const by = contactedBy(caseFile);
  if (by === undefined) return caseFile;
  const named = (text: Both) => inNamesOfContact(text, by);
  const { checks, weigh } = caseFile;
  return {
    ...caseFile,
    checks: checks.map((check) => ({
      ...check,
      asks: named(check.asks),
      says: named(check.says),
      because: check.because && named(check.because),
      blindTo: check.blindTo.map(named),
    })),
    weigh: weigh && { ...weigh, because: weigh.because.map(named) },
  };
}
