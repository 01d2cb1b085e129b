/**
 * What stands before owners inside a cell and is no part of them: labels with a dash ("Accountable – A") and the numbers
 * of a list that runs on in one line ("1. A 2. B").
 */

const DASHED_LABEL =
  /(?:^|(?<=,))\s*(?:sro|lead|leads|lead officer|officer lead|member lead|lead partners?|partners?|delivery partners?|sponsor|owner|support|supporting|accountable|responsible|consulted|informed|joint|jointly|joint leads?|responsible officer|accountable officer|senior responsible (?:officer|owner))\s+[-–—]\s+/giu;

/** A segment without its dashed labels. */
export function dropDashedLabels(segment: string): string {
  return segment.replace(DASHED_LABEL, ' ');
}

const FIRST_NUMBER = /^\s*(?:\(?1[.)]|\(?[ai][.)])\s+\p{Lu}/u;
const NEXT_NUMBER = /(?<=[\p{L})])[,;]?\s+\(?(?:[2-9]|1\d|[b-h]|i{2,3}|iv|vi{0,3})[.)]\s+(?=\p{Lu})/gu;

/** A list that begins with 1, a or i and runs on in one line, parted by `mark`; any other text as it is. */
export function partNumbered(text: string, mark: string): string {
  return FIRST_NUMBER.test(text) ? text.replace(NEXT_NUMBER, mark) : text;
}
