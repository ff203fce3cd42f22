// Who else must be told, in which order, by whom and by when. Names and contacts come from org.yaml; whether a duty applies
// to this organisation is for its counsel to say. The insurer stands before any admission: many policies ask for consent.
import { isoInZone, millisecondsOf } from '../custody/instant.ts';
import { existsAt } from '../reply/authorities.ts';
import { isWriter } from '../reply/vendor-names.ts';
import type { Claim, Deadline, Organisation, ToldParty } from '../vocabulary/case-file.ts';
import type { Both } from '../vocabulary/finding.ts';
import { isLawUnknown, watchedRegimes } from './clocks/watched-regimes.ts';
import type { Owner } from './owner.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** always: a complaint is enough. signs: something found points to us. intrusion: signs that an attack worked. */
type When = 'always' | 'signs' | 'intrusion';

export type MustTell = {
  readonly id: ToldParty | 'vendors' | 'authority';
  readonly who: Both;
  readonly why: Both;
  readonly when: When;
  readonly owner: Owner;
  /** Never past: what is late is due within the hour. */
  readonly by: string;
  /** The hour at which it was due, where that has passed. */
  readonly overdueSince: string | null;
  /** True: by a law that is not counted here, so that no day of it is known; `by` is then no day of the law. */
  readonly undated?: true;
  /** From org.yaml; empty: nobody is named there. */
  readonly named: readonly { readonly name: Both; readonly contact: string | null }[];
};

export type TellInput = {
  readonly claim: Pick<Claim, 'receivedAt'> & Partial<Pick<Claim, 'language' | 'name' | 'address'>>;
  readonly organisation: Organisation;
  readonly deadlines: readonly Deadline[];
  /** Milliseconds UTC. */
  readonly now: number;
};

type Row = Omit<MustTell, 'by' | 'named' | 'overdueSince' | 'undated'> & {
  /** After receipt, milliseconds; clocks: the first due date of these rows of the clock table. */
  readonly due: number | { readonly clocks: readonly string[] };
  /** Only where org.yaml names one, or says that the law applies. */
  readonly applies?: (organisation: Organisation, claim: TellInput['claim']) => boolean;
};

const inBoth = (name: string): Both => ({ ja: name, en: name });
const isNamed = (id: ToldParty) => (organisation: Organisation) => (organisation.tell?.[id] ?? []).length > 0;

/** Whom and why, where the law of today did not yet bind: until the first of these days that lies ahead. */
const before: Readonly<Partial<Record<MustTell['id'], readonly (Pick<Row, 'who' | 'why'> & { until: string })[]>>> = {
  authority: [
    {
      until: '2017-05-30',
      who: { ja: '事業を所管する省庁（主務大臣）', en: 'the ministry that oversees our trade' },
      why: {
        ja: '漏えい、またはそのおそれを知った場合（所管省庁のガイドラインによる）',
        en: 'when a leak, or the risk of one, is known (by the guideline of that ministry)',
      },
    },
    {
      until: '2022-04-01',
      who: { ja: '個人情報保護委員会', en: 'the Personal Information Protection Commission' },
      why: {
        ja: '漏えい、またはそのおそれを知った場合（当時は努力義務）',
        en: 'when a leak, or the risk of one, is known (to be endeavoured, not yet a duty)',
      },
    },
  ],
  client: [
    {
      until: '2022-04-01',
      who: { ja: '委託元', en: 'the client whose data we handle' },
      why: { ja: '直ちに（契約の定めによる）', en: 'at once (as the contract has it)' },
    },
  ],
};

