// Whose law sets the clocks where nobody said: a complaint from elsewhere may come to an office elsewhere.
import type { Claim, Organisation } from '../../vocabulary/case-file.ts';
import type { Regime } from './clock-table.ts';

type Written = Pick<Claim, 'receivedAt'> & Partial<Pick<Claim, 'language'>>;

/** Written in another language than Japanese, or received at a moment with the offset of another place than Japan. */
export const isElsewhere = ({ language, receivedAt }: Written): boolean =>
  (language !== undefined && language !== 'ja') ||
  (receivedAt !== null && /T.*[+-]\d{2}:?\d{2}$/.test(receivedAt) && !/\+09:?00$/.test(receivedAt));

const abroad: readonly Regime[] = ['gdpr', 'uk'];

type Assumed = Pick<Organisation, 'regimes' | 'regimesAssumed' | 'timeZoneAssumed'>;

/** They keep the time of a place whose law is none of the table's, and named no other: no date of the table may be theirs. */
export const isLawUnknown = ({ regimesAssumed, timeZoneAssumed }: Omit<Assumed, 'regimes'>): boolean =>
  regimesAssumed === true && timeZoneAssumed !== true;

/** Laws that nobody named and that bind us if the office is where the complaint came from: none where org.yaml or its zone says which. */
export function watchedRegimes(claim: Written, organisation: Assumed): readonly Regime[] {
  const { regimes, regimesAssumed } = organisation;
  if (isLawUnknown(organisation)) return [...regimes, ...abroad];
  if (regimesAssumed !== true || !isElsewhere(claim)) return [];
  return abroad.filter((regime) => !regimes.some((one) => one === regime));
}
