/**
 * Files in which every line break was written twice: a blank line stands behind each line, and three where there was
 * one. In: the lines of a text; out: the lines as they were before.
 */
import { findOpeningMarker } from '../list-markers.ts';
import type { Line } from './lines.ts';

/** Fewer joints than this tell nothing. */
const fewest = 6;
/** Lines that go on in the midst of a sentence behind a blank line, or rows that one parts: so many are no chance. */
const certain = 3;
/** Characters of a line that breaks off in running text; what is shorter, or begins small, may be an item or a value. */
const leastTorn = 40;

/** Two lines with words, and how many breaks part them, those of pages aside. */
interface Joint {
  above: Line;
  below: Line;
  from: number;
  breaks: number;
}

/**
 * The lines without the second break of each, where all breaks come in twos and something says that the blank lines
 * were not meant: sentences that go on, rows of a table, items of a list nearer to each other than paragraphs. Else the same lines.
 */
export function dropDoubledBreaks(source: string, lines: readonly Line[]): Line[] {
  const joints = findJoints(source, lines);
  if (joints.length < fewest || joints.some(({ breaks }) => breaks % 2 > 0)) return [...lines];
  const tight = joints.filter(({ breaks }) => breaks === 2).length / joints.length;
  const torn = joints.filter(
    (joint) => joint.breaks === 2 && (isTorn(joint) || (tight < 1 && areItems(joint))),
  );
  if (torn.length < certain) return [...lines];
  const dropped = new Set(joints.flatMap(({ from, breaks }) => lines.slice(from + 1, from + 1 + breaks / 2)));
  return lines.filter((line) => !dropped.has(line));
}

function findJoints(source: string, lines: readonly Line[]): Joint[] {
  const joints: Joint[] = [];
  let from = -1;
  let pages = 0;
  for (const [index, below] of lines.entries()) {
    if (source[below.start - 1] === '\f') pages++;
    if (below.kind === 'blank') continue;
    const above = lines[from];
    if (above !== undefined) joints.push({ above, below, from, breaks: index - from - pages });
    from = index;
    pages = 0;
  }
  return joints;
}

/** True for a row and the next, and for a sentence that goes on with a small letter. */
function isTorn({ above, below }: Joint): boolean {
  if (isRow(above) && isRow(below)) return true;
  if (above.text.trim().length < leastTorn || !/^\s*[\p{Lu}\d]/u.test(above.text)) return false;
  const goesOn = /[\p{L}\p{N},]\s*$/u.test(above.text) && /^\s*\p{Ll}{2,}/u.test(below.text);
  return goesOn && findOpeningMarker(below.text) === null;
}

function isRow({ kind, text }: Line): boolean {
  return kind === 'tabs' || /^\s*\|.*\|\s*$/.test(text);
}

/** Two items of a list: nearer to each other than paragraphs are. */
function areItems({ above, below }: Joint): boolean {
  return findOpeningMarker(above.text) !== null && findOpeningMarker(below.text) !== null;
}
