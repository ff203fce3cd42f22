// Syntax in a request that ordinary software and ordinary people send: a filter as JSON, a GraphQL query, a search for words
// that SQL has too, one mark typed by mistake. The rules hold for such lines; what is ordinary is told to nobody as an attack.
import { insideBase64, isBound, isOrdinaryInside, isOrdinaryJson, json } from './json-values.ts';
import { disguise, isOwnPath, isPlain, sqlWord } from './plain-text.ts';
import {
  asksScheme,
  fieldNames,
  isDateRange,
  isFieldQuery,
  isGraphql,
  isMetricQuery,
  isOData,
  isRison,
  isSparql,
  isStatement,
  METRICS,
  odataKey,
  odataNames,
  stateNames,
} from './query-languages.ts';
import { isWords, isWritten } from './written-text.ts';

/**
 * What explains all the syntax of a request. `mark` is a single quote or tag, or a question for a scheme, which is also how a tester begins; `plain` are
 * bare names and numbers: a rule that holds for those holds for the name itself.
 */
export type Explained = 'ordinary' | 'mark' | 'plain';

const LONGEST_TARGET = 8_192;
const MOST_PARAMETERS = 64;

/** Names under which people search or write, and under which programs ask GraphQL. */
const searchNames =
  /^(?:q|s|w|k|wd|kw|p|query|search|searchword|search_?text|term|terms|text|keyword|keywords|find|phrase|begriff|suche|mots|texto|buscar|title|subject|body|msg|message|comment|note|memo|description|content|question|dt|action_name|page_title)$/i;
const graphqlNames = /^(?:query|mutation)$/;

