/**
 * Headings that number a plan's recommendations without the word: "1. Clarify the finances", "2. Growth". Sections of
 * a report ("1. Background") are none, nor are actions whose own labels stand under them.
 */
import type { Block } from '../../model.ts';
import { voteHeader } from '../tables/header-votes.ts';
import { cutLabels } from './labels.ts';
import { passageOf } from '../passage.ts';
import { findNumber, themeOf } from '../recommendations.ts';
import { opensWithVerb } from '../verbs.ts';

const TOPIC =
  /\b(?:introduction|background|purpose|context|summary|conclusion|implications|appendi(?:x|ces)|consultation|options|contents|glossary|next steps|monitoring|report|methodology|foreword|overview|recommendations?|action plan)\b/i;

/**
 * Texts of such headings: counted from 1 at one level, at least half of them deeds; empty where a heading says
 * "recommendation" itself.
 */
export function findNumberedHeadings(blocks: readonly Block[]): ReadonlySet<string> {
  const none = new Set<string>();
  const headings = blocks.flatMap((block, at) =>
    block.type === 'heading' ? [{ level: block.level, text: block.text.trim(), at }] : [],
  );
  if (headings.some(({ text }) => findNumber(text))) return none;
  const numbered = headings.filter(({ text }) => findNumber(text, true));
  const [first] = numbered;
  const isCounted = numbered.every(
    ({ level, text }, at) => level === first?.level && findNumber(text, true)?.ref === String(at + 1),
  );
  const words = numbered.map(({ text }) => text.slice(findNumber(text, true)?.at ?? 0));
  const deeds = words.filter((text) => opensWithVerb(text)).length;
  if (numbered.length < 2 || !isCounted || deeds < numbered.length / 2) return none;
  if (words.some((text) => TOPIC.test(text) || themeOf([text]) !== '')) return none;
  return haveLabels(numbered.map(({ at }) => blocks[at + 1]))
    ? none
    : new Set(numbered.map(({ text }) => text));
}

/** True where what follows the headings says who or when of each: then they are the actions themselves. */
function haveLabels(following: readonly (Block | undefined)[]): boolean {
  return following.every((block) => {
    if (block?.type === 'table')
      return block.columns === 2 && voteHeader(block.rows[0]?.cells[0]?.text ?? '')[0]?.role !== 'action';
    if (block?.type !== 'paragraph') return false;
    const role = cutLabels(passageOf(block.text, block.place))[0]?.role;
    return role !== undefined && role !== null && role !== 'action' && role !== 'recommendation';
  });
}
