/**
 * Where the rows of a table without row rules begin: at a gap wider than between lines over which several columns
 * begin, or where a column that had ended begins again. A gap over a single column is as likely a paragraph's: such
 * rows are marked as unsure.
 */
import { columnsIn } from './gutters.ts';
import type { Line } from './lines.ts';
import type { TableRegion } from './table-regions.ts';

export interface FoundRows {
  /** Indices of the lines that begin a row; the first is 0. */
  starts: number[];
  /** Indices of rows whose beginning or inside is doubtful. */
  unsure: number[];
}

/** The rows of a region, whose columns have the edges given. */
export function findRows(region: TableRegion, xs: number[]): FoundRows {
  const { lines, rules } = region;
  if (rules.length >= 3) return ruledRows(lines, region);
  const columns = lines.map((line) => columnsIn(line.words, xs));
  const gaps = lines.map((line, index) => line.base - (lines[index - 1]?.base ?? line.base));
  const leading = commonestGap(lines, gaps);
  const many = Math.max(2, Math.ceil(0.6 * (xs.length - 1)));
  const isWide = (index: number): boolean => (gaps[index] ?? 0) > 1.1 * leading + 0.4;
  const sure = [...lines.keys()].filter(
    (index) => index > 0 && isWide(index) && (columns[index]?.size ?? 0) >= many,
  );
  const rowGap = median(sure.map((index) => gaps[index] ?? 0)) || Infinity;
  const single = [...lines.keys()].filter((index) => isWide(index) && (columns[index]?.size ?? 0) === 1);
  const paragraphGap =
    median(single.map((index) => gaps[index] ?? 0).filter((gap) => gap < rowGap - 0.8)) || 0;
  const starts = [0];
  const unsure = new Set<number>();
  /** For each column the baseline of its last line. */
  const ends = new Map<number, number>();
  for (const [index, line] of lines.entries()) {
    const own = columns[index] ?? new Set<number>();
    const count = own.size;
    const gap = gaps[index] ?? 0;
    // A column that had ended, and begins again beside others, begins a new row.
    const anew = [...own].filter(
      (column) => line.base - (ends.get(column) ?? -Infinity) > 1.85 * leading,
    ).length;
    const title = region.spanning.has(line) || region.spanning.has(lines[index - 1] ?? line);
    for (const column of own) ends.set(column, line.base);
    if (index === 0) continue;
    const wide = gap > 1.1 * leading + 0.4;
    if (title || (wide && count >= many) || (anew > 0 && count >= 2)) {
      starts.push(index);
    } else if (gap >= rowGap - 0.8 && count >= 2) {
      starts.push(index);
      unsure.add(starts.length - 1);
    } else if (gap >= rowGap - 0.8 && wide) {
      // Where paragraph gaps are seen to be smaller, this is a row with little in it.
      if (paragraphGap > 0 || anew > 0) starts.push(index);
      unsure.add(starts.length - 1);
    }
  }
  return { starts, unsure: [...unsure] };
}

/** Rules part the rows. */
function ruledRows(lines: Line[], { rules, spanning }: TableRegion): FoundRows {
  const starts = [0];
  for (let index = 1; index < lines.length; index++) {
    const [above, line] = [lines[index - 1], lines[index]];
    if (!above || !line) continue;
    const parted = rules.some(
      (rule) => rule.across > above.base - 1 && rule.across < line.base - 0.3 * line.size,
    );
    if (parted || spanning.has(line) || spanning.has(above)) starts.push(index);
  }
  return { starts, unsure: [] };
}

function commonestGap(lines: Line[], gaps: number[]): number {
  const counts = new Map<number, number>();
  for (const [index, gap] of gaps.entries()) {
    const size = lines[index]?.size ?? 10;
    if (index === 0 || gap < 0.8 * size || gap > 1.8 * size) continue;
    const key = Math.round(gap * 4) / 4;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const best = [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0];
  return best?.[0] ?? 1.2 * (lines[0]?.size ?? 10);
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
