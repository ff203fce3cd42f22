// What must be hidden and what may stay: our own names, the person who complains, and everybody else.
import type { CaseFile } from '../vocabulary/case-file.ts';

export type RedactedKind = 'email' | 'ip' | 'phone' | 'user' | 'name' | 'encoded';

/** What a redactor must know to tell our own names from other people's. */
export type RedactionPolicy = {
  /** At least 32 bytes, kept with the case and outside every output. */
  readonly key: Uint8Array;
  /** Our mail domains, hosts and addresses (`org.yaml` sendsFrom): these stay readable. */
  readonly own: readonly string[];
  /** The person who complains: shown by first letter and kind of domain, never whole. Null: not known. */
  readonly complainant: { readonly address: string; readonly name: string | null } | null;
  /** Further words to hide wherever they stand, such as names out of the register rows that are quoted. */
  readonly known?: readonly { readonly kind: RedactedKind; readonly value: string }[];
};

/** The policy of one case: our own hosts, numbers and addresses, and those of authorities, stay readable. */
export function redactionPolicy(
  { organisation, claim }: Pick<CaseFile, 'organisation' | 'claim'>,
  key: Uint8Array,
  known: RedactionPolicy['known'] = [],
): RedactionPolicy {
  const { sendsFrom, contact, authorities, vendors } = organisation;
  const own = [
    ...sendsFrom,
    ...vendors.flatMap((vendor) => vendor.sendsFrom),
    ...[contact.phone, contact.address, ...authorities.flatMap((each) => [each.contact, each.host])].flatMap((each) =>
      each === null ? [] : [each],
    ),
  ];
  const inEnglish = claim.nameEn === undefined ? [] : [{ kind: 'name', value: claim.nameEn } as const];
  return { key, own, complainant: { address: claim.address, name: claim.name }, known: [...known, ...inEnglish] };
}
