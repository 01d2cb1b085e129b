/**
 * Owner and time at the end of a list item: "Review the constitution – Monitoring Officer – March 2025",
 * "Train members (Democratic Services, by May 2025)".
 */
import type { RoleCell } from '../model.ts';
import { cutLabels } from './labels.ts';
import { cutPassage, placeOf, type Passage } from './passage.ts';
import { cellOfWords } from './role-cells.ts';
import { hasPost, isOwnerCell, isTimeCell, isTimeRole } from './words.ts';

const SEPARATOR = /\s[–—|-]\s|\s\|\s?/g;

/** The item's own words and the cells peeled off its end; no cells where its end says neither who nor when. */
export function peelTail(passage: Passage): { passage: Passage; cells: RoleCell[] } {
  const labelled = peelLabels(passage);
  if (labelled) return labelled;
  const { text } = passage;
  const bracket = /\s\(([^()]{3,90})\)\.?$/.exec(text);
  const cuts = bracket ? [bracket.index] : [...text.matchAll(SEPARATOR)].map((match) => match.index);
  if (cuts.length === 0 || cuts.length > 6) return { passage, cells: [] };
  let end = text.length;
  const cells: RoleCell[] = [];
  for (const cut of cuts.toReversed()) {
    const from = cut + (bracket ? 2 : (/^\s?[–—|-]\s?/.exec(text.slice(cut))?.[0].length ?? 1));
    const tail = cutPassage(passage, from, bracket ? cut + bracket[0].replace(/\)\.?$/, '').length : end);
    const found = tailCells(tail);
    if (found.length === 0) break;
    cells.unshift(...found);
    end = cut;
  }
  return cells.length === 0 ? { passage, cells } : { passage: cutPassage(passage, 0, end), cells };
}

/** "Review the code. Lead: Monitoring Officer; When: May 2025": labels after the item's own words. */
function peelLabels(passage: Passage): { passage: Passage; cells: RoleCell[] } | null {
  const [own, ...rest] = cutLabels(passage);
  if (!own || own.role !== null || rest.length === 0) return null;
  const says = rest.every(
    ({ role, score }) => score >= 0.9 && (role === 'owner' || role === 'status' || isTimeRole(role)),
  );
  if (!says) return null;
  return {
    passage: own.passage,
    cells: rest.map((part) => cellOfWords(part.role ?? 'other', part.label, part.passage)),
  };
}

function tailCells(tail: Passage): RoleCell[] {
  const parts: RoleCell[] = [];
  let from = 0;
  for (const piece of tail.text.split(/[;,](?=\s)/)) {
    const passage = cutPassage(tail, from, from + piece.length);
    from += piece.length + 1;
    const words = passage.text;
    const role = isTimeCell(words)
      ? 'timescale'
      : isOwnerCell(words) && (hasPost(words) || /^\p{Lu}{2,5}$/u.test(words))
        ? 'owner'
        : null;
    if (!role) return [];
    const last = parts.at(-1);
    if (last?.role === role)
      Object.assign(last, {
        text: `${last.text}, ${words}`,
        lines: [`${last.text}, ${words}`],
        place: [...last.place, ...placeOf(passage)],
      });
    else
      parts.push({
        role,
        header: '',
        text: words,
        lines: [words],
        place: placeOf(passage),
        inherited: false,
      });
  }
  return parts;
}
