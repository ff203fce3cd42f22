import type { FormPageEvidence, PageEvidence, PageExposure } from '../checks/page-evidence.ts';
import type { NamedBytes } from '../custody/csv.ts';
import { findExposed, MOST_PAGE_BYTES } from '../pages/find-exposed.ts';
import { formPage } from '../pages/form-page.ts';
import { parseAddress } from '../vocabulary/address.ts';

/** Addresses that stand in our own pages, and what of other hosts stands where one can be typed. Null: no pages were given. */
export function readPages(files: readonly NamedBytes[]): PageEvidence | null {
  if (files.length === 0) return null;
  const readable = files.filter(({ bytes }) => bytes.length <= MOST_PAGE_BYTES);
  const exposed = readable.flatMap(({ path, sha256, bytes }) =>
    findExposed(bytes, path).flatMap((found): PageExposure[] => {
      const address = parseAddress(found.address);
      const { technique, level, visible, line, byteStart, byteEnd } = found;
      return address
        ? [{ address, technique, level, visible, pointer: { path, sha256, line, byteStart, byteEnd } }]
        : [];
    }),
  );
  const forms = readable.flatMap(({ path, sha256, bytes }): FormPageEvidence[] => {
    const read = formPage(bytes, path);
    if (!read) return [];
    const named = read.named.map(({ kind, host, ...place }) => ({ kind, host, pointer: { path, sha256, ...place } }));
    return [{ path, ownHost: read.ownHost, named }];
  });
  return { pages: readable.length, exposed, forms, refused: files.length - readable.length };
}
