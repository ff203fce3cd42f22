import { describe, expect, it } from 'vitest';
import { readOrganisation, unknownOrganisation } from './organisation.ts';

const org = (text: string) => readOrganisation({ path: 'org.yaml', sha256: '', bytes: new TextEncoder().encode(text) });

describe('org.yaml', () => {
  it('an empty file says nothing', () => {
    expect(org('')).toEqual(unknownOrganisation);
  });

  it('one name serves both languages, and times take the zone', () => {
    const read = org(
      'name: Midori\ntime_zone: Europe/London\nmaintenance: [{ from: 2026-07-01 02:00, to: 2026-07-01 03:00 }]\n',
    );
    expect(read.name).toEqual({ ja: 'Midori', en: 'Midori' });
    expect(read.maintenance).toEqual([{ from: '2026-07-01T02:00:00+01:00', to: '2026-07-01T03:00:00+01:00' }]);
  });

  it.each([
    { text: 'time_zone: Asia/Tokyo\n', regimes: ['appi'], assumed: undefined },
    { text: 'time_zone: Europe/London\n', regimes: ['uk'], assumed: undefined },
    { text: 'time_zone: Europe/Berlin\n', regimes: ['gdpr'], assumed: undefined },
    { text: 'time_zone: Europe/Zurich\n', regimes: ['appi'], assumed: true },
    { text: 'time_zone: America/New_York\n', regimes: ['appi'], assumed: true },
    { text: 'time_zone: America/New_York\nregimes: [gdpr]\n', regimes: ['gdpr'], assumed: undefined },
    { text: 'name: Midori\n', regimes: ['appi'], assumed: true },
  ])('the law is that of the place, unless it is named: $text', ({ text, regimes, assumed }) => {
    expect(org(text).regimes).toEqual(regimes);
    expect(org(text).regimesAssumed).toBe(assumed);
  });

  it.each([
    { name: 'a key that does not exist', text: 'nmae: x\n', says: /org\.yaml/ },
    { name: 'a zone that does not exist', text: 'time_zone: Mars/Olympus\n', says: /time_zone: not a known time zone/ },
    { name: 'text that is no YAML', text: 'name: [\n', says: /org\.yaml, line \d+: not YAML/ },
    {
      name: 'a vendor whose answer is none of the four',
      text: 'vendors: [{ name: x, answer: fine }]\n',
      says: /vendors\.0\.answer/,
    },
  ])('refuses $name, naming file and place', ({ text, says }) => {
    expect(() => org(text)).toThrow(says);
  });

  it('aliases cannot blow a small file up', () => {
    const layers = Array.from(
      { length: 30 },
      (_, index) => `k${index}: &a${index} [${index ? `*a${index - 1},*a${index - 1},*a${index - 1}` : 'x'}]`,
    );
    expect(() => org(`preserve:\n${layers.map((line) => `  ${line}`).join('\n')}\n`)).toThrow(/too many aliases/);
  });
});
