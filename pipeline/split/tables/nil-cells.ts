/**
 * Cells that stand where an action would and hold none: "N/A", "None required", "No further action: covered by 3".
 * In: a cell's words; out: whether they say that nothing will be done.
 */
import { countWords } from '../words.ts';

const NOTHING =
  /^(?:n\/a|nil|not applicable|(?:none|no (?:further |new |additional )?actions?)(?: (?:is |are )?(?:required|needed|necessary|proposed))?|(?:none|nothing)(?: so far| to date| yet| at present| at this (?:stage|time)| currently)|tbc|tba|to be confirmed|[-–—?.]*)\.?$/i;
/** "No further action: covered by recommendation 3". */
const NOTHING_MORE =
  /^(?:none|no (?:further |new |additional )?actions?)(?: (?:is |are )?(?:required|needed|necessary|proposed))?\s?[:;,.(–-]\s?(?:covered|addressed|see|dealt|included|already|business|complete|as)/i;
/** True for words that stand for no action: `N/A`, `None required`, `No further action: see 3`. */
export function saysNothing(text: string): boolean {
  const words = text.trim();
  return NOTHING.test(words) || (NOTHING_MORE.test(words) && countWords(words) <= 12);
}
