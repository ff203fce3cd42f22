// Sentences in a parameter: what a person writes about code, prices or sizes holds the signs and words that attacks hold.
// What tells the two is not a word but whether anything leaves the place where the value stands: a quote that closes and an
// operator behind it, a separator with a command behind it, a mark that carries something. A text is let go when each of its
// tokens is one of those below, which can do none of that, and enough of them are plain words.
import { comparesConstants, disguise, isNamed } from './plain-text.ts';

const LONGEST = 1_024;

/** Words of SQL, which are no words of a sentence by themselves. */
const SQL_WORD =
  /^(?:select|union|insert|update|delete|drop|alter|create|table|from|where|into|values|set|or|and|xor|not|null|like|rlike|regexp|between|in|is|div|mod|having|group|order|by|limit|offset|exec|execute|declare|waitfor|delay|sleep|benchmark|case|when|then|else|end|if|exists|all|distinct|as|on|join|true|false|database|user|users|version|admin|password)$/i;
/** Words that begin a command, and commands that stand alone. */
const COMMAND =
  /^(?:[a-z]:)?(?:cat|ls|ll|dir|id|who|whoami|uname|wget|curl|ping|nc|ncat|netcat|bash|sh|zsh|ksh|python[23]?|perl|ruby|php|node|powershell|pwsh|cmd(?:\.exe)?|nslookup|dig|host|hostname|ifconfig|ipconfig|netstat|net|chmod|chown|printenv|env|set|export|echo|printf|rm|cp|mv|touch|grep|egrep|awk|sed|head|tail|more|less|type|find|tee|xargs|nohup|kill|ps|top|df|du|mount|tar|zip|unzip|gzip|ssh|scp|ftp|tftp|telnet|gcc|make|crontab|at|useradd|passwd|su|sudo|shutdown|reboot|base64|xxd|busybox|certutil|bitsadmin|mshta|rundll32|regsvr32|wmic|reg|tasklist|systeminfo|start|call|for|if|exist|while|do|docker|kubectl|git|apt|apt-get|yum|npm|pip3?|mysql|psql|sqlite3|sleep|timeout|time|exec|eval|source|test|read)$/i;
/** Words with which people ask about the rest of what they typed. */
const ASKS =
  /(?:^|[\s"“])(?:what|how|why|where|when|which|who|does|do|is|are|the|meaning|means|explained|examples?|tutorial|command|errors?|syntax|difference|vs|versus|tags?|not|using|with|format|path|function|reference|documentation|was|wie|warum|ist|der|die|das|mit|und|que|qué|comment|pourquoi|est|les|des)(?=[\s"”?!,.:;]|$)|とは|意味|使い方|書き方|方法|違い|作り方|見方|編集|場所|\p{Script=Hiragana}{2}/iu;

