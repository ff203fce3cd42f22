// Lines without a time, as `journalctl -o cat`, `docker logs`, `dmesg` and some applications leave them. The kernel's are
// known by its own clock, which says no date. Of the others without a time only what
// a program says of a login or a refusal, with an address, is taken; everything else stays not understood, and is said to be.
import { event } from '../rows.ts';
import type { Format } from './format.ts';
import { interpret } from './programs.ts';
import { syslogFormat } from './syslog-line.ts';

/** `sshd[123]: …`; `[info] …`, `ERROR: …`; and sshd's own words, which the journal prints without its name. */
const named = /^([a-z][\w.-]{1,30}(?:\/[a-z][\w.-]{1,30})?)\[(\d{1,10})\]: (.*)$/s;
const leveled =
  /^(?:\[(trace|debug|info|notice|warn|warning|error|err|crit|critical|fatal|alert)\]|(INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)(?::|\s{1,4}[-|[]))\s{0,8}(.*)$/is;
const ofSshd =
  /^(?:Failed (?:password|none|publickey|keyboard-interactive\S{0,16}) for |Invalid user .{0,255} from |Accepted (?:password|publickey|keyboard-interactive\S{0,16}) for |(?:Connection (?:closed|reset) by|Disconnected from) (?:invalid|authenticating) user )/;
const telling = new Set(['login', 'login-failed', 'refused', 'disconnect']);

/** `[123456.789012] …`: the kernel's own clock, in seconds since the machine started. */
const kernel = /^(?:<\d{1,3}>)?\[ {0,6}\d{1,9}\.\d{6}\] (\S.*)$/s;

type Voice = { readonly program: string; readonly pid: number; readonly severity: string; readonly message: string };

function voiceOf(line: string): Voice | undefined {
  const program = named.exec(line);
  if (program) return { program: program[1] ?? '', pid: Number(program[2]), severity: '', message: program[3] ?? '' };
  if (ofSshd.test(line)) return { program: 'sshd', pid: 0, severity: '', message: line };
  const level = leveled.exec(line);
  const severity = (level?.[1] ?? level?.[2] ?? '').toLowerCase();
  return level ? { program: '', pid: 0, severity, message: level[3] ?? '' } : undefined;
}

export const untimed: Format = {
  id: 'untimed',
  loose: true,
  last: true,
  open: (file) => ({
    read(line) {
      const ring = kernel.exec(line)?.[1];
      if (ring !== undefined) {
        file.emit(event({ at: 0, program: 'kernel', message: ring, ...interpret('kernel', ring) }));
        return 'syslog';
      }
      const voice = voiceOf(line);
      if (!voice) return undefined;
      const meant = interpret(voice.program, voice.message);
      if (!meant.ip || !telling.has(meant.action ?? '')) return undefined;
      file.emit(event({ at: 0, ...voice, ...meant }));
      return voice.program === '' ? 'untimed' : syslogFormat(voice.program);
    },
  }),
};
