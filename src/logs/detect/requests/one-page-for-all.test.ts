import { expect, it } from 'vitest';
import type { AttackClassId } from '../attack-classes.ts';
import { OnePageForAll } from './one-page-for-all.ts';

const asked = (path: string, size: number, of: AttackClassId = 'sensitive-file') => ({
  ...{ path, size, class: of, length: path.length },
});
const covered = (list: readonly ReturnType<typeof asked>[], one: ReturnType<typeof asked>, front?: number[]) =>
  new OnePageForAll([...list, one], front).covers(one);

it.each([
  {
    says: 'one size for three files, whoever asked',
    list: [asked('/backup.zip', 4213), asked('/.git/HEAD', 4213), asked('/shell.php', 4213, 'webshell')],
    one: asked('/.env', 4213),
    want: true,
  },
  {
    says: 'a page that repeats the address',
    list: [asked('/backup.zip', 4213 + 11), asked('/.git/HEAD', 4213 + 10), asked('/a/shell.php', 4213 + 12)],
    one: asked('/.env', 4213 + 5),
    want: true,
  },
  {
    says: 'a page that repeats the address twice',
    list: [asked('/backup.zip', 4213 + 22), asked('/.git/HEAD', 4213 + 20)],
    one: asked('/.env', 4213 + 10),
    want: true,
  },
  {
    says: 'a page that varies a little, under six folders',
    list: ['a', 'b', 'c', 'd', 'e'].map((folder, i) => asked(`/${folder}/.env`, 4213 + i * 7)),
    one: asked('/.env', 4220),
    want: true,
  },
  { says: 'the front page', list: [], one: asked('/.env', 1187), front: [1187], want: true },
  {
    says: 'a file of its own size on such a site',
    list: [asked('/backup.zip', 4213), asked('/.git/HEAD', 4213), asked('/shell.php', 4213, 'webshell')],
    one: asked('/.env', 734),
    want: false,
  },
  {
    says: 'one file fetched by several spellings',
    list: [asked('//.env', 734), asked('/./.env', 734), asked('/a/../.env', 734), asked('/%2eenv', 734)],
    one: asked('/.env', 734),
    want: false,
  },
  {
    says: 'files of one repository, some as large as each other',
    list: [1, 2, 3, 4, 5, 6, 7].map((i) => asked(`/.git/objects/0${i}/ab`, 120 + i * 3)),
    one: asked('/.git/config', 130),
    want: false,
  },
  {
    says: 'a size that only pages of the site have',
    list: ['/item', '/list', '/search'].map((path) => asked(path, 4213, 'sqli')),
    one: asked('/.env', 4213),
    want: false,
  },
  {
    says: 'an answer without a body',
    list: [asked('/a.php', 0, 'webshell'), asked('/b.php', 0, 'webshell'), asked('/c.php', 0, 'webshell')],
    one: asked('/d.php', 0, 'webshell'),
    want: false,
  },
])('$says: $want', ({ list, one, front, want }) => expect(covered(list, one, front)).toBe(want));
