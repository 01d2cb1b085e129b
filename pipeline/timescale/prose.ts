/**
 * The times in an action's own words, apart from its context. "By March", "to launch in June" and "Held in January"
 * are its own; "the survey undertaken in 2023", "the budget gap in 2026/27", "the May 2023 elections" are not.
 */
import type { TimeExpression } from './dated.ts';
import { wordsOf } from './lexicon.ts';
import { claimsOf, findExpressions } from './parse-timescale.ts';
import { referenceOf } from './reference.ts';
import type { Reference, TimeContext } from './reference.ts';
import { decide } from './status.ts';
import { wordAfter } from './surroundings.ts';
import { addDays } from '../calendar.ts';
import { readLexicon } from '../data-files.ts';

/** An action's own times and the rest. */
export interface OwnTimes {
  /** Expressions that say when this action happens. */
  own: TimeExpression[];
  /** "on an ongoing basis" and the like: beats any cell. */
  going: TimeExpression | null;
  /** A frequency: beats an inherited cell only. */
  frequency: TimeExpression | null;
  /** "at a date to be confirmed": said of the action's own time. */
  open: TimeExpression | null;
  /** Dated expressions of the context. */
  context: TimeExpression[];
}

const things = wordsOf('things');
const titles = wordsOf('title');
const money = wordsOf('money');
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
const SUBORDINATE =
  /\b(?:which|what|that|who|where|following|since|after|from|based on|arising|in response to|in line with|as|building on|build on)\b[^,;:.]*$/i;
