// The world the weighing model is tried in. Committed before the model was compared with anything: change the model after
// looking at this world, never this world after looking at the model. Plausible, not measured: nobody has published how
// often such complaints are right. Where the model has a range, the world has one value or a spread of its own, and
// several mechanisms here (standing interceptions, segments, campaigns that reach only some providers, people who stop
// believing that it was us) are not in the model at all.

/** Rates are per year, times in days, shares 0 to 1. */
export const world = {
  organisation: {
    /** Submitters over the year: log10 is normal, cut to the bounds. */
    people: { log10Mean: 3.3, log10Spread: 0.6, least: 80, most: 150_000 },
    vendors: { mean: 1.4, most: 6 },
    /** Mail providers over which the people are spread, with their shares. */
    providers: [0.45, 0.25, 0.15, 0.1, 0.05],
    exports: { mean: 2 },
    /** How careless an organisation is multiplies all its own rates: gamma with mean 1 and this shape, so few leak much. */
    carelessnessShape: 0.8,
    intrusionsPerYear: 0.022,
    insidersPerYear: 0.004,
    /** Per vendor that holds the list. */
    vendorLeaksPerYear: 0.008,
    /** A mistake exposes a few people: uniform on a logarithmic scale between the bounds, and never more than there are. */
    mistakesPerYear: 0.09,
    mistakePeople: { least: 1, most: 400 },
    /** Of the people in a mistake, how many get spam from it. */
    mistakeAbuse: 0.25,
  },
  leak: {
    /** Share of intrusions that stand for a while and take each new submission; the others copy the list once. */
    standing: 0.4,
    standingDays: 110,
    /** Share of leaks that hold one segment (form, month, prefecture) only, and how large it is. */
    segment: 0.18,
    segmentShare: { least: 0.05, most: 0.4 },
    /** Share of a leaked list that is mailed within the year. */
    mailed: { alpha: 4, beta: 2.5 },
    /** From loss to the first spam: log-normal. */
    lagMedianDays: 14,
    lagSpread: 1.25,
  },
  person: {
    /** Kinds of address. Tagged: shop@own-domain or name+shop@. Unique: made for us alone and not to be guessed. */
    tagged: 0.035,
    unique: 0.012,
    /** An ordinary-looking address that was in truth used here first and hardly elsewhere. */
    fresh: 0.1,
    freshOtherSites: 0.3,
    /** Of those who complain: says that the address was used here only. */
    claimsFirstUse: { ordinary: 0.3, fresh: 0.9, tagged: 0.9, unique: 0.97 },
    /** Guess number of an ordinary local part, log10: three kinds of people. */
    guess: [
      { share: 0.35, mean: 4.2, spread: 0.9 },
      { share: 0.4, mean: 6.8, spread: 1.1 },
      { share: 0.25, mean: 11, spread: 1.5 },
    ],
    /** What a check of the shape gets wrong, in powers of ten. */
    guessMisjudged: 0.7,
    otherSites: { log10Mean: 1.25, log10Spread: 0.35 },
    contacts: { log10Mean: 0.95, log10Spread: 0.35 },
    /** Share of "unique" addresses that were in truth used once more somewhere. */
    uniqueForgotten: 0.12,
    /** Places beside us that hold a tagged address, on average: people use a tag twice. */
    taggedOtherSites: 0.6,
    realNameInAddress: 0.3,
  },
  outside: {
    /** Dictionary runs that reach a provider, and how far each goes: log10 of its budget is uniform between the bounds. */
    guessRunsPerYear: 0.28,
    guessBudget: { least: 4.5, most: 9.5 },
    /** Share of guessable tags that a run tries. */
    guessedTags: 0.02,
    siteLeaksPerYear: 0.014,
    devicesPerYear: 0.003,
    publicPerYear: 0.04,
    /** How much less a tagged or unique address lies about in public or on devices. */
    rareAddress: 0.25,
    providerPerYear: 0.0001,
    unnamedPerYear: 0.025,
  },
  complaint: {
    /** Chance that a person whose spam began writes to us, by what they believe about the address. */
    ordinary: 0.0005,
    fresh: 0.01,
    tagged: 0.04,
    unique: 0.16,
    /** A name or form value in the spam makes people write. */
    factorWhenNamed: 2.5,
    /** People connect spam with a form they filled in lately: the chance falls by e in this many days. */
    forgetsDays: 150,
    reportDelayDays: 9,
    /** Time between the complaint in hand and the weighing, in which others may write. */
    investigatedAfterDays: 14,
    /** How unevenly people of different organisations complain: gamma with mean 1 and this shape. */
    temperShape: 2,
    recorded: 0.75,
    historyYears: { least: 0.5, most: 5 },
  },
  spam: {
    /** Chance that the spam holds the name, when the name cannot be read from the address. */
    named: { own: 0.22, otherSite: 0.2, device: 0.3, guessed: 0.004, publicPage: 0.06, provider: 0.1, unnamed: 0.08 },
    /** Chance that it holds values that only the form had. */
    formValues: { own: 0.07, other: 0.0004 },
    dictionary: { guessed: 0.12, other: 0.004 },
    sameCampaign: { sameLeak: 0.55, other: 0.04 },
  },
  records: {
    /** Share of organisations with web logs of the time at all, and how much of it they cover. */
    logs: 0.75,
    coverage: { alpha: 6, beta: 1.5 },
    /** Share of intrusions that leave no trace such checks know, and power over the others. */
    outsideCatalogue: 0.28,
    power: { alpha: 4, beta: 2 },
    falseTrace: 0.05,
    falseTraceShown: 0.08,
    /** Clean days on which the checks were run to learn how often they fire. */
    cleanDays: 40,
    traceShown: 0.35,
    drilled: 0.7,
    planted: 30,
    /** How much of an insider's reading shows as bulk reads by nobody known, and how often honest reading does. */
    insiderBulkRead: 0.3,
    honestBulkRead: 0.06,
    tamperedAfterIntrusion: 0.08,
    innocentGap: 0.05,
    /** Share of mistakes that are a page (the others are mails with visible recipients), and of both that are found. */
    pages: 0.5,
    exposureFound: 0.6,
  },
  canaries: {
    kept: 0.35,
    counts: [3, 8, 20],
    groups: [1, 2, 4],
    /** Chance per canary of a mailed list, differs by provider group. */
    reached: { alpha: 2.2, beta: 1.6 },
    falseHit: 0.0008,
    /** Of organisations with vendors: keep canaries per vendor. */
    perVendor: 0.15,
    vendorPlanted: 4,
    guessCanaries: 0.1,
    guessPlanted: 100,
    /** Of guess canaries in reach of a run, how many it hits. */
    guessReached: 0.6,
  },
  lookup: {
    listedAfterSite: 0.7,
    listedOrdinary: 0.45,
    listedRare: 0.08,
    listedAfterDevice: 0.55,
    looked: 0.7,
  },
  vendorAnswers: { announcedAfterLeak: 0.15, repliedOtherwise: 0.7 },
} as const;
