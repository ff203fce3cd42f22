import type { Format } from './format.ts';
import { parseSeparatedSyslog } from './separated-syslog.ts';
import { parseSyslogLine, syslogFormat } from './syslog-line.ts';
import { syslogRow } from './syslog-row.ts';

export const syslog: Format = {
  id: 'syslog',
  open: (file) => ({
    read(line) {
      const header = parseSeparatedSyslog(line, file) ?? parseSyslogLine(line, file);
      if (!header) return undefined;
      file.emit(syslogRow(header, file));
      return syslogFormat(header.program);
    },
  }),
};
