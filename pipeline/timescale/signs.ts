/**
 * What a text must hold for a rule to be worth trying: most texts hold none of it, and some forty patterns need not
 * be run over them. A sign may be seen where no time is named; where it is not seen, its rules cannot match.
 */
import { readLexicon } from '../data-files.ts';
import { MONTH, SEASON, anyOf, valuesOf } from './lexicon.ts';

/**
 * `unit`: a unit of time or a day such as tomorrow. `event`: words of an event of the council's year. `return`: of the
 * peers coming back.
 */
export type Sign = 'digit' | 'month' | 'season' | 'unit' | 'quarter' | 'event' | 'return';

/** The rows of `timescale-events.tsv`. */
export const EVENTS = readLexicon('lexicon/timescale-events.tsv');
/** chrono reads "firstMay" and "Mayfirst" too. */
const ORDINAL_BEFORE = 'st|nd|rd|th|of';
const ORDINAL_AFTER = 'fi|se|th|fo|si|ei|ni|te|el|tw';

const PATTERNS: Readonly<Record<Sign, RegExp>> = {
  digit: /\d/,
  month: new RegExp(
    `(?:(?<![a-z])|(?<=${ORDINAL_BEFORE}))(?:${MONTH})(?:(?![a-z])|(?=${ORDINAL_AFTER}))`,
    'i',
  ),
  season: new RegExp(SEASON, 'i'),
  unit: new RegExp(`${anyOf(valuesOf('unit').keys())}|yr|qtr|tomorrow`, 'i'),
  quarter: /q(?:uarters?|trs?|s)?[.\s]{0,4}(?:[1-4]|one|two|three|four)/i,
  event: new RegExp(`(?<![a-z])(?:${anyOf(EVENTS.map((row) => row['words'] ?? ''))})`, 'i'),
  return: /review|visit|return/i,
};

const SIGNS = Object.entries(PATTERNS) as [Sign, RegExp][];

/** The signs in a text. */
export function findSigns(text: string): Set<Sign> {
  const found = new Set<Sign>();
  for (const [sign, pattern] of SIGNS) if (pattern.test(text)) found.add(sign);
  return found;
}
