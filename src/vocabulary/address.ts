import type { Branded } from './branded.ts';

/** An address with its domain in lower-case A-labels and its local part as typed. */
export type Address = Branded<string, 'Address'>;

/** Undefined, not an exception: a mistyped address in a form is ordinary. */
export function parseAddress(text: string): Address | undefined {
  const at = text.lastIndexOf('@');
  const host = `http://${text.slice(at + 1)}`;
  if (at < 1 || /[\s\\<>[\]]/.test(text) || /[%:/?#]/.test(text.slice(at)) || !URL.canParse(host)) return undefined;
  const domain = new URL(host).hostname; // URL also turns "1" into 0.0.0.1: refused below
  if (!domain.includes('.') || domain.endsWith('.') || /^[\d.]+$/.test(domain)) return undefined;
  return `${text.slice(0, at)}@${domain}` as Address;
}

/** The part before the last "@", as typed. */
export function localPart(address: Address): string {
  return address.slice(0, address.lastIndexOf('@'));
}

/** The domain, in lower-case A-labels. */
export function domainOf(address: Address): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/**
 * Two spellings of what one mailbox receives: providers in use treat the local part without regard to case,
 * although RFC 5321 §2.4 allows otherwise.
 */
export function sameMailbox(a: Address, b: Address): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
