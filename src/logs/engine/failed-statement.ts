import { AkashiError } from '../../vocabulary/error.ts';

/** ClickHouse's own words can quote a log line, so they stay in the cause and out of the message. */
export function failedStatement(code: string, detail: string): AkashiError {
  const known: Readonly<Record<string, string>> = {
    '159': 'took longer than allowed',
    '241': 'needed more memory than allowed',
    '243': 'found no room on the disk',
    '396': 'gave a larger answer than allowed',
    '164': 'tried to do more than read',
  };
  const full = /No space left|ENOSPC|NOT_ENOUGH_SPACE/.test(detail);
  const what = full ? known['243'] : (known[code] ?? `failed${code ? ` (ClickHouse code ${code})` : ''}`);
  return new AkashiError('logs/incomplete', `a question to the log engine ${what}; it has no answer`, {
    cause: new Error(detail),
    ...(full ? { hint: 'free some space, or set TMPDIR to a folder on a larger disk' } : {}),
  });
}
