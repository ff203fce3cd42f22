// What the verifier says, and the words it says it in. Stands alone: runs in a browser.
import type { Both } from '../vocabulary/finding.ts';

export type Problem = { readonly what: string; readonly where: string; readonly message: Both };

/** The shape that `akashi verify --json` prints. */
export type VerifyReport = {
  readonly ok: boolean;
  readonly pack: string;
  readonly signed: boolean;
  /** SHA-256 of manifest.json, to compare with the one received by another way; null when there is none. */
  readonly digest: string | null;
  readonly checked: readonly { readonly what: string; readonly says: Both; readonly ok: boolean }[];
  readonly notChecked: readonly Both[];
  readonly problems: readonly Problem[];
  /** Stretches of logs whose seals stand in a ledger; present where the pack holds proofs. */
  readonly sealed?: readonly SealedStretch[];
};

/** `sealedAt`: the sealing host's clock. `seenAt`: signed by somebody else, null where nobody did. */
export type SealedStretch = {
  readonly path: string;
  readonly fromLine: number;
  readonly toLine: number;
  readonly sealedAt: string;
  readonly seenAt: string | null;
  readonly seenBy: string | null;
};

/** Everything the verifier can look at, in the order it looks. */
export const checkNames = {
  container: { ja: '入れ物（ZIP）の形', en: 'form of the container (ZIP)' },
  digest: { ja: '目録の要約値', en: 'digest of the manifest' },
  manifest: { ja: '目録の形と、過不足のないこと', en: 'form of the manifest, nothing missing, nothing too many' },
  members: { ja: '各ファイルの SHA-256', en: 'SHA-256 of every member' },
  signature: { ja: '署名', en: 'signature' },
  canonical: { ja: 'データの正規形', en: 'canonical form of the data' },
  facts: { ja: '事実・資料・位置・引用のつじつま', en: 'facts, sources, pointers and quotes agree' },
  letters: { ja: '手紙の文が立っている根拠', en: 'evidence of the letters’ sentences' },
  numbers: { ja: '手紙の数字と日付', en: 'figures and dates in the letters' },
  weights: { ja: '事実から計算し直した重み', en: 'weights computed again from the facts' },
  outcome: { ja: '結論', en: 'outcome' },
  sources: { ja: '資料そのものの SHA-256', en: 'SHA-256 of the sources themselves' },
  openings: { ja: '置き換えた所にあったもの', en: 'what stood in the replaced places' },
  ledger: { ja: '台帳の証明：封印と、外部が確認した時刻', en: 'ledger proofs: seals, and when somebody else saw them' },
  quotes: { ja: '資料の中の引用行', en: 'quoted lines inside the sources' },
} as const satisfies Record<string, Both>;
export type CheckName = keyof typeof checkNames;

/** At most this many problems are kept, so that a hostile pack cannot fill the memory with them. */
const MOST_PROBLEMS = 500;

/** Collects what was checked; a check is good only when it was looked at and nothing was wrong. */
export class Findings {
  readonly #looked = new Map<CheckName, boolean>();
  readonly #problems: Problem[] = [];
  readonly #notChecked: Both[] = [];
  readonly #sealed: SealedStretch[] = [];

  looked(...names: readonly CheckName[]): void {
    for (const name of names) if (!this.#looked.has(name)) this.#looked.set(name, true);
  }

  problem(what: CheckName, where: string, ja: string, en: string): void {
    this.#looked.set(what, false);
    if (this.#problems.length < MOST_PROBLEMS) {
      this.#problems.push({ what, where: where === '' ? 'a member without a name' : where, message: { ja, en } });
    }
  }

  notChecked(ja: string, en: string): void {
    this.#notChecked.push({ ja, en });
  }

  sealed(stretch: SealedStretch): void {
    this.#sealed.push(stretch);
  }

  report(pack: string, signed: boolean, digest: string | null): VerifyReport {
    const checked = [...this.#looked].map(([what, ok]) => ({ what, says: checkNames[what], ok }));
    return {
      ok: this.#problems.length === 0 && checked.length > 0,
      pack,
      signed,
      digest,
      checked,
      notChecked: this.#notChecked,
      problems: this.#problems,
      ...(this.#sealed.length > 0 ? { sealed: this.#sealed } : {}),
    };
  }
}

export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const digest = await globalThis.crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
