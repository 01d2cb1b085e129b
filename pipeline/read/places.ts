/** Places of whole blocks, changed together: for a reader that hands a part of its source to another reader. */
import type { Block, Cell, ListItem, Paragraph, Place, Span } from '../model.ts';

/** The blocks with every span of every place replaced. The blocks given are not changed. */
export function mapPlaces(blocks: readonly Block[], change: (span: Span) => Place): Block[] {
  const move = (place: Place): Place => place.flatMap(change);
  const moveLeaf = <T extends Paragraph | ListItem>(leaf: T): T => ({ ...leaf, place: move(leaf.place) });
  const moveCell = (cell: Cell): Cell => ({
    ...cell,
    place: move(cell.place),
    blocks: cell.blocks.map(moveLeaf),
  });
  return blocks.map((block): Block => {
    if (block.type !== 'table') return { ...block, place: move(block.place) };
    const rows = block.rows.map((row) => ({
      ...row,
      place: move(row.place),
      cells: row.cells.map(moveCell),
    }));
    return { ...block, place: move(block.place), rows };
  });
}
