// A second population with its own guesser, written without looking at the model or at the first one's shares, and committed
// before its results were seen: other lists in another order, other templates, other weights. Its guesser lists everything
// the population can hold, likeliest first; how many stand before one local part is counted by convolving histograms of the
// parts' log-probabilities, so that nothing needs to be drawn.
import type { Random } from '../../vocabulary/random.ts';
import { choose, numbers, two } from './template-guesser.test-support.ts';

// Surnames by frequency in public telephone-directory counts, as a Hepburn writer types them; then a tail of rarer ones.
const familyNames =
  'sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi saito kato yoshida yamada sasaki yamaguchi matsumoto inoue kimura shimizu hayashi yamazaki nakajima mori abe ikeda hashimoto ishikawa yamashita ogawa ishii hasegawa goto okada kondo maeda fujita endo aoki sakamoto murakami ota kaneko fujii fukuda nishimura miura takeuchi nakagawa okamoto matsuda harada nakano ono tamura fujiwara nakayama ishida kojima wada morita uchida shibata sakai hara takagi yokoyama yasuda miyazaki ueda shimada kudo miyamoto oono sugiyama imai maruyama masuda takada hirano kono fujimoto murata taniguchi otsuka chiba kubo matsui iwasaki noguchi matsuo kinoshita sano nomura kikuchi arai watabe sakurai oyama yoshikawa yamauchi nishida iwata shinohara higuchi kawaguchi ebihara tsuchiya kuroda minami uehara nagai honda kuroki nagata sekiguchi hosokawa mukai kamiya toyoda hirose horie tachibana narita okubo kitamura kumagai asano nakanishi kurihara akiyama ogata hamada yoneda katayama tsukamoto hoshino otani isobe kanda sugimoto akimoto kagawa naito ishizuka sekine tsuji mochizuki oshima komatsu takano funaki nishino iida oka ando eto usui'.split(
    ' ',
  );
const families = [
  'smith johnson williams brown jones garcia miller davis wilson anderson taylor moore martin lee white harris clark lewis young walker king wright scott green baker hill adams campbell mitchell roberts evans turner parker collins edwards stewart morris murphy cook rogers morgan cooper bailey reed kelly howard ward cox richardson watson brooks bennett gray hughes price foster ross long fisher ford hamilton graham west cole hayes',
  'kim nguyen chen wang li zhang liu yang huang wu tran pham park choi singh kumar patel sharma',
].flatMap((text) => text.split(' '));

// Given names by generation: what parents chose changes every ten years, so that a year of birth goes with a name.
const generations: readonly { readonly from: number; readonly names: readonly string[] }[] = [
  {
    from: 1945,
    names:
      'kazuo masao kiyoshi yoshio toshio kazuko sachiko setsuko hiroko yoko hisao noboru shigeru nobuko michiko fumiko'.split(
        ' ',
      ),
  },
  {
    from: 1960,
    names:
      'hiroshi makoto osamu akira kenji yumiko akemi kumiko yoko mayumi takashi hiroyuki naoki junko tomoko koichi shinichi kazuhiro yukari minoru'.split(
        ' ',
      ),
  },
  {
    from: 1975,
    names:
      'daisuke takuya kenta tomoko yuko megumi ai tetsuya yusuke masashi hideki kaori naoko mayumi satoshi taro shinya junya mika rie eri akiko kenichi tomohiro yoshihiro'.split(
        ' ',
      ),
  },
  {
    from: 1990,
    names:
      'sho daiki takumi shota kaito ai misaki ayaka saki mai kazuki ryo yuta kohei moe rina natsumi yuki haruka tsubasa ryota keisuke chihiro akane nanami'.split(
        ' ',
      ),
  },
  {
    from: 2003,
    names: 'ren haruto sota yuto riku hina yui miyu aoi sakura hinata koki yuma hana rin mei sara kotone'.split(' '),
  },
];
const firstNames =
  'mike john david chris mark alex dan steve tom paul kevin james ben sarah anna emma jane kate laura lisa amy lucy mary sam nick matt joe tim rob andy peter jack rick max ray tony kim pat jenny susan helen claire julia nina maria eva'.split(
    ' ',
  );
const pets =
  'kuma koro momo hana choco pochi tama mimi nana coco lucky leo sakura neko wanko usagi kitty snoopy pikachu totoro mickey panda lion sora umi hoshi yuki taiyo niji kaze ryu tora ninja samurai ramen sushi mochi daifuku ichigo mikan melon peach cherry lemon'.split(
    ' ',
  );
const hobbies =
  'guitar piano drums soccer tennis golf fishing camera photo travel bike surf jazz rock dance anime manga game poker chess hiking ski car train'.split(
    ' ',
  );

type Choice = { readonly text: string; readonly chance: number };
type Part = readonly Choice[];

