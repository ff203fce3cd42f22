// Syntax in a request that ordinary software and ordinary people send: a filter as JSON, a GraphQL query, a search for words
// that SQL has too, one mark typed by mistake. The rules hold for such lines and are shown; they are not counted as attacks.
import { isShape, type Json } from '../../formats/json-shape.ts';

/** What explains all the syntax of a request: `mark` is a single quote or tag, which is also how a tester begins. */
export type Explained = 'ordinary' | 'mark';

const LONGEST_TARGET = 8_192;
const MOST_PARAMETERS = 64;
const DEEPEST = 8;

/** Names under which people search, and under which programs ask GraphQL. */
const searchNames = /^(?:q|s|w|k|wd|kw|p|query|search|searchword|term|terms|text|keyword|keywords|find|phrase)$/i;
const graphqlNames = /^(?:query|mutation)$/;
/** The languages of Atlassian's searches. */
const fieldNames = /^(?:jql|cql)$/i;

const plain = /^[\p{L}\p{N}\s_.,:@+-]*$/u;
const sqlWord =
  /\b(?:union|select|insert|update|delete|drop|or|and|xor|having|by|where|waitfor|exec\w*|declare|limit|like|into)\b/i;
/** Two signs that end or climb: no text of ours. */
const disguise =
  /--|\.\.|%[0-9a-f]{2}|\b0x[0-9a-f]|information_schema|\bxp_|\bpg_|load_file|sysobjects|(?:out|dump)file/i;

const isPlain = (text: string): boolean =>
  plain.test(text) && !disguise.test(text) && !(/\s/.test(text) && sqlWord.test(text));

/**
 * Words, however much SQL is among them: nothing that could end a text or begin a number, and so nothing that could leave
 * the place where a search puts it. A quote stands between letters, brackets behind a word and round a number at most.
 */
