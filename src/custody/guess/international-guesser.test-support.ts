// A fourth population, committed before the model was run on it: a webmail provider with people of many countries, and the
// mailboxes of firms. First and last names of a dozen languages, company forms, adjective and noun, tags of players, leet.
import type { Random } from '../../vocabulary/random.ts';
import {
  fallingPart,
  fixedPart,
  initialOf,
  numbers,
  type Part,
  type Population,
  part,
  population,
  scrambledParts,
  type Template,
  two,
  variedPart,
} from './template-guesser.test-support.ts';

const firstNames =
  'michael david john james robert maria daniel chris jose mark mohammed alex anna andrew paul laura sarah thomas peter kevin jessica luis juan carlos emily richard steven brian ali ahmed martin stefan andrea marco francesco giulia sophie julien pierre marie nicolas claire sebastian lukas jan piotr anna katarzyna ivan olga natalia dmitry sergey elena wei li jing hui min yan xin raj priya amit anil sunita deepak sanjay rahul pooja joao pedro ana paulo lucas gabriel fernanda erik lars ingrid hans klaus ursula jurgen heike fatma mehmet ayse emre sam matt ben tom nick joe tim dan mike steve jim bob bill kate amy liz becky rachel hannah megan lauren ashley amanda nicole stephanie tyler kyle cody dylan logan mason ethan noah liam olivia ava isabella mia charlotte amelia yuki kenji hiroshi akiko jisoo minho sunhee nguyen linh thao omar hassan khalid layla noor yusuf ibrahim';
const lastNames =
  'smith garcia johnson martinez brown williams rodriguez jones miller davis lopez hernandez gonzalez wilson anderson perez thomas taylor moore sanchez jackson ramirez martin lee torres white thompson harris clark flores lewis robinson walker young king wright scott nguyen hill green adams kumar singh patel sharma gupta wang zhang chen liu yang huang wu kim park choi silva santos oliveira souza pereira costa ferreira mueller schmidt schneider fischer weber meyer wagner becker hoffmann koch bauer richter klein wolf rossi russo ferrari esposito bianchi romano colombo ricci marino dubois durand leroy moreau laurent simon michel lefebvre bernard petit ivanov petrov smirnov kuznetsov popov novak kowalski nowak wisniewski nielsen jensen hansen johansson andersson berg lund dejong devries bakker visser yilmaz kaya demir ozturk khan ahmed hussain ali malik rahman tanaka suzuki sato yamamoto tran pham le hoang obrien murphy kelly walsh byrne ryan mcdonald campbell stewart morrison ross murray fraser evans hughes edwards roberts phillips cooper ward turner parker collins bell bailey reed howard cox brooks sanders price bennett wood barnes henderson coleman jenkins perry powell long patterson';
const adjectives =
  'cool crazy dark red blue black happy lucky sweet super mad silent wild sexy angry lazy fast funny little big old real mister golden silver iron cyber mega dirty free fire ice night pretty hot';
const nouns =
  'dog cat wolf tiger dragon ninja girl boy man king queen angel devil star moon sun rider hunter killer gamer player master shadow ghost monkey bear eagle fox lion panda rose storm rock guitar music dancer chef doctor pirate warrior knight wizard banana cookie pizza coffee beer football soccer runner biker skater traveler dreamer lover';
const tasks =
  'info contact sales support admin office hello billing accounts hr jobs careers marketing press media service team mail enquiries booking reservations orders shop webmaster postmaster help customerservice reception finance legal';
const places = 'london paris berlin texas nyc tokyo sydney dublin madrid milano boston chicago delhi mumbai rio';

const bornIn = (year: number) => (year < 1960 ? 0.3 : year < 1975 ? 0.7 : year < 2002 ? 1.2 : 0.4);

const endings = {
  year: part(numbers(1948, 2012).map((year) => [String(year), bornIn(year)])),
  shortYear: part(numbers(1948, 2012).map((year) => [two(year % 100), bornIn(year)])),
  one: part(numbers(1, 10).map((n) => [String(n), 1 / n])),
  pair: part(numbers(0, 100).map((n) => [two(n), n === 69 || n === 7 || n === 77 || n === 99 || n === 11 ? 6 : 1])),
  triple: part(
    numbers(0, 1000).map((n) => [
      String(n).padStart(3, '0'),
      [7, 123, 666, 777, 420, 321, 101, 100, 911].includes(n) ? 25 : 1,
    ]),
  ),
  four: part(
    numbers(0, 10_000).map((n) => [String(n).padStart(4, '0'), [1234, 2020, 2000, 1111, 4321].includes(n) ? 60 : 1]),
  ),
};

const leet = (text: string) => text.replace(/e/g, '3').replace(/o/g, '0').replace(/i/g, '1').replace(/a/g, '4');

