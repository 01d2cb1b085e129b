/**
 * Cells that say for each action of their row what is its own: "1a. Head of HR 1b. Chief Executive" beside actions 1a and
 * 1b. In: actions as split; each is given the part after its own mark, and keeps whole what does not name it.
 */
import type { RoleCell, SplitAction } from '../model.ts';

const MARKS = /(?:^|\s)\(?(?<mark>\d{1,2}[a-h]|\d{1,2}\.\d{1,2}(?![\d.])|[a-h](?=[.)]))[.):]{0,2}\s+(?=\S)/gi;

/** Letters alone beside times and news are told apart with them, since one may stand for several ("b and c. May"). */
const LETTERED: ReadonlySet<RoleCell['role']> = new Set<RoleCell['role']>(['owner']);

/** Gives every action with a mark of its own its part of the cells that carry such marks. */
export function giveMarkedParts(actions: readonly SplitAction[]): void {
  for (const action of actions) {
    const mark = markOf(action.marker);
    if (mark === '') continue;
    action.cells = action.cells.map((cell) => {
      const part = /\d/.test(mark) || LETTERED.has(cell.role) ? partOf(cell.text, mark) : null;
      return part === null ? cell : { ...cell, text: part, lines: [part] };
    });
  }
}

function markOf(marker: string): string {
  return /^\W*(\d{1,2}[a-h]|\d{1,2}\.\d{1,2}|[a-h])\W*$/i.exec(marker)?.[1]?.toLowerCase() ?? '';
}

/** The words after a mark up to the next; null where the text does not begin with a mark of this kind. */
function partOf(text: string, mark: string): string | null {
  const marks = [...text.matchAll(MARKS)].map((match) => ({
    mark: (match.groups?.['mark'] ?? '').toLowerCase(),
    from: match.index,
    to: match.index + match[0].length,
  }));
  const alike = marks.filter((each) => shapeOf(each.mark) === shapeOf(mark));
  if (alike[0] === undefined || text.slice(0, alike[0].from).trim() !== '') return null;
  const at = alike.findIndex((each) => each.mark === mark);
  const own = alike[at];
  if (own === undefined) return null;
  return text
    .slice(own.to, alike[at + 1]?.from ?? text.length)
    .trim()
    .replace(/[;,]$/, '');
}

function shapeOf(mark: string): string {
  return mark.replaceAll(/\d+/g, '0').replaceAll(/[a-h]/g, 'a');
}
