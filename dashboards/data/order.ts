/** Orders of rows: by a whole-number key, in time that grows with the rows alone. */

/** The rows in ascending order of their keys, rows of one key as they were. Keys must lie within some 100,000 days. */
export function orderBy(rows: Uint32Array, keyOf: (row: number) => number): Uint32Array {
  const keys = Int32Array.from(rows, keyOf);
  let [least, most] = [Infinity, -Infinity];
  for (const key of keys) {
    least = Math.min(least, key);
    most = Math.max(most, key);
  }
  if (rows.length === 0) return rows;
  const starts = new Uint32Array(most - least + 2);
  for (const key of keys) starts[key - least + 1] = (starts[key - least + 1] ?? 0) + 1;
  for (let index = 1; index < starts.length; index++)
    starts[index] = (starts[index] ?? 0) + (starts[index - 1] ?? 0);
  const ordered = new Uint32Array(rows.length);
  for (let index = 0; index < rows.length; index++) {
    const key = (keys[index] ?? 0) - least;
    const at = starts[key] ?? 0;
    starts[key] = at + 1;
    ordered[at] = rows[index] ?? 0;
  }
  return ordered;
}
