/**
 * Left edges of the columns of a page: places where cells begin after wide gaps, weighed against the lines that run
 * across and against where the header's names stand. In: runs of words line by line; out: one edge for each name.
 */
import type { SpacedWord, Stretch } from './words.ts';

/** How far cells of a column begin from its edge and still speak for it. */
const kernel = [1, 0.8, 0.55, 0.35, 0.2, 0.1];
const narrowest = 2;
const mostPlaces = 60;
const expectedWorth = 3;
const fewLines = 8;
/** Places as near as this that never share a line are a cell's items and the lines that go on below them. */
const hangingIndent = 12;

interface EdgePlace {
  at: number;
  worth: number;
}

/** As many edges from left to right as the header has names; `expected` is where the page before has them. */
export function chooseEdges(
  lines: readonly (readonly Stretch[])[],
  sample: readonly (readonly SpacedWord[])[],
  names: readonly Stretch[],
  expected: readonly number[],
): number[] {
  const places = findPlaces(lines, sample, names, expected);
  const shared = countShared(lines, places);
  const count = names.length;
  // best[k][p]: the worth of the first k + 1 edges, the last of them at place p.
  const best: { worth: number; from: number }[][] = [];
  for (let k = 0; k < count; k++) {
    best.push(
      places.map((place, p) => {
        const own = place.worth - movedCost(place.at, expected[k]) * Math.max(fewLines, lines.length);
        if (k === 0) return { worth: own - beforeFirst(lines, place.at), from: -1 };
        let found = { worth: -Infinity, from: -1 };
        for (let q = 0; q < p; q++) {
          const left = places[q];
          if (left === undefined || place.at - left.at < narrowest) break;
          const together = shared[q]?.[p] ?? 0;
          const weight = place.at - left.at <= hangingIndent ? 1 : 0.3;
          const apart = Math.max(0, Math.min(left.worth, own) - together * 3) * weight;
          const misplaced = misplacedName(names[k - 1], left.at, place.at) * lines.length * 0.2;
          const worth = (best[k - 1]?.[q]?.worth ?? -Infinity) + own - apart - misplaced;
          if (worth > found.worth) found = { worth, from: q };
        }
        return found;
      }),
    );
  }
  const ends = (best[count - 1] ?? []).map(({ worth }, p) => ({
    p,
    worth: worth - misplacedName(names[count - 1], places[p]?.at ?? 0, Infinity) * lines.length * 0.2,
  }));
  let p = ends.reduce((a, b) => (b.worth > a.worth ? b : a), { p: -1, worth: -Infinity }).p;
  if (p < 0) return names.map((name) => name.start);
  const edges: number[] = [];
  for (let k = count - 1; k >= 0 && p >= 0; k--) {
    edges.unshift(places[p]?.at ?? 0);
    p = best[k]?.[p]?.from ?? -1;
  }
  return edges.length === count ? edges : names.map((name) => name.start);
}

/** What it costs, for each line, to find a column elsewhere than the page before has it. */
function movedCost(at: number, expected: number | undefined): number {
  return expected === undefined ? 0 : Math.min(1, Math.max(0, Math.abs(at - expected) - 2) / 8) * 0.25;
}

/** Cells that would stand left of the first column. */
function beforeFirst(lines: readonly (readonly Stretch[])[], at: number): number {
  return lines.filter(([first]) => first !== undefined && first.start < at - 3).length;
}

/** How much of a name stands outside its column, 0..1; names are often set off from their cells by a few characters. */
function misplacedName(name: Stretch | undefined, from: number, to: number): number {
  if (name === undefined) return 0;
  const off = Math.max(0, from - name.end, name.start - to);
  const out = Math.max(0, from - name.start - 2, name.end - to);
  return Math.min(1, off / 10 + Math.min(0.5, out / 40));
}

/** Places where cells may begin, each with how many do, less the lines that run across. */
function findPlaces(
  lines: readonly (readonly Stretch[])[],
  sample: readonly (readonly SpacedWord[])[],
  names: readonly Stretch[],
  expected: readonly number[],
): EdgePlace[] {
  const width = [...lines, names].reduce((most, runs) => Math.max(most, runs.at(-1)?.end ?? 0), 1);
  const begins = new Float64Array(width + 8);
  const crossed = new Float64Array(width + 8);
  for (const runs of lines) {
    for (const { start, end } of runs) {
      begins[start] = (begins[start] ?? 0) + 1;
      for (let at = start + 1; at < end; at++) crossed[at] = (crossed[at] ?? 0) + 1;
    }
  }
  // A word after one space may begin a cell too: it crosses less.
  for (const words of sample) {
    for (const word of words) {
      if (word.gap > 0) crossed[word.start] = Math.max(0, (crossed[word.start] ?? 0) - 0.6);
    }
  }
  // A column without any words on this page stands where the header or the page before says.
  for (const edge of expected) if (edge < width) begins[edge] = (begins[edge] ?? 0) + expectedWorth;
  for (const { start } of expected.length === 0 ? names : []) {
    if (begins.subarray(Math.max(0, start - 5), start + 6).every((count) => count === 0)) begins[start] = 1;
  }
  const places: EdgePlace[] = [];
  for (let at = 0; at < width; at++) {
    if ((begins[at] ?? 0) === 0) continue;
    let worth = 0;
    for (let off = -5; off <= 5; off++) worth += (begins[at + off] ?? 0) * (kernel[Math.abs(off)] ?? 0);
    places.push({ at, worth: worth - (crossed[at] ?? 0) * 1.2 });
  }
  // The first column may begin anywhere: its place is always among them.
  const kept = new Set(places.toSorted((a, b) => b.worth - a.worth).slice(0, mostPlaces));
  return places.filter((place, index) => index === 0 || kept.has(place));
}

/** In how many lines a cell begins near each of two places. */
function countShared(lines: readonly (readonly Stretch[])[], places: readonly EdgePlace[]): number[][] {
  const shared = places.map(() => places.map(() => 0));
  for (const runs of lines) {
    const near = places.flatMap((place, index) =>
      runs.some((run) => Math.abs(run.start - place.at) <= 3) ? [index] : [],
    );
    for (const [order, left] of near.entries()) {
      for (const right of near.slice(order + 1)) {
        const row = shared[left];
        const run = runs.find(({ start }) => Math.abs(start - (places[right]?.at ?? 0)) <= 3);
        // The same cell is near both.
        if (row === undefined || Math.abs((run?.start ?? 0) - (places[left]?.at ?? 0)) <= 3) continue;
        row[right] = (row[right] ?? 0) + 1;
      }
    }
  }
  return shared;
}
