import type { Format } from './format.ts';
import { syslog } from './syslog.ts';
import { webAccess } from './web-access.ts';

/** In the order in which they are tried: a stricter format before a looser one that would take its lines too. */
export const lineFormats: readonly Format[] = [webAccess, syslog];
