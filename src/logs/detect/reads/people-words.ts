// Words under which answers and lists of people are kept: in the path of a page, the name of a file, of a bucket, of a table.
// One list; what a question adds to it for its own kind of name stands with that question, with the reason.

/** Telling wherever they stand, Japanese ones in Roman letters among them. */
const anywhere = [
  'survey',
  'questionnaire',
  'enqu',
  'inquir',
  'subscribers?',
  'mailing',
  'recipients',
  'applicants?',
  'kaiin',
  'kokyaku',
  'meibo',
  'toiawase',
  'enquete',
  'anketo',
];

/** Everyday words, beginnings of others: `membership` names no list. `order` alone is the way to sort one: only some add it. */
const asWords = ['answers?', 'responses?', 'submissions?', 'entries', 'customers?', 'members?', 'contacts?', 'orders'];

/** In a name of many words, such as a path: an everyday word counts where it ends (`customer_list`). For RE2 and Vectorscan. */
export const PEOPLE_IN_PATHS = [...anywhere, ...asWords.map((word) => `${word}(?:\\b|_)`)].join('|');

/** In the name of a file of records every word counts, however it goes on (`memberlist.csv`). */
export const PEOPLE_IN_FILE_NAMES = [...anywhere, ...asWords].join('|');

/** The same inside a string literal of SQL. */
export const inLiteral = (pattern: string): string => pattern.replaceAll('\\', '\\\\');
