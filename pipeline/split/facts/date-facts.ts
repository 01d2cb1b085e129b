/**
 * When the challenge was and what date the plan bears: given, stated in the text, or inferred; two stated dates that
 * disagree are an issue.
 */
import { addMonths, firstDayOf } from '../../calendar.ts';
import type { Document, Fact, IsoDate, IsoDay, Place, SourceFacts } from '../../model.ts';
import type { PlanBuilder } from '../plan-builder.ts';
import { quoteAround } from './evidence.ts';
import { findDates, monthOf, type FoundDate } from './plan-dates.ts';
import { countWords } from '../words.ts';

/** A block of running text. */
export interface Line {
  text: string;
  place: Place;
  heading: boolean;
}

const REVIEW =
  /\bpeer (?:challenge|review|team)\b|\bpeers\b|\blocal government association\b|\bon[- ]site\b/i;
const NOT_REVIEW =
  /\bprogress (?:review|visit)|\breturn|\bpublish|\bcabinet\b.{0,30}\bon\b|\bscrutiny\b|\baction plan\b|\bmeeting\b|\badvis|\bconversation\b/i;
const TOOK_PLACE =
  /\b(?:undertook|took place|carr(?:y|ied) out|conducted?|invited|hosted|held|undertaken|on[- ]site|visit(?:ed)?|had|underwent|commissioned|between|during|spent|worked with|welcomed|took part|participated)\b/i;
const IN_BRACKETS = /\bpeer (?:challenge|review)\s?\((?=\w{3,9}\.?\s\d{4}\s?\))/i;
const PLAN_EVENT =
  /\b(?:approved|adopted|agreed|endorsed|considered|published|updated|version|as at|dated?|last reviewed)\b/i;

/** The date of the challenge that the plan answers; the text's where it is a day of the month that was given. */
export function findReviewDate({ reviewDate }: SourceFacts, lines: readonly Line[]): Fact<IsoDate> {
  const stated = findStatedReview(lines);
  if (!reviewDate) return stated;
  return stated.value?.startsWith(`${reviewDate}-`) === true
    ? stated
    : { value: reviewDate, basis: 'given', from: 'given by the caller', place: null };
}

function findStatedReview(lines: readonly Line[]): Fact<IsoDate> {
  for (const line of lines) {
    if (!REVIEW.test(line.text)) continue;
    for (const sentence of line.text.split(/(?<=[.!?])\s+(?=\p{Lu})/u)) {
      const bracket = IN_BRACKETS.exec(sentence);
      // "The peers were on site in May and their report was published in July": the first half tells.
      const half = sentence.split(/,?\sand\s(?=(?:its|the|their|a)\s)/)[0] ?? sentence;
      const told = REVIEW.test(half) && TOOK_PLACE.test(half) && !NOT_REVIEW.test(half);
      const words = bracket ? sentence.slice(bracket.index) : half;
      const date = bracket || told ? findDates(words)[0] : undefined;
      if (date) {
        const from = quoteAround(words, date.at, date.text.length);
        return { value: date.value, basis: 'stated', from, place: line.place };
      }
    }
  }
  return { value: null, basis: 'inferred', from: 'not found', place: null };
}

/** The date that the plan bears. */
export function findPlanDate(
  document: Document,
  given: SourceFacts,
  title: string,
  lines: readonly Line[],
  review: Fact<IsoDate>,
  plan: PlanBuilder,
): Fact<IsoDate> {
  const isUsed = usedBy(plan);
  const stated = statedDates(title, lines).filter((each) => !isUsed(each.line));
  const first = preciseOf(stated);
  if (given.planDate) {
    if (first && monthOf(first.date.value) !== monthOf(given.planDate)) {
      addConflict(plan, `${first.date.text} in the text`, given.planDate, first.line);
    }
    return { value: given.planDate, basis: 'given', from: 'given by the caller', place: null };
  }
  const other = stated.find((each) => first && monthOf(each.date.value) !== monthOf(first.date.value));
  if (first && other) {
    addConflict(plan, `“${quoteOf(other, 100)}”`, `“${quoteOf(first, 100)}”`, other.line);
  }
  if (first) {
    return {
      value: first.date.value,
      basis: 'stated',
      from: quoteOf(first),
      place: first.line.place,
    };
  }
  const named = findDates(document.name.replaceAll(/[-_]+/g, ' '))[0];
  if (named) return { value: named.value, basis: 'inferred', from: `file name: ${named.text}`, place: null };
  return inferPlanDate(review, title, plan, given.notAfter);
}

