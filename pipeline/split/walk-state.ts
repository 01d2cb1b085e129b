/** What a walk through a document keeps and leaves: its headings, the recommendation under discussion, its flows. */
import type { Cell, Heading, ListItem, Paragraph, Place, RoleCell, SplitAction } from '../model.ts';
import type { Run } from './tables/row-groups.ts';
import type { ColumnUse } from './tables/columns.ts';
import type { Grid } from './tables/grid.ts';
import type { LabelLine } from './prose/labels.ts';
import type { Passage } from './passage.ts';

/** A block outside tables, and where it stands. */
export interface FlowBlock {
  block: Heading | Paragraph | ListItem;
  /** Headings above it, outermost first, its own included when it is one. */
  headings: string[];
  /** Ref of the recommendation under discussion; empty when none. */
  recommendation: string;
  /** True when its words are a recommendation's own. */
  isRecommendation: boolean;
}

/** What the walk leaves for others to read. */
export interface Walk {
  /** Runs of blocks between tables, in order. */
  flows: FlowBlock[][];
  /** Blocks right after a table, with the actions that the table gave. */
  below: { flow: FlowBlock[]; actions: SplitAction[] }[];
  legendTables: Grid[];
  /** Lines of the flows that no labelled block used; filled by the caller. */
  proseLines: LabelLine[];
  /** Tables of labels and values, with where they stand. */
  labelledTables: { grid: Grid; headings: string[]; recommendation: string }[];
  /** Action tables seen, also those that gave nothing. */
  actionTables: number;
  /** Tables that no reader took, with more than a few cells. */
  otherTables: Place[];
}

/** A table of labels and values without actions of its own. */
export interface Preface {
  /** Its filled cells by row, label and value in turn. */
  rows: Cell[][];
  /** What it is where no action table follows; `null` when it is nothing then. */
  labelled: Walk['labelledTables'][number] | null;
}

/** Where the walk stands. */
export interface WalkState {
  headings: { level: number; text: string }[];
  recommendation: string;
  recommendationLevel: number;
  /** A bare "Recommendation 7" whose words are still to come. */
  pending: string;
  /** True while the list that follows is the peers' recommendations. */
  listing: boolean;
  /** "Recommendation: close the gap", said above a table without a number. */
  labelled: Passage | null;
  /** Who leads what stands below and when, as lines under the heading say: "Sponsor: Leader", "Lead officer: Head of HR". */
  leads: RoleCell[];
  /** True when a table has stood under the leads: the next line that names one begins anew. */
  led: boolean;
  caption: { text: string; place: Place } | null;
  /** Labels and values of a table that may speak for the action table after it. */
  preface: Preface | null;
  /** Headings that number the recommendations without the word: "1. Clarify who decides". */
  numbered: ReadonlySet<string>;
  columns: ColumnUse[] | null;
  /** The header of a table that has no rows, until the first rows under it. */
  bareHeader: string[] | null;
  /** The last action table's run, for a table that goes on with it after a page break. */
  run: { run: Run; headers: string; recommendation: string } | null;
}

/** Headings that divide a plan and are no recommendation's words. */
export const DIVISION =
  /^(?:theme|workstream|priority|pillar|section|part|appendix|annex|strand|introduction|background|context|next steps|conclusion|summary|action plan|foreword)\b/i;
