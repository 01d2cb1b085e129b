/** Pages without a usable structure tree → blocks: tables by rules and alignment, running text around them. */
import type { Block, Table } from '../../model.ts';
import { joinTables } from '../join-tables.ts';
import { flowLines } from './flow.ts';
import { findFurniture } from './furniture.ts';
import type { Grid } from './grid.ts';
import { makeTable, readGridText, type GridText } from './grid-table.ts';
import { makeOutliner, type PlacedFlow } from './outline.ts';
import type { PageContent, Word } from './page-content.ts';
import { findRegions, type Region } from './prose.ts';
import { findRuledGrids } from './ruled-grids.ts';
import { measureStyle } from './text-style.ts';

type Item = { grid: GridText } | { region: Region; content: PageContent };

/** The blocks of a document, in reading order, with tables joined over pages. */
export function readLayout(pages: PageContent[]): Block[] {
  const ruled = pages.map((page) => findRuledGrids(page));
  const inTables = new Set(ruled.flat().flatMap((grid) => grid.cells.flatMap((cell) => cell.words)));
  const furniture = findFurniture(pages, inTables);
  const items = pages.flatMap((page, index) =>
    layOut(
      page,
      ruled[index] ?? [],
      page.words.filter((word) => !inTables.has(word) && !furniture.has(word)),
    ),
  );
  const style = measureStyle(
    items.flatMap((item) => ('grid' in item ? [...item.grid.columns.values()] : [item.region])),
  );
  const parts = items.map((item): Table | PlacedFlow[] =>
    'grid' in item
      ? makeTable(item.grid, style)
      : flowLines(item.region.lines, item.region.right, style).map((block) => ({
          block,
          content: item.content,
        })),
  );
  const outline = makeOutliner(
    parts.flatMap((part) => (Array.isArray(part) ? part : [])),
    style.bodySize,
  );
  const grids = new Map<Table, Grid>();
  const blocks = parts.flatMap((part, index): Block[] => {
    if (Array.isArray(part)) return part.map(outline);
    const item = items[index];
    if (item && 'grid' in item) grids.set(part, item.grid.grid);
    return [part];
  });
  return joinTables(blocks);
}

/** Tables and text of one page from top to bottom. */
function layOut(page: PageContent, grids: Grid[], free: Word[]): Item[] {
  const items: Item[] = [];
  let rest = free;
  const addText = (words: Word[]): void => {
    for (const region of findRegions(words)) items.push({ region, content: page });
  };
  for (const grid of grids) {
    const top = grid.ys[0] ?? 0;
    addText(rest.filter((word) => word.base < top + 2));
    rest = rest.filter((word) => word.base >= top + 2);
    items.push({ grid: readGridText(grid) });
  }
  addText(rest);
  return items;
}
