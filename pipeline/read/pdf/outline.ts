/** Flowed blocks of running text → headings, paragraphs, list items: headings by size and weight. */
import type { Block } from '../../model.ts';
import type { FlowBlock } from './flow.ts';
import { cellBlock } from './grid-table.ts';
import type { PageContent } from './page-content.ts';

/** A flowed block with its page. */
export interface PlacedFlow {
  block: FlowBlock;
  content: PageContent;
}

/** Gives the model's block for each flowed one; levels by font size over the whole document. */
export function makeOutliner(flows: PlacedFlow[], bodySize: number): (flow: PlacedFlow) => Block {
  const sizes = flows
    .filter(({ block }) => isLarge(block, bodySize))
    .map(({ block }) => Math.round(block.size * 2) / 2);
  const ranks = [...new Set(sizes)].toSorted((a, b) => b - a).slice(0, 5);
  return ({ block, content }) => {
    const made = cellBlock(block, new Map([[content.page, content]]));
    if (isLarge(block, bodySize)) {
      const level = ranks.indexOf(Math.round(block.size * 2) / 2) + 1;
      return {
        type: 'heading',
        level: level || ranks.length + 1,
        text: headingText(block),
        place: made.place,
      };
    }
    if (isBoldHeading(block)) {
      return { type: 'heading', level: ranks.length + 1, text: headingText(block), place: made.place };
    }
    return made;
  };
}

function headingText(block: FlowBlock): string {
  return block.marker === '' ? block.text : `${block.marker} ${block.text}`;
}

function isLarge(block: FlowBlock, bodySize: number): boolean {
  return (
    block.size > 1.12 * bodySize && block.text.length <= 200 && !isBullet(block) && /\p{L}/u.test(block.text)
  );
}

/** A short bold line of body size that does not end as a sentence. */
function isBoldHeading(block: FlowBlock): boolean {
  return (
    block.bold &&
    block.text.length <= 120 &&
    !isBullet(block) &&
    !/[.;,:]$/.test(block.text) &&
    /\p{L}/u.test(block.text)
  );
}

function isBullet(block: FlowBlock): boolean {
  return block.marker !== '' && !/\d/.test(block.marker);
}
