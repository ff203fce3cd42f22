import { addressesIn, isSample } from './address-pattern.ts';
import { decodeFile } from './charset.ts';
import { Collector, type Found } from './collector.ts';
import type { Exposure } from './exposure.ts';
import { exposedInHtml } from './html-page.ts';
import {
  asIs,
  unfolded,
  withoutEntities,
  withoutEscapes,
  withoutPercent,
  withoutQuotedPrintable,
  withoutStyleEscapes,
} from './mapped-text.ts';
import { officeTexts } from './office-text.ts';
import { pdfTexts } from './pdf-text.ts';

/** Past this, a file is refused rather than half read. */
export const MOST_PAGE_BYTES = 32 * 1024 * 1024;

type Kind = 'office' | 'html' | 'xml' | 'json' | 'script' | 'style' | 'card' | 'pdf' | 'image' | 'text';

const kindByEnding: Readonly<Record<string, Kind>> = {
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  shtml: 'html',
  php: 'html',
  asp: 'html',
  aspx: 'html',
  jsp: 'html',
  cgi: 'html',
  vue: 'html',
  md: 'html',
  xml: 'xml',
  rss: 'xml',
  atom: 'xml',
  rdf: 'xml',
  svg: 'xml',
  xsl: 'xml',
  kml: 'xml',
  opml: 'xml',
  json: 'json',
  map: 'json',
  webmanifest: 'json',
  jsonld: 'json',
  geojson: 'json',
  ndjson: 'json',
  js: 'script',
  mjs: 'script',
  cjs: 'script',
  jsx: 'script',
  css: 'style',
  scss: 'style',
  less: 'style',
  vcf: 'card',
  vcard: 'card',
  ics: 'card',
  ical: 'card',
  ifb: 'card',
  pdf: 'pdf',
  png: 'image',
  jpg: 'image',
  jpeg: 'image',
  gif: 'image',
  webp: 'image',
  tif: 'image',
  tiff: 'image',
  ico: 'image',
  mp4: 'image',
  zip: 'image',
  gz: 'image',
  woff: 'image',
  woff2: 'image',
};

function kindOf(name: string, bytes: Uint8Array): Kind {
  const head = Buffer.from(bytes.subarray(0, 600)).toString('latin1');
  if (head.startsWith('%PDF-')) return 'pdf';
  if (
    head.startsWith('PK\u0003\u0004') &&
    /\.(?:docx|docm|dotx|xlsx|xlsm|xltx|pptx|pptm|ppsx|odt|ods|odp)$/i.test(name)
  )
    return 'office';
  if (/^\s*(?:<!--[\s\S]{0,200}-->\s*)?(?:<!doctype html|<html[\s>])/i.test(head.replace(/^\u00ef\u00bb\u00bf/, '')))
    return 'html';
  if (/^BEGIN:V(?:CARD|CALENDAR)/i.test(head)) return 'card';
  const ending = /\.([a-z0-9]{1,11})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const known = Object.hasOwn(kindByEnding, ending) ? kindByEnding[ending] : undefined;
  if (known) return known;
  if (/^(?:\u00ef\u00bb\u00bf)?\s*<\?xml/.test(head)) return 'xml';
  if (ending === '' && /<(?:p|div|a|body|head|table|span|h1)[\s>]/i.test(head)) return 'html';
  return 'text';
}

/** Whether a browser would show this file as a page. */
export const isHtml = (name: string, bytes: Uint8Array): boolean =>
  kindOf(name, bytes) === 'html' && !/\.(?:md|markdown)$/i.test(name);

/**
 * Every address that a file of a web site gives away, in order of place.
 *
 * Reads what is there and evaluates scripts over constants; nothing is fetched, resolved or run. Blind to addresses in
 * pictures, to what a script gets from elsewhere, and to formats it does not know, which are read as text.
 *
 * @param name the file's path: its ending says what it is when its content does not
 */
export function findExposed(bytes: Uint8Array, name: string): readonly Exposure[] {
  const kind = kindOf(name, bytes);
  if (kind === 'pdf') return exposedInPdf(bytes);
  if (kind === 'office') return exposedInOffice(bytes);
  if (kind === 'image') return exposedInBinary(bytes);
  const file = decodeFile(bytes);
  const found = [...readAs(kind, file.text, name)];
  found.sort((a, b) => a.from - b.from || a.to - b.to || (a.address < b.address ? -1 : 1));
  return found.map(({ address, technique, level, visible, from, to }) => ({
    address,
    technique,
    level,
    visible,
    line: file.lineAt(from),
    byteStart: file.byteAt(from),
    byteEnd: file.byteAt(to),
  }));
}

