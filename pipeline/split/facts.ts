/**
 * Facts about the plan: council, kind, plan date, date of the challenge, title, legend, events, collective owner.
 * What the caller gives wins; what the text says comes next; the rest is inferred, and says so.
 */
import { addMonths } from '../calendar.ts';
import type { Document, Fact, IsoDate, PlanKind, SourceFacts, SplitPlan } from '../model.ts';
import { nameCouncil } from './council-fact.ts';
import { legendOfBlocks, legendOfGrid, legendOfText } from './legend.ts';
import type { PlanBuilder } from './plan-builder.ts';
import { findDates, monthOf, type FoundDate } from './plan-dates.ts';
import { findCollectiveOwner, findEvents } from './prose-facts.ts';
import type { Walk } from './walk.ts';

type Facts = Pick<
  SplitPlan,
  'council' | 'kind' | 'planDate' | 'reviewDate' | 'title' | 'legend' | 'events' | 'collectiveOwner'
>;

interface Line {
  text: string;
  place: Document['blocks'][number]['place'];
  heading: boolean;
}

const REVIEW = /\bpeer (?:challenge|review)\b|\bpeer team\b|\bon[- ]site\b|\blga\b/i;
const NOT_REVIEW =
  /\bprogress (?:review|visit)|\breturn|\bpublish|\bcabinet\b.{0,30}\bon\b|\bscrutiny\b|\baction plan\b.{0,20}\b(?:approved|agreed)|\bmeeting\b|\badvis|\bconversation\b/i;
const APPROVED =
  /\b(?:approved|adopted|agreed|endorsed|considered|published|updated|version|as at|dated?|last reviewed)\b/i;

/** All facts of a document, once its tables have been read. */
export function findFacts(document: Document, given: SourceFacts, walk: Walk, plan: PlanBuilder): Facts {
  const prose = walk.sections.flatMap((section) => section.blocks);
  const lines = document.blocks.flatMap((block): Line[] =>
    block.type === 'table'
      ? []
      : [{ text: block.text, place: block.place, heading: block.type === 'heading' }],
  );
  const title = titleOf(document, lines);
  const kind = kindOf(given, title, lines, walk, plan);
  const reviewDate = reviewDateOf(given, lines);
  const headers = document.blocks.flatMap((block) =>
    block.type === 'table'
      ? (block.rows[0]?.cells ?? []).flatMap((cell) => legendOfText(cell.text, cell.place))
      : [],
  );
  return {
    council: nameCouncil(document, given, plan),
    kind,
    planDate: planDateOf(document, given, title, lines, reviewDate, plan),
    reviewDate,
    title,
    legend: [
      ...walk.legendTables.flatMap((grid) => legendOfGrid(grid)),
      ...legendOfBlocks(prose),
      ...headers,
    ],
    events: findEvents(prose),
    collectiveOwner: findCollectiveOwner(prose),
  };
}

function titleOf(document: Document, lines: readonly Line[]): string {
  const named = lines
    .slice(0, 12)
    .find(
      (line) => /\baction plan\b|\bpeer (?:challenge|review)\b/i.test(line.text) && line.text.length < 200,
    );
  const heading = lines.find((line) => line.heading) ?? lines[0];
  return (named?.text ?? (document.title === '' ? (heading?.text ?? '') : document.title)).slice(0, 300);
}

function kindOf(
  given: SourceFacts,
  title: string,
  lines: readonly Line[],
  walk: Walk,
  plan: PlanBuilder,
): Fact<PlanKind> {
  if (given.kind) return { value: given.kind, basis: 'given', from: 'given by the caller', place: null };
  const say = (value: PlanKind, from: string): Fact<PlanKind> => ({
    value,
    basis: 'inferred',
    from,
    place: null,
  });
  const opening = lines
    .slice(0, 30)
    .map((line) => line.text)
    .join('\n');
  const isReport =
    /\b(?:purpose of (?:the )?report|report of\b|report to\b|agenda item|report author|report prepared by|wards? affected|(?:cabinet|council|committee) is (?:asked|recommended|invited) to|decision required|covering report)/i.test(
      opening,
    );
  if (plan.actions.length > 0) {
    const progress =
      /\b(?:progress (?:update|report|review)|update on progress|monitoring report|position statement)\b/i.exec(
        title,
      );
    if (progress) return say('progress-update', `title: ${progress[0]}`);
    const hasProgress = plan.actions.filter((action) =>
      action.cells.some((cell) => cell.role === 'progress' || cell.role === 'status'),
    ).length;
    if (hasProgress > plan.actions.length / 2 && /\b(?:progress|update)\b/i.test(opening))
      return say('progress-update', 'most actions tell their progress');
    return say('action-plan', `${plan.actions.length} actions`);
  }
  if (isReport) return say('covering-report', 'set out as a report, no actions of its own');
  if (
    /\b(?:feedback report|peer challenge report|final report)\b/i.test(opening) ||
    /\bwe (?:found|heard|recommend)\b/i.test(opening)
  )
    return say('review-report', 'the peers speak');
  return say(walk.actionTables > 0 ? 'action-plan' : 'other', 'no actions found');
}