/** A plan "for 2025/26" or "2024-2026" begins with that year. */
const TITLE_YEAR = /\b(20\d\d)\s?[/–-]\s?(?:20)?(\d\d)\b/;

/**
 * Without a date of its own: two months after the challenge (the LGA asks for a plan within three), the first month
 * that its own timescales and milestones name, or the first of the years in its title, whichever is earlier. A document
 * that was there on a day is no younger: where all of that lies ahead of it, the month of that day.
 */
function inferPlanDate(
  review: Fact<IsoDate>,
  title: string,
  plan: PlanBuilder,
  notAfter?: IsoDay,
): Fact<IsoDate> {
  const say = (likely: IsoDate, reason: string, place: Place | null): Fact<IsoDate> => {
    const isAhead = notAfter !== undefined && firstDayOf(likely) > notAfter;
    const value = isAhead ? monthOf(notAfter) : likely;
    const from = isAhead
      ? `read on ${notAfter}, and so no younger; ${likely} lies after that day: ${reason}`
      : reason;
    plan.addIssue({
      code: 'plan-date-inferred',
      severity: 'warning',
      message: `no plan date in the text; ${value} was taken: ${from}`,
      place,
    });
    return { value, basis: 'inferred', from, place };
  };
  if (review.value) {
    const value = monthOf(addMonths(`${monthOf(review.value)}-01`, 2));
    return say(value, `two months after the challenge: ${review.from}`, review.place);
  }
  const cells = plan.actions.flatMap((action) =>
    action.cells.filter(
      (cell) =>
        ['timescale', 'start', 'end', 'original-date'].includes(cell.role) ||
        /\bmilestone/i.test(cell.header),
    ),
  );
  const sources = cells.length > 0 ? cells : plan.actions;
  const dates = sources.flatMap(({ text, place }) => findDates(text).map((date) => ({ date, text, place })));
  dates.sort((a, b) => monthOf(a.date.value).localeCompare(monthOf(b.date.value)));
  const [earliest] = dates;
  const years = TITLE_YEAR.exec(title);
  if (years?.[1] && (!earliest || monthOf(earliest.date.value) > `${years[1]}-04`))
    return say(
      `${years[1]}-${Number(years[2]) - Number(years[1].slice(2)) === 1 ? '04' : '01'}`,
      `title: ${years[0]}`,
      null,
    );
  if (earliest)
    return say(
      monthOf(earliest.date.value),
      `earliest timescale: ${earliest.text.slice(0, 100)}`,
      earliest.place,
    );
  plan.addIssue({ code: 'no-plan-date', severity: 'warning', message: 'no plan date found', place: null });
  return { value: null, basis: 'inferred', from: 'not found', place: null };
}

/** Tells the lines whose dates an action has already: they are not the plan's own. */
function usedBy(plan: PlanBuilder): (line: Line) => boolean {
  const spans = plan.actions.flatMap((action) => action.cells.flatMap((cell) => cell.place));
  return (line) =>
    spans.some((span) =>
      line.place.some((own) => {
        if (!('start' in own) || !('start' in span)) return JSON.stringify(own) === JSON.stringify(span);
        return (
          own.in === span.in && span.start >= own.start && span.end <= own.end && pathOf(own) === pathOf(span)
        );
      }),
    );
}

function pathOf(span: Place[number]): string {
  return 'path' in span ? span.path : '';
}

interface StatedDate {
  date: FoundDate;
  line: Line;
  /** 1 is the title's own, 2 a dated line near the top, 3 a heading, 4 an approval in the text. */
  rank: number;
}

function quoteOf({ date, line }: StatedDate, longest?: number): string {
  return quoteAround(line.text, date.at, date.text.length, longest);
}

