// Forms ask one thing in several columns (姓 and 名, tel1 to tel3, year, month and day), and mails show it as one. So it
// is looked for and counted as one, and its pieces, which alone are words and numbers of any text, are not.
import { isOnlyName, type Reading, type Role, readingsOfHeading } from './column-roles.ts';

/** One column of a record. */
export type FormValue = { readonly field: string; readonly value: string };

export type Answer = FormValue & {
  /** The ways in which it may be written out; the first is its value. */
  readonly writings: readonly string[];
  /**
   * `name`: of a person, whole. `family`, `given`: of the name only that is known, and counts only where somebody is called by it.
   * `place`: the name of a place alone, which counts only beside another value. `other`: all else.
   */
  readonly kind: 'name' | 'family' | 'given' | 'place' | 'other';
  /** Of a name in two columns, each. */
  readonly parts?: { readonly family: string; readonly given: string };
  /** The columns it is made of. */
  readonly columns: readonly string[];
};

/** Between the names of columns that hold one thing. */
export const JOINT = ' + ';

export const nameField = /name|kana|sei|mei|氏名|名前|お名前|姓|フリガナ|ふりがな|カナ|かな|よみ/i;

type Readings = readonly (readonly Reading[])[];
type Join = { readonly as: 'name' | 'number' | 'date' | 'address' | 'house' | 'town'; readonly at: readonly number[] };
type Plan = { readonly joins: readonly Join[]; readonly lone: readonly Answer['kind'][] };

const stemsOf = (readings: readonly Reading[] | undefined, role: Role) =>
  (readings ?? []).filter((one) => one.role === role).map(({ stem }) => stem);

/** Columns that have one of the roles each, and say the same beside it. */
function together(readings: Readings, wanted: readonly Role[], used: ReadonlySet<number>): readonly number[][] {
  const [first, ...others] = wanted;
  if (first === undefined) return [];
  const found: number[][] = [];
  const taken = new Set(used);
  for (const [at, own] of readings.entries()) {
    for (const stem of taken.has(at) ? [] : stemsOf(own, first)) {
      const rest = others.map((role) =>
        readings.findIndex((other, place) => place !== at && !taken.has(place) && stemsOf(other, role).includes(stem)),
      );
      const group = [at, ...rest];
      if (rest.includes(-1) || new Set(group).size < group.length) continue;
      for (const place of group) taken.add(place);
      found.push(group);
      break;
    }
  }
  return found;
}

/** "Name" beside "Vorname" is the family's, beside "surname" the given one; 名前 beside 姓, too. */
function namesBeside(headings: readonly string[], readings: Readings, used: ReadonlySet<number>): readonly number[][] {
  const partner = (stem: string) =>
    headings.findIndex((heading, at) => {
      const plain = heading
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[\s_-]/g, '');
      return !used.has(at) && (plain === stem || plain === `${stem}名前` || plain === `${stem}お名前`);
    });
  return readings.flatMap((own, at) => {
    if (used.has(at)) return [];
    for (const { role, stem } of own) {
      const other = role === 'family' || role === 'given' ? partner(stem) : -1;
      if (other >= 0 && other !== at) return [role === 'family' ? [at, other] : [other, at]];
    }
    return [];
  });
}

/** What is asked in numbered pieces of digits. */
const numbered = /電話|携帯|ふぁっくす|郵便|〒|局番|^$|tel|phone|mobile|fax|zip|post/;

function piecesOf(readings: Readings): readonly number[][] {
  const groups = new Map<string, number[]>();
  for (const [at, own] of readings.entries()) {
    const stem = stemsOf(own, 'piece').find((one) => numbered.test(one));
    if (stem !== undefined) groups.set(stem, [...(groups.get(stem) ?? []), at]);
  }
  return [...groups.values()].filter(({ length }) => length >= 2 && length <= 4);
}

/** Of an address, what a heading says beside its part of it: whose it is, as 配送先 or "billing". */
function ownerOf(stem: string): string {
  return stem.replace(
    /都道府県|市区?町村|市区郡?|郡|町名|町域|番地|丁目|住所|建物|address|addr|street|line|[名以降おごのそ他等部屋号室階\d]/g,
    '',
  );
}

type PlaceRole = 'prefecture' | 'city' | 'postcode' | 'street' | 'house';
const placeRoles: readonly PlaceRole[] = ['house', 'postcode', 'prefecture', 'city', 'street'];

/** The columns of each address: its owner, and which column is what. */
function addressesOf(readings: Readings): readonly ReadonlyMap<PlaceRole, readonly number[]>[] {
  const owners = new Map<string, Map<PlaceRole, number[]>>();
  for (const [at, own] of readings.entries()) {
    const role = placeRoles.find((one) => stemsOf(own, one).length > 0);
    if (role === undefined) continue;
    const owner = ownerOf(stemsOf(own, role)[0] ?? '');
    const known = owners.get(owner) ?? new Map<PlaceRole, number[]>();
    owners.set(owner, known.set(role, [...(known.get(role) ?? []), at]));
  }
  return [...owners.values()];
}

