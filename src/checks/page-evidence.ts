import type { OutsideKind } from '../pages/form-page.ts';
import type { Address } from '../vocabulary/address.ts';
import type { Pointer } from '../vocabulary/finding.ts';

/** An address that stands in one of our own pages. */
export type PageExposure = {
  readonly address: Address;
  readonly technique: string;
  readonly level: 'plain' | 'entity' | 'munge' | 'cf' | 'js';
  /** Whether a person who opens the page sees it. */
  readonly visible: boolean;
  readonly pointer: Pointer;
};

/** One of our own pages on which an address can be typed. */
export type FormPageEvidence = {
  readonly path: string;
  /** As the page calls itself; undefined where it does not. */
  readonly ownHost: string | undefined;
  readonly named: readonly { readonly kind: OutsideKind; readonly host: string; readonly pointer: Pointer }[];
};

export type PageEvidence = {
  readonly pages: number;
  readonly exposed: readonly PageExposure[];
  readonly forms: readonly FormPageEvidence[];
  /** Files that could not be read as pages. */
  readonly refused: number;
};
