import { describe, expect, it } from 'vitest';
import { cardText, firstHourCard } from '../cases/preserve/card.ts';
import { unknownOrganisation } from '../custody/organisation.ts';
import { typeset } from './typesetter.ts';

const many = Array.from({ length: 20 }, (_, index) => ({
  name: `とても長い名前の会社その${index}`,
  contact: '03-0000-0000',
}));
const full = {
  ...unknownOrganisation,
  regimes: ['appi', 'gdpr', 'uk'] as const,
  tell: {
    insurer: many,
    counsel: many,
    client: many,
    police: many,
    cert: many,
    parent: many,
    card: many,
    representatives: many,
  },
};
const input = { caseNumber: 'A-1', orderedBy: null, systems: ['web1', 'db1'], now: Date.UTC(2026, 1, 1) };

describe.each(['ja', 'en'] as const)('the %s card', (lang) => {
  it.each([
    { name: 'with nothing known', organisation: unknownOrganisation },
    { name: 'with everybody named', organisation: full },
  ])('is one page $name, the same bytes twice', async ({ organisation }) => {
    const card = firstHourCard({ ...input, organisation }, lang);
    const first = await typeset('card', card);
    expect(first.pages).toBe(1);
    expect(Buffer.from((await typeset('card', card)).pdf).equals(Buffer.from(first.pdf))).toBe(true);
  });

  it('keeps the order, the insurer first among the calls, and three things not to say', () => {
    const card = firstHourCard({ ...input, organisation: full }, lang);
    expect(card.hour.steps).toHaveLength(5);
    expect(card.calls.rows[0]?.[0]).toMatch(/保険|insurer/);
    expect(card.phone.not).toHaveLength(3);
    expect(card.due.rows.length).toBeGreaterThan(5);
    for (const [, how] of card.hour.steps) expect(how).not.toBe('');
    for (const [who] of card.calls.rows) expect(cardText(card)).toContain(who);
  });
});
