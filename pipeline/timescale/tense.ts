/** Whether the words before a date speak of what has happened: "Completed in", "held with staff in", "was agreed in". */
import { readLexicon } from '../data-files.ts';
import { anyOf, keyOf } from './lexicon.ts';
import { isTale } from './own-past.ts';

const source = String.raw;
const done = readLexicon('lexicon/status-words.tsv')
  .filter((row) => row['status'] === 'done')
  .map((row) => row['words'] ?? '');
/** Words that turn the clause to what is to come. */
const FUTURE = [
  'will',
  'shall',
  'would',
  'should',
  'to be',
  'is to',
  'are to',
  'due to',
  'plan to',
  'plans to',
  'planned to',
  'going to',
  'scheduled',
  'planned',
  'booked',
  'programmed',
  'expected',
  'anticipated',
  'next',
  'further',
];
const PAST = new RegExp(
  source`(?:^|[^A-Za-z])(?<guard>(?:to|will|would|should|shall|must|can|could|may|not|be|is|are|being|due|once|when|until|if|for)\s{1,3}(?:be\s{1,3}|have\s{1,3}|been\s{1,3})?)?(?<word>${anyOf([...done, 'started', 'commenced', 'began', 'begun', 'was', 'were', 'did', 'last', ...FUTURE])})(?=$|[^A-Za-z])`,
  'gi',
);

const FUTURE_GUARD = /^(?:to|will|would|should|shall|must|can|could|may|be)\b/i;
/** What may stand between verbs of one helper: no other helper, and "and", "or" or a comma at its end. */
const JOINED =
  /^\s*$|^(?!.*\b(?:has|have|had|was|were|is|are)\b)(?:[^A-Za-z]{1,3}[A-Za-z'’-]{1,24}){0,8}(?:,|(?:\s|,\s)(?:and|or|&)(?: then)?)\s$/i;

/** True when a past-tense word governs the date after it; `after` is what follows the date. */
export function isPastBefore(before: string, after: string): boolean {
  const clause =
    before
      .slice(-160)
      .split(/[.;\n]/)
      .at(-1) ?? '';
  let past = false;
  let ahead: number | null = null;
  for (const match of clause.matchAll(PAST)) {
    const guard = (match.groups?.['guard'] ?? '').trim();
    const word = (match.groups?.['word'] ?? '').toLowerCase();
    // "complete by March" is an order; "complete – March" a report.
    const order =
      /^(?:complete|run|set up|closed down|train|report|live|in place)$/.test(word) &&
      !/^\s*[-–(:]/.test(clause.slice(match.index + match[0].length));
    // "will be prepared and submitted": what turns the first verb turns those joined to it.
    const carried: boolean = ahead !== null && JOINED.test(clause.slice(ahead, match.index + 1));
    const future = FUTURE.includes(keyOf(word)) || FUTURE_GUARD.test(guard);
    past = guard === '' && !order && !carried && !future;
    ahead = future || carried ? match.index + match[0].length : null;
  }
  return (
    past ||
    /^\s{0,3}[-–(,:]?\s{0,3}(?:completed?|done|delivered|achieved)[\s)]{0,3}$/i.test(after.slice(0, 20))
  );
}

/** "In September the Leader briefed all members": a time that opens what is told; `before` and `after` stand about it. */
export function opensTale(before: string, after: string): boolean {
  return (
    /^\s*(?:in|during|on|over)\s{1,3}(?:the\s{1,3})?$/i.test(before) && isTale(after.replace(/^,?\s+/, ''))
  );
}
