/**
 * Running heads: those after the marks that converters leave for page breaks (`<!-- PageBreak -->`) become furniture,
 * and the first of all may name the council. Whether one stands between two places. In: classified lines.
 */
import type { Place } from '../../model.ts';
import { collapse } from '../cell-blocks.ts';
import { namesColumn } from '../header-rows.ts';
import type { Line } from './lines.ts';

const mark = /^\s*<!--\s*page[\s-]?break\s*-->\s*$/i;
/** Lines with words at the top of a document that hold its title. */
const titleLines = 3;
/** Words that a line has which is a sentence, and no title. */
const longestTitle = 8;

/**
 * Marks a line between a page break and the rows of a table that goes on, where most of its words are those of the
 * title: "Elmshire BC Peer Challenge Action Plan v2". A section's own title ("Theme 2: Money") is kept.
 */
export function markBreakHeads(lines: readonly Line[]): void {
  const filled = lines.filter(({ kind }) => kind !== 'blank' && kind !== 'furniture');
  const title = new Set(filled.slice(0, titleLines).flatMap((line) => wordsOf(line.text)));
  filled.forEach((line, index) => {
    const [above, at, below] = [filled[index - 1], filled[index + 1], filled[index + 2]];
    if (line.kind !== 'words' || !mark.test(line.text)) return;
    if (above?.kind !== 'pipes' || at?.kind !== 'words' || below?.kind !== 'pipes') return;
    const words = wordsOf(at.text);
    const known = words.filter((word) => title.has(word));
    if (words.length > 0 && known.length >= words.length * 0.6) at.kind = 'furniture';
  });
}

/**
 * Marks a short line of the title's words between a line that a page cut and the one that goes on with it, small: "… has
 * been re-", "Elmshire Council | Position statement", "established with …".
 */
export function markTornHeads(lines: readonly Line[]): void {
  const filled = lines.filter(({ kind }) => kind !== 'blank' && kind !== 'furniture');
  const title = new Set(filled.slice(0, titleLines).flatMap((line) => wordsOf(line.text)));
  filled.forEach((line, index) => {
    const [above, below] = [filled[index - 1], filled[index + 1]];
    if (index < titleLines || line.kind !== 'words' || above?.kind !== 'words' || below?.kind !== 'words')
      return;
    const isTorn =
      above.text.trim().split(/\s+/).length >= longestTitle &&
      /[\p{Ll},-]\s*$/u.test(above.text) &&
      /^\s*\p{Ll}{2,}\s/u.test(below.text);
    const words = wordsOf(line.text);
    const known = words.filter((word) => title.has(word));
    if (isTorn && words.length > 0 && line.text.length < 90 && known.length >= words.length * 0.6)
      line.kind = 'furniture';
  });
}

/** How often a line with tabs must come again to be a head. */
const fewestHeads = 3;

/**
 * Marks a line with tabs that stands alone at the top of page after page, below the page number of the one before: a file's
 * name and a sheet's. A header of columns is none.
 */
export function markTabbedHeads(lines: readonly Line[]): void {
  const heads = new Map<string, Line[]>();
  const barred = new Set<string>();
  let isTop = true;
  for (const [index, line] of lines.entries()) {
    if (line.kind === 'blank') continue;
    const text = line.text.trim();
    const isAlone = line.kind === 'tabs' && (lines[index + 1]?.kind ?? 'blank') === 'blank';
    if (isAlone && isTop && !headsColumns(text)) heads.set(text, [...(heads.get(text) ?? []), line]);
    else if (line.kind === 'tabs') barred.add(text);
    isTop = line.kind === 'furniture';
  }
  for (const [text, found] of heads) {
    if (found.length < fewestHeads || barred.has(text)) continue;
    for (const line of found) line.kind = 'furniture';
  }
}

function headsColumns(text: string): boolean {
  const names = text.split('\t').filter((name) => name.trim() !== '');
  return names.filter((name) => namesColumn(name)).length > names.length / 2;
}

/** Words of four letters or more, in lower case. */
function wordsOf(text: string): string[] {
  return (
    text
      .slice(0, 300)
      .toLowerCase()
      .match(/\p{L}{4,}/gu) ?? []
  );
}

/** The first running head of two words or more, page number aside: often it alone names the council. */
export function runningHead(lines: readonly Line[]): string {
  for (const line of lines) {
    if (line.kind !== 'furniture') continue;
    const words = collapse(line.text).split(' ');
    const page = words.findIndex((word) => /^page$/i.test(word));
    const head = words.slice(0, page < 0 ? words.length : page).filter((word) => /\p{L}{2}/u.test(word));
    if (head.length >= 2) return head.join(' ');
  }
  return '';
}

/** True where the foot or head of a page stands between two places. */
export function hasFurniture(lines: readonly Line[], above: Place, below: Place): boolean {
  const [from] = above.slice(-1);
  const [to] = below;
  if (from?.in !== 'text' || to?.in !== 'text') return false;
  return lines.some(({ kind, start }) => kind === 'furniture' && start >= from.end && start < to.start);
}
