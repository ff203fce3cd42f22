// A process of its own that adds entries, to be killed (`add`) or to have its system calls fail (`use`). Says on standard
// output up to which entry they were acknowledged.
import { writeSync } from 'node:fs';
import { fileCalls } from '../../src/ledger/folder-calls.ts';
import { openLogFolder } from '../../src/ledger/log-folder.ts';
import { entryAt, useLog } from './examined-log.ts';

const [, , action, folder = ''] = process.argv;

/** Not through a stream: what was said must be out when the next line runs. */
const say = (size: number) => writeSync(1, `${size}\n`);

async function addUntilKilled(): Promise<never> {
  const log = await openLogFolder(folder, { now: () => new Date(), publishEveryMs: 1, collects: true });
  let next = log.size;
  say(next);
  for (;;) {
    const group = Array.from({ length: 1 + (next % 97) }, (_, i) => log.add(entryAt(next + i)));
    const indexes = await Promise.all(group);
    next += group.length;
    if (indexes.at(-1) !== next - 1) throw new Error('indexes are not in the order of adding');
    say(next);
  }
}

if (action === 'add') await addUntilKilled();
else await useLog(folder, fileCalls, say);
