import { expect, it } from 'vitest';
import { visible } from './visible.ts';

it.each([
  { name: 'a terminal is not cleared', text: 'a\u001b[2Jb\u0007', want: 'a␛[2Jb␇' },
  { name: 'a line is not drawn over', text: 'secret\rshown', want: 'secret␍shown' },
  { name: 'one C1 control begins a sequence too', text: '\u009b2J', want: '⟨009b⟩2J' },
  { name: 'text is not turned around', text: 'gpj.\u202eexe', want: 'gpj.⟨202e⟩exe' },
  { name: 'no line ends unseen', text: 'a\u2028b', want: 'a⟨2028⟩b' },
  { name: 'no letter hides in a tag', text: 'a\u{e0041}', want: 'a⟨e0041⟩' },
  { name: 'lines, tabs and words of every script stay', text: 'a\tb\n証 é 👍', want: 'a\tb\n証 é 👍' },
])('$name', ({ text, want }) => {
  expect(visible(text)).toBe(want);
});
