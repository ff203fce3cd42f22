import type { Format } from './format.ts';

/** A line that says of itself that it is no record. It never names a file: a file of nothing else stays unknown. */
export const comment: Format = {
  id: 'comment',
  open: () => ({
    read: (line) => (/^#(?:$|[ #!A-Za-z0-9-])/.test(line) ? 'comment' : undefined),
  }),
};
