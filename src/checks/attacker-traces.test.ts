import { expect, it } from 'vitest';
import type { Actor } from '../logs/detect/detection.ts';
import { firstSign } from './attacker-traces.ts';

const pointer = { path: 'auth.log', sha256: 'ab', line: 7, byteStart: 0, byteEnd: 9 };

it('a trace is dated by the lines of its own class, and not by what else that actor did', () => {
  const actor: Actor = {
    ...{ kind: 'user', id: 'ops', level: 'adverse', success: 'shown', classes: ['data-dump', 'log-clearing'] },
    ...{ rules: [], from: '2026-10-25T07:27:10.000Z', to: null, pointerCount: 2, pointers: [], reachedData: false },
    signs: [],
    perClass: [
      { class: 'data-dump', lines: 1, success: 'none', reachedData: false },
      {
        ...{ class: 'log-clearing', lines: 1, success: 'shown', reachedData: false },
        foothold: { from: '2026-10-25T07:51:02.000Z', pointers: [pointer] },
      },
    ],
  };
  expect(firstSign({ actor, attack: 'log-clearing' }).from).toBe('2026-10-25T07:51:02.000Z');
  expect(firstSign({ actor, attack: 'data-dump' }).from).toBe('2026-10-25T07:27:10.000Z');
});
