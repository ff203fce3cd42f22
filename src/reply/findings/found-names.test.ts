import { expect, it } from 'vitest';
import type { Fact } from '../../vocabulary/fact.ts';
import { namesOf } from './found-names.ts';

const read = (id: string, more: Partial<Extract<Fact, { kind: 'bulk-read' }>> = {}): Fact => ({
  ...{ id, kind: 'bulk-read', requests: 40, known: false },
  ...more,
});

it('two findings of one name are named once, others beside them in their order', () => {
  const names = namesOf([read('f1'), read('f2'), read('f3', { what: 'list', requests: 1 }), read('f4')], { facts: [] });
  expect(names.map(({ ja }) => ja)).toEqual(['まとまった閲覧の記録', '一覧が書き出された記録']);
});
