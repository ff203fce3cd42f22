// Who signs a checkpoint, in the order of the lines.

import type { Publisher } from './log.ts';
import type { Note, NoteSignature } from './note.ts';

/** `text` is the checkpoint's text, which ends in a newline. */
export type Cosigner = { readonly name: string; sign(text: string): Promise<NoteSignature> };

/** Publishes with these signatures alone, the log's own first. */
export function cosigned(signers: readonly Cosigner[]): Publisher {
  return async (text): Promise<Note> => {
    const signatures: NoteSignature[] = [];
    for (const signer of signers) signatures.push(await signer.sign(text));
    return { text, signatures };
  };
}
