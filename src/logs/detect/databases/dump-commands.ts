// Which tables somebody outside commanded to be written out: dump programs in the commands that an attack carried.
import type { LogStore } from '../../port.ts';
import type { AttackClassId } from '../attack-classes.ts';
import type { Finding } from '../detection.ts';
import { tablesWritten, type WrittenTable } from './written-tables.ts';

/** Attacks that carry commands of the machine. */
const carriers: ReadonlySet<AttackClassId> = new Set([
  'webshell',
  'cmdi',
  'rfi',
  'ssti',
  'web-user-exec',
  'post-exploit',
]);

/** Of one line. */
const LONGEST = 8_000;
const COMMAND = /\b(mysqldump|mariadb-dump|pg_dump)\b([^|;&<>"`\n]{0,400})/giu;
/** Options of mysqldump that take the word after them. */
const TAKES_NEXT = /^(?:-[uhPSrTw]|--(?:user|host|port|socket|result-file|tab|where|ignore-table|databases?))$/u;
const NAME = /^\w{1,64}$/u;

/** Plus signs and percents as a form sends them; what is broken stays as it is. */
const decoded = (line: string) =>
  line
    .slice(0, LONGEST)
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** After the database, whose name stands first. None named means all of them, and which those are is not said. */
function tablesOfMysql(words: readonly string[]): readonly string[] {
  const plain = words.filter((word, i) => !word.startsWith('-') && !TAKES_NEXT.test(words[i - 1] ?? ''));
  return words.includes('--databases') || words.includes('-B') ? [] : plain.slice(1);
}

function tablesOfPostgres(words: readonly string[]): readonly string[] {
  return words.flatMap((word, i) => {
    const [, attached] = /^(?:-t|--table=)(.+)$/u.exec(word) ?? [];
    if (attached !== undefined) return attached;
    return word === '-t' || word === '--table' ? (words[i + 1] ?? []) : [];
  });
}

/** The tables that a dump program in the line was told to write out, without their schema. */
export function tablesCommanded(line: string): readonly WrittenTable[] {
  return [...decoded(line).matchAll(COMMAND)].flatMap(([, program = '', rest = '']) => {
    // The request ends with its protocol, where no quotation mark ended the command before.
    const words = (rest.split(/ HTTP\/\d/u)[0] ?? '').split(/\s+/u).filter((word) => word !== '');
    const named = program.toLowerCase() === 'pg_dump' ? tablesOfPostgres(words) : tablesOfMysql(words);
    return named
      .map((name) => name.replace(/^["']?(?:\w{1,64}\.)?|["']$/gu, ''))
      .filter((name) => NAME.test(name))
      .map((name): WrittenTable => ({ name, columns: [] }));
  });
}

/** The findings, with the tables that the commands in their lines name. */
export async function withDumpCommands(store: LogStore, findings: readonly Finding[]): Promise<readonly Finding[]> {
  const told: Finding[] = [];
  for (const finding of findings) {
    const carries = carriers.has(finding.class) && finding.success !== 'none' && finding.tables === undefined;
    const tables = carries ? await tablesWritten(store, finding.places, tablesCommanded) : [];
    told.push(tables.length > 0 ? { ...finding, tables } : finding);
  }
  return told;
}
