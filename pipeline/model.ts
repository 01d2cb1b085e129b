/**
 * Every type that crosses a stage. All of it is plain JSON: `JSON.parse(JSON.stringify(x))` gives `x` back.
 * Dates are ISO strings; a range is inclusive at both ends; `null` means open or not known.
 */

/** A calendar day, `YYYY-MM-DD`. */
export type IsoDay = string;

/** `YYYY-MM-DD`, or `YYYY-MM` where only the month is known. */
export type IsoDate = string;

// ---------------------------------------------------------------- doubts

/** `error`: something could not be used. `warning`: it was used, a person should look. `info`: worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** A doubt recorded with its place; an odd plan is an issue, never an exception. */
export interface Issue {
  /** Kebab-case and stable, e.g. `no-action-table`. Tests and pages rely on it. */
  code: string;
  severity: Severity;
  /** One sentence in plain words: fault, noun, value. */
  message: string;
  place: Place | null;
}

/** What a stage gives back: the value (`null` when there is none to be had) and every doubt on the way. */
export interface Outcome<T> {
  value: T | null;
  issues: Issue[];
}

// ---------------------------------------------------------------- places

/** A rectangle on a page as displayed: points, origin at the top left, y downwards. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * One unbroken stretch of the source.
 * - `page`: PDF and scans; `page` counts from 1.
 * - `text`: text, Markdown, CSV; UTF-16 offsets `[start, end)` into the decoded text, `line` counts from 1.
 * - `html`: DOM path such as `html/body/main/table[2]/tr[3]/td[1]`, with offsets into the decoded source.
 * - `word`: path inside word/document.xml such as `body/tbl[1]/tr[2]/tc[3]/p[1]`, with offsets into that
 *   paragraph's text.
 * - `sheet`: sheet name and A1 address.
 */
export type Span =
  | { in: 'page'; page: number; box: Box }
  | { in: 'text'; start: number; end: number; line: number }
  | { in: 'html'; path: string; start: number; end: number }
  | { in: 'word'; path: string; start: number; end: number }
  | { in: 'sheet'; sheet: string; cell: string };

/** Where words stand: one span, or several in reading order (a cell that a page break cut has two). Never empty. */
export type Place = Span[];

// ---------------------------------------------------------------- documents

export type DocumentFormat = 'pdf' | 'docx' | 'xlsx' | 'html' | 'text' | 'markdown' | 'csv';

/** What a reader makes of bytes: blocks in reading order, furniture (running heads, page numbers) left out. */
export interface Document {
  format: DocumentFormat;
  /** Hex SHA-256 of the bytes. */
  sha256: string;
  /** File name or URL as given; for messages, and as weak evidence for plan facts. */
  name: string;
  /** Title from the format's own metadata; empty when there is none. */
  title: string;
  /** Number of pages or sheets; 1 for text and HTML. */
  pages: number;
  blocks: Block[];
  issues: Issue[];
}

export type Block = Heading | Paragraph | ListItem | Table;

export interface Heading {
  type: 'heading';
  /** 1 is the outermost. */
  level: number;
  text: string;
  place: Place;
}

export interface Paragraph {
  type: 'paragraph';
  text: string;
  place: Place;
  /** True when the whole paragraph is set in bold, a weak sign of a label or heading. */
  bold?: boolean;
}

export interface ListItem {
  type: 'listItem';
  /** As printed: `a.`, `1.1`, `•`, `-`. The text does not repeat it. */
  marker: string;
  /** Nesting depth, 0 outermost. */
  level: number;
  text: string;
  place: Place;
}

/** How a table's cells were found. `native`: the format says so itself (Word, HTML, sheets, tab-separated text). */
export type TableMethod = 'native' | 'tagged' | 'ruled' | 'aligned';

export interface Table {
  type: 'table';
  method: TableMethod;
  /** Number of columns; every cell's `column + colSpan` is at most this. */
  columns: number;
  /** How many leading rows are header rows; 0 when none is known. Repeated headers are left out. */
  headerRows: number;
  rows: Row[];
  /** Page joins that were made, with their evidence. */
  joins: TableJoin[];
  place: Place;
}

export interface Row {
  /** Cells in column order. A column covered by a rowSpan from above has no cell here. */
  cells: Cell[];
  place: Place;
  /** True for a hidden row or sheet: kept and flagged, not dropped. */
  hidden?: boolean;
}