/** A copy of a program, which the server gives out as text. */
const programLeft = /\.(?:php\d?|phtml|inc|asp|aspx|jsp|cgi|pl|py|rb)(?:\.?(?:bak|old|orig|save|swp|txt|copy|\d)|~)$/i;

function readAs(kind: Kind, text: string, name: string): readonly Found[] {
  const collector = new Collector();
  switch (kind) {
    case 'html':
      return exposedInHtml(text, /\.(?:md|markdown)$/i.test(name));
    case 'script':
      collector.script(text, 0, text.length);
      return collector.found;
    case 'style':
      collector.scan(withoutStyleEscapes(asIs(text, 0, text.length)), { technique: 'css', visible: false });
      collector.inlineMap(text, 0, text.length);
      return collector.found.map((one) => ({
        ...one,
        technique:
          one.technique !== 'css' ? one.technique : inStyleComment(text, one.from) ? 'css-comment' : 'css-content',
      }));
    case 'json':
      collector.scan(withoutEscapes(asIs(text, 0, text.length)), {
        technique: name.endsWith('.map') ? 'sourcemap' : 'json',
        visible: false,
        munged: false,
        samples: true,
      });
      collector.mappedSources(text);
      return collector.found;
    case 'card': {
      const card = unfolded(asIs(text, 0, text.length));
      const technique = /BEGIN:VCALENDAR/i.test(text) ? 'ics' : 'vcard';
      const quoted = /QUOTED-PRINTABLE/i.test(text) ? withoutQuotedPrintable(card) : withoutPercent(card);
      collector.scan(quoted, { technique, visible: false });
      // Calendars name their entries as if they were mailboxes.
      return collector.found.filter(({ from }) => !/^UID[:;]/i.test(foldedLine(text, from)));
    }
    case 'xml': {
      // Twice coded: feeds carry HTML inside XML.
      collector.scan(withoutPercent(withoutEntities(text, 0, text.length)), {
        technique: 'xml',
        visible: false,
        munged: true,
      });
      const found = collector.found.map((one) => ({
        ...one,
        technique: one.technique === 'xml' ? xmlTechnique(text, one.from, name) : one.technique,
      }));
      // The words of a drawing stand in several elements, as those of a page do.
      const drawn = /<svg[\s>]/i.test(text.slice(0, 4000)) ? exposedInHtml(text) : [];
      const seen = (one: Found) =>
        drawn.some(
          ({ from, to, technique, visible }) =>
            visible &&
            technique === 'text' &&
            /^svg-(?:text|tspan|textpath)$/i.test(one.technique) &&
            from < one.to &&
            one.from < to,
        );
      return [
        ...found.map((one) => (seen(one) ? { ...one, visible: true } : one)),
        ...drawn.filter(({ address }) => !found.some((one) => one.address === address)),
      ];
    }
    default: {
      const technique = textTechnique(name);
      const [how] = [{ technique, visible: false, munged: true }];
      collector.scan(
        withoutPercent(asIs(text, 0, text.length)),
        technique === 'humans.txt' ? { ...how, level: 'plain' } : how,
      );
      if (/^\s*<\?php|^#!/.test(text.slice(0, 200)) || programLeft.test(name)) collector.joinedWords(text);
      return collector.found;
    }
  }
}

/** The line of a card up to a place, with the lines before it that it is folded from. */
function foldedLine(text: string, at: number): string {
  let start = at;
  for (let lines = 0; lines < 20; lines += 1) {
    start = text.lastIndexOf('\n', start - (lines === 0 ? 1 : 2)) + 1;
    if (start === 0 || !/[ \t]/.test(text.charAt(start))) break;
  }
  return text.slice(start, at);
}

function inStyleComment(text: string, at: number): boolean {
  const start = text.lastIndexOf('/*', at);
  return start !== -1 && text.indexOf('*/', start) >= at;
}

function xmlTechnique(text: string, at: number, name: string): string {
  const head = text.slice(0, 1000);
  const element = /<([A-Za-z][\w:.-]{0,60})[^<]*$/.exec(text.slice(Math.max(0, at - 400), at))?.[1];
  const family = /<rss|<rdf:RDF/i.test(head)
    ? 'rss'
    : /<feed/i.test(head)
      ? 'atom'
      : /\.svg$/i.test(name) || /<svg/i.test(head)
        ? 'svg'
        : 'xml';
  return element === undefined ? family : `${family}-${element.replace(':', '-')}`;
}

/** Humans.txt writes "[at]" by custom: there it hides nothing. */
function textTechnique(name: string): string {
  const base = name.slice(name.lastIndexOf('/') + 1).toLowerCase();
  if (base === 'security.txt' || base === 'humans.txt') return base;
  if (/mailmap/.test(base)) return 'git-mailmap';
  if (/whois/.test(base)) return 'whois-text';
  if (/\.(?:csv|tsv)$/.test(base)) return 'csv-left-in-web-root';
  if (/\.(?:sql|dump|bak|old|orig|log|env)$/.test(base)) return 'file-left-in-web-root';
  return 'text-file';
}

function lineOf(bytes: Uint8Array, at: number): number {
  let line = 1;
  for (let i = 0; i < at; i += 1) if (bytes[i] === 10) line += 1;
  return line;
}

function exposedInPdf(bytes: Uint8Array): readonly Exposure[] {
  const found: Exposure[] = [];
  const techniques = { info: 'pdf-info', xmp: 'pdf-xmp', text: 'pdf-text', link: 'pdf-link' } as const;
  for (const { text, byteStart, byteEnd, kind } of pdfTexts(bytes)) {
    const collector = new Collector();
    collector.scan(withoutPercent(withoutEntities(text, 0, text.length)), {
      technique: techniques[kind],
      visible: kind === 'text' || kind === 'link',
      munged: kind === 'text',
    });
    for (const { address, technique, level, visible } of collector.found) {
      if (
        found.some(
          (other) => other.address === address && other.byteStart === byteStart && other.technique === technique,
        )
      )
        continue;
      found.push({ address, technique, level, visible, line: lineOf(bytes, byteStart), byteStart, byteEnd });
    }
  }
  return found.sort((a, b) => a.byteStart - b.byteStart || (a.address < b.address ? -1 : 1));
}

function exposedInOffice(bytes: Uint8Array): readonly Exposure[] {
  const found: Exposure[] = [];
  for (const { text, byteStart, byteEnd, kind } of officeTexts(bytes)) {
    const collector = new Collector();
    const technique = `office-${kind}`;
    const visible = kind !== 'properties';
    const line = lineOf(bytes, byteStart);
    // How a program cuts its text into runs hides nothing.
    const plain = withoutEntities(text, 0, text.length);
    collector.scan(kind === 'link' ? withoutPercent(plain) : plain, { technique, visible, level: 'plain' });
    if (kind === 'text') collector.scan(plain, { technique, visible, munged: true });
    for (const one of collector.found)
      if (!found.some(({ address, byteStart: start }) => address === one.address && start === byteStart))
        found.push({
          address: one.address,
          technique: one.technique,
          level: one.level,
          visible,
          line,
          byteStart,
          byteEnd,
        });
  }
  return found.sort((a, b) => a.byteStart - b.byteStart || (a.address < b.address ? -1 : 1));
}

/** Metadata of pictures (EXIF, IPTC, XMP, PNG text) is readable text among bytes: only long enough runs of it are looked at. */
function exposedInBinary(bytes: Uint8Array): readonly Exposure[] {
  const text = Buffer.from(bytes.subarray(0, 512 * 1024)).toString('latin1');
  const found: Exposure[] = [];
  for (const run of text.matchAll(/[\x20-\x7e\t\r\n]{10,4000}/g)) {
    for (const { address, from, to } of addressesIn(run[0])) {
      if (isSample(address) || !/^[\w.+-]{3,}@/.test(address)) continue;
      const byteStart = run.index + from;
      found.push({
        address,
        technique: 'image-metadata',
        level: 'plain',
        visible: false,
        line: lineOf(bytes, byteStart),
        byteStart,
        byteEnd: run.index + to,
      });
    }
  }
  return found;
}
