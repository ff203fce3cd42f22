import { expect, it } from 'vitest';
import { PEOPLE_IN_FILE_NAMES, PEOPLE_IN_PATHS } from './people-words.ts';

it.each([
  { name: '/admin/customer_list?page=2', path: true, file: true },
  { name: '/survey/answers/17', path: true, file: true },
  { name: '/kaiin/meibo.cgi', path: true, file: true },
  { name: '/shop?orderby=price', path: false, file: false },
  { name: '/membership/benefits', path: false, file: true },
  { name: '/about/company', path: false, file: false },
])('$name: as a path $path, as the name of a file of records $file', ({ name, path, file }) => {
  expect(new RegExp(PEOPLE_IN_PATHS, 'i').test(name)).toBe(path);
  expect(new RegExp(PEOPLE_IN_FILE_NAMES, 'i').test(name)).toBe(file);
});
