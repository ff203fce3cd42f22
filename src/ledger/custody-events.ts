// Who held a person's data, and when, as entries of the ledger that can be forgotten again.
//
// An address can be guessed, so no hash of one ever stands in the log: an entry holds a kind, a coarse time, a
// pseudonym of who acted, and an HMAC of the payload under a random key of that one person. The payload lies encrypted
// beside the log. Erasing destroys the key: what is left in the log then says nothing about anybody.
import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { AkashiError } from '../vocabulary/error.ts';
import { fromBase64, fromText, toBase64, toHex, toText } from './bytes.ts';

export const custodyKinds = ['collect', 'view', 'export', 'send', 'correct', 'erase'] as const;
export type CustodyKind = (typeof custodyKinds)[number];

const FORMAT = 'akashi-custody/1';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Times in the log are cut to the hour: finer ones would link entries to what somebody saw happen. */
const HOUR_MS = 3_600_000;

/** What the log holds. `erased` names the handle of a person whose key was destroyed; then there is no commitment. */
export type CustodyEntry = {
  readonly event: CustodyKind;
  readonly hour: string;
  readonly actor: string;
  readonly commitment: Uint8Array | null;
  readonly erased: string | null;
};

export function encodeCustody({ event, hour, actor, commitment, erased }: CustodyEntry): Uint8Array {
  const proof = commitment === null ? null : toBase64(commitment);
  return fromText(JSON.stringify({ format: FORMAT, actor, commitment: proof, erased, event, hour }));
}

/** Undefined for an entry that is no custody event. */
export function parseCustody(bytes: Uint8Array): CustodyEntry | undefined {
  const text = bytes.length > 1000 ? undefined : toText(bytes);
  if (!text?.startsWith(`{"format":"${FORMAT}"`)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { event, hour, actor, commitment, erased } = value as Record<string, unknown>;
  const kind = custodyKinds.find((each) => each === event);
  const proof = commitment === null ? null : fromBase64(String(commitment));
  if (!kind || typeof hour !== 'string' || typeof actor !== 'string' || proof === undefined) return undefined;
  if (erased !== null && (typeof erased !== 'string' || !/^[0-9a-f]{32}$/.test(erased))) return undefined;
  return { event: kind, hour, actor, commitment: proof, erased };
}

/** Keys, and which were destroyed. Kept outside the log and outside its backups; see custody-vault.ts. */
export type Vault = {
  /** 32 bytes under which actors get their pseudonyms. */
  readonly actorKey: Uint8Array;
  keyOf(handle: string): Uint8Array | undefined;
  /** Makes a person's key durable. */
  keep(handle: string, key: Uint8Array): void;
  /** Writes the erasure down, durably, and then destroys the key: in this order, so that a crash repeats and never forgets it. */
  destroy(handle: string, now: Date): void;
};

/** Encrypted payloads, by index of their entry. */
export type Payloads = {
  write(index: number, bytes: Uint8Array): void;
  read(index: number): Uint8Array | undefined;
};

const part = (key: Uint8Array, use: string) => createHmac('sha256', key).update(use).digest();
const commit = (key: Uint8Array, payload: Uint8Array) =>
  new Uint8Array(createHmac('sha256', part(key, 'commit')).update(payload).digest());
const hourOf = (at: Date) => new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS).toISOString();

function actorOf(vault: Vault, actor: string): string {
  return createHmac('sha256', vault.actorKey).update(actor).digest('hex').slice(0, 16);
}

/** A new person: a random handle, which says nothing about them, and a key. */
export function newSubject(vault: Vault): string {
  const handle = toHex(randomBytes(16));
  vault.keep(handle, randomBytes(KEY_BYTES));
  return handle;
}

export type CustodyEvent = {
  readonly event: Exclude<CustodyKind, 'erase'>;
  readonly at: Date;
  readonly actor: string;
  readonly subject: string;
  readonly payload: Uint8Array;
};

type Adds = { add(entry: Uint8Array): Promise<number> };

/** Enters an event; gives its index. @throws AkashiError custody is erased: ledger/unreadable */
export async function recordEvent(log: Adds, vault: Vault, payloads: Payloads, event: CustodyEvent): Promise<number> {
  const key = vault.keyOf(event.subject);
  if (!key) throw new AkashiError('ledger/unreadable', 'nobody has this handle, or they were erased');
  const index = await log.add(
    encodeCustody({
      event: event.event,
      hour: hourOf(event.at),
      actor: actorOf(vault, event.actor),
      commitment: commit(key, event.payload),
      erased: null,
    }),
  );
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', part(key, 'encrypt'), iv);
  // Bound to its place: a payload moved beside another entry does not open.
  cipher.setAAD(fromText(String(index)));
  const sealed = Buffer.concat([cipher.update(event.payload), cipher.final()]);
  payloads.write(index, Buffer.concat([iv, sealed, cipher.getAuthTag()]));
  return index;
}

/** The payload of an event, checked against its entry. Undefined when the person was erased or anything was changed. */
export function openEvent(
  vault: Vault,
  payloads: Payloads,
  asked: { readonly index: number; readonly subject: string; readonly entry: Uint8Array },
): Uint8Array | undefined {
  const key = vault.keyOf(asked.subject);
  const bytes = payloads.read(asked.index);
  const commitment = parseCustody(asked.entry)?.commitment;
  if (!key || !commitment || !bytes || bytes.length < IV_BYTES + TAG_BYTES) return undefined;
  try {
    const cipher = createDecipheriv('aes-256-gcm', part(key, 'encrypt'), bytes.subarray(0, IV_BYTES));
    cipher.setAAD(fromText(String(asked.index)));
    cipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    const payload = Buffer.concat([cipher.update(bytes.subarray(IV_BYTES, bytes.length - TAG_BYTES)), cipher.final()]);
    const held = commit(key, payload);
    return held.length === commitment.length && timingSafeEqual(held, commitment) ? payload : undefined;
  } catch {
    return undefined;
  }
}

/** Enters that a person's key was destroyed, naming only the random handle. */
export function enterErasure(
  log: Adds,
  vault: Vault,
  asked: { readonly subject: string; readonly actor: string; readonly now: Date },
): Promise<number> {
  const actor = actorOf(vault, asked.actor);
  return log.add(
    encodeCustody({ event: 'erase', hour: hourOf(asked.now), actor, commitment: null, erased: asked.subject }),
  );
}

/** Destroys a person's key, then enters it. @throws AkashiError ledger/held, ledger/unreadable for an unknown handle */
export async function eraseSubject(
  log: Adds,
  vault: Vault,
  asked: { readonly subject: string; readonly actor: string; readonly now: Date },
): Promise<number> {
  if (!vault.keyOf(asked.subject))
    throw new AkashiError('ledger/unreadable', 'nobody has this handle, or they were erased');
  vault.destroy(asked.subject, asked.now);
  return enterErasure(log, vault, asked);
}
