// What a letter calls a company that works for us: in English by the name that org.yaml gives for it, else as it stands.
import { providerOf } from '../custody/guess/provider.ts';
import type { Claim } from '../vocabulary/case-file.ts';
import type { Both } from '../vocabulary/finding.ts';
import { foreignName, foreignWords } from './foreign-words.ts';
import type { CaseInput } from './grounds.ts';

/** The entry of org.yaml for a company; tables of exports may name it in either language. */
export const vendorListed = ({ organisation }: CaseInput, vendor: string) =>
  organisation.vendors.find(({ name, nameEn }) => name === vendor || nameEn === vendor);

/** Undefined where nothing readable is left of the name. */
export function vendorNamed(input: CaseInput, vendor: string, longest: number): Both | undefined {
  const known = vendorListed(input, vendor);
  const name = known?.name ?? vendor;
  const ja = foreignName(name, longest);
  if (ja === undefined) return undefined;
  // An English sentence is measured by its words, and Latin letters are half as wide.
  return { ja, en: foreignName(known?.nameEn ?? name, 2 * longest) ?? ja };
}

/** As above, whatever is left. */
export const vendorWords = (input: CaseInput, vendor: string, longest: number): Both =>
  vendorNamed(input, vendor, longest) ?? { ja: foreignWords(vendor, longest), en: foreignWords(vendor, longest) };

type Vendor = CaseInput['organisation']['vendors'][number];

/** Words that name a log and no company; a company called so is not recognised. */
const ofLogs = new Set(
  'access error server apache nginx postfix dovecot mails mailing system security audit event events export exports cloud database application staff office login global'.split(
    ' ',
  ),
);
const LEAST_LETTERS = 5;

/** What a company's records would be named after: its name, the word it begins with, the domains it sends from. */
function namedAfter({ name, nameEn, sendsFrom }: Vendor): readonly string[] {
  const written = [name, nameEn ?? ''].map((one) => one.toLowerCase());
  const firstWords = written.map((one) => /^[a-z0-9]+/.exec(one)?.[0] ?? '');
  const domains = sendsFrom.flatMap((host) =>
    /[a-z]/i.test(host) ? [host.toLowerCase().split('.').at(-2) ?? ''] : [],
  );
  const latin = [...firstWords, ...domains].filter((word) => word.length >= LEAST_LETTERS && !ofLogs.has(word));
  return [...new Set([...latin, ...written.filter((one) => /[^\u0020-\u007e]/.test(one))])];
}

const isWordOf = (path: string, word: string): boolean =>
  path
    .split(word)
    .some((_, i, parts) => i > 0 && !/[a-z0-9]$/.test(parts[i - 1] ?? '') && !/^[a-z0-9]/.test(parts[i] ?? ''));

/** Companies that work for us, of which records lie among the logs by the names of the files; named for a letter. */
export function vendorsWithRecords(input: CaseInput): readonly Both[] {
  const paths = input.files.filter(({ lines }) => lines > 0).map(({ path }) => path.toLowerCase());
  return input.organisation.vendors.flatMap((vendor) =>
    namedAfter(vendor).some((word) => paths.some((path) => isWordOf(path, word)))
      ? (vendorNamed(input, vendor.name, 20) ?? [])
      : [],
  );
}

/** Whether a company is the very person who wrote: by their name, or by the domain of their address. */
export function isWriter(
  { claim }: { readonly claim: Partial<Pick<Claim, 'name' | 'address'>> },
  vendor: Pick<Vendor, 'name' | 'nameEn' | 'sendsFrom'>,
): boolean {
  const domain = claim.address?.split('@').at(-1)?.toLowerCase();
  const hosts = vendor.sendsFrom.map((host) => host.toLowerCase());
  const isName = claim.name !== undefined && (claim.name === vendor.name || claim.name === vendor.nameEn);
  const ownDomain = domain !== undefined && providerOf(domain).kind === 'organisation';
  return isName || (ownDomain && hosts.includes(domain));
}

/** The same of a company by name: that it has not answered is no news to whoever it is. */
export function isOfWriter(input: CaseInput, vendor: string): boolean {
  const known = vendorListed(input, vendor);
  return known !== undefined && isWriter(input, known);
}
