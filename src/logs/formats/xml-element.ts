// One XML element without content a line, all said in its attributes, as Oracle's and Sun's messaging servers write their
// mail log. Read as the JSON object it could have been.
import type { FileContext, Format } from './format.ts';
import { genericRow } from './json-lines.ts';

const element = /^\s{0,8}<[A-Za-z][\w.-]{0,31}((?:\s{1,4}[A-Za-z_][\w.:-]{0,31}="[^"]{0,4096}"){3,64})\s{0,4}\/>\s*$/;
const attribute = /([A-Za-z_][\w.:-]{0,31})="([^"]{0,4096})"/g;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
/** Transport information: protocol, our address and port, the client's address and port. */
const transport = /^(?:TCP|SSL)\|[0-9A-Fa-f:.]{2,45}\|\d{1,5}\|([0-9A-Fa-f:.]{2,45})\|\d{1,5}$/;

/** Undefined for a line without a time of its own. */
export function parseXmlElement(line: string, file: FileContext): ReturnType<typeof genericRow> | undefined {
  const [, attributes] = element.exec(line) ?? [];
  if (attributes === undefined) return undefined;
  const shape: Record<string, string> = {};
  for (const [, name = '', value = ''] of attributes.matchAll(attribute)) {
    const plain = value.replace(/&(lt|gt|quot|apos|amp);/g, (whole, which: string) => entities[which] ?? whole);
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
