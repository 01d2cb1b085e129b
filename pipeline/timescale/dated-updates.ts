/** A cell that keeps its news in order ("Update March 2025: … Update September 2025: …"): which of it is the newest. */
import { MONTH_PATTERN } from '../calendar.ts';
import { findExpressions } from './parse-timescale.ts';

const source = String.raw;
const KEY = source`(?:(?:progress|position|status|latest|further)\s)?(?:updates?|position|progress|status)|as (?:at|of)`;
const DATE = source`(?:\d{1,2}(?:st|nd|rd|th)?\s)?(?:${MONTH_PATTERN})\.?\s['’]?(?:20)?\d\d|\d{1,2}[./]\d{1,2}[./](?:20)?\d\d`;
/** "Update (March 2025):", "As at 3 May 2025 –", or a date at the start of a sentence with a colon. */
const HEAD = new RegExp(
  source`(?:(?<=^|\s)(?:${KEY})[\s:([–-]{1,3}|(?<=^|[.;!?\n]\s{0,3}))(?<date>${DATE})[)\]]?\s?(?::|[–-](?=\s))\s?`,
  'giu',
);

/** The words after the head of the newest news; all of the text where its news has no dated heads. */
export function newestUpdate(text: string): string {
  if (text.length > LONGEST) return text;
  const heads = [...text.matchAll(HEAD)].map((match) => ({
    from: match.index + match[0].length,
    at: match.index,
    day: findExpressions(match.groups?.['date'] ?? '', {})[0]?.end ?? '',
  }));
  const [newest] = heads.toSorted((a, b) => b.day.localeCompare(a.day) || b.at - a.at);
  if (newest === undefined) return text;
  const next = heads.find(({ at }) => at >= newest.from);
  const words = text.slice(newest.from, next?.at).trim();
  return words === '' ? text : words;
}

/** No cell is longer, and expressions must not meet what is. */
const LONGEST = 20_000;
