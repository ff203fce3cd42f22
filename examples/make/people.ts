// People who do not exist, for registers.
import { type Random, seededRandom } from '../../src/vocabulary/random.ts';
import { clientAddress, type Request } from './traffic.ts';

const surnames = [
  '佐藤 satou',
  '鈴木 suzuki',
  '高橋 takahashi',
  '田中 tanaka',
  '伊藤 ito',
  '渡辺 watanabe',
  '山本 yamamoto',
  '中村 nakamura',
  '小林 kobayashi',
  '加藤 kato',
  '吉田 yoshida',
  '山田 yamada',
  '佐々木 sasaki',
  '山口 yamaguchi',
  '松本 matsumoto',
  '井上 inoue',
  '木村 kimura',
  '林 hayashi',
  '清水 shimizu',
  '森 mori',
];
const given = [
  '明 akira',
  '恵 megumi',
  '健 ken',
  '由美 yumi',
  '誠 makoto',
  '陽子 yoko',
  '隆 takashi',
  '真理 mari',
  '学 manabu',
  '直美 naomi',
  '純 jun',
  '香 kaori',
  '亮 ryo',
  '愛 ai',
  '浩 hiroshi',
  '舞 mai',
];
const domains = ['example.jp', 'example.ne.jp', 'mail.example.com', 'example.net', 'example.co.jp', 'example.org'];
const answers = ['とても満足', '満足', 'ふつう', 'やや不満', '不満'];

export type Person = {
  readonly name: string;
  readonly address: string;
  readonly answer: string;
  readonly ip: string;
  readonly at: number;
};

const split = (text: string): readonly [string, string] => {
  const [kanji = '', romaji = ''] = text.split(' ');
  return [kanji, romaji];
};

/** Local parts of the shapes people choose. */
function localPart(family: string, first: string, random: Random): string {
  const digits = String(random.below(100)).padStart(2, '0');
  const shapes = [
    `${first}.${family}`,
    `${first[0]}-${family}${digits}`,
    `${family}_${first}`,
    `${family}${1950 + random.below(50)}`,
    `${first}${digits}`,
    `${family}.${first}${digits}`,
  ];
  if (random.next() < 0.1)
    return Array.from({ length: 9 }, () => 'abcdefghijkmnpqrstuvwxyz23456789'[random.below(32)]).join('');
  return shapes[random.below(shapes.length)] ?? family;
}

/** `count` people who filled in the form, in the order of time. */
export function people(count: number, from: number, to: number, seed: number): Person[] {
  const random = seededRandom(seed, 'people');
  const made: Person[] = [];
  const used = new Set<string>();
  while (made.length < count) {
    const [familyKanji, family] = split(surnames[random.below(surnames.length)] ?? '');
    const [firstKanji, first] = split(given[random.below(given.length)] ?? '');
    const address = `${localPart(family, first, random)}@${domains[random.below(domains.length)]}`;
    if (used.has(address)) continue;
    used.add(address);
    const at = from + Math.floor(random.next() * (to - from));
    made.push({
      name: `${familyKanji} ${firstKanji}`,
      address,
      answer: answers[random.below(answers.length)] ?? '',
      ip: clientAddress(random),
      at,
    });
  }
  return made.sort((a, b) => a.at - b.at);
}

/** Everybody who sent the form: one made-up person for each POST, at its time and from its client. */
export function senders(requests: readonly Request[], submit: string, seed: number): Person[] {
  const posts = requests.filter(({ method, target }) => method === 'POST' && target === submit);
  const made = people(posts.length, 0, 1, seed);
  return posts.map(({ at, client }, index) => ({ ...(made[index] ?? fail()), at, ip: client }));
}

/** The three requests of one person filling in the form. */
export function fillingIn(person: Person, form: string, submit: string, agent: string): Request[] {
  const common = { client: person.ip, agent };
  return [
    { ...common, at: person.at - 95_000, method: 'GET', target: form, status: 200, size: 6206, referer: '-' },
    { ...common, at: person.at, method: 'POST', target: submit, status: 302, size: 0, referer: '-' },
    {
      ...common,
      at: person.at + 1000,
      method: 'GET',
      target: `${form}thanks.html`,
      status: 200,
      size: 1893,
      referer: '-',
    },
  ];
}

const fail = (): never => {
  throw new RangeError('fewer people than requests');
};

const two = (value: number) => String(value).padStart(2, '0');

/** `2009-03-10 12:04:31`, local time. */
export function local(at: number): string {
  const d = new Date(at + 9 * 3_600_000);
  return `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
}

export function registerCsv(rows: readonly Person[], form: string, answerColumn = '満足度'): string {
  const lines = rows.map(
    ({ address, at, ip, name, answer }) => `${address},${form},${local(at)},${ip},${name},${answer}`,
  );
  return `address,form,at,ip,name,${answerColumn}\n${lines.join('\n')}\n`;
}
