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

export type PageEvidence = {
  readonly pages: number;
  readonly exposed: readonly PageExposure[];
  /** Files that could not be read as pages. */
  readonly refused: number;
};
