/**
 * Dates behind the plan in an action's own words: the day of a deed that is reported ("Held …", "was agreed in …"), or of
 * something older that the words only speak of.
 */
import type { TimeExpression } from './dated.ts';
import { readLexicon } from '../data-files.ts';

/** A participle close before the date with no auxiliary: "survey undertaken in", "agreed at Council on". */
const PARTICIPLE =
  /\b(?:[a-z]{3,20}ed|held|undertaken|taken|made|given|met|set|begun|written|drawn|sent|run|put)(?:\s{1,3}[a-z&'’]{1,20}){0,6}\s{0,3}$/i;
/** "Review the tariffs (completed April 2025)": a bracket at the end that says no more than when it was done. */
const FINISHED =
  /[([]\s{0,3}(?:now\s|was\s|already\s)?(?:completed?|done|delivered|achieved|finished|concluded|closed|implemented)(?:\s(?:in|on|by|during|since))?[\s:–-]{0,3}$/i;
/** "…, and this was completed in May": the time words say no more than that, too. */
const WAS_FINISHED =
  /\b(?:(?:was|were|is|are|been|and|–|-)\s(?:all\s|now\s|fully\s)?)(?:completed?|done|finished)(?:\s(?:in|on|by|during))?\s{1,3}(?:the\s)?$/i;
const FINITE =
  /\b(?:took place|went live|came into|was|were|has|have|had|is|are|will|shall|would|should|did|been|to be)\b/i;
/** A clause that tells which thing is meant, and its date with it. */
export const SUBORDINATE =
  /\b(?:which|what|that|who|where|following|since|after|from|based on|arising|in response to|in line with|as|building on|build on)\b[^,;:.]*$/i;
/** Verbs that open an order. */
const VERBS = new Set(
  readLexicon('lexicon/split-verbs.tsv').flatMap((row) =>
    row['noun'] === 'only' ? [] : [row['verb'] ?? ''],
  ),
);
/** Words that open with a verb in the past tense; "Embed", "Feed" and "Proceed" are orders. */
const HEAD_PAST =
  /^\s*(?:we\s{1,3})?(?:(?!embed\b|shed\b)[A-Za-z]+(?<!e)ed|agreed|held|met|began|begun|gave|made|sent|wrote|went|undertaken|set up|took|ran|run)\b(?!\s+(?:by|for)\b)/i;

/** What lies behind the plan is its own time only where the sentence reports: "Held …", "was agreed in …". */
export function ownPast(one: TimeExpression, text: string, clause: string): TimeExpression | null {
  if (one.kind === 'from') return /\bsince\b/i.test(one.text) || PARTICIPLE.test(clause) ? null : one;
  if (SUBORDINATE.test(clause)) return null;
  if (WAS_FINISHED.test(clause) && /^\s*[)\]]?(?:[.;]|$)/.test(text.slice(one.span[1])))
    return { ...one, kind: 'done' };
  if (reportsPast(text) || opensTale(one, text)) return one;
  if (FINITE.test(clause)) return one;
  if (FINISHED.test(clause) && /^\s*[)\]][.\s]*$/.test(text.slice(one.span[1])))
    return { ...one, kind: 'done' };
  if (PARTICIPLE.test(clause)) return reports(text, one) ? one : null;
  if (wasSet(one, text, clause)) return one;
  if (/\b(?:in|of|from|the|at|on|dated|during)\s*$/i.test(clause)) return null;
  return one.span[0] <= 40 && !/\(\s{0,3}$/.test(clause) ? one : null;
}

/** "The Mayor held a question time in May": a subject, a verb in the past tense and its object. */
const TALE =
  /^\s*(?!(?:[Ii]n|[Oo]n|[Dd]uring|[Oo]ver|[Ss]ince|[Bb]y|[Ff]rom)\s)(?<first>[\p{L}'’]+)\s(?:[\p{L}\d'’&/-]+\s){0,4}?(?:[a-z]{2,18}ed|held|met|took|gave|made|sent|wrote|ran|set up|began)\s(?:to\s|with\s)?(?:an?|the|its|our|their|all|both|each|every|two|three|four|five|six|\d{1,3})\s(?![^.;]*\b(?:will|shall|should|must|to be)\b)/u;

/** "In October 2024 the Leader wrote to every parish": the time opens what is told. */
function opensTale(one: TimeExpression, text: string): boolean {
  const isFirst = /^\s*(?:(?:in|on|during|over)\s{1,3})?(?:the\s{1,3})?$/i.test(text.slice(0, one.span[0]));
  return isFirst && one.granularity !== 'year' && reportsPast(text.slice(one.span[1]).replace(/^,?\s+/, ''));
}

/** True for a sentence that tells what was done: "Held two workshops", "The Mayor met the board in May". */
export function reportsPast(text: string): boolean {
  return HEAD_PAST.test(text) || isTale(text);
}

/** True for a subject, a verb in the past tense and its object, at the start of a text. */
export function isTale(text: string): boolean {
  const first = TALE.exec(text)?.groups?.['first'];
  return first !== undefined && !VERBS.has(first.toLowerCase());
}

/** Orders that answer something older, whose date theirs may be: "Respond to the audit in June 2023". */
const ANSWERS =
  /^(?:respond|reply|act|implement|build|follow|address|learn|reflect|embed|use|apply|continue|complete|deliver)\b/i;

/** "Submit the proposal in December 2023": an order that a later report repeats, with the month it was set for. */
function wasSet(one: TimeExpression, text: string, clause: string): boolean {
  const first = /^\s*([a-z]+)/i.exec(text)?.[1]?.toLowerCase() ?? '';
  const isLast = !/[a-z\d]/i.test(text.slice(one.span[1]));
  return (
    isLast &&
    one.kind === 'in' &&
    one.granularity !== 'year' &&
    /\bin\s*$/i.test(clause) &&
    VERBS.has(first) &&
    !ANSWERS.test(first)
  );
}

/** "Recruitment completed in April 2024" is all there is; "Act on the survey undertaken in 2023" is an order. */
function reports(text: string, one: TimeExpression): boolean {
  const words = text.slice(0, one.span[0]).trim().split(/\s+/);
  const first = (words[0] ?? '').toLowerCase();
  return (
    words.length <= 6 &&
    !VERBS.has(first) &&
    !/[a-z]/i.test(text.slice(one.span[1]).replace(/^\s*\([^)]*\)/, ''))
  );
}
