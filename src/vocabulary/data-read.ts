// What a trace in the logs shows of reading: access to what is held is not yet that anything of it was read.
import type { FactOf } from './fact.ts';

/** Their success opens a way to what is held: a login, a command, a script put there, some file of the machine. */
const opensOnly: ReadonlySet<string> = new Set([
  ...['bruteforce-login', 'bruteforce-web', 'webshell', 'web-user-exec', 'privilege-change', 'post-exploit'],
  ...['cmdi', 'ssti', 'log4shell', 'rfi', 'ssrf', 'injection', 'traversal'],
]);

type Trace = FactOf<'attacker-trace'>;

/** Whether a trace shows that data we hold was read. A person who established one knows where it went; a check does not. */
export const showsReading = ({ success, reachedData, attack, foundBy }: Trace): boolean =>
  success === 'shown' && reachedData && !(opensOnly.has(attack) && foundBy?.startsWith('logs.'));
