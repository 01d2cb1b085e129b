/**
 * Texts from which a converter dropped every blank line. In: the lines of a text; out: the same with a blank line where the
 * words alone say that there was one: around what is set as a heading, below the title, around a short line over
 * sentences or a list.
 */
import { readLexicon } from '../../data-files.ts';
import { isDateText } from '../headings.ts';
import { findOpeningMarker, isNext } from '../list-markers.ts';
import type { Line } from './lines.ts';

/** Fewer lines than this need no blank one. */
const fewest = 8;
/** Blank lines for each line with words up to which none was kept. */
const keptShare = 0.02;
/** Lines of a title at most. */
const titleLines = 4;
/** Characters from which a line is a paragraph, whatever its end. */
const long = 100;

/** Verbs that open an order; `yes` for those that are nouns as well. */
const verbs = new Map(
  readLexicon('lexicon/split-verbs.tsv')
    .filter((row) => row['noun'] !== 'only')
    .map((row) => [row['verb'] ?? '', row['noun'] ?? '']),
);

/** "Review the constitution": what is to be done is no heading of the sentence that says more of it. */
function isOrder(text: string): boolean {
  const [first = '', next = ''] = text
    .replace(/^\W*(?:\d+[.)]?|[a-z][.)])?\s*/i, '')
    .toLowerCase()
    .split(/\s+/, 2);
  const noun = verbs.get(first);
  return noun === '' || (noun === 'yes' && /^(?:the|an?|our|all|its|with|to|and|how|\d+)$/.test(next));
}

/** The lines with a blank one around each heading, where the text has none of its own; else the same lines. */
export function partHeadings(lines: readonly Line[]): readonly Line[] {
  const filled = lines.filter(({ kind }) => kind !== 'blank' && kind !== 'furniture');
  const blank = lines.filter(({ kind }) => kind === 'blank').length;
  // The blank line at the end of a file is none.
  if (filled.length < fewest || blank > Math.max(1, filled.length * keptShare)) return lines;
  const parted = new Set<Line>();
  const title = filled.findIndex((line) => !isShort(line) || findOpeningMarker(line.text) !== null);
  if (title > 0 && title <= titleLines) markGap(parted, filled[title]);
  for (const [index, line] of filled.entries()) {
    if (line.kind !== 'words' || (title <= titleLines && index < title)) continue;
    const [below, next] = filled.slice(index + 1, index + 3);
    if (below === undefined || !isHeading(line, filled[index - 1], below, next)) continue;
    markGap(parted, line);
    markGap(parted, below);
  }
  return lines.flatMap((line) => {
    const { start, number } = line;
    return parted.has(line)
      ? [{ text: '', start, end: start, number, kind: 'blank' as const }, line]
      : [line];
  });
}

function markGap(parted: Set<Line>, line: Line | undefined): void {
  if (line?.kind === 'words') parted.add(line);
}

/** A few words that no full stop, comma or colon ends. */
function isShort({ kind, text }: Line): boolean {
  const words = plain(text);
  return (
    kind === 'words' &&
    words.length <= 80 &&
    !/[.;,:]$/.test(words) &&
    !/^\p{Lu}[\p{L} ]{1,30}: /u.test(words)
  );
}

function plain(text: string): string {
  return text.replaceAll(/\*\*|__|<[^<>]{0,200}>/g, '').trim();
}

const marked = /^\s*(?:\*\*[^*]+\*\*|__[^_]+__|<(u|b|strong)>[^<]+<\/\1>)\s*$/;

function isHeading(line: Line, above: Line | undefined, below: Line, next: Line | undefined): boolean {
  const text = plain(line.text);
  if (!/^[\p{Lu}\d“"(]/u.test(text) || isDateText(text)) return false;
  if (/^#{1,6}\s/.test(line.text)) return true;
  if (!isShort(line)) return false;
  if (marked.test(line.text)) return true;
  const opening = findOpeningMarker(text);
  const item = findOpeningMarker(plain(below.text));
  if (isOrder(text) && item === null && plain(below.text).length <= long) return false;
  if (opening === null)
    return isEnded(above) && (isSaid(below) || (item !== null && text.split(/\s+/).length <= 6));
  if (opening.kind !== 'number' && opening.kind !== 'letter') return false;
  const before = above === undefined ? null : findOpeningMarker(plain(above.text));
  if (before !== null && isNext(before, opening)) return false;
  // "3. Governance" over "3.1 The peers saw …".
  if (item?.kind === 'decimal' && item.marker.startsWith(`${opening.value}.`)) return true;
  const isOverHeading =
    item === null &&
    isShort(below) &&
    next !== undefined &&
    (isSaid(next) || findOpeningMarker(plain(next.text)) !== null);
  return text.length <= 60 && isEnded(above) && item === null && (isSaid(below) || isOverHeading);
}

/** True for a line after which something new may begin: a sentence's end, a list item that is whole, a row, a heading. */
function isEnded(above: Line | undefined): boolean {
  if (above === undefined || above.kind !== 'words' || marked.test(above.text)) return true;
  const text = plain(above.text);
  if (/[.!?)”"’]$|^\d{1,3}$/.test(text)) return true;
  return (
    findOpeningMarker(text) !== null &&
    !/(?:[,;:–-]|\b(?:and|or|the|a|an|of|to|for|with|by|in|on))$/i.test(text)
  );
}

/** A paragraph or sentence, or an item of one. */
function isSaid(below: Line): boolean {
  const text = plain(below.text);
  return below.kind === 'words' && (text.length > long || (/[.!?]$/.test(text) && /\s\S+\s\S+\s/.test(text)));
}
