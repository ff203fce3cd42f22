// The few functions of a browser that turn constants into constants.
import { native, text, unknown, type Value } from './script-value.ts';

/** What a name stands for that the script does not declare. `runText` is called with what the script evaluates as a script. */
export function globalValue(name: string, runText: (code: string) => void): Value {
  switch (name) {
    case 'undefined':
      return undefined;
    case 'String':
    case 'Array':
    case 'Math':
    case 'Number':
    case 'Object':
    case 'JSON':
      return { fields: new Map<string, Value>([['#global', name]]) };
    case 'atob':
      return native(([value]) => fromBase64(text(value)));
    case 'btoa':
      return native(([value]) => {
        const plain = text(value);
        return plain === undefined ? unknown : Buffer.from(plain, 'latin1').toString('base64');
      });
    case 'unescape':
    case 'decodeURIComponent':
    case 'decodeURI':
      return native(([value]) => {
        const coded = text(value);
        if (coded === undefined) return unknown;
        return coded
          .replace(/%u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
          .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
      });
    case 'parseInt':
      return native(([value, base]) => Number.parseInt(text(value) ?? '', typeof base === 'number' ? base : 10));
    case 'eval':
      return native(([value]) => {
        if (typeof value === 'string') runText(value);
        return unknown;
      });
    default:
      return unknown;
  }
}

function fromBase64(coded: string | undefined): Value {
  return coded !== undefined && /^[A-Za-z0-9+/=\s]*$/.test(coded)
    ? Buffer.from(coded, 'base64').toString('latin1')
    : unknown;
}