/** In the order of calling. */
const rows: readonly Row[] = [
  {
    id: 'insurer',
    who: { ja: 'サイバー保険の保険会社', en: 'the cyber insurer' },
    why: {
      ja: '認める発言や支払いの前に（同意を要する契約が多い）',
      en: 'before any admission or payment (many policies ask for consent)',
    },
    when: 'always',
    owner: 'manager',
    due: 4 * HOUR,
  },
  {
    id: 'counsel',
    who: { ja: '顧問弁護士', en: 'counsel' },
    why: { ja: '期限、報告の要否、文面', en: 'deadlines, whether to report, the wording' },
    when: 'always',
    owner: 'manager',
    due: DAY,
  },
  {
    id: 'client',
    who: { ja: '委託元', en: 'the client whose data we handle' },
    why: {
      ja: '直ちに（委託元への通知により、報告の義務が委託元に一本化されます：法第26条第1項ただし書）',
      en: 'at once (APPI Art. 26(1) proviso: telling the client moves the duty to report)',
    },
    when: 'always',
    owner: 'officer',
    due: DAY,
    applies: isNamed('client'),
  },
  {
    id: 'vendors',
    who: { ja: '委託先', en: 'vendors' },
    why: { ja: '記録の保全の依頼と、書面での質問', en: 'keep records, answer in writing' },
    when: 'always',
    owner: 'officer',
    due: DAY,
  },
  {
    id: 'authority',
    who: {
      ja: '個人情報保護委員会（または委任先の大臣）。該当すればプライバシーマーク審査機関、認定個人情報保護団体',
      en: 'the Personal Information Protection Commission (or the delegated minister); the Privacy Mark body and the accredited organisation where they apply',
    },
    why: {
      ja: '漏えい、またはそのおそれを知った場合（速報）',
      en: 'when a leak, or the risk of one, is known (preliminary report)',
    },
    when: 'signs',
    owner: 'officer',
    due: { clocks: ['appi.preliminary'] },
    applies: ({ regimes }) => regimes.includes('appi'),
  },
  {
    id: 'representatives',
    who: { ja: 'EU・英国の代理人と監督機関', en: 'the EU or UK representative and authority' },
    why: { ja: 'GDPR第33条（72時間）', en: 'GDPR Art. 33 (72 hours)' },
    when: 'signs',
    owner: 'officer',
    due: { clocks: ['gdpr.authority', 'uk.authority'] },
    applies: (organisation, claim) =>
      isNamed('representatives')(organisation) ||
      organisation.regimes.some((regime) => regime !== 'appi') ||
      watchedRegimes(claim, organisation).length > 0,
  },
  {
    id: 'police',
    who: { ja: '警察のサイバー犯罪相談窓口', en: 'the cyber desk of the police' },
    why: {
      ja: '侵入の痕跡があるとき。機器には触れずに',
      en: 'when there are traces of an intrusion; leave the machine as it is',
    },
    when: 'intrusion',
    owner: 'manager',
    due: DAY,
  },
  {
    id: 'cert',
    who: { ja: 'JPCERT/CC または IPA', en: 'JPCERT/CC or IPA' },
    why: { ja: '侵入の痕跡があるとき。技術的な相談', en: 'when there are traces of an intrusion: technical advice' },
    when: 'intrusion',
    owner: 'engineer',
    due: 2 * DAY,
  },
  {
    id: 'parent',
    who: {
      ja: '親会社（上場していれば適時開示の要否も）',
      en: 'the parent company (and whether the exchange must be told)',
    },
    why: { ja: '漏えいのおそれがあるとき', en: 'when a leak is possible' },
    when: 'signs',
    owner: 'manager',
    due: DAY,
    applies: isNamed('parent'),
  },
  {
    id: 'card',
    who: { ja: 'カード会社・決済代行会社', en: 'the card brand and the payment provider' },
    why: { ja: '決済の情報が含まれるとき', en: 'when payment data are among it' },
    when: 'signs',
    owner: 'manager',
    due: DAY,
    applies: isNamed('card'),
  },
];

/** Everybody the law, a contract or prudence names, in the order of calling; nobody is told by Akashi. */
export function mustBeTold({ claim, organisation, deadlines, now }: TellInput): MustTell[] {
  const zone = organisation.timeZone;
  const received = claim.receivedAt ? millisecondsOf(claim.receivedAt, zone) : now;
  return rows.flatMap(({ due, applies, ...row }) => {
    if (applies && !applies(organisation, claim)) return [];
    const day = isoInZone(received, zone).slice(0, 10);
    // Art. 33 of the GDPR binds nobody before.
    if (row.id === 'representatives' && day < '2018-05-25') return [];
    const then = before[row.id]?.find(({ until }) => day < until);
    const clock = typeof due === 'number' ? undefined : deadlines.find((one) => due.clocks.includes(one.clock));
    const dueAt = clock?.by ?? isoInZone(received + (typeof due === 'number' ? due : 3 * DAY), zone);
    const named =
      row.id === 'vendors'
        ? organisation.vendors
            // Whoever complains may work for us: their own company is not told of their complaint.
            .filter((vendor) => !isWriter({ claim }, vendor))
            .map(({ name, nameEn = name }) => ({ name: { ja: name, en: nameEn }, contact: null }))
        : row.id === 'authority'
          ? organisation.authorities
              .filter(({ name }) => !then && existsAt(name, day))
              .map(({ name, contact }) => ({ name, contact }))
          : (organisation.tell?.[row.id] ?? []).map(({ name, contact }) => ({ name: inBoth(name), contact }));
    const late = millisecondsOf(dueAt, zone) <= now;
    // Nobody who has no such policy is to look for its insurer.
    const uninsured = row.id === 'insurer' && named.length === 0;
    const elsewhere = isLawUnknown(organisation);
    const abroad = row.id === 'cert' && (elsewhere || !organisation.regimes.includes('appi'));
    const words = abroad
      ? {
          who: organisation.regimes.includes('uk')
            ? { ja: '英国の国家サイバーセキュリティセンター（NCSC）', en: 'the National Cyber Security Centre (NCSC)' }
            : { ja: '国のCSIRT', en: 'the national CSIRT' },
        }
      : elsewhere && row.id === 'authority'
        ? {
            who: { ja: '所管の監督機関', en: 'the authority that oversees you' },
            why: { ja: '自国の法律が求める場合', en: 'where the law of your country asks for it' },
          }
        : then
          ? { who: then.who, why: then.why }
          : uninsured
            ? { why: { ja: `保険に加入していれば、${row.why.ja}`, en: `where there is such insurance, ${row.why.en}` } }
            : {};
    return [
      {
        ...row,
        ...words,
        ...(elsewhere && row.id === 'authority' ? { undated: true as const } : {}),
        by: late ? isoInZone(now + HOUR, zone) : dueAt,
        overdueSince: late ? dueAt : null,
        named,
      },
    ];
  });
}
