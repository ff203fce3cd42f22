// Whether a row of addresses is a walk: the same address with one number in it, taken one after the other.

/** Records that make a walk; fewer are somebody's own. */
export const FEWEST_WALKED = 20;
/** Share of the records whose neighbour was asked for shortly before: some are not there, and workers share the row. */
const IN_ORDER = 0.8;
/** Requests that may lie between neighbours, where several are asked for at once; of a short row, a quarter: numbers in no order are as near now and then. */
const BETWEEN = 32;
const BETWEEN_SHARE = 0.25;
/** Numbers between neighbours: somebody's own orders lie further apart. A step of its own, kept half of the time, is a walk too. */
const MOST_APART = 3;
const SAME_STEP = 0.5;
/** Share of the addresses that have one form. */
const ONE_FORM = 0.8;

/** What is no record's number: pages of a list, clocks, and days. */
const PAGING =
  /(?:^|[?&/])(?:page|pages|paged|p|pg|offset|start|from|skip|limit|per_?page|size|cursor|_|t|ts|time|timestamp|v|ver|version|cb|rand|nocache)[=/]$/i;
const DAY_OF_MONTH = /(?:19|20)\d\d[-/.]\d{1,2}[-/.]$/;
const isDay = (digits: string) => /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(digits);
/** Seconds or milliseconds since 1970, of this time. */
const isClock = (digits: string) => /^1[5-9]\d{8}(?:\d{3})?$/.test(digits);

type Part = { readonly before: string; readonly digits: string };

function partsOf(target: string): { readonly form: string; readonly parts: readonly Part[] } {
  const parts: Part[] = [];
  const form = target.replace(/\d{1,19}/g, (digits, at: number) => {
    parts.push({ before: target.slice(Math.max(0, at - 24), at), digits });
    return '#';
  });
  return { form, parts };
}

/** @param targets in the order of time */
function commonest(targets: readonly string[]): (readonly Part[])[] {
  const forms = new Map<string, (readonly Part[])[]>();
  for (const target of targets) {
    const { form, parts } = partsOf(target);
    const known = forms.get(form);
    if (known) known.push(parts);
    else forms.set(form, [parts]);
  }
  const most = [...forms.values()].reduce<(readonly Part[])[]>((a, b) => (b.length > a.length ? b : a), []);
  return most.length >= ONE_FORM * targets.length ? most : [];
}

/** Numbers in the order they were first asked for: a walk, whether up or down, by one worker or several. */
export function isWalk(asked: readonly number[]): boolean {
  const order = [...new Set(asked)];
  if (order.length < FEWEST_WALKED) return false;
  const place = new Map(order.map((number, i) => [number, i]));
  const sorted = order.toSorted((a, b) => a - b);
  const steps = sorted.slice(1).map((number, i) => number - (sorted[i] ?? 0));
  const counts = new Map<number, number>();
  for (const step of steps) counts.set(step, (counts.get(step) ?? 0) + 1);
  const half = steps.toSorted((a, b) => a - b)[steps.length >> 1] ?? 0;
  if (half > MOST_APART && Math.max(...counts.values()) < SAME_STEP * steps.length) return false;
  const between = Math.min(BETWEEN, BETWEEN_SHARE * order.length);
  let [up, down] = [0, 0];
  for (const [i, number] of sorted.slice(1).entries()) {
    const after = (place.get(number) ?? 0) - (place.get(sorted[i] ?? 0) ?? 0);
    if (after > 0 && after <= between) up += 1;
    if (after < 0 && -after <= between) down += 1;
  }
  return Math.max(up, down) >= IN_ORDER * steps.length;
}

/** The walk that addresses are: which of their numbers runs, from 0, and its values. @param targets in the order of time */
export function walkOf(
  targets: readonly string[],
): { readonly part: number; readonly numbers: readonly number[] } | undefined {
  const rows = commonest(targets);
  const [first = []] = rows;
  for (const [part, { before, digits }] of first.entries()) {
    if (PAGING.test(before) || DAY_OF_MONTH.test(before) || isDay(digits) || isClock(digits)) continue;
    const numbers = rows.map((parts) => Number(parts[part]?.digits));
    if (isWalk(numbers)) return { part, numbers };
  }
  return undefined;
}

/** Whether these addresses are a walk through records. @param targets in the order of time */
export const areWalked = (targets: readonly string[]): boolean => walkOf(targets) !== undefined;