const part = (entries: readonly (readonly [string, number])[]): Part => {
  const merged = new Map<string, number>();
  for (const [text, weight] of entries) merged.set(text, (merged.get(text) ?? 0) + weight);
  const total = [...merged.values()].reduce((sum, one) => sum + one, 0);
  return [...merged].map(([text, weight]) => ({ text, chance: weight / total }));
};

/** Falls with rank as a power, jittered so that no two worlds agree on the order. */
function ranked(words: readonly string[], power: number, random: Random): Part {
  return part(words.map((word, at) => [word, (at + 3) ** -power * Math.exp(0.4 * random.normal())]));
}

/** Birth years as the users of a site have them: most between 1965 and 2000. */
const yearWeight = (year: number) => Math.exp(-(((year - 1982) / 14) ** 2));
const years = numbers(1940, 2012);
const birthdays = numbers(1, 13).flatMap((month) => numbers(1, 29).map((day) => `${two(month)}${two(day)}`));

const digitParts = {
  year4: part(years.map((year) => [String(year), yearWeight(year)])),
  year2: part(years.map((year) => [two(year % 100), yearWeight(year)])),
  day: part(birthdays.map((day) => [day, 1])),
  one: part(numbers(0, 10).map((digit) => [String(digit), digit === 1 ? 6 : digit === 7 || digit === 3 ? 2 : 1])),
  pair: part(numbers(0, 100).map((n) => [two(n), n % 11 === 0 ? 4 : 1])),
  triple: part(numbers(0, 1000).map((n) => [String(n).padStart(3, '0'), n === 123 || n % 111 === 0 ? 25 : 1])),
  four: part(numbers(0, 10_000).map((n) => [String(n).padStart(4, '0'), n % 1111 === 0 ? 40 : n % 101 === 0 ? 6 : 1])),
} as const;

const only = (text: string): Part => [{ text, chance: 1 }];
const joiner = (dot: number, low: number, dash: number, none: number) =>
  part([
    ['.', dot],
    ['_', low],
    ['-', dash],
    ['', none],
  ]);

const initials = (names: Part) => part(names.map(({ text, chance }) => [text.slice(0, 1), chance]));
// Names with a long vowel, as they are typed. The first version lengthened every final "o" (tomokou), which nobody writes.
const typed: Readonly<Record<string, string>> = Object.fromEntries(
  'sato:satou ito:itou kato:katou saito:saitou endo:endou ando:andou kondo:kondou goto:gotou kudo:kudou naito:naitou eto:etou ota:oota ono:oono otsuka:ootsuka okubo:ookubo oshima:ooshima sho:shou shota:shouta kohei:kouhei koichi:kouichi taro:tarou ryo:ryou ryota:ryouta sota:souta yoko:youko yuko:yuuko yuta:yuuta yusuke:yuusuke yuto:yuuto yuki:yuuki koki:kouki'
    .split(' ')
    .map((pair) => pair.split(':')),
);

/** Wāpuro and "h" spellings beside Hepburn, where the name has a long vowel; and si, tu, ti by a few. */
function spelled(names: Part): Part {
  return part(
    names.flatMap(({ text, chance }) => {
      const more: (readonly [string, number])[] = [[text, chance * 0.7]];
      const long = typed[text];
      if (long !== undefined) more.push([long, chance * 0.25]);
      if (long?.endsWith('ou')) more.push([`${text}h`, chance * 0.06]);
      const kunrei = text.replace(/shi/g, 'si').replace(/tsu/g, 'tu').replace(/chi/g, 'ti').replace(/ji/g, 'zi');
      if (kunrei !== text) more.push([kunrei, chance * 0.12]);
      return more;
    }),
  );
}

type Template = {
  share: number;
  readonly parts: readonly Part[];
  readonly random?: { readonly alphabet: string; readonly length: number };
};

const letters = 'abcdefghijklmnopqrstuvwxyz';
const mixed = `${letters}0123456789`;

