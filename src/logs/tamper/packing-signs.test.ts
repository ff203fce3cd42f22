import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSharedCopy } from '../engine/shared-engine.test-support.ts';
import { gzipNamed } from '../gzip-named.test-support.ts';
import { findTamperSigns } from './find-tamper-signs.ts';
import { oddMembers, type PackedMember } from './packing-signs.ts';

const DAY = 86_400_000;
const start = Date.UTC(2026, 2, 2);

/** Eight days of a log that is packed every night, a minute after its last line. */
const series = (change: (member: PackedMember, i: number) => PackedMember = (member) => member): PackedMember[] =>
  Array.from({ length: 8 }, (_, i): PackedMember => {
    const lastMs = start + (i + 1) * DAY - 60_000 * (1 + (i % 3));
    return change(
      {
        ...{
          f: 7 - i,
          path: `logs/access.log.${8 - i}.gz`,
          place: i - 8,
          dated: false,
          series: 'logs/access.log',
          lastMs,
        },
        packing: { name: 'access.log.1', writtenMs: lastMs + 60_000, how: '8:0:3' },
      },
      i,
    );
  });
const changed = (at: number, packing: Partial<PackedMember['packing']>) =>
  series((member, i) => (i === at ? { ...member, packing: { ...member.packing, ...packing } } : member));

describe('a series that one job packs', () => {
  it('says nothing', () => {
    expect(oddMembers(series())).toEqual([]);
  });

  it.each([
    { name: 'stamped days after its last line', at: 3, packing: { writtenMs: start + 8 * DAY }, odd: 'later' },
    { name: 'stamped days before its last line', at: 3, packing: { writtenMs: start - 9 * DAY }, odd: 'earlier' },
    { name: 'of another name', at: 3, packing: { name: 'edited.txt' }, odd: 'name' },
    { name: 'of its later number', at: 3, packing: { name: 'access.log.5' }, odd: 'name' },
    { name: 'without a name', at: 3, packing: { name: null, how: '0:0:3' }, odd: 'name' },
    { name: 'packed by another program', at: 4, packing: { how: '8:2:255' }, odd: 'how' },
  ])('tells once of a member $name', ({ at, packing, odd }) => {
    expect(oddMembers(changed(at, packing))).toMatchObject([{ f: 7 - at, odd, others: 7 }]);
  });

  it('says nothing of a job that changed and stayed so, nor of the newest or oldest member', () => {
    const since = series((member, i) =>
      i >= 5 ? { ...member, packing: { ...member.packing, how: '8:2:3' } } : member,
    );
    expect(oddMembers(since)).toEqual([]);
    expect(oddMembers(changed(7, { how: '8:2:3' }))).toEqual([]);
    expect(oddMembers(changed(0, { name: null }))).toEqual([]);
  });

  it('says nothing where all were copied and packed on one day, or where the zone was guessed', () => {
    const together = series((member) => ({ ...member, packing: { ...member.packing, writtenMs: start + 30 * DAY } }));
    expect(oddMembers(together)).toEqual([]);
    const nine = series((member) => ({ ...member, lastMs: member.lastMs + 9 * 3_600_000 }));
    expect(oddMembers(nine)).toEqual([]);
  });

  it('says nothing of few members', () => {
    expect(oddMembers(changed(3, { name: 'x' }).slice(1, 6))).toEqual([]);
  });

  it('knows the day in a dated name', () => {
    const dated = (name: (day: string) => string | null) =>
      series((member, i) => {
        const day = new Date(start + i * DAY).toISOString().slice(0, 10).replaceAll('-', '');
        const path = `access.log-${day}.gz`;
        const place = start / DAY + i;
        return {
          ...member,
          path,
          place,
          dated: true,
          series: 'access.log',
          packing: { ...member.packing, name: name(day) },
        };
      });
    expect(oddMembers(dated((day) => `access.log-${day}`))).toEqual([]);
    const other = dated((day) => `access.log-${day === '20260305' ? '20260226' : day}`);
    expect(oddMembers(other)).toMatchObject([{ odd: 'name', path: 'access.log-20260305.gz' }]);
  });

  it('any headers give at most three signs, in bounded time', () => {
    const packing = fc.record({
      name: fc.option(fc.constantFrom('access.log.1', 'access.log.2', 'a', 'access.log-20260301'), { nil: null }),
      writtenMs: fc.option(fc.integer({ min: 1, max: 4_000_000_000_000 }), { nil: null }),
      how: fc.constantFrom('0:0:3', '8:2:3'),
    });
    fc.assert(
      fc.property(fc.array(packing, { minLength: 8, maxLength: 8 }), (all) => {
        const members = series((member, i) => ({ ...member, packing: all[i] ?? member.packing }));
        return oddMembers(members).length <= 3;
      }),
    );
  });
});

it('reads the headers of real files, and calls one packed anew suspect', async () => {
  const lines = (day: number) =>
    Array.from({ length: 200 }, (_, i) => {
      const at = new Date(start + day * DAY + i * 430_000).toISOString();
      const clock = `0${2 + day}/Mar/2026:${at.slice(11, 19)} +0000`;
      return `203.0.113.${1 + (i % 40)} - - [${clock}] "GET /${i} HTTP/1.1" 200 100 "-" "x"\n`;
    }).join('');
  const files = (odd: number) =>
    Array.from({ length: 7 }, (_, day) => {
      const writtenMs = start + day * DAY + 199 * 430_000;
      const bytes = Buffer.from(lines(day));
      const packed = day === odd ? gzipSync(bytes) : gzipNamed(bytes, { name: 'access.log.1', writtenMs });
      return { name: `access.log.${7 - day}.gz`, bytes: packed };
    });
  const verdict = async (odd: number) => {
    const store = await readSharedCopy(files(odd), new Date('2026-06-01T00:00:00Z'));
    try {
      return await findTamperSigns(store, { maintenance: [] });
    } finally {
      await store.close();
    }
  };
  expect((await verdict(-1)).signs).toEqual([]);
  const { signs } = await verdict(3);
  expect(signs).toMatchObject([{ kind: 'rotation', strength: 'weak', path: 'access.log.4.gz' }]);
  expect(signs[0]?.statement.en).toContain('packed without a name');
});
