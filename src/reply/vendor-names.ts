// What a letter calls a company that works for us: in English by the name that org.yaml gives for it, else as it stands.
import type { Both } from '../vocabulary/finding.ts';
import { foreignName, foreignWords } from './foreign-words.ts';
import type { CaseInput } from './grounds.ts';

/** The entry of org.yaml for a company; tables of exports may name it in either language. */
export const vendorListed = ({ organisation }: CaseInput, vendor: string) =>
  organisation.vendors.find(({ name, nameEn }) => name === vendor || nameEn === vendor);

/** Undefined where nothing readable is left of the name. */
export function vendorNamed(input: CaseInput, vendor: string, longest: number): Both | undefined {
  const known = vendorListed(input, vendor);
  const ja = foreignName(known?.name ?? vendor, longest);
  if (ja === undefined) return undefined;
  // Latin letters are half as wide.
  return { ja, en: foreignName(known?.nameEn ?? null, 2 * longest) ?? ja };
}

/** As above, whatever is left. */
export const vendorWords = (input: CaseInput, vendor: string, longest: number): Both =>
  vendorNamed(input, vendor, longest) ?? { ja: foreignWords(vendor, longest), en: foreignWords(vendor, longest) };
