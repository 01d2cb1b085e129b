/**
 * Running text that a converter broke at the width of its page: each line is full, its next word had no room. In: a text
 * and its lines; out: both with those breaks taken out. Nothing moves: a break becomes white space of the same length,
 * so offsets into the text stay those of the source.
 */
import { findOpeningMarker } from '../list-markers.ts';
import type { Line } from './lines.ts';

/** Lines that stop in the midst of a sentence, from which the width is told. */
const fewest = 4;
const narrowest = 50;
const widest = 200;

/** A line and the next one of the same run of words. */
interface Joint {
  above: Line;
  below: Line;
  /** Length of the line above with the first word of the one below. */
  reach: number;
  isMid: boolean;
}

/** The text and its lines without the breaks of a hard-wrapped text; `width` is 0 where it is not wrapped. */
export function joinWrappedLines(
  source: string,
  lines: readonly Line[],
): { source: string; lines: Line[]; width: number } {
  const joints = isSetOut(lines) ? [] : findJoints(lines);
  const width = wrapWidth(lines, joints);
  const isTight = areTight(lines, width);
  const torn = joints.filter(({ above, reach }) => (width > 0 && reach >= width) || isInBold(above));
  if (torn.length === 0) return { source, lines: [...lines], width };
  const full = new Map(torn.map((joint) => [joint.below, joint]));
  const kept: Line[] = [];
  const pieces: string[] = [];
  let done = 0;
  for (const line of lines) {
    const last = kept.at(-1);
    const joint = full.get(line);
    const isApart = isTight && last !== undefined && findOpeningMarker(last.text) === null;
    if (last === undefined || joint === undefined || !goesOn(joint, isApart)) {
      kept.push({ ...line });
      continue;
    }
    const from = last.start + last.text.trimEnd().length;
    const to = line.start + line.text.length - line.text.trimStart().length;
    const space = ` ${'\r'.repeat(Math.max(0, to - from - 1))}`;
    pieces.push(source.slice(done, from), space);
    done = to;
    last.text = `${last.text.trimEnd()}${space}${line.text.trimStart()}`;
    last.end = line.end;
  }
  pieces.push(source.slice(done));
  return { source: pieces.join(''), lines: kept, width };
}

/** "… (by the end of": what follows closes the bracket. */
const opensBracket = /\([^()]*$/;
const gap = /\S {2,}\S|^ {20,}\S/;

/** Share of the lines with words, set out in columns by spaces, from which nothing is joined. */
const mostSetOut = 0.1;

/** True for a text many of whose lines are those of columns: what stands below a line need not go on with it. */
function isSetOut(lines: readonly Line[]): boolean {
  const words = lines.filter(({ kind }) => kind === 'words');
  const columns = words.filter(({ text }) => /\S {3,}\S|^ {20,}\S/.test(text));
  return columns.length > words.length * mostSetOut;
}

function findJoints(lines: readonly Line[]): Joint[] {
  return lines.slice(1).flatMap((below, index) => {
    const above = lines[index];
    if (above?.kind !== 'words' || below.kind !== 'words') return [];
    if (gap.test(above.text) || gap.test(below.text)) return [];
    const [word = ''] = below.text.trim().split(/\s/, 1);
    const last = above.text.trimEnd();
    const isMid =
      isPlain(below.text) &&
      ((/[\p{L}\p{N},]$/u.test(last) && /^\p{Ll}/u.test(word)) || opensBracket.test(last));
    return [{ above, below, reach: last.length + 1 + word.length, isMid }];
  });
}

/** The reach from which a line is full, where nearly all that stop in the midst of a sentence are; else 0. */
function wrapWidth(lines: readonly Line[], joints: readonly Joint[]): number {
  const longest = lines
    .filter(({ kind, text }) => kind === 'words' && !gap.test(text))
    .reduce((most, line) => Math.max(most, line.text.trimEnd().length), 0);
  const reaches = joints.filter(({ isMid }) => isMid).map(({ reach }) => reach);
  if (reaches.length === 0 || longest < narrowest || longest > widest) return 0;
  // A few lines tell it only where none of them had room for its next word.
  if (reaches.length < fewest) return reaches.every((reach) => reach > longest) ? longest + 1 : 0;
  const low = reaches.toSorted((a, b) => a - b)[Math.floor(reaches.length * 0.05)] ?? 0;
  return low >= longest * 0.8 ? Math.min(low, longest + 1) : 0;
}

/** True where paragraphs follow each other without a blank line: many lines that are not full have words right below. */
function areTight(lines: readonly Line[], width: number): boolean {
  let ends = 0;
  let tight = 0;
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    if (line.kind !== 'words' || line.text.trimEnd().length > width * 0.8 || next === undefined) continue;
    ends++;
    if (next.kind === 'words' && isPlain(next.text)) tight++;
  }
  return tight > ends * 0.3;
}

/** A line that no list marker, heading's mark or label opens. */
function isPlain(text: string): boolean {
  return findOpeningMarker(text) === null && !/^\s*(?:#|>|\*\*|__|<)/.test(text);
}

/** `**Director of Finance and Cabinet Member,`: bold words of which the line has no end. */
function isInBold({ text }: Line): boolean {
  return /^\s*\*\*[^*]+$/.test(text);
}

/** `isApart`: a sentence that begins the line may begin a paragraph. */
function goesOn({ above, below }: Joint, isApart: boolean): boolean {
  const first = below.text.trimStart();
  const last = above.text.trimEnd();
  if (!isPlain(below.text) || /^\s*#/.test(above.text) || /\p{L}-$/u.test(last)) return false;
  if (isInBold(above) || opensBracket.test(last)) return true;
  if (/^\p{Lu}\p{L}*(?: \p{L}+){0,3}:(?:\s|$)/u.test(first)) return false;
  return !(isApart && /[.!?:;]["”’)]?$/.test(last) && /^[\p{Lu}\d"“‘]/u.test(first));
}
