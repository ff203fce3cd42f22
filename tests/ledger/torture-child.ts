// Adds entries until it is killed, and says on standard output up to which one they were acknowledged.
import { openLogFolder } from '../../src/ledger/log-folder.ts';
import { entryAt } from './torture.ts';

const [, , folder = ''] = process.argv;
const log = await openLogFolder(folder, { now: () => new Date(), publishEveryMs: 1, collects: true });
let next = log.size;
process.stdout.write(`${next}\n`);
for (;;) {
  const group = Array.from({ length: 1 + (next % 97) }, (_, i) => log.add(entryAt(next + i)));
  const indexes = await Promise.all(group);
  next += group.length;
  if (indexes.at(-1) !== next - 1) throw new Error('indexes are not in the order of adding');
  process.stdout.write(`${next}\n`);
}