function makePlan(headings: readonly string[]): Plan {
  const readings = headings.map(readingsOfHeading);
  const joins: Join[] = [];
  const used = new Set<number>();
  const add = (as: Join['as'], groups: readonly (readonly number[])[]) => {
    for (const at of groups) {
      joins.push({ as, at });
      for (const one of at) used.add(one);
    }
  };
  add('name', together(readings, ['family', 'given', 'middle'], used));
  add('name', together(readings, ['family', 'given'], used));
  add('name', namesBeside(headings, readings, used));
  add('date', together(readings, ['era', 'year', 'month', 'day'], used));
  add('date', together(readings, ['year', 'month', 'day'], used));
  add('number', piecesOf(readings));
  for (const parts of addressesOf(readings)) {
    const of = (role: PlaceRole) => (parts.get(role) ?? []).filter((at) => !used.has(at));
    const [street, house, postcode, city] = [of('street'), of('house'), of('postcode'), of('city')];
    if (street[0] !== undefined && house[0] !== undefined) add('house', [[street[0], house[0]]]);
    const parted = [...of('prefecture'), ...city, ...street];
    if (parted.length >= 2 && street.length > 0) joins.push({ as: 'address', at: parted });
    if (postcode[0] !== undefined && city[0] !== undefined)
      joins.push({ as: 'town', at: [postcode[0], city[0], ...of('prefecture').slice(0, 1)] });
  }
  const lone = readings.map((own): Answer['kind'] => {
    const part = own.find(({ role, stem }) => (role === 'family' || role === 'given') && isOnlyName(stem));
    if (part?.role === 'family' || part?.role === 'given') return part.role;
    return own.some(({ role }) => role === 'prefecture' || role === 'city' || role === 'country') ? 'place' : 'other';
  });
  return { joins, lone };
}

/** One plan a table: more kinds of tables than this are read anew. */
const MOST_PLANS = 64;
const plans = new Map<string, Plan>();

function planOf(headings: readonly string[]): Plan {
  const key = headings.join('\u0000');
  const known = plans.get(key);
  if (known) return known;
  const made = makePlan(headings);
  if (plans.size >= MOST_PLANS) plans.clear();
  plans.set(key, made);
  return made;
}

