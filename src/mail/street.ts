// Addresses in Latin letters, whose words are cut short in many ways: all are compared in their shortest.

const shortest: Readonly<Record<string, string>> = {
  street: 'st',
  saint: 'st',
  sankt: 'st',
  road: 'rd',
  avenue: 'ave',
  av: 'ave',
  avda: 'ave',
  avenida: 'ave',
  crescent: 'cres',
  drive: 'dr',
  lane: 'ln',
  court: 'ct',
  boulevard: 'blvd',
  bd: 'blvd',
  bvd: 'blvd',
  place: 'pl',
  platz: 'pl',
  plaza: 'plz',
  plza: 'plz',
  square: 'sq',
  terrace: 'ter',
  terr: 'ter',
  close: 'cl',
  gardens: 'gdns',
  grove: 'grv',
  parkway: 'pkwy',
  highway: 'hwy',
  mount: 'mt',
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
  calle: 'c',
  cl: 'cl',
  strasse: 'str',
  allee: 'all',
};

/**
 * A folded text with the words of streets in their shortest: "Goethestr.", "18 St. Brendan's Rd"; of places in Japan without
 * what one may write or leave out: 阿佐ヶ谷, 阿佐谷.
 */
export function shortStreets(folded: string): string {
  const text = folded.replace(/(?<=\p{Script=Han})[がのつ之](?=\p{Script=Han})/gu, '');
  return text.replace(/[a-z]{2,40}/g, (word) => {
    const short = Object.hasOwn(shortest, word) ? shortest[word] : undefined;
    return short ?? (word.length > 8 && word.endsWith('strasse') ? word.slice(0, -4) : word);
  });
}

/** What names a room or a house within the street, and ends what is asked of it. */
const room = /[,;\n]|\s(?=#|(?:apt|apartment|suite|ste|unit|flat|room|rm|floor|fl)(?!\p{L}))/u;

/** Street and number of an address in Latin letters; undefined for what is no such address. */
export function streetOf(folded: string): string | undefined {
  return folded
    .split(room)
    .map((part) => part.trim())
    .find(
      (part) =>
        /^\d{1,5}(?:[-/]\d{1,4}){0,3}[a-z]?,? |\s\d{1,5}(?:[-/]\d{1,4}){0,3}[a-z]?$/.test(part) &&
        /^[\p{Script=Latin}\p{N}\s.'’/-]+$/u.test(part) &&
        !/^(?:apt|apartment|suite|ste|unit|flat|room|rm|floor|fl)\s/.test(part) &&
        /\p{L}{4}/u.test(part),
    );
}