function isWords(text: string): boolean {
  if (disguise.test(text) || !/^\p{L}/u.test(text)) return false;
  const rest = text.replace(/(?<=\p{L})['’](?=\p{L})/gu, '').replace(/(?<=[\p{L}\d_])\(\d{0,4}\)(?=\s|$)/gu, '');
  return /\s/.test(text) && /^[\p{L}\p{N}\s_.,:!?*+&-]*$/u.test(rest);
}

/** A measure in feet or inches before words: `5' table`. Which is also how a tester begins. */
function isMeasure(text: string): boolean {
  const words = /^\d{1,3}['"’”] ([\p{L}][\p{L}\p{N} -]{0,64})$/u.exec(text)?.[1];
  return words !== undefined && !disguise.test(words) && !sqlWord.test(words);
}

/** A page or picture by a way up and down again that never leaves the site's first folder: links that nobody tidied. */
const untidy =
  /^\/[\w~-][\w.~-]{0,64}(?:\/[\w~-][\w.~-]{0,64}){1,8}\/\.\.\/(?:[\w~-][\w.~-]{0,64}\/){0,4}[\w~-][\w~.-]{0,64}\.(?:md|html?|css|js|png|jpe?g|gif|svg|webp|woff2?|pdf|ico)$/;

/** The same in a parameter that names a paper: `guide/../guide/faq.pdf`. */
const untidyName =
  /^[\w-]{1,64}(?:\/[\w-]{1,64}){0,6}\/\.\.\/(?:[\w-]{1,64}\/){0,4}[\w-][\w.-]{0,64}\.(?:pdf|html?|md|jpe?g|png|gif|svg|webp)$/;

function isOrdinaryJson(value: Json, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  if (typeof value === 'string') {
    // "it's", "A & B", "<5 kg": a quote between letters, a sign between words or before a number.
    const text = value.replace(/(?<=\p{L})['’](?=\p{L})|(?<=[\p{L}\p{N}] )&(?= \p{L})|^[<>](?=\d)/gu, '');
    return /^[\p{L}\p{N}\s_.,:@%*+-]*$/u.test(text) && isPlain(text.replace(/[%*]/g, ''));
  }
  if (Array.isArray(value)) return value.every((one: Json) => isOrdinaryJson(one, depth + 1));
  // A key with `$` is an operator of a document database: how one injects there.
  if (isShape(value))
    return Object.entries(value).every(([key, one]) => /^[\w.@ -]{1,64}$/.test(key) && isOrdinaryJson(one, depth + 1));
  return true;
}

function json(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

/** A token that software hands round: JSON in Base64, judged as the JSON is. */
const tokenJson = (text: string): Json | undefined =>
  /^eyJ[\w+/-]{4,4096}={0,2}$/.test(text) ? json(Buffer.from(text, 'base64').toString('utf8')) : undefined;

/** Names, variables, plain strings and brackets that balance; an argument has a name. */
function isGraphql(text: string): boolean {
  if (!/^\s*(?:(?:query|mutation|fragment)\b[^{]{0,512})?\{\s*[\w.]/.test(text)) return false;
  const bare = text.replace(/"([\p{L}\p{N}\s_.,:@+-]{0,256})"/gu, (_, inside: string) => (isPlain(inside) ? '0' : '"'));
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

/** A sign, a text in quotes, or a word. */
const queryToken =
  /\s+|(?<op>!=|!~|[<>]=?|=|~)|(?<sign>[(),])|(?<text>"[^"\\]{0,256}"|'[^'\\]{0,256}')|(?<word>[\p{L}\d_.@/:+-]{1,128})/uy;
const sqlVerb =
  /^(?:union|select|insert|update|delete|drop|having|waitfor|exec\w*|declare|limit|into|sleep|benchmark)$/i;

/** `project = SHOP and status != Done order by created`: before each sign a field's name, and only plain words and texts. */
function isFieldQuery(text: string): boolean {
  if (disguise.test(text)) return false;
  let [at, depth, before] = [0, 0, ''];
  while (at < text.length) {
    queryToken.lastIndex = at;
    const token = queryToken.exec(text);
    if (!token) return false;
    at = queryToken.lastIndex;
    const { op, sign, text: quoted, word } = token.groups ?? {};
    if (op !== undefined && !/^\p{L}[\p{L}\d_.]*$/u.test(before)) return false;
    if (quoted !== undefined && !isPlain(quoted.slice(1, -1))) return false;
    if (word !== undefined && sqlVerb.test(word)) return false;
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (depth < 0) return false;
    before = op ?? sign ?? quoted ?? word ?? before;
  }
  return depth === 0;
}

/** Where Prometheus, Loki and what stands before them (Grafana) are asked in the address. */
const METRICS = /\/api\/v1\/(?:query|query_range|series|labels?)$|\/loki\/api\/v1\/(?:query|query_range)$/;
/** Numbers are measured, not names of a database: no text but in a label's value, no comment, no end of a statement. */
const metricText = /"(?:[\w\s.:|+*^$?()/,@%=[\]{}-]|\\.){0,512}"|`[^`'"]{0,512}`/g;

function isMetricQuery(text: string): boolean {
  const bare = text.replace(metricText, '0');
  return (
    !/["'`;#\\]|--|\/\*/.test(bare) && !bare.split(/\W+/).some((word) => sqlVerb.test(word) || disguise.test(word))
  );
}

/** Names that OData gives its parameters, and the functions that its filters call. */
const odataNames = /^(?:\$|%24)(?:filter|search|orderby|expand|select|top|skip|count|format|inlinecount|skiptoken)$/i;
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

const isOData = (name: string, value: string): boolean =>
  /filter$/i.test(name) ? isODataFilter(value) : odataList.test(value) && !sqlVerb.test(value);

/** A record's own key, as OData writes it into the path: `Orders(12)`, `getbytitle('Documents')`. */
const odataKey = /\((?:'[\w-]{1,64}'|\d{1,18})\)(?=\/|$)/g;

/** A name that a template left in an address because nobody filled it in: nothing is computed by it. */
const placeholder = /^\$?\{[a-z_]\w{0,31}\}$/i;
/** What lies between the columns of a file that is asked for. */
const separator = /^[;|,:]$/;
const isMark = (text: string): boolean =>
  /^(?:['"]|<\/?[a-z]{1,6}>)$/i.test(text) || placeholder.test(text) || separator.test(text);
/** How storage is told to name what it hands out; RFC 6266 writes two quotes before the name. */
const disposition =
  /^(?:attachment|inline)(?:;\s?filename="[^"<>;\\]{0,200}"|;\s?filename\*=UTF-8''[\w.~%()-]{0,400})*$/i;
/** Who signed a link to storage (AWS Signature Version 4). */
const credential = /^[A-Z0-9-]{8,128}\/\d{8}\/[\w-]{2,32}\/s3\/aws4_request$/;
/** A link that does nothing. */
const nothing = /^javascript:(?:void\s?\(0\))?;?$/i;

const isOfSoftware = (text: string): boolean => disposition.test(text) || credential.test(text) || nothing.test(text);

/** Marks of text that an editor sends: no attribute but a link to a page, and nothing else that begins like a mark. */
const textMark =
  /<\/?(?:p|b|i|u|em|strong|br|ul|ol|li|h[1-6]|blockquote|span|div|hr|table|tbody|tr|td|th)\s?\/?>|<a href="https?:\/\/[\w./?=&;~%-]{1,200}">|<\/a>/gi;
const isEditedText = (text: string): boolean =>
  /^<(?:p|div|h[1-6]|ul|ol)>/i.test(text) && !/[<>{}"'`\\$]|--|\.\./.test(text.replace(textMark, ''));
/** The names that Meta's advertisements are to fill in. */
const adName = /^\{\{(?:(?:ad|adset|campaign)\.(?:id|name)|placement|site_source_name)\}\}$/;

/** An image in an address: its kind, and the first bytes that such an image has. */
const images: readonly RegExp[] = [
  /^data:image\/png;base64,iVBORw0KGgo/,
  /^data:image\/jpe?g;base64,\/9j\//,
  /^data:image\/gif;base64,R0lGOD/,
  /^data:image\/webp;base64,UklGR/,
];

/** Bytes are decoded: code behind the head of an image is no image. */
function isImage(text: string): boolean {
  if (!images.some((kind) => kind.test(text))) return false;
  const data = text.slice(text.indexOf(',') + 1).replaceAll(' ', '+');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(data)) return false;
  return !/<\?|<%|<script/i.test(Buffer.from(data, 'base64').toString('latin1'));
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return undefined;
  }
}

function explainsValue(name: string, value: string, path: string): Explained | undefined {
  if (isPlain(value)) return 'ordinary';
  if (odataNames.test(name) && isOData(name, value)) return 'ordinary';
  if (METRICS.test(path) && /^(?:query|match(?:\[\])?)$/.test(name) && isMetricQuery(value)) return 'ordinary';
  if (isMark(value) || (searchNames.test(name) && isMeasure(value))) return 'mark';
  if (untidyName.test(value) || adName.test(value) || isImage(value) || isOfSoftware(value) || isEditedText(value))
    return 'ordinary';
  if (searchNames.test(name) && isWords(value)) return 'ordinary';
  if (graphqlNames.test(name) && isGraphql(value)) return 'ordinary';
  if (fieldNames.test(name) && isFieldQuery(value)) return 'ordinary';
  const shape = json(value) ?? tokenJson(value);
  return shape !== undefined && isOrdinaryJson(shape) ? 'ordinary' : undefined;
}

/** `q`, `filter[price][lt]`, `f[]`, `$filter`: no bracket with a `$` in it, which is an operator. */
const parameterName = /^(?:[\w.-]{0,64}(?:(?:\[|%5b)[\w.-]{0,32}(?:\]|%5d)){0,6}|(?:\$|%24)[a-z]{2,16})$/i;

/**
 * What explains the syntax in a request's target; undefined when any part of it is not explained. Strict on purpose: what
 * it lets go is no longer counted.
 *
 * @param target as logged, percent-encoding in place
 */
export function explainsSyntax(target: string): Explained | undefined {
  if (target.length > LONGEST_TARGET) return undefined;
  if (untidy.test(target)) return 'ordinary';
  const question = target.indexOf('?');
  const path = target.slice(0, Math.max(0, question)).replace(odataKey, '');
  if (question < 0 || !/^[\w./~-]*$/.test(path) || path.includes('..')) return undefined;
  const parameters = target.slice(question + 1).split('&');
  if (parameters.length > MOST_PARAMETERS) return undefined;
  let explained: Explained = 'ordinary';
  for (const parameter of parameters) {
    const equals = parameter.indexOf('=');
    const name = equals < 0 ? parameter : parameter.slice(0, equals);
    const value = equals < 0 ? '' : decoded(parameter.slice(equals + 1));
    if (!parameterName.test(name) || value === undefined) return undefined;
    const how = explainsValue(name, value, target.slice(0, question));
    if (how === undefined) return undefined;
    if (how === 'mark') explained = 'mark';
  }
  return explained;
}