export function internationalPopulation(random: Random): Population {
  const steep = 0.7 + 0.5 * random.next();
  const first = fallingPart(firstNames, { power: steep, shift: 8, jitter: 0.5 }, random);
  const last = fallingPart(lastNames, { power: steep, shift: 6, jitter: 0.5 }, random);
  const adjective = fallingPart(adjectives, { power: 0.4, shift: 4, jitter: 0.4 }, random);
  const noun = fallingPart(nouns, { power: 0.4, shift: 4, jitter: 0.4 }, random);
  const task = fallingPart(tasks, { power: 1.2, shift: 0, jitter: 0.3 }, random);
  const place = fallingPart(places, { power: 0.4, shift: 4, jitter: 0.4 }, random);
  const initial = initialOf(first);
  const lastInitial = initialOf(last);
  const middle = part([...'abcdefghijklmnopqrstuvwxyz'].map((letter) => [letter, 'jmaslcrd'.includes(letter) ? 3 : 1]));
  const joint = part([
    ['.', 5],
    ['', 4],
    ['_', 1.5],
    ['-', 0.5],
  ]);
  const seldom = part([
    ['', 8],
    ['_', 1],
    ['.', 0.6],
  ]);
  const number = part(
    [
      [endings.pair, 3],
      [endings.shortYear, 3],
      [endings.year, 2.5],
      [endings.one, 2],
      [endings.triple, 1.5],
      [endings.four, 0.7],
    ].flatMap(([of, share]) => (of as Part).map(({ text, chance }) => [text, chance * Number(share)] as const)),
  );
  const people: Template[] = [
    { id: 'first.last', share: 20, parts: [first, joint, last] },
    { id: 'first.last-number', share: 12, parts: [first, joint, last, seldom, number] },
    { id: 'last.first', share: 3, parts: [last, joint, first] },
    { id: 'first-number', share: 7, parts: [first, seldom, number] },
    { id: 'last-number', share: 3, parts: [last, seldom, number] },
    { id: 'first', share: 1.5, parts: [first] },
    { id: 'last', share: 1, parts: [last] },
    { id: 'flast', share: 6, parts: [initial, joint, last] },
    { id: 'flast-number', share: 5, parts: [initial, joint, last, number] },
    { id: 'firstl', share: 3, parts: [first, joint, lastInitial] },
    { id: 'firstl-number', share: 2, parts: [first, seldom, lastInitial, number] },
    { id: 'lastf', share: 1.5, parts: [last, seldom, initial] },
    { id: 'first.m.last', share: 2, parts: [first, fixedPart('.'), middle, fixedPart('.'), last] },
    { id: 'fmlast', share: 1.5, parts: [initial, middle, last] },
    { id: 'first-first', share: 1, parts: [first, joint, first] },
    { id: 'initials-number', share: 1.5, parts: [initial, lastInitial, number] },
    { id: 'first-place', share: 1, parts: [first, joint, place] },
  ];
  const firms: Template[] = [
    { id: 'task', share: 4, parts: [task] },
    { id: 'task-place', share: 0.7, parts: [task, joint, place] },
  ];
  const tags: Template[] = [
    { id: 'adjective-noun', share: 3, parts: [adjective, joint, noun] },
    { id: 'adjective-noun-number', share: 4, parts: [adjective, seldom, noun, number] },
    { id: 'noun-number', share: 2, parts: [noun, number] },
    { id: 'first-the-noun', share: 0.8, parts: [first, fixedPart('the'), noun] },
    { id: 'the-noun-number', share: 1, parts: [fixedPart('the'), noun, number] },
    { id: 'leet', share: 0.8, parts: [variedPart(noun, (text) => [[leet(text), 1]]), number] },
    { id: 'wrapped', share: 0.5, parts: [fixedPart('xx'), adjective, noun, fixedPart('xx')] },
    {
      id: 'mr',
      share: 0.8,
      parts: [
        part([
          ['mr', 3],
          ['its', 1],
          ['im', 1],
          ['the', 1],
          ['real', 1],
        ]),
        seldom,
        last,
      ],
    },
  ];
  const others: Template[] = [
    { id: 'letters-6', share: 1, parts: scrambledParts('abcdefghijklmnopqrstuvwxyz', 6) },
    { id: 'letters-10', share: 1.5, parts: scrambledParts('abcdefghijklmnopqrstuvwxyz', 10) },
    { id: 'mixed-7', share: 1, parts: scrambledParts('abcdefghijklmnopqrstuvwxyz0123456789', 7) },
    { id: 'hex-16', share: 1, parts: scrambledParts('0123456789abcdef', 16) },
  ];
  const weigh = (list: readonly Template[]) => {
    const by = Math.exp(0.4 * random.normal());
    return list.map((one) => ({ ...one, share: one.share * by * Math.exp(0.5 * random.normal()) }));
  };
  return population([...weigh(people), ...weigh(firms), ...weigh(tags), ...weigh(others)]);
}