const hasHan = (text: string) => /\p{Script=Han}/u.test(text);
const isLatin = (text: string) => /^[\p{Script=Latin}\p{M}\s.'’`´-]+$/u.test(text);

/**
 * The name of a person in two columns, of Latin letters the given name first; of two families' names, as in Spain, also without
 * the second. Undefined where one column holds the whole.
 */
function nameOf([family = '', given = '', middle = '']: readonly string[]): readonly string[] | undefined {
  if (given.replace(/\s/g, '').startsWith(family.replace(/\s/g, ''))) return undefined;
  if (!isLatin(family + given)) return [`${family} ${given}`];
  const [one = '', other = '', ...more] = family.split(/\s+/);
  const isDouble = more.length === 0 && one.length > 3 && other.length > 3;
  const whole = middle === '' ? [] : [`${given} ${middle} ${family}`];
  return [...whole, `${given} ${family}`, ...(isDouble ? [`${given} ${one}`] : [])];
}

const digitsOnly = (text: string) => /^\d{1,5}$/.test(text.normalize('NFKC'));

function dateOf(parts: readonly string[]): string | undefined {
  const told = parts.map((part) => part.normalize('NFKC').replace(/[年月日]$/, ''));
  const [year = '', month = '', day = ''] = told.length > 3 ? [`${told[0]}${told[1]}`, ...told.slice(2)] : told;
  const fits = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
  if (!fits) return undefined;
  if (/^(?:18|19|20)\d\d$/.test(year)) return `${year}-${month}-${day}`;
  return /^(?:令和|平成|昭和|大正)(?:\d{1,2}|元)$/.test(year) ? `${year}年${month}月${day}日` : undefined;
}

/** An address of Japan in columns, and from its quarter on; undefined for any other. */
function japaneseAddress(parts: readonly string[]): readonly string[] | undefined {
  const [first = '', ...rest] = parts;
  const repeats = rest.some((part) => part.startsWith(first));
  const from = parts.findIndex((part) => /[^\d]{2}.{0,30}[\d０-９一二三四五六七八九十]/u.test(part));
  const write = (some: readonly string[]) =>
    some.reduce((made, part) =>
      /[\p{N}a-z]$/iu.test(made) && !/^[-－‐]/.test(part) ? `${made} ${part}` : made + part,
    );
  const whole = write(parts);
  if (repeats || !hasHan(first) || !/[\d０-９一二三四五六七八九十]/u.test(rest.join(''))) return undefined;
  return from > 0 ? [whole, write(parts.slice(from))] : [whole];
}

/** Postcodes of more digits stand for themselves. */
const SHORT_POSTCODE = 5;

function writingsOf({ as }: Join, parts: readonly string[]): readonly string[] | undefined {
  const one = (value: string | undefined) => (value === undefined ? undefined : [value]);
  switch (as) {
    case 'name':
      return nameOf(parts);
    case 'date':
      return one(dateOf(parts));
    case 'number':
      return parts.every(digitsOnly) ? [parts.join('-')] : undefined;
    case 'address':
      return japaneseAddress(parts);
    case 'house': {
      const [street = '', house = ''] = parts;
      return /\d/.test(street) || !/^\d/.test(house) ? undefined : [`${street} ${house}`];
    }
    case 'town': {
      const [postcode = '', city = '', state = ''] = parts;
      const digits = postcode.replace(/[\s-]/g, '');
      if (!/^\d{4,}$/.test(digits) || digits.length > SHORT_POSTCODE || city === '') return undefined;
      const whole = `${postcode} ${city}`;
      const others = [`${city} ${postcode}`, ...(state === '' ? [] : [`${city} ${state} ${postcode}`])];
      return [whole, ...others, ...(digits.length === SHORT_POSTCODE ? [postcode] : [])];
    }
  }
}

/** So many kanji a family's name has at most, where the form does not say where it ends. */
const MOST_FAMILY = 3;

/** Family's and given name of a name in kanji, in each way in which one without a space may be cut. */
function kanjiParts({ value, kind, parts }: Answer): readonly (readonly [string, string])[] {
  if (kind !== 'name' || !hasHan(value)) return [];
  if (parts) return [[parts.family, parts.given]];
  const [family = '', given = '', ...more] = value.trim().split(/\s+/);
  if (more.length > 0) return [];
  if (given !== '') return [[family, given]];
  if (!/^[\p{Script=Han}々]{3,6}$/u.test(family)) return [];
  const cuts = Array.from({ length: Math.min(MOST_FAMILY, family.length - 1) }, (_, at) => at + 1);
  return cuts.filter((at) => at > 1 || family.length < 4).map((at) => [family.slice(0, at), family.slice(at)]);
}

/** A name in kanji also with its given name in the kana of the record: 湯浅 りょう for 湯浅 亮, which many mails write so. */
function withHalfReadings(answers: readonly Answer[]): readonly Answer[] {
  const readings = answers.filter(
    ({ kind, value }) => kind === 'name' && /^[\p{scx=Hira}\p{scx=Kana}\s]+$/u.test(value),
  );
  const given = readings.flatMap(({ value, parts }) => parts?.given ?? value.trim().split(/\s+/)[1] ?? []);
  if (given.length === 0) return answers;
  return answers.map((answer) => ({
    ...answer,
    writings: [
      ...answer.writings,
      ...kanjiParts(answer).flatMap(([family]) => given.map((reading) => `${family} ${reading}`)),
    ],
  }));
}

/** A prefecture and its town: every mail about the place names them. */
const townOfPrefecture =
  /^(?:東京都|北海道|京都府|大阪府|\p{Script=Han}{2,3}県)\s?[\p{Script=Han}\p{scx=Hira}\p{scx=Kana}]{1,8}[市区町村]$/u;

const isOneWord = (value: string) => /^\S+$/.test(value.trim());

/**
 * What a record's columns say: each thing once, with the ways in which it may be written. Values without a partner, and all
 * that is no piece of something, stay as they are.
 */
export function answersOf(values: readonly FormValue[]): readonly Answer[] {
  const { joins, lone } = planOf(values.map(({ field }) => field));
  const whole = new Set(values.map(({ value }) => value.replace(/\s/g, '')));
  const used = new Set<number>();
  const made: Answer[] = [];
  for (const join of joins) {
    const at = join.at.filter((place) => (values[place]?.value.trim() ?? '') !== '');
    if (
      at.length < Math.min(2, join.at.length) ||
      (join.as !== 'address' && join.as !== 'town' && at.length < join.at.length)
    )
      continue;
    const parts = at.map((place) => values[place]?.value.trim() ?? '');
    const writings = writingsOf(join, join.as === 'town' && at.length < 2 ? [] : parts);
    const [value] = writings ?? [];
    if (value === undefined || writings === undefined) continue;
    for (const place of at) used.add(place);
    // A column of its own holds the same: that one is looked for.
    if (whole.has(value.replace(/\s/g, ''))) continue;
    const columns = at.map((place) => values[place]?.field ?? '');
    const all = { field: columns.join(JOINT), value, writings, columns };
    const [family = '', given = ''] = parts;
    made.push(join.as === 'name' ? { ...all, kind: 'name', parts: { family, given } } : { ...all, kind: 'other' });
  }
  const single = values.flatMap(({ field, value }, at): Answer[] => {
    if (used.has(at)) return [];
    const kind = townOfPrefecture.test(value.trim()) ? 'place' : (lone[at] ?? 'other');
    const isPart = (kind === 'family' || kind === 'given') && !isOneWord(value);
    const told = isPart || (kind === 'other' && nameField.test(field)) ? 'name' : kind;
    return [{ field, value, writings: [value], kind: told, columns: [field] }];
  });
  return withHalfReadings([...made, ...single]);
}