const AHEAD =
  /\b(?:ahead of|before|prior to|in advance of|in time for|in readiness for|in preparation for|prepar(?:e|es|ing|ation) for)(?:\s{1,3}[a-z'’]{1,20}){1,8}\s{1,3}$/i;
const LATER = /\b(?:following|after)(?:\s{1,3}[a-z'’]{1,20}){1,8}\s{1,3}$/i;
/** "with no use of reserves after 2026/27": what a thing is to be without, not when it is done. */
const WITHOUT =
  /\b(?:(?:with|that|which)(?:\s{1,3}[a-z]{1,12}){0,2}\s{1,3}no|without)(?:\s{1,3}[a-z'’-]{1,20}){1,7}\s{1,3}$/i;
/** What looks ahead to a year, whenever it is written. */
const OUTLOOK =
  /\b(?:visions?|strateg(?:y|ies)|plans?|ambitions?|road ?maps?|frameworks?|outlook|story|picture)\b/i;
/** Verbs that open an order. */
const VERBS = new Set(
  readLexicon('lexicon/split-verbs.tsv').flatMap((row) =>
    row['noun'] === 'only' ? [] : [row['verb'] ?? ''],
  ),
);
/** Words that open with a verb in the past tense; "Embed", "Feed" and "Proceed" are orders. */
const HEAD_PAST =
  /^\s*(?:we\s{1,3})?(?:(?!embed\b|shed\b)[A-Za-z]+(?<!e)ed|agreed|held|met|began|begun|gave|made|sent|wrote|went|undertaken|set up|took|ran|run)\b(?!\s+(?:by|for)\b)/i;
/** A sentence about what is there already and how long it lasts: "Our current contract runs until March 2026". */
const STANDING =
  /^\s*(?:the|our|its|their|this|that|these|those|a|an|any|both|all|current|existing|present)\b(?=[^.;]{0,60}?\b(?:current|existing|present|contracts?|agreements?|leases?|licen[cs]es?|funding|grants?|tenanc(?:y|ies)|tenures?|terms? of office|mandates?|settlements?|warrant(?:y|ies))\b)(?![^.;]*\b(?:will|shall|should|must|to be|need(?:s|ed)?)\b)[^.;]{0,80}?\b(?:runs?|expires?|expired|ends?|ended|lasts?|covers?|finish(?:es)?|terminates?|began|begins?|started|starts?|dates?|comes? to an end|remains?|is (?:valid|in place|fixed|due)|are (?:valid|in place|fixed|due))\b/i;

/** Tells an action's own times from its context. */
export function findOwnTimes(text: string, context: TimeContext): OwnTimes {
  const reference = referenceOf(context.planDate);
  const found = findExpressions(text, context);
  const result: OwnTimes = { own: [], going: null, frequency: null, open: null, context: [] };
  for (const one of found) {
    if (one.sort === 'words') {
      if (one.rule === 'ongoing' && isGoing(one, text)) result.going ??= one;
      else if (one.rule === 'frequency' && !isBeside(one, text)) result.frequency ??= one;
      else if (one.kind === 'tbc' && isOfTime(one, text)) result.open ??= one;
      continue;
    }
    if (one.kind === 'none') continue;
    const own = goesOnList(one, result.context.at(-1), text) ? null : asOwn(one, text, reference);
    if (own === null) result.context.push(one);
    else result.own.push(own);
  }
  // "in July and December each year" recurs; no one date is meant.
  const yearly = result.own.every(({ kind, flags }) => kind === 'in' && flags.includes('year-inferred'));
  if (result.frequency !== null && yearly) result.context.push(...result.own.splice(0));
  // Beside a time of the commitment, a sentence about what is there already gives none.
  const moved = result.own.filter((one) => isStanding(one, text));
  if (moved.length > 0 && moved.length < result.own.length) {
    result.own = result.own.filter((one) => !moved.includes(one));
    result.context.push(...moved);
  }
  // "By May, we will agree a plan of what the town wants in 2040": the opening says when, the clause what about.
  const [opening] = result.own;
  if (opening !== undefined && text.slice(0, opening.span[0]).trim() === '' && !isYear(opening)) {
    const about = result.own.filter(
      (one) => isYear(one) && SUBORDINATE.test(clauseBefore(text, one.span[0])),
    );
    result.own = result.own.filter((one) => !about.includes(one));
    result.context.push(...about);
  }
  // "Model the costs up to 2034/35 (May 2026)": the bracket at the end says when, the years how far the model goes.
  const closing = result.own.at(-1);
  if (closing !== undefined && isBracketed(closing, text) && !isYear(closing)) {
    const reach = result.own.filter((one) => one.granularity === 'year' && /^(?:up )?to\b/i.test(one.text));
    result.own = result.own.filter((one) => !reach.includes(one));
    result.context.push(...reach);
  }
  // Beside a deadline, what lies behind the plan is what the deadline is about: "audits from 2020/21 by December".
  if (result.own.some(({ kind, flags }) => kind === 'by' && !flags.includes('before-plan-date'))) {
    result.own = result.own.filter((one) => !isPast(one, reference));
  }
  return result;
}

/** A date alone in brackets at the end. */
function isBracketed(one: TimeExpression, text: string): boolean {
  return /[([]\s*$/.test(text.slice(0, one.span[0])) && /^\s*[)\]][.\s]*$/.test(text.slice(one.span[1]));
}

/** "the accounts for 2023/24, 2024/25 and 2025/26": years after one that is no time of the deed are none either. */
function goesOnList(one: TimeExpression, before: TimeExpression | undefined, text: string): boolean {
  if (before === undefined || !isYear(one) || !isYear(before)) return false;
  return /^(?:,|,? ?(?:and|&))$/i.test(text.slice(before.span[1], one.span[0]).trim());
}

const YEARS = /(?:financial-year|calendar-year|(?:^|> )year|span-of-years)/;

/** A bare year, or several, calendar or financial, without "by" or "from". */
function isYear({ kind, granularity, rule }: TimeExpression): boolean {
  return kind === 'in' && (granularity === 'year' || (granularity === 'range' && YEARS.test(rule)));
}

/** "The scheme was agreed in October 2024": done, and the own times say when. */
export function reportsDone(text: string, { own }: OwnTimes, context: TimeContext): boolean {
  const last = referenceOf(context.planDate)?.last ?? '9999';
  const behind = own.every(({ end }) => end !== null && end <= last);
  return behind && decide(claimsOf(text, own, 'prose'), false)?.status === 'done';
}

/** "…, with progress reviewed every month": how often something beside the deed happens. */
function isBeside(one: TimeExpression, text: string): boolean {
  const clause =
    text
      .slice(0, one.span[0])
      .split(/[.;]\s/)
      .at(-1) ?? '';
  return /,\s(?:with|including|and with)\s[^,]{0,60}$/i.test(clause);
}

/** "at a date to be confirmed", "(timescale TBC)"; not "the scheme is to be agreed". */
function isOfTime(one: TimeExpression, text: string): boolean {
  // "Decide on the roll-out – tbc, subject to the pilot".
  if (/^tb[ac]\b/i.test(one.text) && /\s[–—-]\s$|\($/.test(text.slice(0, one.span[0]))) return true;
  const words = text.slice(Math.max(0, one.span[0] - 30), one.span[1]);
  return /\b(?:dates?|times?|timescales?|timings?|timelines?)(?: (?:of|for) (?:this|it|these))?\W{1,3}(?:(?:is|are|has|have|still|yet) )*(?:to be|tb[ac]\b|not yet)/i.test(
    words,
  );
}

function isStanding(one: TimeExpression, text: string): boolean {
  const before = text.slice(Math.max(0, one.span[0] - 240), one.span[0]);
  const sentence = before.split(/[.;](?=\s)|\n/).at(-1) ?? '';
  return STANDING.test(`${sentence}${one.text}`);
}

function isGoing(one: TimeExpression, text: string): boolean {
  // "Lobby for the tram extension (ongoing)".
  if (isBracketed(one, text)) return true;
  if (/basis$|^throughout the|^in perpetuity|^(?:as )?business[\s-]as/i.test(one.text)) return true;
  return (
    /\b(?:is|are|be|remains?|as)\s+(?:an\s+)?$/i.test(text.slice(0, one.span[0])) &&
    /^\s*(?:[.;,)]|$)/.test(text.slice(one.span[1]))
  );
}

function asOwn(one: TimeExpression, text: string, reference: Reference | null): TimeExpression | null {
  const clause = clauseBefore(text, one.span[0]);
  const next = wordAfter(text, one.span[1]);
  if (isAttributive(one, clause, next) || /\bas (?:at|of)\s{1,3}$/i.test(clause)) return null;
  // "A vision for the town to 2040": how far a thing looks ahead.
  if (one.kind === 'by' && one.granularity === 'year' && /^to\b/i.test(one.text) && OUTLOOK.test(clause))
    return null;
  // "whether the depot should stay beyond 2029": how long a thing lasts.
  if (/^(?:beyond|well beyond)\b/i.test(one.text)) return null;
  if (one.kind === 'from' && WITHOUT.test(clause)) return null;
  if (one.sort === 'event') return one.kind === 'by' || one.kind === 'from' ? one : null;
  if (one.kind === 'by') return one;
  if (one.named !== null && one.kind === 'in') {
    if (AHEAD.test(clause))
      return { ...one, kind: 'by', start: null, end: addDays(one.named, -1), rule: `${one.rule} > before` };
    if (LATER.test(clause) && one.end !== null && !isPast(one, reference)) {
      return { ...one, kind: 'from', start: addDays(one.end, 1), end: null, rule: `${one.rule} > after` };
    }
  }
  if (
    one.sort === 'relative' &&
    one.granularity === 'year' &&
    !/\b(?:in|during|by|within|from|throughout|over)\s*(?:the\s+)?$/i.test(clause)
  )
    return null;
  return isPast(one, reference) ? ownPast(one, text, clause) : ownAhead(one, clause);
}

/** A year that describes a thing: "the 2024/25 budget", "gap in 2026/27", "savings for 2025/26", "Plan 2024-28". */
function isAttributive(one: TimeExpression, clause: string, next: string): boolean {
  const yearly = one.granularity === 'year' || (one.granularity === 'range' && YEARS.test(one.rule));
  const bare = one.kind === 'in';
  const determined =
    /\b(?:the|our|its|their|this|a|an|new|current|draft|final|agreed|approved|council's|['’]s)\s+$/i.test(
      clause,
    );
  if (bare && things.has(next) && (yearly || determined)) return true;
  if (!yearly || !bare) return false;
  // "for 2025/26" says what a plan or a saving is for, unless something is set for then.
  const link =
    /\b(?<word>for|in|of|across|to|during|by|from|over|within|covering|throughout)?[\s(:–-]{0,4}(?:the\s{1,3})?$/i;
  const word = link.exec(clause)?.groups?.['word']?.toLowerCase() ?? '';
  const before = clause.replace(link, '').trim();
  const noun = /(?<word>[A-Za-z£]{1,24})$/.exec(before)?.groups?.['word']?.toLowerCase() ?? '';
  if (word === 'for')
    return !/^(?:scheduled|planned|set|programmed|due|proposed|targeted|aim|aiming)$/.test(noun);
  if (/^(?:in|during|by|within|throughout)$/.test(word)) return money.has(noun);
  return things.has(noun) || titles.has(noun);
}

/** What lies behind the plan is its own time only where the sentence reports: "Held …", "was agreed in …". */
function ownPast(one: TimeExpression, text: string, clause: string): TimeExpression | null {
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
  /^\s*(?<first>[\p{L}'’]+)\s(?:[\p{L}'’&/-]+\s){0,4}?(?:[a-z]{2,18}ed|held|met|took|gave|made|sent|wrote|ran|set up|began)\s(?:to\s|with\s)?(?:an?|the|its|our|their|all|both|each|every|two|three|four|five|six|\d{1,3})\s(?![^.;]*\b(?:will|shall|should|must|to be)\b)/u;

/** "In October 2024 the Leader wrote to every parish": the time opens what is told. */
function opensTale(one: TimeExpression, text: string): boolean {
  const isFirst = /^\s*(?:(?:in|on|during|over)\s{1,3})?(?:the\s{1,3})?$/i.test(text.slice(0, one.span[0]));
  return isFirst && one.granularity !== 'year' && reportsPast(text.slice(one.span[1]).replace(/^,?\s+/, ''));
}

/** True for a sentence that tells what was done: "Held two workshops", "The Mayor met the board in May". */
export function reportsPast(text: string): boolean {
  return HEAD_PAST.test(text) || isTale(text);
}

function isTale(text: string): boolean {
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

/** "the July intake" has a determiner and no preposition of time: it describes something. */
function ownAhead(one: TimeExpression, clause: string): TimeExpression | null {
  // "the councillors elected in May" tells which ones.
  if (/\p{L}s? (?:newly )?elected (?:in|at|on)\s{1,3}(?:the\s{1,3})?$/iu.test(clause)) return null;
  if (one.kind !== 'in' || !/\b(?:of|the|our|its|their)\s{1,3}$/i.test(clause)) return one;
  const timed =
    /\b(?:in|by|during|over|from|until|before|after|throughout|for|at|to|within|on)\s{1,3}(?:the\s{1,3})?$/i;
  const part = /\b(?:part|half|end|start|beginning|middle|meeting|quarter|year|months?|week) of (?:the )?$/i;
  return timed.test(clause) || part.test(clause) ? one : null;
}

function isPast(one: TimeExpression, reference: Reference | null): boolean {
  const last = one.end ?? one.start;
  return reference !== null && last !== null && last < reference.first;
}

function clauseBefore(text: string, index: number): string {
  return (
    text
      .slice(Math.max(0, index - 120), index)
      .split(/[.;](?=\s)|\n/)
      .at(-1) ?? ''
  );
}
