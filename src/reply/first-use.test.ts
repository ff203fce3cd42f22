import { expect, it } from 'vitest';
import { saysFirstUse } from './first-use.ts';

it.each([
  ['このアドレスは貴団以外のどこにも使っていません。', true],
  ['貴社以外の誰にも教えていないアドレスです。', true],
  ['貴団以外のどこかで使ったかもしれません。', false],
])('%s', (text, says) => {
  expect(saysFirstUse(text)).toBe(says);
});
