import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { AkashiError } from '../vocabulary/error.ts';
import type { NamedBytes } from './csv.ts';

/** A settings file larger than this is not one that a person wrote. */
const LARGEST_YAML_BYTES = 1024 * 1024;

/** true or false as people write it: in YAML 1.2 `yes` and `no` are words. */
export const yesOrNo = z.union(
  [z.boolean(), z.enum(['yes', 'no', 'はい', 'いいえ']).transform((word) => word === 'yes' || word === 'はい')],
  'expected true or false, yes or no',
);

/**
 * Reads YAML 1.2 of a known shape. Aliases are bounded, so that a small file cannot grow into a large value.
 *
 * @throws AkashiError custody/yaml-unreadable, naming file and line or key
 */
export function readYaml<Shape extends z.ZodType>(file: NamedBytes, shape: Shape): z.infer<Shape> {
  if (file.bytes.length > LARGEST_YAML_BYTES) {
    throw new AkashiError('input/too-large', `${file.path}: more than ${LARGEST_YAML_BYTES} bytes`);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(file.bytes);
  } catch (cause) {
    throw new AkashiError('custody/yaml-unreadable', `${file.path}: not UTF-8`, { cause });
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) {
    const { line } = lines.linePos(broken.pos[0]);
    throw new AkashiError(
      'custody/yaml-unreadable',
      `${file.path}, line ${line}: not YAML (${broken.code.toLowerCase()})`,
    );
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (cause) {
    throw new AkashiError('custody/yaml-unreadable', `${file.path}: too many aliases`, { cause });
  }
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const key = issue?.path.join('.') || 'the whole file';
  throw new AkashiError(
    'custody/yaml-unreadable',
    `${file.path}: ${key}: ${issue?.message ?? 'not of the expected shape'}`,
    {
      hint: 'docs/case-folder.md lists every key',
    },
  );
}
