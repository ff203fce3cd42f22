// What every part of the report draws on.
import type { CaseFile } from '../vocabulary/case-file.ts';
import type { Fact } from '../vocabulary/fact.ts';
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

/** What a fact says, in the words of its check where it has some. */
export function factWords(fact: Fact, about: Both): Both {
  return fact.says ?? about;
}