/** What no sentence holds, piece by piece. */
const NEVER: readonly RegExp[] = [
  // a comment, a statement's end behind a value, a comment behind a quote
  /\/\*|\*\/|--(?=\s*$|[^\s-]*['"`])|['"\d]\s?;/,
  // a character by its number, two stages of encoding
  /%[0-9a-f]{2}|%u[0-9a-f]{4}|\\[xu][0-9a-f]{2}|&#|\b0x[0-9a-f]|[\0-\x08\x0b\x0c\x0e-\x1f]/i,
  // what databases and languages keep under names of their own
  /information_schema|pg_catalog|sysobjects|\bxp_|load_file|(?:out|dump)file\s+['"]|__\w+__|\bjndi\b/i,
  // what a page would run
  /(?:^|\s)on[a-z]{3,20}\s?=|<\?|<%|<!|<script\b.*<\/script/i,
  // a statement inside another, or joined to one; a quote with an operator behind it, but in l'or and d'or
  /\(\s*(?:select|union|insert|update|delete|exec)\b|\bunion\b.*\bselect\b.*\bfrom\b|\bhaving\s*\(|\blike\s+\w+\(|(?<!\b[ld])['’](?:or|and|xor|having|where|like|div|mod)\b/i,
  // numbers, texts or calls where columns stand
  /\bselect\s+[^a-z,]{0,16}(?:\d+|'[^']*'|"[^"]*"|@\w+|\w+\([^)]*\))\s*(?:,|\bfrom\b)|\bselect\b[^'"]{0,64},\s?\w+\(/i,
  // a line that would be a header or a command of a mail server or cache
  /^[\r\n]|[\r\n]\s?(?:[a-z-]{2,32}\s?:\s?\S|\w+$|(?:ehlo|helo|mail from|rcpt|data|quit|rset|noop|retr|stat|set|config|flushall|auth|[a-z]\d{1,4}) )/i,
];
/** A separator, and behind it what it would run. */
const RUNS = /(?:[;&|\n]|\$\(|`|\{)\s*["'(]?\s*(?:\/?(?:usr\/)?s?bin\/)?([\w.-]{1,24})/g;

/** A mark of a page with nothing in it. */
const MENTIONED = /^<\/?[a-z][a-z0-9]{0,11}\/?>$/i;
/** Tokens that end at white space and can leave no place they stand in. */
const TOKENS: readonly RegExp[] = [
  // 24/7, 1/2", 10', $100, 50%, 5'10", 6"x4", 2024-01-01, #123
  /^[$€£¥#~]?\d[\d.,:/x×-]{0,23}(?:['"’”]|''|['’]\d{1,2}["”]|%|°)?$/u,
  // a name or a dotted name, C++, AT&T, O'Brien, foo@example.com, `users'` of several
  /^@?[\p{L}\p{M}\p{N}_](?:[\p{L}\p{M}\p{N}_]|(?:['’&.@+/_:-]|::)(?=[\p{L}\p{M}\p{N}_])){0,95}(?:(?<=\p{L})(?:\+\+|#)|(?<=\p{L}s)['’])?$/u,
  // a field with what it is to be, as people write it: fun=true
  /^\p{L}[\p{L}\d_]{0,31}(?:[=<>!]=|[=>])[\p{L}\d_.]{1,32}$/u,
  // & - -- — | || = == < > <= >= != -> => <- <3 * / +
  /^(?:&{1,2}|\|{1,2}|-{1,2}|[–—+*/=<>~?…^]|==|===|[<>!]=|<>|[-=]>|<[-3]|=\?|:=|\$|%[sd])$/,
  // an option of a command
  /^--?[a-z][\w-]{0,23}$|^\/[a-z?]$/i,
  // a call with nothing or a number in it: sleep(5), document.getElementById()
  /^[\p{L}_$][\p{L}\p{N}_.$]{0,47}\(\d{0,4}\)$/u,
  // a name that a template or shell would fill in, but not those under which an engine keeps its own things
  /^\$?\{{1,2}(?!(?:config|self|this|request|response|session|app|settings|class|constructor|namespace|env|system|java|sys|global|globals|process|root|dump|debug)\b)[a-z]\w{0,31}(?:\.(?!class|constructor|prototype)[a-z]\w{0,31}){0,2}\}{1,2}$/i,
  /^\$[a-z_]\w{0,31}$/i,
  /^(?:\$?\{\{?|\}\}?|\{%|%\})$/,
  // marks of a page without anything in them; a word that is shown in another way
  MENTIONED,
  /^<(b|i|u|s|em|strong|code|sub|sup|small)>[\p{L}\p{N}]{1,48}<\/\1>$/iu,
  // an address of mail
  /^<[\w.+-]{1,64}@[\w.-]{1,128}>$/,
  // paths, files and addresses that are spoken of
  /^(?:\.{1,2}[/\\]){1,4}$|^\.[a-z]{2,16}$/i,
  /^\/?(?:[\w.@+-]{1,64}\/){1,8}[\w.@+-]{0,64}$/,
  /^[a-z]:[/\\](?:[\p{L}\p{N}_.~-]{1,64}[/\\]){0,8}[\p{L}\p{N}_.~-]{0,64}$/iu,
  /^(?:php|file|data|javascript):(?:\/{2,3}[\w:/.]{0,64}|text\/html|)$/i,
  /^https?:\/\/[\w.-]{1,128}(?::\d{2,5})?\/?[\w./-]{0,128}$/i,
  // what people draw
  /^[:;>][-^']?[()DPp]$|^\(?[;:^_><-]{1,3}\)?$/,
];
const isToken = (token: string): boolean => TOKENS.some((one) => one.test(token));

const STOPS = /[,.:;!?…]+$/u;
/** A token as it counts: without stops, and without brackets where it is none with them. */
function bare(token: string): string {
  const stopped = isToken(token) ? token : token.replace(STOPS, '');
  if (isToken(stopped)) return stopped;
  return stopped
    .replace(/^[([«「（【]+/u, '')
    .replace(/[\])»」）】]+$/u, '')
    .replace(STOPS, '');
}

/** A text in quotes of its own: before and behind it white space, an end or a bracket. Its words are judged with the rest. */
const QUOTED =
  /(?<=^|\s|\s\()(?:"(?!\s)([^"\\]{1,200})(?<!\s)"|'(?!\s)([^'\\]{1,200})(?<!\s)'|“([^”]{1,200})”|`([\w.-]{1,64})`)(?=$|[\s),.;:!?])/gu;
const MEASURE = /\d['"’”](?=$|[\s,.;:)x-])/;
/** `'90s`, `'n'`. */
const SHORTENED = /(?<=^|\s)['’](?:\d0s|n['’]?|tis|twas|em|til)(?=\s|$)/giu;

/** Quotes taken off where they enclose words; undefined where one is left that could end a text. */
function withoutQuotes(text: string): string | undefined {
  let quoted = 0;
  const rest = text.replace(SHORTENED, 'n').replace(QUOTED, (_, ...parts: (string | undefined)[]) => {
    quoted += 1;
    return parts.slice(0, 4).find((part) => part !== undefined) ?? '';
  });
  // A size and a quoted text in one: `1' or '2'` reads the same.
  return quoted > 0 && MEASURE.test(text) ? undefined : rest;
}

/** `Sleep (band)`, `sleep(8 hours)`: brackets round words, behind a name only round an amount. */
const BRACKETS =
  /(?:(?<=^|\s)\(|\((?=\d{1,4} \p{L}))((?:\d{1,4} )?\p{L}[\p{L}\p{N}]{0,31}(?: [\p{L}\p{N}]{1,32}){0,4})\)/gu;
const withoutBrackets = (text: string): string =>
  text.replace(BRACKETS, (all, inside: string) => (/\b(?:or|and)\b/i.test(inside) ? all : ` ${inside} `));

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    // What closes more than it opened has left the place it stood in; a face is drawn with one.
    if (depth < 0 && !/[:;]-?\)/.test(text)) return false;
  }
  return depth <= 0;
}

/** Where a text stands: a box in which people search or write, or any other parameter. */
export type Place = 'search' | 'value';

/** A size or price, or a choice of two, before what it is of: `10' or 12' ladder`, `$100 (approx)`. */
function isAmount(tokens: readonly string[], words: number): boolean {
  const number = /^[$€£¥]?\d/;
  if (words === 0 || !number.test(tokens[0] ?? '') || !/^\p{L}{2}/u.test(tokens.at(-1) ?? '')) return false;
  return tokens.every((token, i) => {
    if (/^(?:or|and|x|by)$/i.test(token)) return number.test(tokens[i + 1] ?? '');
    return !SQL_WORD.test(token) || i === tokens.length - 1;
  });
}

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Plain words among tokens; what is written without spaces counts as several. */
function wordsOf(tokens: readonly string[]): number {
  let words = 0;
  for (const token of tokens) {
    if (!/^\p{L}[\p{L}\p{M}\p{N}'’-]+$/u.test(token) || SQL_WORD.test(token) || COMMAND.test(token)) continue;
    words += CJK.test(token) ? 2 : 1;
  }
  return words;
}

/** Whether a person wrote this, as far as its form can tell. Strict where it matters: what it lets go is told to nobody. */
export function isWritten(text: string, place: Place): boolean {
  if (text.length > LONGEST || comparesConstants(text) || NEVER.some((one) => one.test(text))) return false;
  const unquoted = withoutQuotes(text.trim());
  if (unquoted === undefined || !/\s/.test(unquoted) || !isBalanced(unquoted)) return false;
  for (const [, run] of unquoted.matchAll(RUNS)) if (run !== undefined && COMMAND.test(run)) return false;
  const spaced = place === 'search' ? withoutBrackets(unquoted) : unquoted;
  const tokens = spaced
    .split(/\s+/)
    .map(bare)
    .filter((token) => token !== '');
  if (!tokens.every(isToken)) return false;
  const words = wordsOf(tokens);
  const [first = ''] = tokens;
  const begins = /^\p{L}/u.test(first) && !COMMAND.test(first) && !/^[a-z]:/i.test(first);
  // A function's name and its brackets are two words to the eye.
  if (place === 'value') return begins && words >= (/[()]/.test(unquoted) ? 3 : 2);
  const asks = ASKS.test(text);
  if (COMMAND.test(first)) return asks && words >= 1;
  if (begins) return asks || words >= 2;
  return words >= 2 || (words >= 1 && (asks || /^[<.]/.test(first))) || isAmount(tokens, words);
}

/**
 * Words, however much SQL is among them: nothing that could end a text or begin a number, and so nothing that could leave
 * the place where a search puts it. A quote stands between letters, brackets behind a word and round a number at most.
 */
export function isWords(given: string): boolean {
  const text = withoutBrackets(given.replace(/ \.{3} /g, ' '));
  if (disguise.test(text) || isNamed(text) || comparesConstants(text) || !/^\p{L}/u.test(text)) return false;
  if (NEVER.some((one) => one.test(text))) return false;
  const rest = text.replace(/(?<=\p{L})['’](?=\p{L})/gu, '').replace(/(?<=[\p{L}\d_])\(\d{0,4}\)(?=\s|$)/gu, '');
  return /\s/.test(text) && /^[\p{L}\p{N} _.,:!?*+&-]*$/u.test(rest);
}
