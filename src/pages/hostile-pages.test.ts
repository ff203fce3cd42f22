import { expect, it } from 'vitest';
import { findExposed } from './find-exposed.ts';

// Each took many seconds when it cost the square of its length or more; a tenth of a second is usual, and the bound
// leaves room for a slow machine. Of the processor's time, because others may be at work.
const MOST_MILLISECONDS = 3000;

const spent = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

it.each([
  { what: 'a dump of many addresses', page: Array.from({ length: 20_000 }, (_, i) => `u${i}@d.example\n`).join('') },
  { what: 'an open quotation mark before each address', page: '"a@b.example,'.repeat(20_000) },
  { what: 'a million letters and an @', page: `${'a'.repeat(1_000_000)}@b` },
  { what: 'many names at one domain', page: '{a,b}@b.example '.repeat(5000) },
  { what: 'words for dots that can be taken apart in many ways', page: `${'b-dot-'.repeat(130)}@ `.repeat(40) },
  { what: 'the same with underscores', page: `${'b_dot_'.repeat(130)}@ `.repeat(40) },
  { what: 'a sign that stands for @, everywhere', page: `${'a★b.jp '.repeat(10_000)}★を@に変えてください` },
  { what: 'many scripts', page: '<script>var a="b"+"@"+"c.example"</script>'.repeat(2000) },
  { what: 'a loop without end', page: '<script>for(;;){x+="a@b.example"}</script>' },
  {
    what: 'many rules that add text to many elements',
    page: `<style>${'.a:before{content:"x"}'.repeat(4000)}</style>${'<i class=a>'.repeat(1000)}`,
  },
])('$what is read in time', ({ page }) => {
  const bytes = Buffer.from(page);
  const started = spent();
  findExposed(bytes, 'a.html');
  expect(spent() - started).toBeLessThan(MOST_MILLISECONDS);
});