function templatesOf(random: Random): Template[] {
  const surname = spelled(ranked(familyNames, 0.95, random));
  const givenWeights = generations.flatMap(({ from, names }) =>
    names.map((name, at) => [name, yearWeight(from + 7) * (at + 4) ** -0.6 * Math.exp(0.4 * random.normal())] as const),
  );
  const given = spelled(part(givenWeights));
  const family = ranked(families, 0.9, random);
  const first = ranked(firstNames, 0.8, random);
  const pet = ranked(pets, 0.7, random);
  const hobby = ranked(hobbies, 0.5, random);
  const joined = joiner(4, 3, 2, 3);
  const digits = (small: number) =>
    part([
      ...digitParts.year2.map(({ text, chance }) => [text, 3 * chance] as const),
      ...digitParts.pair.map(({ text, chance }) => [text, 2 * chance] as const),
      ...digitParts.day.map(({ text, chance }) => [text, 3 * chance] as const),
      ...digitParts.year4.map(({ text, chance }) => [text, 2.5 * chance] as const),
      ...digitParts.one.map(({ text, chance }) => [text, small * chance] as const),
      ...digitParts.triple.map(({ text, chance }) => [text, 1.2 * chance] as const),
      ...digitParts.four.map(({ text, chance }) => [text, 1 * chance] as const),
    ]);
  const tail = digits(2);
  const japanese: Template[] = [
    { share: 3, parts: [surname] },
    { share: 3, parts: [given] },
    { share: 9, parts: [given, joined, surname] },
    { share: 8, parts: [surname, joined, given] },
    { share: 6, parts: [initials(given), joined, surname] },
    { share: 3, parts: [surname, joiner(2, 2, 1, 2), initials(given)] },
    { share: 9, parts: [given, tail] },
    { share: 6, parts: [surname, tail] },
    { share: 5, parts: [initials(given), joiner(2, 1, 2, 3), surname, tail] },
    { share: 5, parts: [given, joined, surname, digits(1)] },
    { share: 3, parts: [pet, given] },
    { share: 4, parts: [pet, joiner(1, 3, 1, 4), tail] },
    { share: 2, parts: [given, joiner(1, 2, 1, 1), pet] },
    { share: 2, parts: [hobby, joiner(1, 2, 1, 3), given] },
    { share: 1.5, parts: [given, only('_'), digitParts.day] },
  ];
  const english: Template[] = [
    { share: 8, parts: [first, joined, family] },
    { share: 5, parts: [initials(first), family] },
    { share: 4, parts: [first, tail] },
    { share: 5, parts: [first, joined, family, digits(1)] },
    { share: 2, parts: [family, joined, first] },
    { share: 2, parts: [hobby, joiner(0, 2, 1, 3), first] },
    { share: 2, parts: [initials(first), joiner(1, 2, 1, 3), family, tail] },
  ];
  const others: Template[] = [
    { share: 2, parts: [hobby, tail] },
    { share: 1.5, parts: [pet, hobby] },
    { share: 1, parts: [], random: { alphabet: letters, length: 7 } },
    { share: 1.5, parts: [], random: { alphabet: letters, length: 8 } },
    { share: 2, parts: [], random: { alphabet: mixed, length: 8 } },
    { share: 1, parts: [], random: { alphabet: mixed, length: 12 } },
  ];
  const nation = 0.3 + 0.6 * random.next();
  const weigh = (list: Template[], by: number) =>
    list.map((one) => ({ ...one, share: one.share * by * Math.exp(0.5 * random.normal()) }));
  const all = [...weigh(japanese, nation / 70), ...weigh(english, (1 - nation) / 28), ...weigh(others, 1 / 60)];
  const total = all.reduce((sum, one) => sum + one.share, 0);
  return all.map((one) => ({ ...one, share: one.share / total }));
}

/** Width of a bin of the histograms, decades. */
const BIN = 0.01;

/** How many texts a template makes, by −log10 of their chance in bins. */
function histogramOf({ share, parts, random }: Template): Map<number, number> {
  if (random) {
    const count = random.alphabet.length ** random.length;
    return new Map([[Math.round((Math.log10(count) - Math.log10(share)) / BIN), count]]);
  }
  let sums = new Map([[Math.round(-Math.log10(share) / BIN), 1]]);
  for (const choices of parts) {
    const bins = new Map<number, number>();
    for (const { chance } of choices) {
      const bin = Math.round(-Math.log10(chance) / BIN);
      bins.set(bin, (bins.get(bin) ?? 0) + 1);
    }
    const next = new Map<number, number>();
    for (const [at, count] of sums)
      for (const [bin, more] of bins) next.set(at + bin, (next.get(at + bin) ?? 0) + count * more);
    sums = next;
  }
  return sums;
}

export type Person = { readonly local: string; readonly log10Rank: number };

export function secondWorld(random: Random): { person(random: Random): Person } {
  const templates = templatesOf(random);
  const whole = new Map<number, number>();
  for (const template of templates)
    for (const [bin, count] of histogramOf(template)) whole.set(bin, (whole.get(bin) ?? 0) + count);
  const bins = [...whole].sort(([a], [b]) => a - b);
  const before = new Map<number, number>();
  let seen = 0;
  for (const [bin, count] of bins) {
    before.set(bin, seen + count / 2); // the middle of equals
    seen += count;
  }
  return {
    person(draw) {
      const template = choose(templates, ({ share }) => share, draw);
      let bin = Math.round(-Math.log10(template.share) / BIN);
      if (template.random) {
        const { alphabet, length } = template.random;
        const local = Array.from({ length }, () => alphabet[draw.below(alphabet.length)]).join('');
        bin = Math.round((length * Math.log10(alphabet.length) - Math.log10(template.share)) / BIN);
        return { local, log10Rank: Math.log10(before.get(bin) ?? seen) };
      }
      let local = '';
      for (const choices of template.parts) {
        const { text, chance } = choose(choices, (one) => one.chance, draw);
        local += text;
        bin += Math.round(-Math.log10(chance) / BIN);
      }
      return { local, log10Rank: Math.log10(Math.max(1, before.get(bin) ?? seen)) };
    },
  };
}
