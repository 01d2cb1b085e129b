/** How alike two spellings are, and which known word a misspelt one means. */

/** Levenshtein distance, given up (as `limit`) once it must reach `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    if (Math.min(...next) >= limit) return limit;
    row = next;
  }
  return row[b.length] ?? limit;
}

/**
 * The known words that `word` may be a slip of, nearest first: those as near as the nearest, with a letter in three wrong
 * at most, or that begin with it or it with them. Case does not count; none for a word that is known.
 */
export function nearestWords(word: string, known: readonly string[]): string[] {
  const meant = word.toLowerCase();
  const scored = known.flatMap((other) => {
    const name = other.toLowerCase();
    const longest = Math.max(meant.length, name.length);
    const limit = Math.floor(longest / 3) + 1;
    const distance = editDistance(meant, name, limit);
    const begins =
      Math.min(meant.length, name.length) > 3 && (meant.startsWith(name) || name.startsWith(meant));
    return distance < limit || begins ? [{ other, distance }] : [];
  });
  if (scored.some(({ distance }) => distance === 0)) return [];
  const least = Math.min(...scored.map(({ distance }) => distance));
  return scored.filter(({ distance }) => distance === least).map(({ other }) => other);
}
