import { expect, it } from 'vitest';
import type { Sources } from '../checks/check.ts';
import { type LogEvidence, lookedAt } from '../checks/log-evidence.ts';
import { unknownOrganisation } from '../custody/organisation.ts';
import { alterations, timeline } from './timeline.ts';

const path = 'logs/access.log';
const fast = { host: 'web1', offsetSeconds: 2220, uncertaintySeconds: 1 };
const pointer = (at: string) => ({ path: at, sha256: 'a'.repeat(64), line: 1, byteStart: 0, byteEnd: 9 });
const written = '2026-01-10T12:37:00Z';

function sources(clocks: LogEvidence['clocks'], paths: readonly string[]): Sources {
  const actor = {
    id: '192.0.2.1',
    level: 'adverse',
    from: written,
    pointers: paths.map(pointer),
    perClass: [{ class: 'sqli', success: 'shown', reachedData: true }],
    signs: [],
  };
  const sign = {
    kind: 'gap',
    strength: 'weak',
    path,
    from: written,
    to: written,
    statement: { ja: '空白', en: 'gap' },
  };
  const file = { path, format: 'combined', lines: 10, parsed: 10, from: written, to: '2026-01-10T13:37:00Z' };
  const logs = { store: { files: [file] }, detection: { actors: [actor] }, tamper: { signs: [sign] }, clocks };
  // Only what the two functions read.
  return { organisation: { ...unknownOrganisation, timeZone: 'UTC' }, exports: null, logs } as unknown as Sources;
}

it('a mark of a host whose clock was 37 minutes fast stands at true time, and says what the log has', () => {
  const [mark] = timeline(sources(new Map([[path, fast]]), [path]));
  expect(mark).toMatchObject({ at: '2026-01-10T12:00:00+00:00', asWritten: written });
  expect(mark?.what.en).toMatch(/clock of web1 was 37\.0 minutes fast, ± 1 s; as written: 2026-01-10T12:37:00Z/);
  expect(mark?.what.ja).toMatch(/web1の時計の進み37\.0分を補正、±1秒/);
});

it.each([
  { name: 'of a host whose clock is not known to be off', paths: ['logs/other.log'], says: /^(?!.*clock)/ },
  { name: 'across hosts whose clocks differ', paths: [path, 'logs/other.log'], says: /time as written/ },
])('a mark $name is not shifted', ({ paths, says }) => {
  const [mark] = timeline(sources(new Map([[path, fast]]), paths));
  expect(mark?.at).toBe(written);
  expect(mark?.what.en).toMatch(says);
});

it('a stretch in doubt keeps its written times, with the true ones beside', () => {
  const [one] = alterations(sources(new Map([[path, fast]]), [path]));
  expect(one).toMatchObject({ from: written, trueTime: { from: '2026-01-10T12:00:00+00:00', offsetSeconds: 2220 } });
});

it('what the time at risk is compared with is true time', () => {
  const { logs } = sources(new Map([[path, fast]]), [path]);
  const risk = { from: Date.parse('2026-01-10T12:00:00Z'), to: Date.parse('2026-01-10T13:00:00Z') };
  expect(logs && lookedAt(logs, 'web', risk)).toMatchObject({ from: '2026-01-10T12:00:00+00:00', share: 1 });
});

it('of very many marks none is left out without a word, and the signs of success are not pushed out by old exports', () => {
  const given = sources(new Map(), [path]);
  const exports = Array.from({ length: 60 }, (_, index) => ({ at: `2025-${1 + (index % 12)}-01`, vendor: 'V' }));
  const dated = exports.map(({ at, vendor }) => ({ vendor, at: at.replace(/-(\d)-/, '-0$1-') }));
  const marks = timeline({ ...given, exports: { exports: dated } } as unknown as Sources);
  expect(marks.filter(({ kind }) => kind === 'log-finding')).toHaveLength(1);
  expect(marks.filter(({ kind }) => kind === 'export')).toHaveLength(20);
  expect(marks.find(({ kind }) => kind === 'other')?.what.en).toContain('40 more');
});

it('a company that has an English name is named by it in English', () => {
  const vendors = [{ name: 'こだま印刷', nameEn: 'Kodama Printing' }, { name: '青木発送' }];
  const given = {
    organisation: { ...unknownOrganisation, vendors },
    exports: { exports: vendors.map(({ name }) => ({ at: '2025-03-01', vendor: name })) },
    logs: null,
  } as unknown as Sources;
  expect(timeline(given).map(({ what }) => what)).toEqual([
    { ja: '名簿の提供：こだま印刷', en: 'list given to Kodama Printing' },
    { ja: '名簿の提供：青木発送', en: 'list given to 青木発送' },
  ]);
});

it('a trace stands where what speaks for it was seen, not where its source was first', () => {
  const given = sources(new Map(), [path]);
  const [actor] = given.logs?.detection.actors ?? [];
  const sign = { class: 'sqli', success: 'shown', from: '2026-01-10T13:05:00Z', pointers: [pointer(path)] };
  Object.assign(actor ?? {}, { signs: [sign] });
  expect(timeline(given)[0]?.at).toBe('2026-01-10T13:05:00Z');
});
