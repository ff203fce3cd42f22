// Sessions that end without having begun, or begin without a login, although they began while the log was written.
//
// Process ids rise. A session whose id lies between ids first seen inside the log began inside the log, and its beginning
// must be there; one that is older than all of them may have begun before the first line.

/** A line of a login program; `pid` above 0. `birth`: a line that such a process writes first. */
export type SessionLine = {
  readonly f: number;
  readonly n: number;
  readonly t: number;
  readonly host: string;
  readonly program: string;
  readonly pid: number;
  readonly action: string;
  readonly birth: boolean;
};

export type Unpaired = {
  readonly what: 'closed-not-opened' | 'opened-not-accepted' | 'accepted-not-opened';
  /** Whether this log keeps the rule otherwise. */
  readonly sure: boolean;
  /** The line that contradicts. */
  readonly line: SessionLine;
  /** The last process born before, the first born after it: the missing lines stood between. */
  readonly afterN: number;
  readonly afterMs: number;
  readonly beforeN: number;
  readonly beforeMs: number;
  /** Chance that a process from before the log has an id in this range. */
  readonly p: number;
};

const SMALL_PIDS = 32_768;
const LARGE_PIDS = 4_194_304;

/** Beyond this many, a log is kept in part, and looking on says nothing new. */
const MOST_FOUND = 500;

/** @param lines of one file, host and program, in order */
export function unpairedSessions(lines: readonly SessionLine[]): Unpaired[] {
  const first = new Map<number, SessionLine>();
  const said = new Map<number, Set<string>>();
  for (const line of lines) {
    if (!first.has(line.pid)) first.set(line.pid, line);
    const actions = said.get(line.pid);
    if (actions) actions.add(line.action);
    else said.set(line.pid, new Set([line.action]));
  }
  const births = [...first.values()].filter(({ birth }) => birth);
  const pidRange = lines.some(({ pid }) => pid >= SMALL_PIDS) ? LARGE_PIDS : SMALL_PIDS;
  const opened = [...said.values()].filter((actions) => actions.has('session-opened')).length;
  const accepted = [...said.values()].filter((a) => a.has('session-opened') && a.has('login')).length;

  const logins = [...said.values()].filter((actions) => actions.has('login')).length;
  const failures = lines.filter(({ action }) => action === 'login-failed').length;

  const bracket = (line: SessionLine): Omit<Unpaired, 'what' | 'sure' | 'line'> | undefined => {
    // Ids of the last few thousand processes: farther away, the counter may have come round.
    const near = births.filter(({ pid, n }) => Math.abs(pid - line.pid) <= 5000 && pid !== line.pid && n <= line.n);
    const older = near.filter(({ pid }) => pid < line.pid);
    const younger = near.filter(({ pid }) => pid > line.pid);
    const last = older.at(-1);
    if (!last) return undefined;
    const next = younger.find(({ n }) => n > last.n);
    // Younger processes born before older ones: ids do not rise here, and nothing follows from them.
    const disorder = younger.filter(({ n }) => n < last.n).length;
    if (disorder > 0.05 * near.length) return undefined;
    const lowest = older.reduce((low, { pid }) => Math.min(low, pid), line.pid);
    return {
      afterN: last.n,
      afterMs: last.t,
      beforeN: next?.n ?? line.n,
      beforeMs: next?.t ?? line.t,
      p: Math.max(1, line.pid - lowest) / pidRange,
    };
  };

  const found: Unpaired[] = [];
  for (const line of lines) {
    const actions = said.get(line.pid);
    if (!actions || found.length >= MOST_FOUND) continue;
    if (line.action === 'session-closed' && !actions.has('session-opened')) {
      const place = bracket(line);
      if (place) found.push({ what: 'closed-not-opened', sure: true, line, ...place });
      actions.add('session-opened');
    } else if (line.action === 'session-opened' && line.program.startsWith('sshd') && !actions.has('login')) {
      // Only where sessions do follow logins in this log: some set-ups do not log them. Where there are too few to know,
      // failures that are logged say that successes would be.
      const habit = accepted >= 3 && accepted >= 0.75 * opened;
      const place = habit || (opened < 4 && failures >= 5) ? bracket(line) : undefined;
      if (place) found.push({ what: 'opened-not-accepted', sure: habit, line, ...place });
      actions.add('login');
    } else if (line.action === 'login' && line.program.startsWith('sshd') && !actions.has('session-opened')) {
      if (actions.has('session-closed')) continue; // told once, by the line that closes
      const place = logins >= 10 && accepted >= 0.95 * logins ? bracket(line) : undefined;
      if (place) found.push({ what: 'accepted-not-opened', sure: false, line, ...place });
    }
  }
  return found;
}
