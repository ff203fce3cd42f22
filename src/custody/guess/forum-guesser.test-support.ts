// An eighth population, committed before the model was run on it: a forum with members in Europe, America and Asia. English and
// Spanish words, screen names, first names with surnames, initials, years, and throw-away mailboxes.
import type { Random } from '../../vocabulary/random.ts';
import {
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

const firsts =
  'david daniel thomas martin alex chris peter michael anna maria laura julia andrea sara marco paul mark john james robert kevin tom max felix lukas jonas jan tim lisa sandra nicole sophie camille lucie pierre antoine hugo nicolas javier carlos miguel sergio pablo elena lucia carmen ines giulia luca matteo paolo chiara ivan dmitri olga natasha piotr ania kasia tomek magda erik lars anders ingrid mikko jari ahmed omar fatima yusuf priya rahul arjun neha kenji yuki hiro mei wei jun min soo linh duc';
const lasts =
  'smith jones muller schmidt weber fischer becker garcia martinez lopez fernandez ruiz moreno rossi ferrari bianchi conti dubois martin bernard moreau petit leroy silva costa santos ferreira novak kovac horvat kowalski nowak lewandowski ivanov petrov sokolov jensen nielsen hansen larsson nilsson berg virtanen korhonen devries jansen bakker brown taylor wilson clark walker hill green wood baker scott campbell murphy kelly ryan patel singh sharma khan ali hassan yilmaz demir chen wang li zhang kim park lee nguyen tran tanaka sato';
const screens =
  'shadow dragon wolf phoenix storm raven ghost hawk viper titan nova pixel cyber matrix neon blaze frost hunter ranger rider knight wizard reaper sniper joker rebel zombie ninja samurai pirate viking falcon tiger panther cobra luna sol fuego lobo gato toro diablo angel loco rey reina amigo cielo mar star moon comet rocket turbo diesel nitro laser vector byte kernel linux root hacker coder geek nerd gamer noob';
const modifiers =
  'dark black red blue silent mad crazy lil big mr el la the old true real iron steel night super ultra';

export function forumPopulation(random: Random): Population {
  const steep = 0.5 + 0.5 * random.next();
  const first = fallingPart(firsts, { power: steep, shift: 5, jitter: 0.45 }, random);
  const last = fallingPart(lasts, { power: steep, shift: 5, jitter: 0.45 }, random);
  const screen = fallingPart(screens, { power: 0.4, shift: 3, jitter: 0.5 }, random);
  const modifier = fallingPart(modifiers, { power: 0.5, shift: 3, jitter: 0.4 }, random);
  const letter = initialOf(first);
  const lastLetter = initialOf(last);
  const joint = part([
    ['', 4],
    ['.', 4],
    ['_', 2],
    ['-', 1],
  ]);
  const seldom = part([
    ['', 7],
    ['_', 1.5],
    ['.', 0.5],
  ]);
  const born = (year: number) => Math.exp(-(((year - 1987) / 12) ** 2));
  const numberParts = [
    [part(numbers(1950, 2012).map((year) => [String(year), born(year)])), 2],
    [part(numbers(1950, 2012).map((year) => [two(year % 100), born(year)])), 3],
    [part(numbers(0, 100).map((n) => [two(n), [7, 11, 13, 23, 42, 66, 69, 77, 88, 99].includes(n) ? 5 : 1])), 3],
    [part(numbers(1, 10).map((n) => [String(n), n === 1 ? 4 : 1])), 2],
    [
      part(numbers(0, 1000).map((n) => [two(n).padStart(3, '0'), [7, 69, 123, 666, 777, 420].includes(n) ? 30 : 1])),
      1.5,
    ],
    [part(numbers(0, 10_000).map((n) => [two(n).padStart(4, '0'), [1234, 1337, 2000].includes(n) ? 100 : 1])), 1],
  ] as const;
  const number = part(
    numberParts.flatMap(([of, share]) => of.map(({ text, chance }) => [text, chance * share] as const)),
  );
  const templates: Template[] = [
    { id: 'first last', share: 17, parts: [first, joint, last] },
    { id: 'first last number', share: 9, parts: [first, joint, last, number] },
    { id: 'last first', share: 3, parts: [last, joint, first] },
    { id: 'f last', share: 5, parts: [letter, joint, last] },
    { id: 'f last number', share: 4, parts: [letter, last, number] },
    { id: 'first l', share: 3, parts: [first, joint, lastLetter] },
    { id: 'first l number', share: 1.5, parts: [first, lastLetter, number] },
    { id: 'first number', share: 8, parts: [first, seldom, number] },
    { id: 'last number', share: 3, parts: [last, seldom, number] },
    { id: 'first', share: 2, parts: [first] },
    { id: 'last', share: 1, parts: [last] },
    { id: 'screen', share: 2, parts: [screen] },
    { id: 'screen number', share: 8, parts: [screen, seldom, number] },
    { id: 'modifier screen', share: 5, parts: [modifier, seldom, screen] },
    { id: 'modifier screen number', share: 5, parts: [modifier, seldom, screen, number] },
    { id: 'screen screen', share: 3, parts: [screen, seldom, screen] },
    { id: 'first screen', share: 2, parts: [first, seldom, screen] },
    { id: 'modifier first', share: 1.5, parts: [modifier, seldom, first] },
    { id: 'wrapped', share: 0.7, parts: [fixedPart('x'), screen, fixedPart('x')] },
    {
      id: 'spam box',
      share: 1,
      parts: [
        first,
        joint,
        part([
          ['spam', 2],
          ['junk', 1],
          ['forum', 2],
          ['trash', 1],
        ]),
      ],
    },
    { id: 'initials number', share: 1.5, parts: [letter, lastLetter, number] },
    { id: 'letters 6', share: 1.5, parts: scrambledParts('abcdefghijklmnopqrstuvwxyz', 6) },
    { id: 'letters 9', share: 1, parts: scrambledParts('abcdefghijklmnopqrstuvwxyz', 9) },
    { id: 'mixed 10', share: 2, parts: scrambledParts('abcdefghijklmnopqrstuvwxyz0123456789', 10) },
  ];
  const weigh = (one: Template) => ({ ...one, share: one.share * Math.exp(0.55 * random.normal()) });
  return population(templates.map(weigh));
}