function reviewDateOf(given: SourceFacts, lines: readonly Line[]): Fact<IsoDate> {
  if (given.reviewDate)
    return { value: given.reviewDate, basis: 'given', from: 'given by the caller', place: null };
  for (const line of lines) {
    if (!REVIEW.test(line.text)) continue;
    for (const sentence of line.text.split(/(?<=[.!?])\s+(?=\p{Lu})/u)) {
      if (
        !/\bpeer (?:challenge|review|team)\b|\blocal government association\b|\bon[- ]site\b/i.test(
          sentence,
        ) ||
        NOT_REVIEW.test(sentence)
      )
        continue;
      const took =
        /\b(?:undertook|took place|carried out|conducted|invited|hosted|held|undertaken|on[- ]site|visited|had|underwent|commissioned|between|during)\b|\(\s?\w{3,9}\.?\s\d{4}\s?\)/i.test(
          sentence,
        );
      const date = took ? findDates(sentence)[0] : undefined;
      if (date)
        return { value: date.value, basis: 'stated', from: sentence.slice(0, 200), place: line.place };
    }
  }
  return { value: null, basis: 'inferred', from: 'not found', place: null };
}

function planDateOf(
  document: Document,
  given: SourceFacts,
  title: string,
  lines: readonly Line[],
  review: Fact<IsoDate>,
  plan: PlanBuilder,
): Fact<IsoDate> {
  const stated = statedDates(title, lines);
  const first = stated[0];
  if (given.planDate) {
    if (first && monthOf(first.date.value) !== monthOf(given.planDate))
      conflict(plan, `${first.date.text} in the text`, given.planDate, first.line);
    return { value: given.planDate, basis: 'given', from: 'given by the caller', place: null };
  }
  const other = stated.find(
    (candidate) => first && monthOf(candidate.date.value) !== monthOf(first.date.value),
  );
  if (first && other)
    conflict(plan, `“${other.line.text.slice(0, 100)}”`, `“${first.line.text.slice(0, 100)}”`, other.line);
  if (first)
    return {
      value: first.date.value,
      basis: 'stated',
      from: first.line.text.slice(0, 200),
      place: first.line.place,
    };
  const named = findDates(document.name.replaceAll(/[-_]+/g, ' '))[0];
  if (named) return { value: named.value, basis: 'inferred', from: `file name: ${named.text}`, place: null };
  return inferPlanDate(review, plan);
}

/** Without a date of its own: two months after the challenge (the LGA asks for a plan within three), or the first
 * month that its own timescales name. */
function inferPlanDate(review: Fact<IsoDate>, plan: PlanBuilder): Fact<IsoDate> {
  if (review.value) {
    const value = monthOf(addMonths(`${monthOf(review.value)}-01`, 2));
    plan.addIssue({
      code: 'plan-date-inferred',
      severity: 'warning',
      message: `no plan date in the text; taken as two months after the challenge: ${value}`,
      place: review.place,
    });
    return {
      value,
      basis: 'inferred',
      from: `two months after the challenge: ${review.from}`,
      place: review.place,
    };
  }
  const cells = plan.actions.flatMap((action) =>
    action.cells.filter((cell) => ['timescale', 'start', 'end'].includes(cell.role)),
  );
  const sources = cells.length > 0 ? cells : plan.actions;
  const dates = sources.flatMap((cell) => findDates(cell.text).map((date) => ({ date, cell })));
  dates.sort((a, b) => monthOf(a.date.value).localeCompare(monthOf(b.date.value)));
  const earliest = dates[0];
  if (earliest) {
    const value = monthOf(earliest.date.value);
    plan.addIssue({
      code: 'plan-date-inferred',
      severity: 'warning',
      message: `no plan date in the text; taken from its earliest timescale: ${value}`,
      place: earliest.cell.place,
    });
    return {
      value,
      basis: 'inferred',
      from: `earliest timescale: ${earliest.cell.text.slice(0, 100)}`,
      place: earliest.cell.place,
    };
  }
  plan.addIssue({ code: 'no-plan-date', severity: 'warning', message: 'no plan date found', place: null });
  return { value: null, basis: 'inferred', from: 'not found', place: null };
}

interface StatedDate {
  date: FoundDate;
  line: Line;
  rank: number;
}

/** Dates that the text gives the plan itself, best first: the title's, a dated line near the top, an approval. */
function statedDates(title: string, lines: readonly Line[]): StatedDate[] {
  const found: StatedDate[] = [];
  lines.forEach((line, index) => {
    const date = findDates(line.text)[0];
    if (!date || line.text.length > 400) return;
    const isReview =
      /\bpeer (?:challenge|review)\b[^.]{0,40}\(?\s?$/i.test(line.text.slice(0, date.at)) &&
      !/\baction plan\b/i.test(line.text.slice(0, date.at));
    const alone = line.text
      .replace(date.text, '')
      .replaceAll(/[^\p{L}]+/gu, ' ')
      .trim();
    const labelled =
      /^(?:date|dated|published|publication date|version|updated|last updated|as at|on|meeting date|date of meeting|cabinet|council|reporting date)$/i.test(
        alone,
      );
    if (line.text === title && !isReview) found.push({ date, line, rank: 1 });
    else if (index < 25 && (alone === '' || labelled)) found.push({ date, line, rank: 2 });
    else if (index < 8 && line.heading && !isReview) found.push({ date, line, rank: 3 });
    else if (
      /\b(?:action )?plan\b/i.test(line.text) &&
      APPROVED.test(line.text.slice(0, date.at)) &&
      !/\b(?:will|to) be\b/.test(line.text) &&
      !/\bpeer challenge\b.{0,20}$/i.test(line.text.slice(0, date.at))
    )
      found.push({ date, line, rank: 4 });
  });
  return found.sort((a, b) => a.rank - b.rank);
}

function conflict(plan: PlanBuilder, other: string, used: string, line: Line): void {
  plan.addIssue({
    code: 'plan-date-conflict',
    severity: 'warning',
    message: `two dates for the plan: ${used} was used, ${other} says otherwise`,
    place: line.place,
  });
}
