// Which list went to whom, when, at whose request: exports.csv.
import type { Pointer } from '../vocabulary/finding.ts';
import { columnDates } from './column-dates.ts';
import { type NamedBytes, readCsv } from './csv.ts';
import { isNo, isYes } from './typed-word.ts';

export type ListExport = {
  readonly list: string | null;
  readonly vendor: string;
  readonly at: string | null;
  readonly requestedBy: string | null;
  readonly rows: number | null;
  /** Whether the complainant's record was in it, where the table says so. */
  readonly containsThis: boolean | null;
  readonly pointer: Pointer;
};

export type Exports = { readonly path: string; readonly sha256: string; readonly exports: readonly ListExport[] };

const headings = {
  list: ['list', 'list_name', 'リスト', '名簿'],
  vendor: ['vendor', 'to', 'recipient', 'sent_to', '委託先', '提供先', '送付先'],
  at: ['at', 'date', 'exported_at', 'sent_at', '日時', '日付', '提供日'],
  requestedBy: ['requested_by', 'requester', 'who', 'asked_by', '依頼者', '担当'],
  rows: ['rows', 'count', 'records', '件数'],
  containsThis: ['contains_this', 'contains', '本件を含む'],
} as const;

/** @throws AkashiError custody/csv-unreadable */
export function readExports(file: NamedBytes, zone: string): Exports {
  const { rows } = readCsv(file, headings, ['vendor', 'at']);
  const dates = columnDates(
    rows.map(({ values }) => values['at'] ?? ''),
    zone,
  );
  const exports = rows.map(({ values, pointer }): ListExport => {
    const contains = values['containsThis'] ?? '';
    const count = values['rows'] ?? '';
    return {
      list: values['list'] || null,
      vendor: values['vendor'] ?? '',
      at: dates.read(values['at'] ?? '') ?? null,
      requestedBy: values['requestedBy'] || null,
      // A feed or a share that counts nothing is no list of none.
      rows: /^\d{1,12}$/.test(count) && Number(count) > 0 ? Number(count) : null,
      containsThis: isYes(contains) ? true : isNo(contains) ? false : null,
      pointer,
    };
  });
  return { path: file.path, sha256: file.sha256, exports };
}
