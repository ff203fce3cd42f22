// Copies of a mailing as spammers make them: other names, numbers, addresses and links, a few words exchanged, a line
// more or less.
import { seededRandom } from '../../src/vocabulary/random.ts';

const names = ['Taro', 'Hanako', 'Ms. Keller', 'Jean-Luc', '佐藤 花子', 'customer', 'j.smith'];
const fillers = ['kindly', 'really', 'today', 'please', 'now', 'surely', 'again'];

/** `count` copies of a text; `seed` and the text decide them. */
export function editedCopies(text: string, count: number, seed: number): string[] {
  const random = seededRandom(seed, 'edits');
  const pick = (list: readonly string[]) => list[random.below(list.length)] ?? '';
  const digits = (length: number) => Array.from({ length }, () => random.below(10)).join('');
  return Array.from({ length: count }, () => {
    const lines = text
      .replace(
        /https?:\/\/[^\s<>"')]+/g,
        () => `http://${pick(['a', 'b', 'shop', 'win'])}${digits(3)}.example/${digits(6)}?id=${digits(8)}`,
      )
      .replace(/[\w.+-]+@[\w.-]+/g, () => `user${digits(4)}@mail${digits(2)}.example`)
      .replace(/\d{2,}/g, (found) => digits(found.length))
      .replace(/\b(Dear|Hello|Hi) [^\s,!]+/g, (_, greeting: string) => `${greeting} ${pick(names)}`)
      .split('\n')
      .flatMap((line) => {
        const words = line.split(' ').map((word) => (word.length > 3 && random.next() < 0.03 ? pick(fillers) : word));
        return random.next() < 0.03 ? [] : [words.join(' ')];
      });
    const at = random.below(lines.length + 1);
    return [...lines.slice(0, at), `Ref ${digits(7)} ${pick(names)}`, ...lines.slice(at)].join('\n');
  });
}
