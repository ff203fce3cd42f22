// What a letter calls a company that works for us: in English by the name that org.yaml gives for it, else as it stands.
import type { Both } from '../vocabulary/finding.ts';
import { foreignName, foreignWords } from './foreign-words.ts';
import type { CaseInput } from './grounds.ts';

/** Undefined where nothing readable is left of the name. */
export function vendorNamed({ organisation }: CaseInput, vendor: string, longest: number): Both | undefined {
  const ja = foreignName(vendor, longest);
  if (ja === undefined) return undefined;
  const english = organisation.vendors.find(({ name }) => name === vendor)?.nameEn ?? null;
  // Latin letters are half as wide.
  return { ja, en: foreignName(english, 2 * longest) ?? ja };
}

/** As above, whatever is left. */
export const vendorWords = (input: CaseInput, vendor: string, longest: number): Both =>
  vendorNamed(input, vendor, longest) ?? { ja: foreignWords(vendor, longest), en: foreignWords(vendor, longest) };
