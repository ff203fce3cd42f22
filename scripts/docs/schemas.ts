// JSON Schemas of the shapes that no command's own table gives.
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { shapes } from '../../tests/schema/shapes.ts';

/** Written by a command's own tests, from its own table. */
const elsewhere = new Set(['drill']);

export function pages(): Record<string, string> {
  const made = Object.entries(shapes)
    .filter(([name]) => !elsewhere.has(name) || !existsSync(`docs/schema/${name}.schema.json`))
    .map(
      ([name, shape]) =>
        [`docs/schema/${name}.schema.json`, `${JSON.stringify(z.toJSONSchema(shape), null, 2)}\n`] as const,
    );
  return Object.fromEntries(made);
}
