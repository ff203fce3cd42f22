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
  circle: 'cir',
  trail: 'trl',
  ridge: 'rdg',
  heights: 'hts',
  hills: 'hls',
  point: 'pt',
  springs: 'spgs',
  valley: 'vly',
  village: 'vlg',
  center: 'ctr',
  centre: 'ctr',
  fort: 'ft',
  turnpike: 'tpke',
  crossing: 'xing',
  meadows: 'mdws',
  northeast: 'ne',
  northwest: 'nw',
  southeast: 'se',
  southwest: 'sw',
  chemin: 'ch',
  impasse: 'imp',
  route: 'rte',
  viale: 'vle',
  paseo: 'po',
  calle: 'c',
  cl: 'cl',
  strasse: 'str',
  allee: 'all',
};

/**
 * A folded text with the words of streets in their shortest: "Goethestr.", "18 St. Brendan's Rd"; of places in Japan without
 * what one may write or leave out: 阿佐ヶ谷, 阿佐谷; 奥野字矢上前, 奥野矢上前.
 */
export function shortStreets(folded: string): string {
  const text = folded.replace(/(?<=\p{Script=Han})(?:[がのつ之]|大?字)(?=\p{Script=Han})/gu, '');
  return text.replace(/[a-z]{2,40}/g, (word) => {
    const short = Object.hasOwn(shortest, word) ? shortest[word] : undefined;
    return short ?? (word.length > 8 && word.endsWith('strasse') ? word.slice(0, -4) : word);
  });
}

/** What names a room or a house within the street, and ends what is asked of it. */
const room = /[,;\n]|\s(?=#|(?:apt|apartment|suite|ste|unit|flat|room|rm|floor|fl)(?!\p{L}))/u;

/** So many letters are a street's name in short words, too: Rue de la Loi. */
const LEAST_LETTERS = 8;

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
        (/\p{L}{4}/u.test(part) || (part.match(/\p{L}/gu)?.length ?? 0) >= LEAST_LETTERS),
    );
}

/** "Rue de la Loi 155" as "155 Rue de la Loi", and back. */
export function numberTurned(street: string): readonly string[] {
  const [, ahead, after] = /^(\d{1,5}[a-z]?),? (.{4,80})$/.exec(street) ?? [];
  if (ahead !== undefined) return [`${after} ${ahead}`];
  const [, name, behind] = /^(.{4,80}?),? (\d{1,5}[a-z]?)$/.exec(street) ?? [];
  return behind === undefined ? [] : [`${behind} ${name}`];
}
