/**
 * The times in an action's own words, apart from its context. "By March", "to launch in June" and "Held in January"
 * are its own; "the survey undertaken in 2023", "the budget gap in 2026/27", "the May 2023 elections" are not.
 */
import type { TimeExpression } from './dated.ts';
import { ownPast, SUBORDINATE } from './own-past.ts';
import { wordsOf } from './lexicon.ts';
import { claimsOf, findExpressions } from './parse-timescale.ts';
import { referenceOf } from './reference.ts';
import type { Reference, TimeContext } from './reference.ts';
import { decide } from './status.ts';
import { wordAfter } from './surroundings.ts';
import { addDays } from '../calendar.ts';

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
const AHEAD =
  /\b(?:ahead of|before|prior to|in advance of|in time for|in readiness for|in preparation for|prepar(?:e|es|ing|ation) for)(?:\s{1,3}[a-z'’]{1,20}){1,8}\s{1,3}$/i;
const LATER = /\b(?:following|after)(?:\s{1,3}[a-z'’]{1,20}){1,8}\s{1,3}$/i;
/** "with no use of reserves after 2026/27": what a thing is to be without, not when it is done. */
const WITHOUT =
  /\b(?:(?:with|that|which)(?:\s{1,3}[a-z]{1,12}){0,2}\s{1,3}no|without)(?:\s{1,3}[a-z'’-]{1,20}){1,7}\s{1,3}$/i;
/** What looks ahead to a year, whenever it is written. */
const OUTLOOK =
  /\b(?:visions?|strateg(?:y|ies)|plans?|ambitions?|road ?maps?|frameworks?|outlook|story|picture)\b/i;
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
  // "an outline of the town in 2040": a year that no plan of this kind reaches.
  if (one.kind === 'in' && one.granularity === 'year' && isFarOff(one, reference)) return null;
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

/** Years that an action plan looks ahead, at the most. */
const FARTHEST = 8;

function isFarOff({ start }: TimeExpression, reference: Reference | null): boolean {
  return reference !== null && start !== null && Number(start.slice(0, 4)) > reference.year + FARTHEST;
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
