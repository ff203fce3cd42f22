// Whom a customer can turn to beside us, at the date of the letter: a body that does not exist yet helps nobody.
import type { Both } from '../vocabulary/finding.ts';
import { foreignName } from './foreign-words.ts';
import type { Grounds } from './grounds.ts';

type Regime = Grounds['case']['organisation']['regimes'][number];
type Body = { readonly since: string; readonly called: RegExp };

/** Bodies that began within the time of complaints still answered, by the first day on which they could be asked. */
const bodies: readonly Body[] = [
  {
    since: '2016-01-01',
    called: /個人情報保護委員会|Personal Information Protection Commission|(?:^|[^A-Za-z])PPC(?:[^A-Za-z]|$)/,
  },
  { since: '2009-09-01', called: /消費者庁|Consumer Affairs Agency/ },
];

const dayOf = (text: string) => text.slice(0, 10);
/** `now`: a day or an instant, ISO 8601. */
export const existsAt = (name: Both, now: string) =>
  bodies.every(({ since, called }) => dayOf(now) >= since || !(called.test(name.ja) || called.test(name.en)));

/** By law: the first that exists at the date. */
const byLaw: Readonly<Record<Regime, readonly Both[]>> = {
  appi: [
    {
      ja: '個人情報保護委員会の相談窓口',
      en: 'the helpline of the Personal Information Protection Commission (Japan)',
    },
    {
      ja: 'お近くの消費生活センターの個人情報の相談窓口',
      en: 'the personal information desk of your local consumer affairs centre',
    },
  ],
  gdpr: [{ ja: 'お住まいの国のデータ保護監督機関', en: 'the data protection authority of your country' }],
  uk: [{ ja: '英国の情報コミッショナー事務局（ICO）', en: 'the Information Commissioner’s Office (ICO)' }],
};

/** Named by the organisation, else by the law it works under. */
export function turnTo({ case: { organisation }, now }: Grounds): readonly Both[] {
  const named = organisation.authorities
    .filter(({ name }) => existsAt(name, now))
    .slice(0, 3)
    .map(({ name, contact }) => {
      const at = foreignName(contact, 40);
      return at === undefined ? name : { ja: `${name.ja}（${at}）`, en: `${name.en} (${at})` };
    });
  if (named.length > 0) return named;
  return [...new Set(organisation.regimes)].flatMap(
    (regime) => byLaw[regime].find((body) => existsAt(body, now)) ?? [],
  );
}
