// A nineteenth population, committed before the model was run on it: members of clubs in Britain, Ireland and Germany who booked a
// course, with the mailbox that they had for years: by their name, what they do, where they live, and when they were born.
import type { Random } from '../../vocabulary/random.ts';
import {
  blend,
  fallingPart,
  fixedPart,
  initialOf,
  numbers,
  type Population,
  part,
  population,
  scrambledParts,
  type Template,
  two,
} from './template-guesser.test-support.ts';

const british =
  'david john paul mark andrew sarah peter stephen karen susan michael richard james robert helen chris ian simon claire alan julie nicola martin emma kevin jane anna linda tony lisa graham louise gary matthew neil tim alison jo rachel philip nick laura steve katie brian keith amanda ben adam daniel tom sean aoife niamh ciara fiona conor declan siobhan patrick colin stuart gareth rhys catherine kate lucy sophie charlotte jack harry oliver george';
const britishLast =
  'smith jones taylor williams brown davies evans wilson thomas roberts johnson lewis walker robinson wood thompson white watson jackson wright green harris cooper king lee martin clarke james morgan hughes edwards hill moore clark harrison scott young morris hall ward turner carter phillips mitchell patel adams campbell anderson allen cook bailey parker miller davis murphy price bell baker griffiths kelly simpson marshall collins bennett cox richardson fox gray rose chapman hunt robertson shaw reynolds lloyd ellis richards russell wilkinson khan graham stewart reid murray powell palmer holmes rogers stevens walsh hunter thomson matthews ross owen mason knight kennedy butler saunders obrien byrne ryan doyle';
const german =
  'michael thomas andreas peter stefan christian martin frank juergen klaus wolfgang markus uwe ralf bernd sabine petra monika susanne andrea birgit claudia karin nicole anja heike sandra julia katrin stefanie anna lena tobias jan sebastian daniel alexander florian jens torsten holger dirk matthias ingrid ursula renate gabi elke';
const germanLast =
  'mueller schmidt schneider fischer weber meyer wagner becker schulz hoffmann koch bauer richter klein wolf schroeder neumann schwarz zimmermann braun krueger hofmann hartmann lange krause lehmann koehler maier herrmann koenig walter peters huber kaiser fuchs lang scholz moeller weiss jung hahn vogel friedrich keller guenther frank berger winkler roth beck lorenz baumann franke albrecht schuster simon ludwig boehm winter kraus schumacher kraemer';
const doings =
  'golf garden running bike cycling yoga piano guitar photo art music books sailing fishing travel tennis rugby dance hiking climbing chess bridge choir pottery vintage coffee wine tea dog cat horse bird bee fox wolf dragon tiger moon star sun river hill forest blue red green happy crazy mad lucky big little old';
const places =
  'london leeds bristol york bath dublin cork belfast cardiff glasgow devon cornwall kent essex berlin hamburg koeln munich bonn bremen leipzig dresden';
const desks = 'info office mail contact admin hello enquiries secretary treasurer bookings kontakt verwaltung';

export function clubPopulation(random: Random): Population {
  const first = blend(
    [fallingPart(british, { power: 0.6, shift: 6, jitter: 0.3 }, random), 3],
    [fallingPart(german, { power: 0.5, shift: 5, jitter: 0.3 }, random), 2],
  );
  const last = blend(
    [fallingPart(britishLast, { power: 0.75, shift: 4, jitter: 0.25 }, random), 3],
    [fallingPart(germanLast, { power: 0.8, shift: 3, jitter: 0.25 }, random), 2],
  );
  const doing = fallingPart(doings, { power: 0.4, shift: 4, jitter: 0.5 }, random);
  const place = fallingPart(places, { power: 0.6, shift: 2, jitter: 0.3 }, random);
  const desk = fallingPart(desks, { power: 0.9, shift: 1, jitter: 0.3 }, random);
  const letter = initialOf(first);
  const middle = part([...'abcdefghijklmnoprstvw'].map((one) => [one, 'ajmel'.includes(one) ? 3 : 1]));
  const mark = part([
    ['.', 6],
    ['', 5],
    ['_', 3],
    ['-', 1.2],
  ]);
  const short = part(numbers(45, 100).map((year) => [two(year), 12 - Math.abs(year - 70) / 3]));
  const long = part(numbers(1945, 2000).map((year) => [String(year), 12 - Math.abs(year - 1970) / 3]));
  const few = part([
    ['1', 6],
    ['2', 4],
    ['3', 2],
    ['7', 2],
    ['01', 1.5],
    ['99', 1],
    ['100', 1],
    ['123', 1.5],
    ['007', 1],
    ['11', 1],
    ['12', 1],
    ['21', 0.8],
    ['22', 0.8],
  ]);
  const some = part(numbers(10, 100).map((one) => [String(one), 1]));
  const digits = blend([short, 4], [long, 1.5], [few, 3], [some, 2]);
  const templates: Template[] = [
    { id: 'first.last', share: 22, parts: [first, mark, last] },
    { id: 'first.last digits', share: 12, parts: [first, mark, last, digits] },
    { id: 'flast', share: 7, parts: [letter, mark, last] },
    { id: 'flast digits', share: 7, parts: [letter, last, digits] },
    { id: 'last.first', share: 3, parts: [last, mark, first] },
    { id: 'last.f', share: 1.5, parts: [last, mark, letter] },
    { id: 'firstl', share: 3, parts: [first, initialOf(last)] },
    { id: 'firstl digits', share: 3, parts: [first, initialOf(last), digits] },
    { id: 'first digits', share: 5, parts: [first, digits] },
    { id: 'last digits', share: 3, parts: [last, digits] },
    { id: 'fmlast', share: 2.5, parts: [letter, middle, last] },
    { id: 'first.m.last', share: 1.5, parts: [first, fixedPart('.'), middle, fixedPart('.'), last] },
    { id: 'initials digits', share: 2.5, parts: [letter, middle, initialOf(last), digits] },
    {
      id: 'couple',
      share: 1.5,
      parts: [
        first,
        part([
          ['and', 3],
          ['n', 1],
          ['_', 1],
          ['-', 0.5],
        ]),
        first,
      ],
    },
    {
      id: 'the lasts',
      share: 1,
      parts: [
        fixedPart('the'),
        last,
        part([
          ['s', 3],
          ['family', 2],
        ]),
      ],
    },
    {
      id: 'last family',
      share: 1,
      parts: [
        last,
        mark,
        part([
          ['family', 3],
          ['home', 1],
          ['house', 0.7],
        ]),
      ],
    },
    { id: 'doing', share: 2.5, parts: [doing, digits] },
    { id: 'doing doing', share: 4, parts: [doing, mark, doing] },
    { id: 'doing doing digits', share: 2.5, parts: [doing, doing, digits] },
    { id: 'doing first', share: 4, parts: [doing, mark, first] },
    { id: 'first doing', share: 3, parts: [first, mark, doing] },
    { id: 'first place', share: 2, parts: [first, mark, place] },
    { id: 'place doing', share: 1, parts: [place, mark, doing] },
    { id: 'desk', share: 3, parts: [desk] },
    { id: 'letters', share: 1, parts: scrambledParts('abcdefghijklmnopqrstuvwxyz', 8) },
    { id: 'letters and digits', share: 1, parts: scrambledParts('abcdefghijklmnopqrstuvwxyz0123456789', 9) },
  ];
  return population(templates.map((one) => ({ ...one, share: one.share * Math.exp(0.4 * random.normal()) })));
}
