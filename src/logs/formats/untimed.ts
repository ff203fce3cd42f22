// Lines without a time, as `journalctl -o cat`, `docker logs`, `dmesg` and some applications leave them. The kernel's are
// known by its own clock, which says no date. Of the others without a time only what
// a program says of a login or a refusal, with an address, is taken; everything else stays not understood, and is said to be.
import { event } from '../rows.ts';
import type { Format } from './format.ts';
import type { Meaning } from './meaning.ts';
import { interpret } from './programs.ts';
import { refusalOf } from './refusal.ts';
import { syslogFormat } from './syslog-line.ts';

/** `sshd[123]: …`; `[info] …`, `ERROR: …`; and sshd's own words, which the journal prints without its name. */
const named = /^([a-z][\w.-]{1,30}(?:\/[a-z][\w.-]{1,30})?)\[(\d{1,10})\]: (.*)$/s;
const leveled =
  /^(?:\[(trace|debug|info|notice|warn|warning|error|err|crit|critical|fatal|alert)\]|(INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)(?::|\s{1,4}[-|[]))\s{0,8}(.*)$/is;
const ofSshd =
  /^(?:Failed (?:password|none|publickey|keyboard-interactive\S{0,16}) for |Invalid user .{0,255} from |Accepted (?:password|publickey|keyboard-interactive\S{0,16}) for |(?:Connection (?:closed|reset) by|Disconnected from) (?:invalid|authenticating) user )/;
/** Longer lines are bodies and dumps. */
const LONGEST_PLAIN = 1_024;
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

/**
 * Of a line whose head nobody knows: that a login failed, and from where; or Snort's one line for an alert, whose day has no year. Only where it says so in so many words; a table
 * (`"a","b"`) is somebody's list, not a program's voice.
 */
function plainFailure(line: string): Meaning | undefined {
  if (line.length > LONGEST_PLAIN || /^[^a-z]{0,4}[\w"-]{1,64}[,;]|^\s|^[{<]/i.test(line)) return undefined;
  const meant = refusalOf(line);
  return meant?.ip && (meant.action === 'login-failed' || line.includes('[**]')) ? meant : undefined;
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
      if (!voice) {
        const failed = plainFailure(line);
        if (!failed) return undefined;
        file.emit(event({ at: 0, program: '', message: line, ...failed }));
        return 'untimed';
      }
      const meant = interpret(voice.program, voice.message);
      if (!meant.ip || !telling.has(meant.action ?? '')) return undefined;
      file.emit(event({ at: 0, ...voice, ...meant }));
      return voice.program === '' ? 'untimed' : syslogFormat(voice.program);
    },
  }),
};
