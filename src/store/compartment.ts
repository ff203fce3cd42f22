// What must not stand in the shared folder lies in a file of its own, for one key alone (age, X25519). Encryption takes
// chance: this file differs from run to run, and is the only one of a case that does.
import { Encrypter } from 'age-encryption';
import { AkashiError } from '../vocabulary/error.ts';

function encrypterFor(recipient: string): Encrypter {
  const encrypter = new Encrypter();
  try {
    encrypter.addRecipient(recipient);
  } catch (cause) {
    throw new AkashiError('input/unreadable', '--restricted-to: not an age recipient', {
      cause,
      hint: 'age-keygen prints one: age1…',
    });
  }
  return encrypter;
}

/** Found out before the work, not after. @throws AkashiError input/unreadable */
export function requireRecipient(recipient: string): void {
  encrypterFor(recipient);
}

/** The content as JSON, readable by whoever holds the identity of the recipient. @throws AkashiError input/unreadable */
export async function sealCompartment(content: object, recipient: string): Promise<Uint8Array> {
  return encrypterFor(recipient).encrypt(`${JSON.stringify(content, null, 1)}\n`);
}
