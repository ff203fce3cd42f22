// Addresses as people type them into tables and forms: a Japanese keyboard leaves full-width letters behind.
import { type Address, parseAddress } from '../vocabulary/address.ts';

/** ！ to ～ and the ideographic space: each is one ASCII character in another width. No mailbox in use has them. */
const fullWidth = /[\uff01-\uff5e\u3000]/;

/** Undefined when it is no address in either width. */
export function parseTypedAddress(text: string): Address | undefined {
  return parseAddress((fullWidth.test(text) ? text.normalize('NFKC') : text).trim());
}
