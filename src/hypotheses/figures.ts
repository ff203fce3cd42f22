// Every number of the weighing model, in one table that docs/model.md prints. A figure without a published source says
// `assumption`: it is our judgement, given as a range, and the range is what makes the intervals as wide as they are.

/** A: read at the source; B: read in a page that quotes it; calculated: from the figures named; assumption: ours. */
export type Mark = 'A' | 'B' | 'calculated' | 'assumption';

/**
 * uniform, log-uniform: between a and b. beta: parameters a, b. gamma: shape a, rate b. normal: mean a, deviation b.
 * fixed: a, with b equal.
 */
export type Figure = {
  readonly shape: 'uniform' | 'log-uniform' | 'beta' | 'gamma' | 'normal' | 'fixed';
  readonly a: number;
  readonly b: number;
  readonly unit: string;
  readonly mark: Mark;
  readonly source: string;
  readonly about: string;
};

type Origin = { readonly mark: Mark; readonly source: string };
const ours: Origin = { mark: 'assumption', source: 'ours' };
const row =
  (shape: Figure['shape']) =>
  (a: number, b: number, unit: string, about: string, { mark, source } = ours): Figure => ({
    shape,
    a,
    b,
    unit,
    about,
    mark,
    source,
  });
const uniform = row('uniform');
const logUniform = row('log-uniform');
const beta = row('beta');
const gamma = row('gamma');
const normal = row('normal');
const fixed = (value: number, unit: string, about: string): Figure => row('fixed')(value, value, unit, about);