/** A measure in feet or inches before words: `5' table`. Which is also how a tester begins. */
function isMeasure(text: string): boolean {
  const words = /^\d{1,3}['"’”] ([\p{L}][\p{L}\p{N} -]{0,64})$/u.exec(text)?.[1];
  return words !== undefined && !disguise.test(words) && !sqlWord.test(words);
}

/** A page or picture by a way up and down again that never leaves the site's first folder: links that nobody tidied. */
const untidy =
  /^\/[\w~-][\w.~-]{0,64}(?:\/[\w~-][\w.~-]{0,64}){0,8}\/\.\.\/(?:[\w~-][\w.~-]{0,64}\/){0,4}[\w~-][\w~.-]{0,64}\.(?:md|html?|css|js|png|jpe?g|gif|svg|webp|woff2?|pdf|ico)$/;

/** The same in a parameter that names a paper: `guide/../guide/faq.pdf`. */
const untidyName =
  /^[\w-]{1,64}(?:\/[\w-]{1,64}){0,6}\/\.\.\/(?:[\w-]{1,64}\/){0,4}[\w-][\w.-]{0,64}\.(?:pdf|html?|md|jpe?g|png|gif|svg|webp)$/;

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

/** What a page's policy lets run, by its hash. */
const policyHash = /^'sha(?:256|384|512)-[\w+/]{8,88}={0,2}'$/;
/** A name and an address, as mail writes them. */
const mailbox = /^(?:"[\p{L}\p{N} .,&-]{1,64}"|[\p{L}\p{N} .-]{1,64}) <[\w.+-]{1,64}@[\w.-]{1,128}>$/u;
/** Sound, pictures that move and papers, which nothing includes as a script. */
const media = /^https:\/\/[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}\/[\w./-]{1,256}\.(?:mp4|webm|m3u8|mp3|wav|vtt|srt|pdf)$/;
// Files by a pattern, as build tools name them.
const glob = /^[\w*-]{1,32}(?:\/[\w.*-]{1,32}){0,8}\.\{[a-z]{1,5}(?:,[a-z]{1,5}){1,8}\}$/;
/** What a program in C begins with. */
const header = /^#include\s?<[\w./]{1,32}\.h>$/i;
const software = [disposition, credential, nothing, policyHash, mailbox, media, glob, header];

const isOfSoftware = (text: string): boolean => software.some((one) => one.test(text));

/** Where a browser is sent next: the server asks nothing there itself. */
const sentOn = /redirect|return|next$|continue|goto|canonical/i;
const ownMachine = /^https?:\/\/(?:localhost|127\.0\.0\.1)(?::\d{2,5})?(?:\/[\w./-]{0,128})?$/;

/** A sum for a calculator: numbers, letters that stand for numbers, and functions of numbers. */
const formulaNames = /^(?:expr|expression|formula|equation|calc|math)$/i;
const formulaWords = /^(?:a?sin|a?cos|a?tan|sqrt|log|ln|exp|abs|round|floor|ceil|min|max|pow|mod|if|and|or|pi|[a-z])$/i;
const isFormula = (text: string): boolean =>
  /^[\w\s.+*/^%(),!<>=&|-]*$/.test(text) && (text.match(/[a-z_]+/gi) ?? []).every((word) => formulaWords.test(word));
/** An expression that looks for text: nothing that a shell or page would run. */
const patternNames = /^(?:pattern|regex|regexp|re|rx)$/i;
const isPattern = (text: string): boolean => !/[;`<'"&#]|\$[({]|\{\{|\.\.\//.test(text);

/** Marks of text that an editor sends: no attribute but a class, a link to a page or a picture, and nothing else that begins like a mark. */
const textMark =
  /<\/?(?:p|b|i|u|em|strong|br|ul|ol|li|h[1-6]|blockquote|span|div|hr|table|tbody|tr|td|th)(?:\sclass="[\w -]{1,64}")?\s?\/?>|<a href="https?:\/\/[\w./?=&;~%-]{1,200}">|<\/a>|<img src="(?:https:\/)?\/[\w./-]{1,200}\.(?:png|jpe?g|gif|webp)"(?: alt="[\p{L}\p{N} .,-]{0,64}")?\s?\/?>/giu;
/** Under these, software sends what an editor wrote; elsewhere one word in bold is how a tester begins. */
const editedNames = /^(?:html|body|content|text|message|comment|description)$/i;
const isEditedText = (name: string, text: string): boolean =>
  (editedNames.test(name) || /^<(?:p|div|h[1-6]|ul|ol|table)[\s>]/i.test(text)) &&
  text.search(textMark) === 0 &&
  !/[<>{}"'`\\$]|--|\.\./.test(text.replace(textMark, '').replace(/(?<=\p{L})['’](?=\p{L})/gu, ''));
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

/** A single word, number or path. */
const isBare = (text: string): boolean => !/[\s{[]/.test(text.trim());

/** A key in the alphabet of addresses, in which two hyphens may meet. */
const isToken = (text: string): boolean =>
  /^[\w-]{11,512}\w$/.test(text) &&
  /[a-z]/.test(text) &&
  /[A-Z]/.test(text) &&
  /\d/.test(text) &&
  isPlain(text.replaceAll('--', '-'));

const systemFolder = /^\/(?:etc|proc|var|root|home|usr|opt|bin|tmp|dev|sys|run|srv|windows|winnt)\b/i;
/**
 * What keys and Base64 among the folders of a path explain: 'nothing' without any; undefined when one hides what would not
 * be ordinary in the open.
 */
function explainsFolders(path: string): 'ordinary' | 'nothing' | undefined {
  if (!/^[\w./~-]*$/.test(path) || path.includes('..')) return undefined;
  let explained: 'ordinary' | 'nothing' = 'nothing';
  for (const folder of path.split('/')) {
    const inside = insideBase64(folder);
    if (inside !== undefined && !isOrdinaryInside(inside)) return undefined;
    if (inside !== undefined || isToken(folder)) explained = 'ordinary';
  }
  return systemFolder.test(path) ? 'nothing' : explained;
}

function explainsValue(name: string, given: string, path: string): Explained | undefined {
  // The rules read full-width signs as the narrow ones, too.
  const value = given.normalize('NFKC');
  const inside = insideBase64(value);
  if (inside !== undefined) {
    if (!isOrdinaryInside(inside)) return undefined;
    return isBare(inside) ? 'plain' : 'ordinary';
  }
  // What looks like a command's words is asked for in a search; elsewhere it stays a name that a rule may know.
  if (isPlain(value) || isOwnPath(value)) return isBare(value) || !searchNames.test(name) ? 'plain' : 'ordinary';
  if (isToken(value)) return 'ordinary';
  if (odataNames.test(name) && isOData(name, value)) return 'ordinary';
  if (METRICS.test(path) && /^(?:query|match(?:\[\])?)$/.test(name) && isMetricQuery(value)) return 'ordinary';
  if (isMark(value) || (searchNames.test(name) && isMeasure(value))) return 'mark';
  if (
    untidyName.test(value) ||
    adName.test(value) ||
    isImage(value) ||
    isOfSoftware(value) ||
    isEditedText(name, value)
  )
    return 'ordinary';
  const isSearch = searchNames.test(name);
  if (isWritten(value, isSearch ? 'search' : 'value') || isDateRange(value)) return 'ordinary';
  if (isSearch && (isWords(value) || isStatement(value) || isSparql(value))) return 'ordinary';
  if (graphqlNames.test(name) && isGraphql(value)) return asksScheme(value) ? 'mark' : 'ordinary';
  if (fieldNames.test(name) && isFieldQuery(value)) return isBare(value) ? 'plain' : 'ordinary';
  if (sentOn.test(name) && ownMachine.test(value)) return 'ordinary';
  if (formulaNames.test(name) && isFormula(value)) return 'ordinary';
  if (patternNames.test(name) && isPattern(value)) return 'ordinary';
  if (stateNames.test(name) && isRison(value)) return 'ordinary';
  const shape = json(value);
  return shape !== undefined && isOrdinaryJson(shape) ? 'ordinary' : undefined;
}

/** `q`, `filter[price][lt]`, `f[]`, `$filter`: no bracket with a `$` in it, which is an operator. */
const parameterName = /^(?:[\w.-]{0,64}(?:(?:\[|%5b)[\w.-]{0,32}(?:\]|%5d)){0,6}|(?:\$|%24)[a-z]{2,16})$/i;
/** What a language keeps its own things under, and names that are settings or conditions by themselves. */
const ownName = /__|\b(?:constructor|prototype|classloader)\b/i;

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
  const path = question < 0 ? target : target.slice(0, question).replace(odataKey, '');
  const folders = explainsFolders(path);
  if (folders === undefined) return undefined;
  if (question < 0) return folders === 'ordinary' ? 'ordinary' : undefined;
  const parameters = target.slice(question + 1).split('&');
  if (parameters.length > MOST_PARAMETERS) return undefined;
  let explained: Explained = folders === 'ordinary' ? 'ordinary' : 'plain';
  for (const parameter of parameters) {
    const equals = parameter.indexOf('=');
    const name = equals < 0 ? parameter : parameter.slice(0, equals);
    const value = equals < 0 ? '' : decoded(parameter.slice(equals + 1));
    if (value === undefined || ownName.test(name)) return undefined;
    if (isBound(name, value)) {
      if (explained === 'plain') explained = 'ordinary';
      continue;
    }
    if (!parameterName.test(name)) return undefined;
    const how = explainsValue(name, value, target.slice(0, question));
    if (how === undefined) return undefined;
    if (how === 'mark' || (how === 'ordinary' && explained === 'plain')) explained = how;
  }
  return explained;
}