/** The best stated date; where another names a day of the same month, that one. */
function preciseOf(stated: readonly StatedDate[]): StatedDate | undefined {
  const [first] = stated;
  if (!first || first.date.value.length > 7) return first;
  return (
    stated.find((each) => each.date.value.length > 7 && monthOf(each.date.value) === first.date.value) ??
    first
  );
}

function statedDates(title: string, lines: readonly Line[]): StatedDate[] {
  const found: StatedDate[] = [];
  lines.forEach((line, index) => {
    if (line.text.length > 600) return;
    for (const date of findDates(line.text).slice(0, 3)) {
      const rank = rankOf(line, date, index, title);
      if (rank > 0) found.push({ date, line, rank });
    }
  });
  return found.sort((a, b) => a.rank - b.rank);
}

const MEETING =
  /\b(?:council|cabinet|executive|committee|board|panel|meeting|scrutiny|authority|councils|appendix|annex|agenda item|report to|date|plan|response)\b/i;
/** A line of the title block is a name, not a sentence: its longer words are capitals, but for these. */
const PLAIN =
  /^(?:and|of|the|to|on|for|in|at|by|as|with|from|meeting|date|held|am|pm|report|item|appendix|annex|agenda|version|draft|final|agreed|approved|plan|action|response|review|challenge|what|you|we|said|are|doing|our|page|st|nd|rd|th|noon)$/i;

/** "Joint Committee, 10 October 2023", "Cabinet 3 May 2025 – Appendix 2", "Tuesday, 21st January, 2025 7.00 pm". */
function isTitleBlock(text: string, others: string): boolean {
  const words = others.split(' ');
  if (words.length > 14 || /[.;]$/.test(text) || REVIEW_EVENT.test(text)) return false;
  const isName = words.every((word) => /^\p{Lu}/u.test(word) || PLAIN.test(word));
  return isName && (MEETING.test(others) || WEEKDAY.test(others));
}

const WEEKDAY = /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|am|pm|\s)+$/i;
/** Dates that are not the plan's own. */
const REVIEW_EVENT =
  /\b(?:deadline|due|review date|next|return|visit|on[- ]?site|until|from|by|target|version control)\b/i;

function rankOf(line: Line, date: FoundDate, index: number, title: string): number {
  const before = line.text.slice(0, date.at);
  const ofReview =
    /\bpeer (?:challenge|review)(?:\s(?:report|visit|feedback|findings|of|in|on|took place))*[\s,:(–—-]*(?:\p{L}{3,9}day[,\s]*)?$/iu.test(
      before,
    ) && !/\b(?:action|improvement) plan\b/i.test(before);
  if (ofReview || /\bprogress review\b|\breturn\b/i.test(before)) return 0;
  const others = line.text
    .replace(date.text, '')
    .replaceAll(/[^\p{L}]+/gu, ' ')
    .trim();
  const labelled =
    /^(?:date|dated|published|publication date|version|updated|last updated|as at|on|meeting date|date of meeting|cabinet|council|reporting date)$/i;
  if (line.text === title) return 1;
  if (index < 25 && (others === '' || labelled.test(others))) return 2;
  if (index < 15 && isTitleBlock(line.text, others)) return 2;
  if (
    index < 15 &&
    countWords(line.text) <= 14 &&
    PLAN_EVENT.test(before) &&
    !/\bwill\b|\bto be\b/.test(line.text)
  )
    return 2;
  if (index < 8 && line.heading && !/\b(?:will|by|until)\b/i.test(line.text)) return 3;
  const sentence = before.slice(Math.max(before.lastIndexOf('. '), 0));
  const isPlan =
    /\b(?:action |improvement )?plan\b|\b(?:cabinet|council|executive) (?:agreed|approved|adopted|endorsed) it\b/i;
  return isPlan.test(line.text) &&
    PLAN_EVENT.test(sentence) &&
    !/\b(?:will|to) be\b|\bpeer challenge\b.{0,20}$/i.test(sentence)
    ? 4
    : 0;
}

function addConflict(plan: PlanBuilder, other: string, used: string, line: Line): void {
  plan.addIssue({
    code: 'plan-date-conflict',
    severity: 'warning',
    message: `two dates for the plan: ${used} was used, ${other} says otherwise`,
    place: line.place,
  });
}
