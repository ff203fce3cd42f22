// Asking witnesses: C2SP tlog-witness (C2SP@5ba5ee8), as client. A witness that is slow or silent never stops the log
// unless the operator asked for that: see `Publishing`.
import { AkashiError } from '../vocabulary/error.ts';
import { parseDecimal, toText } from './bytes.ts';
import {
  type Note,
  type NoteSignature,
  openNote,
  parseSignatureLine,
  type VerifierKey,
  type Verifying,
} from './note.ts';
import { type Policy, type PolicyWitness, satisfies } from './policy.ts';
import { formatAddCheckpoint } from './witness.ts';

/** A witness that has not answered by then counts as silent: milliseconds. */
const TIMEOUT_MS = 5_000;
const MOST_ANSWER_BYTES = 64_000;

export type ProveConsistency = (oldSize: bigint, newSize: bigint) => Promise<readonly Uint8Array[]>;

export type WitnessResult =
  | { readonly kind: 'cosigned'; readonly signature: NoteSignature }
  /** The witness holds a larger tree than ours: ours was rolled back. */
  | { readonly kind: 'ahead'; readonly size: bigint }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'silent'; readonly why: string };

type Answer = { readonly status: number; readonly type: string; readonly text: string };

async function post(url: string, body: string): Promise<Answer | { readonly silent: string }> {
  try {
    const target = new URL('add-checkpoint', url.endsWith('/') ? url : `${url}/`);
    const response = await fetch(target, { method: 'POST', body, signal: AbortSignal.timeout(TIMEOUT_MS) });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const text = bytes.length > MOST_ANSWER_BYTES ? undefined : toText(bytes);
    const type = response.headers.get('content-type')?.split(';')[0]?.trim() ?? '';
    return text === undefined ? { silent: 'its answer cannot be read' } : { status: response.status, type, text };
  } catch (error) {
    return { silent: error instanceof Error ? error.message : 'no answer' };
  }
}

async function lineOf(witness: VerifierKey, note: Note, text: string, verifying: Verifying) {
  for (const line of text.split('\n').slice(0, 16)) {
    const signature = parseSignatureLine(line);
    if (!signature || signature.name !== witness.name || signature.id !== witness.id) continue;
    const opened = await openNote({ text: note.text, signatures: [signature] }, [witness], verifying);
    if ('verified' in opened) return signature;
  }
  return undefined;
}

export class WitnessClient {
  readonly #witness: PolicyWitness;
  readonly #verifying: Verifying;
  /** What we believe it holds; a wrong belief costs one more request. */
  #size = 0n;

  constructor(witness: PolicyWitness, verifying: Verifying) {
    this.#witness = witness;
    this.#verifying = verifying;
  }

  get name(): string {
    return this.#witness.name;
  }

  /** Asks for a cosignature of a checkpoint that the log has signed. */
  async cosign(note: Note, size: bigint, prove: ProveConsistency): Promise<WitnessResult> {
    const { url, key } = this.#witness;
    if (url === undefined) return { kind: 'silent', why: 'the policy gives no address' };
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const oldSize = this.#size > size ? 0n : this.#size;
      const proof = oldSize === 0n ? [] : await prove(oldSize, size);
      const answer = await post(url, formatAddCheckpoint({ oldSize, proof, note }));
      if ('silent' in answer) return { kind: 'silent', why: answer.silent };
      if (answer.status === 200) {
        const signature = await lineOf(key, note, answer.text, this.#verifying);
        if (!signature) return { kind: 'refused', why: 'its cosignature does not verify' };
        this.#size = size;
        return { kind: 'cosigned', signature };
      }
      // Only this type carries a size: other answers with this status come from other kinds of witness.
      const held = answer.type === 'text/x.tlog.size' ? parseDecimal(answer.text.trim()) : undefined;
      if (answer.status !== 409 || held === undefined) return { kind: 'refused', why: `it answered ${answer.status}` };
      if (held > size) return { kind: 'ahead', size: held };
      this.#size = held;
    }
    return { kind: 'refused', why: 'its size changed while it was asked' };
  }
}

export type WitnessReport = { readonly name: string; readonly result: WitnessResult };

/**
 * Adds the cosignatures that can be had. With `failOpen` a checkpoint is published with what there is; otherwise only
 * when the policy's quorum is met.
 *
 * @throws AkashiError ledger/rollback when a witness holds a larger tree; ledger/checkpoint-unsigned without a quorum
 */
export async function gatherCosignatures(
  note: Note,
  size: bigint,
  asked: {
    readonly policy: Policy;
    readonly clients: readonly WitnessClient[];
    readonly prove: ProveConsistency;
    readonly failOpen: boolean;
    readonly report: (reports: readonly WitnessReport[]) => void;
  },
): Promise<Note> {
  const reports = await Promise.all(
    asked.clients.map(async (client) => ({ name: client.name, result: await client.cosign(note, size, asked.prove) })),
  );
  asked.report(reports);
  const ahead = reports.flatMap(({ name, result }) =>
    result.kind === 'ahead' ? [{ name, size: result.size }] : [],
  )[0];
  if (ahead) {
    throw new AkashiError(
      'ledger/rollback',
      `witness ${ahead.name} holds ${ahead.size} entries, this log ${size}: it will not sign`,
      {
        hint: 'an older backup was put back; restore the newest copy of the folder',
      },
    );
  }
  const signed = reports.flatMap(({ result }) => (result.kind === 'cosigned' ? [result.signature] : []));
  const keys = asked.policy.witnesses.map(({ key }) => key);
  const cosigners = keys.filter(({ name, id }) => signed.some((each) => each.name === name && each.id === id));
  if (!asked.failOpen && !satisfies(asked.policy, cosigners)) {
    throw new AkashiError('ledger/checkpoint-unsigned', 'the witnesses that the policy asks for did not cosign', {
      hint: 'what was added is durable; see to the witnesses and publish again',
    });
  }
  return { text: note.text, signatures: [...note.signatures, ...signed] };
}
