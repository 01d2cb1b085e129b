/** Pages without a usable structure tree → blocks: tables by rules and alignment, running text around them. */
import type { Block, Issue } from '../../model.ts';
import { findAlignedGrids } from './aligned-grids.ts';
import { flowLines } from './flow.ts';
import { findFurniture } from './furniture.ts';
import type { Grid } from './grid.ts';
import { makePart, readGridText, type GridText } from './grid-table.ts';
import { makeOutliner, type PlacedFlow } from './outline.ts';
import type { PageContent, Word } from './page-content.ts';
import { joinParts, type Sequence } from './page-joins.ts';
import { findRegions, type Region } from './prose.ts';
import { findRuledGrids } from './ruled-grids.ts';
import { keepTables } from './table-grids.ts';
import { measureStyle, type TextStyle } from './text-style.ts';

type Item = { grid: GridText } | { region: Region; content: PageContent };

/** What is drawn around the words: ruled grids by page index, and running heads and feet. */
export interface DrawnTables {
  grids: Grid[][];
  /** The words of the grids. */
  inGrids: Set<Word>;
  furniture: Set<Word>;
}

/** Ruled tables and furniture, needed for tagged and untagged pages alike. */
export function findDrawn(pages: PageContent[]): DrawnTables {
  const grids = keepTables(pages.map((page) => findRuledGrids(page)));
  const inGrids = wordsIn(grids);
  return { grids, inGrids, furniture: findFurniture(pages, inGrids) };
}

function wordsIn(grids: Grid[][]): Set<Word> {
  const words = new Set<Word>();
  for (const grid of grids.flat())
    for (const cell of grid.cells) for (const word of cell.words) words.add(word);
  return words;
}

/** The blocks of a document, in reading order, with tables joined over pages. */
export function readLayout(
  pages: PageContent[],
  { grids: ruled, inGrids, furniture }: DrawnTables,
): { blocks: Block[]; issues: Issue[] } {
  const free = pages.map((page) => page.words.filter((word) => !inGrids.has(word) && !furniture.has(word)));
  const aligned = findAlignedGrids(pages, free);
  const inAligned = wordsIn(aligned);
  const items = pages.flatMap((page, index) =>
    layOut(
      page,
      [...(ruled[index] ?? []), ...(aligned[index] ?? [])].toSorted(
        (a, b) => (a.ys[0] ?? 0) - (b.ys[0] ?? 0),
      ),
      free[index]?.filter((word) => !inAligned.has(word)) ?? [],
    ),
  );
  const style = measureStyle(
    items.flatMap((item) => ('grid' in item ? [...item.grid.columns.values()] : [item.region])),
  );
  const flows = items.map((item): PlacedFlow[] =>
    'grid' in item
      ? []
      : flowLines(item.region.lines, item.region.right, style).map((block) => ({
          block,
          content: item.content,
        })),
  );
  const outline = makeOutliner(flows.flat(), style.bodySize);
  const sequence = items.flatMap((item, index): Sequence[] =>
    'grid' in item
      ? [{ part: makePart(item.grid, style) }]
      : (flows[index] ?? []).map((flow) => ({ block: outline(flow), footnote: isFootnote(flow, style) })),
  );
  return joinParts(sequence, style);
}

/** Small print low on its page that begins with a number or mark. */
function isFootnote({ block, content }: PlacedFlow, style: TextStyle): boolean {
  const [first] = block.lines;
  return (
    first !== undefined &&
    block.size < 0.93 * style.bodySize &&
    first.base > 0.6 * content.height &&
    /^(?:\d{1,3}\b|[*†‡])/.test(first.text)
  );
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
