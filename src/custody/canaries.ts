// Addresses that nobody real owns, and what came of them: canaries.csv.
import { type Address, parseAddress } from '../vocabulary/address.ts';
import type { Pointer } from '../vocabulary/finding.ts';
import { type NamedBytes, readCsv } from './csv.ts';
import { parseWhen } from './instant.ts';

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

/** @throws AkashiError custody/csv-unreadable */
export function readCanaries(file: NamedBytes, zone: string): Canaries {
  const { rows } = readCsv(file, headings, ['address', 'kind']);
  const canaries: Canary[] = [];
  const unread: Pointer[] = [];
  for (const { values, pointer } of rows) {
    const address = parseAddress(values['address'] ?? '');
    const kind = values['kind'];
    if (!address || (kind !== 'register' && kind !== 'guess' && kind !== 'vendor')) {
      unread.push(pointer);
      continue;
    }
    canaries.push({
      address,
      kind,
      plantedAt: parseWhen(values['plantedAt'] ?? '', zone) ?? null,
      vendor: values['vendor'] || null,
      heartbeatAt: parseWhen(values['heartbeatAt'] ?? '', zone) ?? null,
      hitAt: parseWhen(values['hitAt'] ?? '', zone) ?? null,
      campaign: values['campaign'] || null,
      twinHit: /^(yes|true|1|\d{4}-.*)$/i.test(values['twinHit'] ?? ''),
      group: values['group'] || null,
      pointer,
    });
  }
  return { path: file.path, sha256: file.sha256, canaries, unread };
}
