// HTML of a mail as the text a person would read. Nothing is fetched, run or rendered; tokens only, in one pass.
import { type TokenHandler, Tokenizer, TokenizerMode } from 'parse5';

/** Text inside these is never shown. */
const hidden = new Set([
  'script',
  'style',
  'title',
  'head',
  'template',
  'noembed',
  'noframes',
  'iframe',
  'object',
  'xml',
]);

const raw = new Set(['style', 'iframe', 'noembed', 'noframes']);

const blocks = new Set(
  'address article aside blockquote body br center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);

/** Characters of one HTML part that are rendered; a mail that a person reads is a hundredth of it. */
const MOST_HTML = 4_000_000;
/** Stands where the rest was left out, so that nobody takes it for the end. */
const LEFT_OUT = '\n[…]';

/** Rendered text: blocks on lines of their own, entities undone, runs of white space made one space. */
export function htmlToText(source: string): string {
  const out: string[] = [];
  const stack: string[] = [];
  const write = (text: string) => {
    if (stack.length === 0) out.push(text);
  };
  const handler: TokenHandler = {
    onStartTag({ tagName, selfClosing, attrs }) {
      if (hidden.has(tagName) && !selfClosing && stack.length < 64) {
        stack.push(tagName);
        // The tokenizer does not know by itself that these hold no tags.
        if (tagName === 'script') tokenizer.state = TokenizerMode.SCRIPT_DATA;
        else if (raw.has(tagName)) tokenizer.state = TokenizerMode.RAWTEXT;
      }
      if (tagName === 'body') stack.length = 0;
      if (blocks.has(tagName)) write(tagName === 'td' || tagName === 'th' ? ' ' : '\n');
      const shown =
        tagName === 'img' || tagName === 'area' ? attrs.find(({ name }) => name === 'alt')?.value : undefined;
      if (shown) write(` ${shown} `);
    },
    onEndTag({ tagName }) {
      const at = stack.lastIndexOf(tagName);
      if (at >= 0) stack.length = at;
      if (blocks.has(tagName)) write('\n');
    },
    onCharacter: ({ chars }) => write(chars),
    onWhitespaceCharacter: ({ chars }) => write(chars.includes('\n') ? ' ' : chars),
    onNullCharacter() {},
    onComment() {},
    onDoctype() {},
    onEof() {},
  };
  const tokenizer = new Tokenizer({ sourceCodeLocationInfo: false }, handler);
  tokenizer.write(source.slice(0, MOST_HTML), true);
  const text = out
    .join('')
    .replace(/[ \t\r\f\v]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim();
  return source.length > MOST_HTML ? `${text}${LEFT_OUT}` : text;
}
