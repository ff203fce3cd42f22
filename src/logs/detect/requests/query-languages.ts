// Languages that software asks questions in through an address: GraphQL, filters of fields, OData, Prometheus, SPARQL, statements
// of SQL that somebody writes about. Each is read token by token; what could end a text, compare constants or call something
// is in none of them.
import { comparesConstants, disguise, isPlain, sqlVerb } from './plain-text.ts';
import { isWritten } from './written-text.ts';

/** Names, variables, plain strings and brackets that balance; an argument has a name. */
export function isGraphql(text: string): boolean {
  if (!/^\s*(?:(?:query|mutation|fragment)\b[^{]{0,512})?\{\s*[\w.]/.test(text)) return false;
  const bare = text.replace(/"([^"\\]{0,256})"/gu, (_, inside: string) =>
    isPlain(inside) || isWritten(inside, 'search') ? '0' : '"',
  );
  if (!/^[\w\s{}():!,$[\].=@-]*$/.test(bare) || /--|\$[^\w]|\$$/.test(bare)) return false;
  if (/\((?!\s*\$?\w+\s*:)/.test(bare)) return false;
  let depth = 0;
  for (const sign of bare) {
    if (sign === '{') depth += 1;
    if (sign === '}') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Names under which software sends conditions on fields. */
export const fieldNames = /^(?:jql|cql|cql_filter|filter|where|condition|query|q|search|rsql|fiql)$/i;
/** What the scheme holds, which is asked for by who does not know it: a developer's tool, or a tester. */
export const asksScheme = (text: string): boolean => /__(?:schema|type)\b/.test(text);

/** A sign, a text in quotes, or a word. */
const queryToken =
  / +|(?<op>===?|!=|!~|=~|[<>]=?|=(?:in|out|gt|ge|lt|le)=|=|~)|(?<sign>[(),;|&])|(?<text>"[^"\\]{0,256}"|'(?:[^'\\]|''){0,256}')|(?<word>[\p{L}\d_.@/:+*-]{1,128})/uy;

/** A text that a field is compared with, perhaps by its beginning: `'SMITH%'`. A quote beside a space closed something else. */
const isCompared = (text: string): boolean =>
  text.trim() === text &&
  (isPlain(text.replace(/(?<=\p{L})''?(?=\p{L})/gu, '')) ||
    (/^%?\p{L}[\p{L}\d ]{0,64}%?$/u.test(text) && isPlain(text.replaceAll('%', ''))));

/** `project = SHOP and status != Done order by created`: before each sign a field's name, and only plain words and texts. */
export function isFieldQuery(text: string): boolean {
  if (disguise.test(text) || comparesConstants(text)) return false;
  let [at, depth, before, compared] = [0, 0, '', 0];
  while (at < text.length) {
    queryToken.lastIndex = at;
    const token = queryToken.exec(text);
    if (!token) return false;
    at = queryToken.lastIndex;
    const { op, sign, text: quoted, word } = token.groups ?? {};
    // Only behind a field can anything be compared; a text that stands there has ended somebody else's.
    if (op !== undefined && (!/^\p{L}[\p{L}\d_.]*$/u.test(before) || /^on[a-z]{3}|cookie|document/i.test(before)))
      return false;
    if (quoted !== undefined && !isCompared(quoted.slice(1, -1))) return false;
    if (word !== undefined && sqlVerb.test(word)) return false;
    if (sign === '(' && CALLS.test(before)) return false;
    if (/^[|&;]$/.test(sign ?? '') && compared === 0) return false;
    if (op !== undefined || /^(?:like|in|between)$/i.test(word ?? '')) compared += 1;
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (depth < 0) return false;
    before = op ?? sign ?? quoted ?? word ?? before;
  }
  return depth === 0 && compared > 0 && /^\s*[(\p{L}]/u.test(text) && !/[=<>!~;|&]\s*$/.test(text);
}

/** `'2024-01-01' AND '2024-02-01'`: bounds of a time, as a report writes them. */
export const isDateRange = (text: string): boolean =>
  /^(['"]?)\d{4}-\d\d-\d\d(?:[T ][\d:]{5,8})?\1 (?:and|to) (['"]?)\d{4}-\d\d-\d\d(?:[T ][\d:]{5,8})?\2$/i.test(text);

/** Functions by which one asks a database about itself, its server or one character at a time. */
const CALLS =
  /^(?:sleep|benchmark|pg_\w+|dbms_\w+(?:\.\w+)?|utl_\w+(?:\.\w+)?|load_file|extractvalue|updatexml|\w*concat\w*|char|chr|ascii|ord|hex|unhex|substr\w*|mid|left|right|version|user|current_user|database|schema|exp|elt|make_set|rand|if|iif|cast|convert|json_\w+|xp_\w+|sp_\w+|exec\w*|system|randomblob|alert|prompt|confirm|eval|fetch|write)$/i;
const statementToken =
  /\s+|(?<text>'[\p{L}\p{N} _.,:@%+-]{0,64}'|"[\p{L}\p{N} _.,:@%+-]{0,64}"|`\w{1,64}`)|(?<op>[<>]=?|!=|=|<>)|(?<sign>[(),;*+-])|(?<word>[\p{L}_][\p{L}\d_.]{0,63}|\d{1,12}(?:\.\d{1,6})?)/uy;

/** Columns by their names, and counts and sums of them: who asks for numbers and texts of their own tries how many fit. */
const COLUMNS =
  /^(?:distinct\s+)?(?:(?:(?:count|sum|avg|min|max|upper|lower|round|trim)\()?(?:[a-z_][\w.]{0,63}|(?:\w{1,32}\.)?\*)\)?(?:\s+as\s+\w{1,32})?(?:\s?,\s?|$)){1,32}$/i;
const isOwnList = (text: string): boolean =>
  [...text.matchAll(/\bselect\s+([^;]{0,512}?)(?:\s+from\b|$)/gi)].every(([, list = '']) => COLUMNS.test(list));

/**
 * A whole statement that somebody writes about. One that is injected stands behind what ends the application's own: this begins
 * with its verb, ends once, compares a column with something and asks the database nothing about itself.
 */
export function isStatement(text: string): boolean {
  if (!/^\s*(?:select|insert into|update|delete from|create table|alter table|drop table|truncate)\s/i.test(text))
    return false;
  if (!isOwnList(text)) return false;
  // A column set from itself is counted up, and compares nothing.
  const compared = text.replace(/\b(\w{1,32}) = \1 [-+*] \d{1,9}\b/g, 'x');
  if (
    disguise.test(text) ||
    comparesConstants(compared) ||
    /\bunion\b[^&]{0,32}\bselect\s+(?:\d|null|['"@])/i.test(text)
  )
    return false;
  let [at, depth, before] = [0, 0, ''];
  while (at < text.length) {
    statementToken.lastIndex = at;
    const token = statementToken.exec(text);
    if (!token) return false;
    at = statementToken.lastIndex;
    const { text: quoted, op, sign, word } = token.groups ?? {};
    if (sign === '(' && CALLS.test(before) && !/^(?:char|left|right)$/i.test(before)) return false;
    if (sign === ';' && text.slice(at).trim() !== '') return false;
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (depth < 0) return false;
    before = quoted ?? op ?? sign ?? word ?? before;
  }
  return depth === 0;
}

/** Graphs are asked with variables of their own, `?x`, and names in angle brackets. */
export function isSparql(text: string): boolean {
  if (!/^\s*(?:prefix|base|select|ask|construct|describe)\b/i.test(text) || disguise.test(text)) return false;
  if (!/\?[a-z]|<https?:\/\//i.test(text)) return false;
  const bare = text.replace(/<https?:\/\/[\w./#~-]{1,200}>|"[\p{L}\d ^.$-]{0,64}"(?:@[a-z]{2})?/gu, 'x');
  return /^[\w\s{}().,;:?*$=!<>&|/^-]*$/.test(bare) && !comparesConstants(bare) && !/<[a-z]/i.test(bare);
}

/** Where Prometheus, Loki and what stands before them (Grafana) are asked in the address. */
export const METRICS = /\/api\/v1\/(?:query|query_range|series|labels?)$|\/loki\/api\/v1\/(?:query|query_range)$/;
/** Numbers are measured, not names of a database: no text but in a label's value, no comment, no end of a statement. */
const metricText = /"(?:[\w\s.:|+*^$?()/,@%=[\]{}-]|\\.){0,512}"|`[^`'"]{0,512}`/g;

export function isMetricQuery(text: string): boolean {
  const bare = text.replace(metricText, '0');
  return (
    !/["'`;#\\]|--|\/\*/.test(bare) && !bare.split(/\W+/).some((word) => sqlVerb.test(word) || disguise.test(word))
  );
}

/** Names that OData gives its parameters, and the functions that its filters call. */
export const odataNames =
  /^(?:\$|%24)(?:filter|search|orderby|expand|select|top|skip|count|format|inlinecount|skiptoken)$/i;
const odataCalls =
  /^(?:contains|startswith|endswith|substringof|tolower|toupper|trim|indexof|year|month|day|hour|date|datetime|datetimeoffset|guid|round|floor|ceiling|any|all|in|not|and|or)$/i;
const odataToken = /\s+|(?<text>'(?:[^'\\]|''){0,256}')|(?<sign>[(),])|(?<word>[\p{L}\d_][\p{L}\d_.:/+-]{0,127})/uy;

/** `contains(Name,'mori') and Price gt 20`: words for signs, plain texts, and no call but OData's own. */
function isODataFilter(text: string): boolean {
  if (disguise.test(text)) return false;
  let [at, depth, before] = [0, 0, ''];
  while (at < text.length) {
    odataToken.lastIndex = at;
    const token = odataToken.exec(text);
    if (!token) return false;
    at = odataToken.lastIndex;
    const { text: quoted, sign, word } = token.groups ?? {};
    if (quoted !== undefined && !isPlain(quoted.slice(1, -1).replace(/(?<=\p{L})''(?=\p{L})/gu, ''))) return false;
    if (word !== undefined && sqlVerb.test(word)) return false;
    if (sign === '(' && /[\p{L}\d_]/u.test(before) && !odataCalls.test(before)) return false;
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (depth < 0) return false;
    before = quoted === undefined ? (sign ?? word ?? before) : ')';
  }
  return depth === 0;
}

/** Columns, orders and what is opened with a record: `Lines($select=Id,Name)`. */
const odataList = /^[\w,/ ]{0,512}(?:\(\$(?:select|expand|top|orderby)=[\w,/ ]{1,256}\)[\w,/ ]{0,256}){0,8}$/;

export const isOData = (name: string, value: string): boolean =>
  /filter$/i.test(name) ? isODataFilter(value) : odataList.test(value) && !sqlVerb.test(value);

/** A record's own key, as OData writes it into the path: `Orders(12)`, `getbytitle('Documents')`. */
export const odataKey = /\((?:'[\w-]{1,64}'|\d{1,18})\)(?=\/|$)/g;

/** The state of a dashboard as Kibana keeps it in its address. */
export const stateNames = /^_[ag]$/;
export function isRison(text: string): boolean {
  const bare = text.replace(/'([\p{L}\p{N} _.:"*@/+-]{0,256})'/gu, (_, inside: string) =>
    isPlain(inside.replace(/["*/]/g, ' ')) ? '0' : "'",
  );
  return /^[\w!():,.@*+ -]*$/.test(bare) && !disguise.test(bare);
}
