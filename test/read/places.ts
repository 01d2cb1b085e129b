/** Checks of places: what a place cuts out of the source must be the words of the block, markup aside. */
import type { Block, Document, ListItem, Paragraph, Place } from '../../pipeline/model.ts';

/**
 * Words of blocks (and cell blocks) whose places cut something else out of the decoded source. A document without words
 * has nothing that could be in its place: that is said too, so that no test passes on it.
 */
export function findMisplaced(document: Pick<Document, 'blocks'>, source: string): string[] {
  const found = document.blocks.flatMap((block) => leaves(block));
  if (!found.some(({ text }) => words(text) !== '')) return ['no words to be in their place'];
  return found.flatMap(({ text, place }) => {
    if (place.length === 0) return [`no place: ${text}`];
    const cut = place.map((span) => ('start' in span ? source.slice(span.start, span.end) : '')).join(' ');
    return words(cut) === words(text) ? [] : [`${text} ≠ ${cut}`];
  });
}

function leaves(block: Block): { text: string; place: Place }[] {
  if (block.type !== 'table') return [block];
  return block.rows.flatMap((row) => row.cells.flatMap((cell): (Paragraph | ListItem)[] => cell.blocks));
}

/** Letters and digits without tags, entities and marks. */
function words(text: string): string {
  return text
    .replaceAll(/<[^<>]*>/g, ' ')
    .replaceAll(/&#?\w+;/g, ' ')
    .replaceAll(/\]\([^)]*\)/g, ' ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}