export interface Cell {
  /** 0-based index of its first column. */
  column: number;
  colSpan: number;
  rowSpan: number;
  /** The blocks' texts joined with `\n`, list items with their markers in front. */
  text: string;
  /** What stands in the cell: a block for each paragraph, line or list item that can be told apart. */
  blocks: (Paragraph | ListItem)[];
  place: Place;
  /** Background as `#rrggbb`, when it is not white or absent. */
  fill?: string;
  /** The number behind a date that a sheet displays otherwise, days since 1899-12-30; `text` is the display. */
  serial?: number;
}

/** A table that went on after a page break (or a repeated header), and why it was taken for one. */
export interface TableJoin {
  /** Index of the first row, in the joined table, that came from the later part. */
  row: number;
  /** True when that first row went on with the row cut by the break. */
  continuesRow: boolean;
  /** Short phrases, e.g. `same header repeated`, `lower-case start in column 2`. */
  evidence: string[];
  /** 0..1: how sure the join is. */
  confidence: number;
}

// ---------------------------------------------------------------- plans, as split

export type PlanKind = 'action-plan' | 'progress-update' | 'covering-report' | 'review-report' | 'other';

/** `stated`: the document says so. `given`: the register or caller says so. `inferred`: worked out. */
export type FactBasis = 'stated' | 'given' | 'inferred';

/** A fact about a plan, with where it came from; `value` is `null` when nothing is known. */
export interface Fact<T> {
  value: T | null;
  basis: FactBasis;
  /** The words or the reason, for a person to check. */
  from: string;
  place: Place | null;
}

/** Facts about the source that a caller may know beforehand; they win over what the text says. */
export interface SourceFacts {
  /** File name, path or URL. */
  name?: string;
  council?: string;
  /** ONS code, e.g. `E06000033`. */
  gss?: string;
  kind?: PlanKind;
  planDate?: IsoDate;
  reviewDate?: IsoDate;
  /** A day on which the document was there already: bounds a plan date that is only inferred. */
  notAfter?: IsoDay;
}

/** A council as a plan names it, resolved against `data/councils.csv` where possible. */
export interface CouncilFact {
  name: string;
  /** ONS code; `null` for a council not in the table (an invented one, a parish). */
  gss: string | null;
}

/** A term that a plan defines for itself, e.g. `Short Term` = `November – December 2023`. */
export interface LegendTerm {
  term: string;
  /** The words that define it. */
  text: string;
  place: Place;
}

/** A dated event in the life of the plan itself (published, scrutiny, progress review due), not an action. */
export interface PlanEvent {
  event: string;
  text: string;
  place: Place;
}

export type ColumnRole =
  | 'reference'
  | 'recommendation'
  | 'objective'
  | 'action'
  | 'owner'
  | 'timescale'
  | 'start'
  | 'end'
  | 'original-date'
  | 'revised-date'
  | 'status'
  | 'progress'
  | 'theme'
  | 'outcome'
  | 'input'
  | 'cost'
  | 'other';

/** What a row (or labelled block) says about an action besides its own words. */
export interface RoleCell {
  role: ColumnRole;
  /** The column header or label as printed; empty when there is none. */
  header: string;
  text: string;
  /** The cell's lines, list items or paragraphs, in order, where they can be told apart; else one. */
  lines: string[];
  place: Place;
  /** True when it comes from a merged cell above, the recommendation, or the whole plan. */
  inherited: boolean;
  fill?: string;
}

/** The reviewers' words, verbatim, numbered as in the plan. */
export interface Recommendation {
  /** As printed (`1`, `R3`, `4.2`); made up from the order (`1`, `2`, …) when the plan prints none. */
  ref: string;
  text: string;
  /** The theme the plan itself files it under, as printed; empty when none. */
  statedTheme: string;
  place: Place;
}

/** An action with the plan's own words, not yet dated, owned or tagged. */
export interface SplitAction {
  /** The plan's own words, joined over breaks, without bullet or letter. */
  text: string;
  /** Bullet, letter or number as printed; empty when there is none. */
  marker: string;
  /** Refs of the recommendations it answers; the first is the main one. Empty when none is known. */
  recommendations: string[];
  /** The words of the objective, issue or sub-heading it stands under; empty when none. */
  objective: string;
  /** Headings above it, outermost first. */
  headings: string[];
  /** Actions of one table row or labelled block share this number. */
  row: number;
  cells: RoleCell[];
  place: Place;
  /** Why this was taken for an action, e.g. `lettered item in action column`. */
  evidence: string[];
  /** 0..1: how sure the split is. */
  confidence: number;
  issues: Issue[];
}

