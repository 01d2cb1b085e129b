/**
 * Facts about the plan: council, kind, plan date, date of the challenge, title, legend, events, collective owner.
 * What the caller gives wins; what the text says comes next; the rest is inferred, and says so.
 */
import type {
  Document,
  Fact,
  ListItem,
  Paragraph,
  PlanKind,
  SourceFacts,
  SplitPlan,
  Table,
} from '../../model.ts';
import { nameCouncil } from './council-fact.ts';
import { findPlanDate, findReviewDate, type Line } from './date-facts.ts';
import { legendOfBlocks, legendOfGrid, legendOfText } from './legend.ts';
import type { PlanBuilder } from '../plan-builder.ts';
import { findCollectiveOwner, findEvents } from './prose-facts.ts';
import type { Walk } from '../walk-state.ts';

type Facts = Pick<
  SplitPlan,
  'council' | 'kind' | 'planDate' | 'reviewDate' | 'title' | 'legend' | 'events' | 'collectiveOwner'
>;

/** All facts of a document, once its tables have been read. */
export function findFacts(document: Document, given: SourceFacts, walk: Walk, plan: PlanBuilder): Facts {
  // A line before a table is often read as a heading; what it says counts all the same.
  const prose = walk.flows
    .flat()
    .map(({ block }): Paragraph | ListItem =>
      block.type === 'heading' ? { ...block, type: 'paragraph' } : block,
    );
  const lines = document.blocks.flatMap((block, index): Line[] =>
    block.type === 'table'
      ? index < 8
        ? datedRows(block)
        : []
      : [{ text: block.text, place: block.place, heading: block.type === 'heading' }],
  );
  const title = titleOf(document, lines);
  const kind = kindOf(document, given, title, lines, walk, plan);
  const reviewDate = findReviewDate(given, lines);
  const headers = document.blocks.flatMap((block) =>
    block.type === 'table'
      ? (block.rows[0]?.cells ?? []).flatMap((cell) => legendOfText(cell.text, cell.place))
      : [],
  );
  return {
    council: nameCouncil(document, given, plan),
    kind,
    planDate: findPlanDate(document, given, title, lines, reviewDate, plan),
    reviewDate,
    title,
    legend: [
      ...walk.legendTables.flatMap((grid) => legendOfGrid(grid)),
      ...legendOfBlocks(prose),
      ...headers,
    ],
    events: findEvents(prose.filter((block) => block.text !== title)).filter(
      (event) =>
        !plan.actions.some((action) => action.text.includes(event.text) || event.text.includes(action.text)),
    ),
    collectiveOwner: findCollectiveOwner(prose),
  };
}

/** "Date: | 16 July 2024" among the labels above a report, as a line. */
function datedRows(table: Table): Line[] {
  return table.rows.flatMap(({ cells }) => {
    const [label, value, ...more] = cells.filter((cell) => cell.text.trim() !== '');
    const isDated =
      label &&
      value &&
      more.length === 0 &&
      /^(?:meeting |report |publication )?date(?: of (?:meeting|publication|report))?\s?:?$|^meeting\s?:?$/i.test(
        label.text.trim(),
      );
    return isDated ? [{ text: `Date: ${value.text.trim()}`, place: value.place, heading: false }] : [];
  });
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

const REPORT =
  /^(?:report of\b|report to\b|report by\b)[^.]{0,80}$|\b(?:purpose of (?:the |this )?report|agenda item|report author|report prepared by|wards? affected|(?:cabinet|council|committee|executive|members) (?:is|are) (?:asked|recommended|invited) to|decision required|covering report)\b/im;

/** True for a document set out as a report to a committee. */
export function isReport(document: Document): boolean {
  const opening = document.blocks.slice(0, 30).map((block) => (block.type === 'table' ? '' : block.text));
  return REPORT.test(opening.join('\n'));
}

function kindOf(
  document: Document,
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
  if (plan.actions.length > 0) {
    const progress =
      /\b(?:progress (?:update|report|review)|update on progress|monitoring report|position statement)\b/i.exec(
        title,
      );
    if (progress) return say('progress-update', `title: ${progress[0]}`);
    return say('action-plan', `${plan.actions.length} actions`);
  }
  if (isReport(document)) return say('covering-report', 'set out as a report, no actions of its own');
  if (
    /\b(?:feedback report|peer challenge report|final report)\b/i.test(opening) ||
    /\bwe (?:found|heard|recommend)\b/i.test(opening)
  )
    return say('review-report', 'the peers speak');
  return say(walk.actionTables > 0 ? 'action-plan' : 'other', 'no actions found');
}
