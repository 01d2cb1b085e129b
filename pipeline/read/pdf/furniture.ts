/**
 * Running heads, feet and page numbers: lines near the top or bottom edge that come again on other pages, at the
 * same height, with the same words but for numbers. Found by repetition, so a title on one page stays.
 */
import { makeLines, type Line } from './lines.ts';
import type { PageContent, Word } from './page-content.ts';

/** Share of the page's height, from either edge, in which furniture may stand. */
const ZONE = 0.22;
const SAME_HEIGHT = 7;

interface Candidate {
  page: number;
  key: string;
  fromTop: number;
  fromBottom: number;
  size: number;
  words: Word[];
}

/** A page's own title is so much larger than the lines of its body. */
const TITLE = 1.3;

/** The words of each page that are furniture. `inTables` are words of multi-cell grids, which never are. */
export function findFurniture(pages: PageContent[], inTables: Set<Word>): Set<Word> {
  const furniture = new Set<Word>();
  const candidates = pages.flatMap((page) => findCandidates(page, inTables));
  const byKey = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const same = byKey.get(candidate.key);
    if (same) same.push(candidate);
    else byKey.set(candidate.key, [candidate]);
  }
  const enough = pages.length <= 3 ? 2 : 3;
  const again = [...byKey.values()].map((same) => same.filter((one) => comesAgain(one, same, enough)));
  const repeated = new Set(again.flat());
  for (const same of again) {
    const titled = same.filter((candidate) => isBelowTitle(candidate, candidates, repeated));
    if (titled.length > same.length / 2) continue;
    for (const { words } of same) for (const word of words) furniture.add(word);
  }
  for (const candidate of candidates) {
    if (isLonePageNumber(candidate, pages.length) || isNumberedFoot(candidate))
      for (const word of candidate.words) furniture.add(word);
  }
  return furniture;
}

/** True when the line stands at its height on so many pages. */
function comesAgain(candidate: Candidate, same: Candidate[], enough: number): boolean {
  const pagesSeen = new Set<number>();
  for (const other of same) {
    if (isSamePlace(candidate, other)) pagesSeen.add(other.page);
    if (pagesSeen.size >= enough) return true;
  }
  return false;
}

/** True below a larger line that is this page's alone: "What we will do" under the title of each slide is no head. */
function isBelowTitle(
  { page, fromTop, fromBottom, size }: Candidate,
  candidates: readonly Candidate[],
  repeated: ReadonlySet<Candidate>,
): boolean {
  return (
    fromTop < fromBottom &&
    candidates.some(
      (other) =>
        other.page === page && other.fromTop < fromTop && other.size >= TITLE * size && !repeated.has(other),
    )
  );
}

function isSamePlace(a: Candidate, b: Candidate): boolean {
  return (
    (a.fromTop < a.fromBottom && Math.abs(a.fromTop - b.fromTop) < SAME_HEIGHT) ||
    (a.fromBottom <= a.fromTop && Math.abs(a.fromBottom - b.fromBottom) < SAME_HEIGHT)
  );
}

function findCandidates(page: PageContent, inTables: Set<Word>): Candidate[] {
  const free = page.words.filter((word) => !inTables.has(word) && !word.sideways);
  const edge = free.filter((word) => word.base < ZONE * page.height || word.base > (1 - ZONE) * page.height);
  const lines = makeLines(edge);
  const rows = lines.filter((line) => looksLikeTableRow(line));
  // A second line of a header row stands close to the first, or beside it where cells are set in the middle.
  const isNearRow = (line: Line): boolean =>
    rows.some((row) => {
      const apart = Math.abs(row.base - line.base) / line.size;
      return apart < 0.9 || (apart < 1.6 && row.x0 <= line.x1 && row.x1 >= line.x0);
    });
  return lines
    .filter((line) => !isNearRow(line))
    .map((line) => ({
      page: page.page,
      key: line.text.toLowerCase().replace(/\d+/g, '#').replace(/\s+/g, ''),
      fromTop: line.base,
      fromBottom: page.height - line.base,
      size: line.size,
      words: line.words,
    }));
}

/** Several short pieces far apart without page numbers: rather a header row than a running head. */
function looksLikeTableRow(line: Line): boolean {
  let pieces = 1;
  for (let index = 1; index < line.words.length; index++) {
    const gap = (line.words[index]?.x0 ?? 0) - (line.words[index - 1]?.x1 ?? 0);
    if (gap > 1.2 * line.size) pieces += 1;
  }
  return pieces >= 4 || (pieces === 3 && !/\d/.test(line.text));
}

/** `7`, `Page 7`, `Page 7 of 12`, `- 7 -` at the very edge of the page with that or a near number. */
function isLonePageNumber({ key, page, fromTop, fromBottom, words }: Candidate, pages: number): boolean {
  if (!/^(?:\W{0,2}(?:page)?#(?:(?:of|\/)#)?\W{0,2})$/.test(key)) return false;
  const edge = Math.min(fromTop, fromBottom) < 60;
  const printed = Number(/\d+/.exec(words.map((word) => word.text).join(' '))?.[0] ?? Number.NaN);
  return edge && (pages > 1 || key.includes('page')) && Math.abs(printed - page) < 1000 && printed < 2000;
}

/** "Overdale Council … 2" at the foot of page 2, far apart: no other page need have it. */
function isNumberedFoot({ page, fromBottom, words }: Candidate): boolean {
  const [last, before] = [words.at(-1), words.at(-2)];
  if (fromBottom >= 60 || page < 2 || last === undefined || before === undefined) return false;
  const isPapers = /\b(?:council|authority|borough|county|city|district|plan|challenge)\b/i.test(
    words.map(({ text }) => text).join(' '),
  );
  return isPapers && last.text === String(page) && last.x0 - before.x1 > 6 * last.size;
}
