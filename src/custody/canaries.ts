// Addresses that nobody real owns, and what came of them: canaries.csv.
import { type Address, parseAddress } from '../vocabulary/address.ts';
import type { Pointer } from '../vocabulary/finding.ts';
import { type NamedBytes, readCsv } from './csv.ts';
import { parseWhen } from './instant.ts';
import { isNo, isYes } from './typed-word.ts';

export type Canary = {
  readonly address: Address;
  /** register: sits in our lists. guess: given to nobody. vendor: given to one vendor alone. */
  readonly kind: 'register' | 'guess' | 'vendor';
  readonly plantedAt: string | null;
  readonly vendor: string | null;
  /** Last scheduled mail of ours that arrived; without it the silence of the canary is not counted. */
  readonly heartbeatAt: string | null;
  /** First content mail from strangers. */
  readonly hitAt: string | null;
  readonly campaign: string | null;
  readonly twinHit: boolean;
  /** Provider or segment, for spreading. */
  readonly group: string | null;
  readonly pointer: Pointer;
};

export type Canaries = {
  readonly path: string;
  readonly sha256: string;
  readonly canaries: readonly Canary[];
  /** Rows whose address, kind or hit could not be understood: any of them may be a canary that got spam. */
  readonly unread: readonly Pointer[];
};

const headings = {
  address: ['address', 'email', 'アドレス', 'メールアドレス'],
  kind: ['kind', 'type', '種類'],
  plantedAt: ['planted_at', 'planted', 'since', '設置日'],
  vendor: ['vendor', '委託先'],
  heartbeatAt: ['heartbeat_at', 'heartbeat', 'last_heartbeat', '最終疎通'],
  hitAt: ['hit_at', 'hit', '着信'],
  campaign: ['campaign', 'キャンペーン'],
  twinHit: ['twin_hit', 'twin', '対照着信'],
  group: ['group', 'provider', 'segment', '区分'],
} as const;

/** When a canary was hit; null: not. Undefined: something is written that is no date, and may well mean that it was. */
function hitOf(text: string, zone: string): string | null | undefined {
  return text === '' || isNo(text) ? null : parseWhen(text, zone);
}

/** @throws AkashiError custody/csv-unreadable */
export function readCanaries(file: NamedBytes, zone: string): Canaries {
  const { rows } = readCsv(file, headings, ['address', 'kind']);
  const canaries: Canary[] = [];
  const unread: Pointer[] = [];
  for (const { values, pointer } of rows) {
    const address = parseAddress(values['address'] ?? '');
    const kind = values['kind'];
    const hitAt = hitOf(values['hitAt'] ?? '', zone);
    const twin = values['twinHit'] ?? '';
    if (!address || hitAt === undefined || (kind !== 'register' && kind !== 'guess' && kind !== 'vendor')) {
      unread.push(pointer);
      continue;
    }
    canaries.push({
      address,
      kind,
      plantedAt: parseWhen(values['plantedAt'] ?? '', zone) ?? null,
      vendor: values['vendor'] || null,
      heartbeatAt: parseWhen(values['heartbeatAt'] ?? '', zone) ?? null,
      hitAt,
      campaign: values['campaign'] || null,
      twinHit: isYes(twin) || parseWhen(twin, zone) !== undefined,
      group: values['group'] || null,
      pointer,
    });
  }
  return { path: file.path, sha256: file.sha256, canaries, unread };
}