/** What the split stage gives back. */
export interface SplitPlan {
  council: Fact<CouncilFact>;
  kind: Fact<PlanKind>;
  planDate: Fact<IsoDate>;
  reviewDate: Fact<IsoDate>;
  title: string;
  legend: LegendTerm[];
  events: PlanEvent[];
  /** True when any table or block has an owner column or label: then prose is not searched for doers. */
  hasOwnerColumn: boolean;
  /** Words that name a collective owner for the whole plan; empty when none. */
  collectiveOwner: string;
  recommendations: Recommendation[];
  actions: SplitAction[];
  issues: Issue[];
}

// ---------------------------------------------------------------- plans, finished

export type TimescaleKind = 'by' | 'in' | 'from' | 'ongoing' | 'done' | 'tbc' | 'none';

export type Granularity =
  | 'day'
  | 'week'
  | 'month'
  | 'quarter'
  | 'season'
  | 'half'
  | 'year'
  | 'term'
  | 'range'
  | 'none';

/** `stated`: the words name it. `legend`: the plan's legend does. `inherited`: from the cell above or the
 * recommendation. `inferred`: worked out (a year filled in, a yearly event). `override`: a person said so. */
export type TimescaleBasis = 'stated' | 'legend' | 'inherited' | 'inferred' | 'override';

/** When an action is to happen. Dates inclusive; `null` is open. */
export interface Timescale {
  /** The words it was read from; empty when the plan says nothing. */
  text: string;
  kind: TimescaleKind;
  start: IsoDay | null;
  end: IsoDay | null;
  /** ISO 8601-2 interval, e.g. `../2023-03-31`, `2024-04-01/..`; empty when undated. */
  edtf: string;
  granularity: Granularity;
  /** e.g. `monthly`, `every 3 months`; empty when not recurring. */
  frequency: string;
  basis: TimescaleBasis;
  /** Names of the rules that made it, joined with ` > `. */
  rule: string;
  /** The plan date it was read against; `null` when it did not matter or was not known. */
  anchor: IsoDate | null;
  /** Kebab-case flags, e.g. `before-plan-date`, `year-inferred`, `ambiguous-quarter`. */
  flags: string[];
}

export type Status = 'done' | 'under_way' | 'not_started' | 'unknown';

export type OwnerKind = 'member' | 'officer' | 'body' | 'unknown';

/** One person, post or body named to do an action, as the plan writes it. */
export interface Owner {
  text: string;
  /** The post comparable across councils, e.g. `chief-finance-officer`; empty when not known. */
  role: string;
  kind: OwnerKind;
  /** True for "All", "the Council", "SLT": an owner nobody could ring up. */
  vague: boolean;
  basis: 'stated' | 'inherited' | 'inferred' | 'override';
}

export const THEMES = ['priorities', 'leadership', 'governance', 'finance', 'capacity'] as const;
export type Theme = (typeof THEMES)[number];

/** All five come, highest probability first, summing to 1. */
export interface ThemeTag {
  theme: Theme;
  probability: number;
  basis: 'stated' | 'model' | 'override';
  /** Terms and context that carried it, strongest first. */
  evidence: string[];
}

export interface Action {
  /** Stable: from council, recommendation and text, not from position. */
  id: string;
  recommendation: { ref: string; text: string } | null;
  /** All refs it answers, the main one included. */
  recommendations: string[];
  objective: string;
  text: string;
  owners: Owner[];
  timescale: Timescale;
  /** Other dated expressions in the action, and original dates that were revised. */
  milestones: Timescale[];
  status: Status;
  /** The words the status was read from; empty when it was only inferred from the timescale. */
  statusText: string;
  themes: ThemeTag[];
  /** True when the most likely theme is below the fitted confidence: shown as "unsure". */
  themeUnsure: boolean;
  place: Place;
  evidence: string[];
  confidence: number;
  issues: Issue[];
}

/** One document, read, split, dated, owned and tagged. */
export interface Plan {
  /** Stable: from council, kind and content hash. */
  id: string;
  council: Fact<CouncilFact>;
  kind: Fact<PlanKind>;
  planDate: Fact<IsoDate>;
  reviewDate: Fact<IsoDate>;
  title: string;
  legend: LegendTerm[];
  events: PlanEvent[];
  source: {
    name: string;
    format: DocumentFormat;
    sha256: string;
    pages: number;
    /** Address of the original for links; empty when only a file is known. */
    url: string;
  };
  recommendations: Recommendation[];
  actions: Action[];
  /** Document, split and plan level; those of an action stand with it. */
  issues: Issue[];
}
