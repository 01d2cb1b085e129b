/**
 * Headings that say when: "Immediate actions (by the end of July 2024)", "Within six months", "Longer term". What
 * stands under one is to be done then, unless its own words say otherwise.
 */
import { MONTH_PATTERN } from '../../calendar.ts';
import type { RoleCell } from '../../model.ts';
import { cutPassage, type Passage } from '../passage.ts';
import { cellOfWords } from '../tables/role-cells.ts';
import { countWords, hasTimeWords, isTimeCell } from '../words.ts';

const OPENS = new RegExp(
  String.raw`^(?:(?:key |our |priority )?(?:actions?|steps|tasks|priorities)\s(?:for|to be (?:completed|delivered|done)|due|by|in|within)\b.*|(?:by|within|quick wins?|immediate|short|medium|long|near|shorter|longer|next|in|during|before|after|from|over|early|mid|late|q[1-4]|months?|year|spring|summer|autumn|winter|the next|\p{L}{3,9}\s(?:19|20)\d\d|(?:19|20)\d\d|(?:${MONTH_PATTERN})(?:\s(?:19|20)\d\d)?\s?(?:[-–—/]|to\b|and\b)\s?(?:${MONTH_PATTERN}))\b.*)$`,
  'iu',
);
/** What stands below is done, or has no date yet. */
const STATE =
  /^(?:(?:already )?(?:completed?|done)(?: actions?)?|(?:dates?|timescales?)? ?(?:to be (?:confirmed|agreed)|tbc))$/i;
const SOON =
  /^(?:immediate(?:ly)?|within|(?:in |over )?(?:the )?next (?:\S+ )?(?:days|weeks|months?|quarters?|years?))\b/i;
/** Terms that the plan's legend defines. */
const TERM = /^(?:quick wins?|(?:immediate|short|medium|long|longer)(?:[- ]term)?(?: actions?)?)$/i;
/** A heading about something else that happens to name a time. */
const ABOUT =
  /\b(?:strategy|plan|budget|financial|finance|report|review|programme|election|elections|partnership|council)\b/i;

/** The words of a heading that say when; `null` for every other heading. */
export function findHeadingTime(heading: Passage): Passage | null {
  const text = heading.text.trim().replace(/:$/, '');
  if (STATE.test(text)) return cutPassage(heading, 0, text.length);
  if (countWords(text) > 12 || !OPENS.test(text)) return null;
  const bracket = /\(([^()]{3,60})\)$/.exec(text);
  const words = bracket?.[1] ?? '';
  if (bracket && isTimeCell(words)) {
    return cutPassage(heading, bracket.index + 1, bracket.index + 1 + words.length);
  }
  const isTime = hasTimeWords(text) || SOON.test(text) || TERM.test(text);
  return isTime && !ABOUT.test(text) ? cutPassage(heading, 0, text.length) : null;
}

/**
 * The cell that the nearest heading with a time gives to what stands under it; inherited, as many share it. A heading
 * that only says "Completed" speaks for a list (`isList`); a table has its own columns for that.
 */
export function cellsOfHeadings(headings: readonly Passage[], isList = true): RoleCell[] {
  for (const heading of headings.toReversed()) {
    const time = findHeadingTime(heading);
    if (time && (isList || !STATE.test(time.text.trim())))
      return [{ ...cellOfWords('timescale', heading.text, time), inherited: true }];
  }
  return [];
}
