/** How much an address was hidden: from nothing to a script that puts it together. */
export type ExposureLevel = 'plain' | 'entity' | 'munge' | 'cf' | 'js';

/** One address that a page gives away, and where: bytes of the file as it is, end exclusive; lines count from 1. */
export type Exposure = {
  /** Local part as found, domain in lower-case A-labels. */
  readonly address: string;
  /** How it stands there: `mailto`, `html-comment`, `js`, … */
  readonly technique: string;
  readonly level: ExposureLevel;
  /** Whether a person who looks at the page sees it, or a link that opens on it. */
  readonly visible: boolean;
  readonly line: number;
  readonly byteStart: number;
  readonly byteEnd: number;
};
