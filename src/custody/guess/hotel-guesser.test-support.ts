// A ninth population, committed before the model was run on it: people who book at a chain of hotels in Japan, half of them for their
// firm. Rules of firms (given, surname, initials, numbers of staff), providers' rules of six to ten letters, travellers from abroad.
import type { Random } from '../../vocabulary/random.ts';
import {
  fallingPart,
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

const surnames =
  'sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato yoshida yamada sasaki yamaguchi saito matsumoto inoue kimura hayashi shimizu yamazaki mori abe ikeda hashimoto yamashita ishikawa nakajima maeda fujita ogawa goto okada hasegawa murakami kondo ishii saito sakamoto endo aoki fujii nishimura fukuda ota miura fujiwara okamoto matsuda nakagawa nakano harada ono tamura takeuchi kaneko wada nakayama ishida ueda morita hara shibata sakai kudo yokoyama miyazaki miyamoto uchida takagi ando taniguchi imai takada fujimoto takeda murata ueno sugiyama masuda sugawara hirano kojima otsuka chiba kubo matsui iwasaki sakurai kinoshita noguchi matsuo nomura kikuchi sano onishi sugimoto arai hamada ichikawa furukawa mizuno komatsu shimada koyama yajima okuno miyake fukui tsuda hotta sakuma nakata hoshino ozaki kataoka tsuruta mizoguchi nakao shiraishi obata yuasa horiuchi kishi akagi';
const givens =
  'hiroshi takeshi kenji makoto takashi manabu akira satoshi koji hiroyuki kazuhiro masaki daisuke tatsuya kenta yusuke shota ryo naoki yuta takuya shinichi tetsuo yoshio masaru keita go shingo toshiki yukio keiko yuko tomoko naoko mayumi akiko kumiko yoko junko emi mami kaori ai yui aya mai rie maki saori chihiro haruka sachiko megumi risa mika eri yukari asako hitomi ayano miho';
const abroadGivens =
  'james wei john li david min michael sarah anna jin peter hans marie paul soo emma chen kim alex daniel thomas robert jane linda mark lucas sofia nick laura hui';
const abroadSurnames =
  'wang kim lee chen smith li zhang park lin liu brown jones choi wu huang martin muller wilson taylor white nguyen garcia tan lim wong chan davies evans cho kang meyer';
const likes =
  'tabi ryoko onsen sanpo kuruma densha tetsudo camera golf tsuri yakyu sakka jazz rock piano neko inu pochi tama kuro hana sakura sora umi kawa momiji fuji love happy smile sunny lucky travel trip bike wine beer sake coffee mama papa kazoku hawaii paris';
const rooms =
  'info soumu eigyo keiri hisho sales office contact admin jinji koho kanri mail support order trip travel reserve hanbai shacho';

const typedAs = (text: string): readonly (readonly [string, number])[] => {
  const long = text
    .replace(/(sat|it|kat|sait|got|kond|end|kud|and)o$/, '$1ou')
    .replace(/^(ko|yo|sho|ryo|yu)(?=[a-z]*$)/, '$1');
  const kunrei = text.replace(/shi/g, 'si').replace(/chi/g, 'ti').replace(/tsu/g, 'tu').replace(/ji/g, 'zi');
  return [
    [text, 0.75],
    [long, 0.15],
    [kunrei, 0.1],
  ];
};

export function hotelPopulation(random: Random): Population {
  const power = 0.6 + 0.4 * random.next();
  const surname = variedPart(fallingPart(surnames, { power, shift: 6, jitter: 0.25 }, random), typedAs);
  const given = variedPart(fallingPart(givens, { power: 0.45, shift: 6, jitter: 0.4 }, random), typedAs);
  const first = fallingPart(abroadGivens, { power: 0.6, shift: 4, jitter: 0.4 }, random);
  const last = fallingPart(abroadSurnames, { power: 0.7, shift: 3, jitter: 0.4 }, random);
  const like = fallingPart(likes, { power: 0.3, shift: 4, jitter: 0.5 }, random);
  const room = fallingPart(rooms, { power: 0.9, shift: 0, jitter: 0.3 }, random);
  const joint = part([
    ['', 3],
    ['.', 2],
    ['_', 2],
    ['-', 2],
  ]);
  const firmJoint = part([
    ['.', 4],
    ['-', 2],
    ['_', 2],
    ['', 1],
  ]);
  const born = (year: number) => 0.02 + Math.exp(-(((year - 1976) / 13) ** 2));
  const kinds: readonly (readonly [Part, number])[] = [
    [part(numbers(1940, 2004).map((year) => [String(year), born(year)])), 2],
    [part(numbers(1940, 2004).map((year) => [two(year % 100), born(year)])), 2.5],
    [part(numbers(1, 13).flatMap((month) => numbers(1, 31).map((day) => [two(month) + two(day), 1] as const))), 3],
    [part(numbers(0, 100).map((n) => [two(n), n % 11 === 0 ? 4 : 1])), 2],
    [part(numbers(1, 10).map((n) => [String(n), 1 / n])), 2],
    [part(numbers(0, 1000).map((n) => [two(n).padStart(3, '0'), n % 111 === 0 || n === 123 ? 20 : 1])), 1],
    [part(numbers(0, 10_000).map((n) => [two(n).padStart(4, '0'), 1])), 1],
  ];
  const tail = part(kinds.flatMap(([of, share]) => of.map(({ text, chance }) => [text, chance * share] as const)));
  const count = part(numbers(2, 8).map((n) => [String(n), n ** -2]));
  const templates: Template[] = [
    { id: 'firm given surname', share: 9, parts: [given, firmJoint, surname] },
    { id: 'firm surname', share: 5, parts: [surname] },
    { id: 'firm initial surname', share: 9, parts: [initialOf(given), firmJoint, surname] },
    { id: 'firm surname initial', share: 4, parts: [surname, firmJoint, initialOf(given)] },
    { id: 'firm surname count', share: 2, parts: [surname, count] },
    { id: 'room', share: 4, parts: [room] },
    {
      id: 'staff',
      share: 1.5,
      parts: [
        part([
          ['k', 1],
          ['t', 1],
          ['e', 1],
        ]),
        ...scrambledParts('0123456789', 5),
      ],
    },
    { id: 'given surname', share: 6, parts: [given, joint, surname] },
    { id: 'surname given', share: 6, parts: [surname, joint, given] },
    { id: 'surname given tail', share: 4, parts: [surname, joint, given, tail] },
    { id: 'given surname tail', share: 3, parts: [given, joint, surname, tail] },
    { id: 'given tail', share: 9, parts: [given, joint, tail] },
    { id: 'surname tail', share: 6, parts: [surname, joint, tail] },
    { id: 'initial surname tail', share: 5, parts: [initialOf(given), joint, surname, tail] },
    { id: 'initials tail', share: 2, parts: [initialOf(given), initialOf(surname), tail] },
    { id: 'like tail', share: 5, parts: [like, joint, tail] },
    { id: 'like given', share: 3, parts: [like, joint, given] },
    { id: 'given like', share: 2, parts: [given, joint, like] },
    { id: 'like like', share: 2.5, parts: [like, joint, like] },
    { id: 'like', share: 1.5, parts: [like] },
    { id: 'given given', share: 1.5, parts: [given, joint, given] },
    { id: 'first last', share: 6, parts: [first, joint, last] },
    { id: 'first last tail', share: 4, parts: [first, joint, last, tail] },
    { id: 'first tail', share: 2.5, parts: [first, tail] },
    { id: 'initial last', share: 2, parts: [initialOf(first), joint, last] },
    { id: 'letters', share: 1.5, parts: scrambledParts('abcdefghijklmnopqrstuvwxyz', 8) },
    { id: 'mixed', share: 2, parts: scrambledParts('abcdefghijklmnopqrstuvwxyz0123456789', 9) },
    { id: 'carrier', share: 1, parts: scrambledParts('abcdefghijklmnopqrstuvwxyz0123456789', 18) },
  ];
  return population(templates.map((one) => ({ ...one, share: one.share * Math.exp(0.5 * random.normal()) })));
}
