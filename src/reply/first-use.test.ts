import { expect, it } from 'vitest';
import { saysFirstUse } from './first-use.ts';

it.each([
  ['このアドレスは貴団以外のどこにも使っていません。', true],
  ['貴社以外の誰にも教えていないアドレスです。', true],
  ['貴団以外のどこかで使ったかもしれません。', false],
  ["Nobody else on God's green earth has it.", true],
  ['I make a new one for each club, so nobody has this one but you lot.', true],
  ['I have only ever given this address to the council and to my granddaughter.', false],
  ['I have only ever given this address to the council.', true],
  ['このアドレスは貴会と孫にしか教えておりません。', false],
  ['Nobody has answered me.', false],
  ['Nobody knew the answer.', false],
])('%s', (text, says) => {
  expect(saysFirstUse(text)).toBe(says);
});
