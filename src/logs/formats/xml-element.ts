// One XML element a line, all said in its attributes and those of the empty elements within, as Oracle's and Sun's messaging
// servers and Bitvise's SSH server write. Read as the JSON object it could have been.
import type { FileContext, Format } from './format.ts';
import { genericRow } from './json-lines.ts';

const attributesOf = (atLeast: number) => String.raw`(?:\s{1,4}[A-Za-z_][\w.:-]{0,31}="[^"]{0,4096}"){${atLeast},64}`;
const element = new RegExp(
  String.raw`^\s{0,8}<([A-Za-z][\w.-]{0,31})(${attributesOf(3)})\s{0,4}(?:\/>|>((?:<[A-Za-z][\w.-]{0,31}${attributesOf(0)}\s{0,4}\/>){0,16})<\/\1>)\s*$`,
);
const attribute = /([A-Za-z_][\w.:-]{0,31})="([^"]{0,4096})"/g;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
/** Transport information: protocol, our address and port, the client's address and port. */
const transport = /^(?:TCP|SSL)\|[0-9A-Fa-f:.]{2,45}\|\d{1,5}\|([0-9A-Fa-f:.]{2,45})\|\d{1,5}$/;

/** Undefined for a line without a time of its own. */
export function parseXmlElement(line: string, file: FileContext): ReturnType<typeof genericRow> | undefined {
  const [, , own, within = ''] = element.exec(line) ?? [];
  if (own === undefined) return undefined;
  const shape: Record<string, string> = {};
  for (const [, name = '', value = ''] of `${own}${within}`.matchAll(attribute)) {
    const plain = value.replace(/&(lt|gt|quot|apos|amp);/g, (whole, which: string) => entities[which] ?? whole);
    // The outer element speaks first of what both name.
    if (Object.hasOwn(shape, name)) continue;
    shape[name] = Buffer.from(plain, 'latin1').toString('utf8');
  }
  const sentences = Object.values(shape).filter((value) => /[a-z] [a-z]/i.test(value));
  const client = transport.exec(shape['tr'] ?? '')?.[1];
  const row = genericRow(
    {
      ...shape,
      ...(shape['us'] === undefined ? {} : { user: shape['us'] }),
      ...(client === undefined ? {} : { remote_ip: client }),
      ...(shape['message'] === undefined ? { message: sentences.join('; ') } : {}),
    },
    file,
  );
  return row.at === 0 ? undefined : row;
}

export const xmlElement: Format = {
  id: 'xml_element',
  open: (file) => ({
    read(line) {
      const row = parseXmlElement(line, file);
      if (!row) return undefined;
      file.emit(row);
      return 'xml_element';
    },
  }),
};
