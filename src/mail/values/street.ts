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
  pza: 'plz',
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
  marechal: 'mal',
  general: 'gal',
  docteur: 'dr',
  president: 'pdt',
  route: 'rte',
  viale: 'vle',
  paseo: 'po',
  calle: 'c',
  rue: 'r',
  rua: 'r',
  faubourg: 'fg',
  fbg: 'fg',
  first: '1st',
  second: '2nd',
  third: '3rd',
  fourth: '4th',
  fifth: '5th',
  sixth: '6th',
  seventh: '7th',
  eighth: '8th',
  ninth: '9th',
  tenth: '10th',
  eleventh: '11th',
  twelfth: '12th',
  thirteenth: '13th',
  fourteenth: '14th',
  fifteenth: '15th',
  sixteenth: '16th',
  seventeenth: '17th',
  eighteenth: '18th',
  nineteenth: '19th',
  twentieth: '20th',
  cl: 'cl',
  strasse: 'str',
  allee: 'all',
};

/**
 * A folded text with the words of streets in their shortest: "Goethestr.", "18 St. Brendan's Rd"; of places in Japan without
 * what one may write or leave out: 阿佐ヶ谷, 阿佐谷; 奥野字矢上前, 奥野矢上前; in Kyoto 烏丸通三条上る, 烏丸三条上る; and
 * with a room behind # as one behind a stroke.
 */
export function shortStreets(folded: string): string {
  const boxes = folded.includes('box') ? folded.replace(/(?<!\p{L})p\. ?o\.? ?box(?!\p{L})/gu, 'po box') : folded;
  const twice = boxes.replace(/(?<=\d)(?=(?:bis|ter|quater)(?!\p{L}))/gu, ' ');
  const rooms = twice.replace(/(?<=\d) ?# ?(?=\d)/g, '-');
  const kyoto = rooms.replace(/(?<=\p{Script=Han})通(?=\p{Script=Han}{1,6}(?:[上下]が?る|[東西南北]入))/gu, '');
  const text = kyoto.replace(/(?<=\p{Script=Han})(?:[がのつ之]|大?字)(?=\p{Script=Han})/gu, '');
  return text.replace(/[a-z]{2,40}/g, (word) => {
    const short = Object.hasOwn(shortest, word) ? shortest[word] : undefined;
    if (short !== undefined || word.length <= 8) return short ?? word;
    // Hölderlinallee is Hölderlin-Allee, whose second word is cut short by itself.
    return word.endsWith('strasse')
      ? word.slice(0, -4)
      : word.replace(/(?<=..)(?:allee|platz)$/, (end) => shortest[end] ?? end);
  });
}

/** What names a room or a house within the street, and ends what is asked of it. */
const room =
  /[,;\n]|\s(?=#|(?:apt|apartment|suite|ste|unit|flat|room|rm|floor|fl|hh|vh|hinterhaus|vorderhaus|wohnung|whg|appt?|apto|ap|int|piso|bus|m|lok|kv)(?!\p{L}))| - (?=\p{L})/u;

/** So many letters are a street's name in short words, too: Rue de la Loi. */
const LEAST_LETTERS = 8;

/** How streets end that have no number. */
const streetEnd = /\p{L}{3} (?:street|st|road|rd|lane|ln|avenue|ave|close|drive|way|row|hill|square|terrace)$/u;

/** A house with a name for a number: The Old Forge, Chapel Street. */
function namedHouse([house = '', ...more]: readonly string[]): string | undefined {
  const street = more.find((part) => streetEnd.test(part));
  return street === undefined || !/^\p{Script=Latin}[\p{Script=Latin}\s'’-]{4,40}$/u.test(house)
    ? undefined
    : `${house} ${street}`;
}

/** Denver CO 80203, 10243 Berlin: whoever lives there. */
const townByPostcode = /^(?:[\p{L}. '-]{2,40} [a-z]{2} \d{5}(?:-\d{4})?|\d{5} [\p{L}-]{2,40})$/u;

/** Street and number of an address in Latin letters; undefined for what is no such address. */
export function streetOf(folded: string): string | undefined {
  // Of "12 bis, avenue des Tilleuls" and "Rua das Acácias, 230" the comma ends no part. Five digits are a postcode.
  const parts = folded
    .replace(/^(\d{1,5}(?: ?(?:bis|ter|quater|[a-z]))?), ?(?=\p{L}{2})/u, '$1 ')
    .replace(/^(?:ul|al|os|ulica)\.? (?=\p{L}{3})/u, '')
    .replace(/(?<=\p{L}{3}), ?(?=\d{1,4}[a-z]?(?:,|$| -))/u, ' ')
    .split(room)
    .map((part) => part.trim());
  return (
    parts.find(
      (part) =>
        /^\d{1,5}(?:[-/]\d{1,4}){0,3}(?:[a-z]| ?(?:bis|ter|quater))?,? |\s\d{1,5}(?:[-/]\d{1,4}){0,3}(?:[-/ ]?(?:[a-z]|i{2,3}|iv|bis|ter|hs))?$/.test(
          part,
        ) &&
        /^[\p{Script=Latin}\p{N}\s.'’/-]+$/u.test(part) &&
        !townByPostcode.test(part) &&
        !/^(?:apt|apartment|suite|ste|unit|flat|room|rm|floor|fl)\s/.test(part) &&
        (/\p{L}{4}|^p\.? ?o\.? ?box |\d(?:st|nd|rd|th) /u.test(part) ||
          (part.match(/\p{L}/gu)?.length ?? 0) >= LEAST_LETTERS),
    ) ?? namedHouse(parts)
  );
}

/** Via Giuseppe Garibaldi 41 as Via G. Garibaldi 41, Karl-Marx-Allee as K.-Marx-Allee; none for what names nobody. */
export function withInitial(street: string): readonly string[] {
  const short = street
    .replace(
      /^((?:\d{1,4}[a-z]?,? )?(?:via|viale|corso|piazza|rue|rua|calle|avenue|avenida|av\.?|place) )(\p{L})\p{L}{2,12} (?=\p{L}{4})/u,
      '$1$2 ',
    )
    .replace(/^(\p{L})\p{L}{2,12}-(?=\p{L}{3,20}-)/u, '$1-');
  return short === street ? [] : [short];
}

/** "Rue de la Loi 155" as "155 Rue de la Loi", and back. */
export function numberTurned(street: string): readonly string[] {
  const [, ahead, after] = /^(\d{1,5}(?:[a-z]| ?(?:bis|ter))?),? (.{4,80})$/.exec(street) ?? [];
  if (ahead !== undefined) return [`${after} ${ahead}`];
  const [, name, behind] = /^(.{4,80}?),? (\d{1,5}[a-z]?)$/.exec(street) ?? [];
  return behind === undefined ? [] : [`${behind} ${name}`];
}
