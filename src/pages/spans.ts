/** Characters of one drawer: about the length of an address. */
const WIDTH = 64;
/** What reaches over more drawers than this (a whole script, a list of sources) is kept in a list of its own. */
const MOST_DRAWERS = 64;

/** Stretches of a text, asked for by place: in time that does not grow with how many there are elsewhere. */
export class Spans<Item> {
  readonly #drawers = new Map<number, { readonly item: Item; readonly from: number; readonly to: number }[]>();
  readonly #long: { readonly item: Item; readonly from: number; readonly to: number }[] = [];

  add(item: Item, from: number, to: number): void {
    const span = { item, from, to };
    const [first, last] = [Math.floor(from / WIDTH), Math.floor(Math.max(from, to - 1) / WIDTH)];
    if (last - first >= MOST_DRAWERS) {
      this.#long.push(span);
      return;
    }
    for (let drawer = first; drawer <= last; drawer += 1) {
      const held = this.#drawers.get(drawer);
      if (held) held.push(span);
      else this.#drawers.set(drawer, [span]);
    }
  }

  /** Whether a stretch that shares a character with this one holds an item of that kind. */
  some(from: number, to: number, holds: (item: Item) => boolean = () => true): boolean {
    const meets = (span: { readonly item: Item; readonly from: number; readonly to: number }) =>
      from < span.to && span.from < to && holds(span.item);
    if (this.#long.some(meets)) return true;
    const [first, last] = [Math.floor(from / WIDTH), Math.floor(Math.max(from, to - 1) / WIDTH)];
    // A stretch over more drawers than are filled: look through those that are.
    if (last - first > this.#drawers.size) return [...this.#drawers.values()].some((held) => held.some(meets));
    for (let drawer = first; drawer <= last; drawer += 1) if (this.#drawers.get(drawer)?.some(meets)) return true;
    return false;
  }
}
