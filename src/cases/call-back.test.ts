import { expect, it } from 'vitest';
import { wantsCall } from './call-back.ts';

it.each([
  ['He wants somebody to call HER back, slowly please, 807 555 0119, before the weekend.', true],
  ['Please ring me on 01632 960001.', true],
  ['折り返しお電話をお願いします。', true],
  ['一度お電話をください。', true],
  ['Please do not call me, write instead.', false],
  ['They call me from 807 555 0100 every day.', false],
  ['電話はかけないでください。', false],
  ['知らない会社から電話が来ます。', false],
])('%s: %s', (text, wants) => {
  expect(wantsCall(text)).toBe(wants);
});