export const figures = {
  // ---- how often addresses are lost, each way -------------------------------------------------------------------
  siteLossRate: gamma(19.5, 3450, 'per site-year', 'losses of address lists per site that were noticed', {
    mark: 'A',
    source: 'Tripwire, IMC 2017: 19 of about 2,300 sites in 18 months; exact Poisson 95 % interval .33–.86 % a year',
  }),
  unseenFactor: logUniform(
    1,
    20,
    'times',
    'how many losses there are for each that Tripwire could see (it needed a reused password); the upper end agrees with 4 % of newsletter subscriptions abused (Schryen)',
  ),
  intrusionShare: beta(29, 9.25, 'share', 'intrusions among intrusions and mistakes', {
    mark: 'A',
    source: 'Tokyo Shoko Research 2025: 116 intrusions, 37 mistakes among listed firms, weighed down to a quarter',
  }),
  insiderShare: logUniform(
    0.02,
    0.3,
    'share',
    'insiders, as a share of our own rate; disclosures under-count quiet sales, so it has a floor of its own',
  ),
  mistakeReach: logUniform(0.005, 0.5, 'share', 'share of our records that a mistake touches when it touches a part'),
  vendorShare: uniform(
    0.15,
    0.48,
    'share',
    'our vendors, of all losses on our side, for an organisation with two vendors',
    { mark: 'B', source: 'DBIR 2024–2026: third parties in 15–48 % of breaches; PPC FY2024: 19 % at processors' },
  ),
  copyFactor: logUniform(0.02, 0.2, 'per copy', 'how much each further copy of the list adds to insider and mistake'),
  guessRate: logUniform(
    0.02,
    1.5,
    'per year',
    'how often an address that guessers reach is hit; guess canaries measure it',
  ),
  guessBudget: uniform(
    5,
    10,
    'log10 guesses',
    'how far guessers go at one provider; NTT DoCoMo saw some 8·10^8 unknown recipients a day in 2001 (A)',
  ),
  contactInfection: uniform(0.002, 0.0045, 'per device-year', 'a device that holds the address is read out', {
    mark: 'calculated',
    source: 'Kaspersky: 9–16 million infostealer infections a year over some 5.5 billion users, widened',
  }),
  contacts: logUniform(3, 30, 'devices', 'devices that hold the address'),
  otherSites: logUniform(5, 100, 'sites', 'other places that hold the address, each losing it as often as we do'),
  publicRate: logUniform(0.005, 0.2, 'per year', 'harvested from a public place outside us that nobody has found'),
  providerRate: logUniform(0.00001, 0.001, 'per year', 'lost at the mail provider'),
  unknownShare: uniform(0.03, 0.12, 'share', 'ways that nobody has named, beside all others'),
  unknownRare: logUniform(0.1, 1, 'share', 'of that, what reaches an address used here alone'),
  unknownReserve: logUniform(0.005, 0.1, 'share', 'what always stays with the unknown, whatever the evidence'),
  genericReach: uniform(0.19, 0.84, 'share', 'addresses that guessers reach, when nothing is known of the address', {
    mark: 'calculated',
    source: 'share of a toy population within 10^5 to 10^10 guesses',
  }),
  shapeRank: normal(0, 1, 'deviations', 'where in its interval the guess number lies'),
  // ---- time -----------------------------------------------------------------------------------------------------
  lagMedian: logUniform(5, 30, 'days', 'from loss to first spam, middle', {
    mark: 'A',
    source: 'Project Honey Pot 2009: 2.5 weeks from harvest to first spam on average, and fraudsters almost at once',
  }),
  lagSpread: uniform(0.9, 1.6, 'ln days', 'from loss to first spam, spread'),
  standingShare: uniform(
    0.1,
    0.6,
    'share',
    'losses that stand for a while and take each new submission, so that spam soon after it points to us',
  ),
  standingYears: logUniform(0.05, 0.6, 'years', 'how long such a loss stands'),
  // ---- what the customer and the spam tell ----------------------------------------------------------------------
  claimIncomplete: beta(3, 6, 'share', '"used nowhere else" said though it was'),
  uniqueForgotten: logUniform(0.03, 0.4, 'share', 'hazard elsewhere of an address made for us alone'),
  taggedElsewhere: logUniform(0.03, 0.5, 'share', 'hazard elsewhere of a tagged address'),
  tagGuessed: logUniform(0.01, 0.3, 'share', 'guessers who try the name of a shop as tag'),
  rareInPublic: logUniform(0.05, 0.5, 'share', 'public and device hazard of a rarely used address'),
  nameKnown: uniform(0.1, 0.4, 'share', 'spam that uses the name where the list holds it'),
  nameGuessed: logUniform(0.002, 0.03, 'share', 'spam that has the name though the way does not give it'),
  formValuesUsed: uniform(0.02, 0.2, 'share', 'spam that uses what only the form had'),
  formValuesDoubt: logUniform(0.0001, 0.005, 'share', 'the same by another way or by mistake'),
  dictionaryShown: uniform(0.05, 0.3, 'share', 'guessed runs that show generated recipients'),
  dictionaryDoubt: logUniform(0.002, 0.02, 'share', 'other spam that looks so'),
  campaignRatio: logUniform(3, 30, 'ratio', 'same campaign seen only at our register, or elsewhere too'),
  ourSenderRatio: logUniform(5, 50, 'ratio', 'spam sent by our own systems or vendors'),
  listedAfterLeak: uniform(0.6, 0.9, 'share', "address of another place's leak stands in breach lists"),
  listedOtherwise: uniform(0.3, 0.6, 'share', 'any address stands there'),
  secondHit: uniform(0.2, 0.7, 'share', 'a second fresh address is hit when the list leaked'),
  secondHitOtherwise: logUniform(0.001, 0.02, 'share', 'the same when it did not'),
  // ---- complaints by others -------------------------------------------------------------------------------------
  mailedShare: uniform(0.2, 0.95, 'share', 'share of a leaked list that is mailed'),
  complainRate: logUniform(0.0005, 0.02, 'per person mailed', 'people who write to us'),
  complainSpread: logUniform(0.5, 3, 'shape', 'negative binomial: how unevenly they write'),
  reportedYet: uniform(0.2, 0.9, 'share', 'of them, written by the time of weighing'),
  backgroundShare: logUniform(
    0.01,
    0.3,
    'share',
    'complaints without any leak, of those a leak would bring, where the organisation has no history',
  ),
  backgroundShape: logUniform(1.5, 10, 'shape', 'how unevenly people write who have no common cause'),
  countDoubt: logUniform(5e-4, 0.05, 'share', 'of the best explanation of a count, what always stays with the others'),
  backgroundRank: uniform(0, 1, 'rank', 'where the own background rate lies in what the history allows'),
  sameSenderLeak: uniform(0.2, 0.9, 'share', 'leak complaints with the same sender or campaign'),
  sameSenderElse: logUniform(0.01, 0.15, 'share', 'other complaints with the same sender'),
  sameSenderGuess: uniform(
    0.05,
    0.7,
    'share',
    'other complaints with the same sender, when one run guesses many customers',
  ),
  uniqueLeak: uniform(0.1, 0.7, 'share', 'leak complaints from addresses made for us alone'),
  uniqueElse: logUniform(0.02, 0.3, 'share', 'other complaints from such addresses'),
  // ---- canaries and lists ---------------------------------------------------------------------------------------
  canaryA: fixed(1.8, 'shape', 'beta-binomial of canaries reached by a mailed list, a'),
  canaryB: fixed(1.2, 'shape', 'the same, b; canaries of one group stand or fall together'),
  canaryDoubt: logUniform(0.0001, 0.005, 'share', 'a canary hit without any leak'),
  canaryBlind: uniform(
    0.03,
    0.2,
    'share',
    'losses of the whole list whose mailing reaches no canary: cleaned of traps, mailed in part, not mailed yet',
  ),
  canaryInPart: logUniform(0.01, 0.3, 'share', 'a part that leaked holds a canary and it is reached'),
  partialIntrusion: logUniform(0.02, 0.3, 'share', 'intrusions that take a part without the canaries'),
  partialInsider: uniform(0.1, 0.6, 'share', 'insiders who take a part'),
  partialMistake: uniform(0.7, 0.95, 'share', 'mistakes that touch a few records only'),
  partialVendor: uniform(0.1, 0.5, 'share', 'vendor losses of an export without the canaries'),
  memberOfPart: logUniform(0.01, 0.5, 'share', 'this record is in a part that leaked'),
  listFound: uniform(0.05, 0.3, 'share', 'a leaked list turns up'),
  listDoubt: logUniform(0.0001, 0.01, 'share', 'a list seems ours and is not'),
  announceWhenLost: uniform(0.1, 0.6, 'share', 'a vendor or a third party tells of a loss'),
  announceWhenNot: logUniform(0.0005, 0.02, 'share', 'tells of one that was none'),
  announceOther: fixed(
    0.02,
    'share',
    'a vendor or a third party tells of a loss of other data, without this record; what a notice of unsaid scope may be',
  ),
  scopeDenied: fixed(0.05, 'share', 'notices said to leave this record out that are wrong in it'),
  vendorCheckMisses: uniform(0.3, 0.9, 'share', 'a check at a vendor that finds nothing though it lost the list'),
  // ---- our records ----------------------------------------------------------------------------------------------
  outsideCatalogue: uniform(
    0.1,
    0.5,
    'share',
    'intrusions that leave no trace of the kinds a drill plants: stolen credentials, reads at the database',
  ),
  powerRank: uniform(
    0,
    1,
    'rank',
    'where the power lies in what the drill allows; one rank for all classes, because one catalogue made them',
  ),
  drillCorrelation: fixed(0.02, 'correlation', 'trials of one template are alike: n counts as n/(1+(n−1)·this)'),
  traceByChance: logUniform(0.02, 0.3, 'share', 'signs of success on clean logs, when the rate is not measured'),
  shownByChance: uniform(0.1, 0.5, 'share', 'of these, with success shown or a trace to the data'),
  unsealedTrust: uniform(0.7, 1, 'share', 'how much logs without a seal still hold what they held'),
  bulkReadInsider: uniform(0.1, 0.5, 'share', 'insiders and intruders whose reading shows as bulk reads'),
  bulkReadHonest: logUniform(0.02, 0.2, 'share', 'honest bulk reads by nobody known'),
  alteredByIntruder: uniform(0.02, 0.2, 'share', 'intruders or insiders who alter the logs'),
  alteredByAccident: logUniform(0.002, 0.05, 'share', 'hard contradictions in honest logs'),
  suspectByIntruder: uniform(0.05, 0.3, 'share', 'gaps after an intrusion'),
  suspectByAccident: uniform(0.02, 0.15, 'share', 'gaps in honest logs'),
  harvestRate: uniform(0.3, 1.5, 'per year', 'an address shown plainly on a page of ours is harvested', {
    mark: 'A',
    source: 'Schryen: 43 % of addresses on web pages abused; FTC 2002: 86 %; Hohlfeld 2012: far fewer, and falling',
  }),
  hiddenHarvest: logUniform(0.02, 0.3, 'share', 'of that, when obfuscated', {
    mark: 'A',
    source: 'FTC 2005, Spamology, Hohlfeld: simple obfuscation works',
  }),
  recipientAbuse: logUniform(
    0.0005,
    0.01,
    'per recipient-year',
    'visible recipients from whom the address reaches a spammer',
  ),
  registerDoubt: logUniform(0.02, 0.2, 'share', 'the address is in no register, and yet we held it'),
  knownLeakRate: uniform(0.2, 1, 'per year', 'a record in a known leak of ours is used'),
} as const satisfies Record<string, Figure>;

export type FigureId = keyof typeof figures;
/** One draw of every figure. */
export type Theta = Readonly<Record<FigureId, number>>;

/** Every figure with its name, in the order of the table. */
export const figureRows = Object.entries(figures).map(([id, figure]) => ({ id: id as FigureId, figure }));

/** One value for every figure. */
export function thetaWith(value: (id: FigureId, figure: Figure) => number): Theta {
  return Object.fromEntries(figureRows.map(({ id, figure }) => [id, value(id, figure)])) as Record<FigureId, number>;
}
