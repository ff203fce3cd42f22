/**
 * Values by their keys, both in the order in which they come. Undefined as key: left out. Linear, however many have one key:
 * to copy the list for each value that joins it would take the square of that.
 */
export function grouped<K, V>(values: Iterable<V>, keyOf: (value: V) => K | undefined): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    const key = keyOf(value);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
