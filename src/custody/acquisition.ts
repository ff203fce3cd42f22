// The record of a collection: who took which copy from where, with which command, by which clock. Written by the script of
// `akashi preserve`, or by hand in the same columns.
import type { Pointer } from '../vocabulary/finding.ts';
import { type NamedBytes, readCsv } from './csv.ts';
import { isNo, isUnknown, isYes } from './typed-word.ts';

export type AcquisitionStep = {
  readonly step: string;
  readonly role: string | null;
  /** Whether the collector had administrator rights there: who could collect could also have altered. Null: not said. */
  readonly adminRights: boolean | null;
  /** Null: the record does not say. */
  readonly secondPerson: boolean | null;
  readonly host: string;
  readonly start: string | null;
  readonly end: string | null;
  /** How far the clock ran ahead of true time, seconds; negative: behind. Null: unknown. */
  readonly offsetSeconds: number | null;
  /** False: skipped, or nothing was stored. */
  readonly done: boolean;
  /** SHA-256 that its own row names, before and after copying. */
  readonly digests: readonly string[];
  readonly pointer: Pointer;
};

export type Acquisition = {
  readonly path: string;
  readonly sha256: string;
  readonly steps: readonly AcquisitionStep[];
  /** SHA-256 of everything that was copied, file by file where the lists beside the record say so. */
  readonly digests: ReadonlySet<string>;
  /** Whether the copies still are what was collected; null: they were not given, so nobody looked. */
  readonly intact: boolean | null;
};

const headings = {
  step: ['step'],
  role: ['role', '役割'],
  admin: ['admin', 'admin_rights', '管理者権限'],
  second_person: ['second_person', '立会人'],
  host: ['host', 'system_host', '機器'],
  start: ['start', '開始'],
  end: ['end', '終了'],
  offset_seconds: ['offset_seconds', 'offset', '時計のずれ'],
  stored: ['stored', '写し'],
  result: ['result', '結果'],
} as const;

const digest = /^[0-9a-f]{64}$/;

/** Lines of `sha256sum`; what is no such line is no digest. */
function digestsIn({ bytes }: NamedBytes): string[] {
  const text = new TextDecoder().decode(bytes);
  return text.split('\n').flatMap((line) => {
    const found = line.slice(0, 64);
    return digest.test(found) && line[64] === ' ' ? [found] : [];
  });
}

const instantOf = (text: string | undefined) =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;

/** Nobody named is nobody there; a column that is missing says nothing, nor does one that says it is not known. */
function second(text: string | undefined): boolean | null {
  if (text === undefined || isUnknown(text)) return null;
  return text !== '' && !isNo(text);
}

/**
 * @param lists the lists of hashes that lie beside the record: one digest a file, before and after copying
 * @throws AkashiError custody/csv-unreadable
 */
export function readAcquisition(
  file: NamedBytes,
  { lists, intact }: { readonly lists: readonly NamedBytes[]; readonly intact: boolean | null },
): Acquisition {
  const { rows } = readCsv(file, headings, ['step']);
  const digests = new Set(lists.flatMap(digestsIn));
  const steps = rows.map(({ values, pointer }): AcquisitionStep => {
    const given = [values['sha256_before'], values['sha256_after']].flatMap((text) => {
      const lower = (text ?? '').toLowerCase();
      return digest.test(lower) ? [lower] : [];
    });
    for (const one of given) digests.add(one);
    const offset = (values['offset_seconds'] ?? '').trim();
    const admin = values['admin'] ?? '';
    return {
      step: values['step'] ?? '',
      role: values['role']?.slice(0, 60) || null,
      adminRights: isYes(admin) ? true : isNo(admin) ? false : null,
      secondPerson: second(values['second_person']),
      host: (values['host'] ?? '').slice(0, 80),
      start: instantOf(values['start']),
      end: instantOf(values['end']),
      offsetSeconds: /^[+-]?\d{1,12}(?:\.\d{1,12})?$/.test(offset) ? Number(offset) : null,
      done: given.length > 0 && !/^skipped/.test(values['result'] ?? ''),
      digests: given,
      pointer,
    };
  });
  return { path: file.path, sha256: file.sha256, steps, digests, intact };
}
