import { type Address, parseAddress } from '../../vocabulary/address.ts';

/**
 * The first address of every row, whatever the column is called.
 *
 * Read as Latin-1 whatever the file is in: addresses are ASCII in UTF-8, Shift_JIS and EUC-JP alike. UTF-16 is not read.
 */
export function registerAddresses(bytes: Uint8Array): readonly Address[] {
  const found: Address[] = [];
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  for (const row of text.split(/\r\n|\r|\n/)) {
    for (const cell of row.split(/[,;\t]/)) {
      const address = cell.includes('@')
        ? parseAddress(
            cell
              .trim()
              .replace(/^"+|"+$/g, '')
              .trim(),
          )
        : undefined;
      if (address === undefined) continue;
      found.push(address);
      break;
    }
  }
  return found;
}
