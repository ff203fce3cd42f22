// Whom a customer can turn to beside us, at the date of the letter: a body that does not exist yet helps nobody.
import type { Both } from '../vocabulary/finding.ts';
import { inBothLanguages } from './english-words.ts';
import { foreignName } from './foreign-words.ts';
import type { Grounds } from './grounds.ts';
import { listed, toFill } from './said.ts';

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

/** An office is "the …" in a sentence; a name of another language stands as it is. */
const withArticle = (name: string): string =>
  /^(?!the\b)[A-Z][A-Za-z’' -]{2,80} (?:Office|Commission|Commissioner|Authority|Agency|Board|Ombudsman|Service)$/.test(
    name,
  )
    ? `the ${name}`
    : name;

/** Named by the organisation, else by the law it works under. */
export function turnTo({ case: { organisation, claim }, now }: Grounds): readonly Both[] {
  const named = organisation.authorities
    .filter(({ name }) => existsAt(name, now))
    .slice(0, 3)
    .map(({ name, contact }) => {
      const at = foreignName(contact, 40);
      const en = withArticle(inBothLanguages(name).en);
      return at === undefined ? { ja: name.ja, en } : { ja: `${name.ja}（${at}）`, en: `${en} (${at})` };
    });
  if (named.length > 0) return named;
  // The law of Japan is assumed: to whom somebody turns who writes in another language, or to an office elsewhere, is for people to say.
  if (
    organisation.regimesAssumed &&
    (!organisation.timeZoneAssumed || (organisation.name === null && claim.language !== 'ja'))
  )
    return [toFill({ ja: '所管の監督機関', en: 'the authority that oversees us' })];
  return [...new Set(organisation.regimes)].flatMap(
    (regime) => byLaw[regime].find((body) => existsAt(body, now)) ?? [],
  );
}

/** To whom a leak is reported, by law or, before there was one, by the guideline of the trade; the last that holds at the date. */
const reportedTo: Readonly<Record<Regime, readonly { readonly from: string; readonly who: Both }[]>> = {
  appi: [
    { from: '0000-01-01', who: { ja: '事業を所管する省庁', en: 'the ministry that oversees our trade' } },
    {
      from: '2017-05-30',
      who: { ja: '個人情報保護委員会', en: 'the Personal Information Protection Commission (Japan)' },
    },
  ],
  gdpr: [{ from: '2018-05-25', who: { ja: 'データ保護監督機関', en: 'the data protection authority' } }],
  uk: [
    {
      from: '2018-05-25',
      who: { ja: '英国の情報コミッショナー事務局（ICO）', en: 'the Information Commissioner’s Office (ICO)' },
    },
  ],
};

/** One name for all of them: none where no regime of the organisation knows such a report at the date. */
export function reportsGoTo({ case: { organisation }, now }: Grounds): Both | undefined {
  // Whose law holds nobody said, and the place is none whose law is known here.
  if (organisation.regimesAssumed && !organisation.timeZoneAssumed)
    return { ja: '所管の監督機関', en: 'the authority that oversees us' };
  const names = [...new Set(organisation.regimes)].flatMap(
    (regime) => reportedTo[regime].findLast(({ from }) => dayOf(now) >= from)?.who ?? [],
  );
  return names.length === 0 ? undefined : listed(names);
}
