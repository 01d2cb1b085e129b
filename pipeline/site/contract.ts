/**
 * The files of the site's `data/` folder, as the pages read them. Types only: `dashboards/` may import these and
 * nothing else of `pipeline/`. Every file is JSON or bytes, gzipped under the ending `.dat` (a server that would
 * add its own encoding to `.gz` leaves it alone); the reader looks at the first two bytes.
 */
import type {
  Action,
  FactBasis,
  IsoDate,
  IsoDay,
  Issue,
  PlanKind,
  Severity,
  Status,
  Theme,
  TimescaleKind,
} from '../model.ts';

export type {
  Action,
  FactBasis,
  IsoDate,
  IsoDay,
  Issue,
  PlanKind,
  Severity,
  Status,
  Theme,
  ThemeTag,
  Timescale,
  TimescaleKind,
} from '../model.ts';

/** `data/summary.dat`: all that pages need to know before the first chart, besides the columns of actions. */
export interface Summary {
  version: 1;
  /** The day the build was asked about; the pages' default. */
  asOf: IsoDay;
  actions: number;
  councils: CouncilEntry[];
  /** Files of which nothing could be read; they are in no other list and no figure. */
  unread: UnreadFile[];
  /** Sorted by council, then plan date; `rows` of consecutive plans join without gaps. */
  plans: PlanEntry[];
  /** What the codes in the columns stand for, by position. */
  codes: Codes;
  /** Posts by position as used in the `role` column; the first is empty (not known). */
  roles: string[];
  columns: ColumnEntry[];
  /** Actions per file in `data/texts/` and `data/details/`, numbered from 0. */
  chunkRows: number;
  /** How many files `data/ids/` has, a power of two; see `idShard`. */
  idShards: number;
  /** Doubts by code, worst first. */
  quality: QualityEntry[];
  /** How many English councils there are, by type and region, whether or not a plan of theirs was read. */
  sector: { type: string; region: string; councils: number }[];
  /** Councils chosen by name that have at least two members here; `councils` are indices. */
  groups: { name: string; title: string; councils: number[] }[];
  /** Measured accuracy, for the Method page: a row for each set of documents. */
  accuracy: AccuracyRow[];
  /** Measured beside judgements made by hand, for the Method page. */
  judged: Judged[];
}

/** How often one kind of judgement is met. */
export interface Judged {
  what: string;
  /** 0 to 1. */
  score: number;
  on: string;
}

/** What accuracy is measured of: see the Method page. */
export type AccuracyMeasure = 'f1' | 'owners' | 'range' | 'kind' | 'status' | 'theme' | 'themeEither';

export interface AccuracyRow {
  /** The set, e.g. `17 office documents, 383 actions`. */
  on: string;
  /** `first`: read once, before the rules had met it. `least`, `middle`: floors over documents that the project knows. */
  sort: 'first' | 'least' | 'middle';
  /** Shares, 0 to 1; a measure that was not taken is absent. */
  scores: Partial<Record<AccuracyMeasure, number>>;
}

export interface CouncilEntry {
  name: string;
  /** False for the one entry that stands for documents whose council is not known: it has no page. */
  known: boolean;
  /** ONS code; empty for a council that is not in the table. */
  gss: string;
  /** True for a council of the example plans, whose facts are invented with it. */
  invented: boolean;
  /** `Unitary authority`, `London borough`, …; empty when not known. */
  type: string;
  region: string;
  /** `England` or `Wales`; empty when not known. */
  nation: string;
  /** Unique in the site; used in addresses. */
  slug: string;
  population: number | null;
  /** People per square kilometre. */
  density: number | null;
  /** Score in the composite UK Index of Multiple Deprivation; higher is more deprived. */
  deprivation: number | null;
  /** True where `data/changes/` has a file for it. */
  changes: boolean;
}

/** A file that could not be read. */
export interface UnreadFile {
  /** Its name without folders, or its address. */
  source: string;
  /** Address for links; empty when only a file is known. */
  url: string;
  /** Name of the council as it was given with the file; empty when none was. */
  council: string;
  /** Why, without folders. */
  reason: string;
}

export interface PlanEntry {
  id: string;
  /** Index into `councils`. */
  council: number;
  kind: PlanKind;
  title: string;
  planDate: IsoDate | null;
  planDateBasis: FactBasis;
  reviewDate: IsoDate | null;
  /** File name without folders, or address, of the source. */
  source: string;
  /** Address for links; empty when only a file is known. */
  url: string;
  /** Address of a copy within the site; empty when there is none. */
  copy: string;
  format: string;
  pages: number;
  /** First action and the one after the last. */
  rows: [number, number];
  recommendations: number;
  /** Recommendations that no action answers. */
  unanswered: number;
  /** True for the council's newest plan: the one counted unless older versions are asked for. */
  current: boolean;
}

export interface Codes {
  themes: Theme[];
  kinds: TimescaleKind[];
  statuses: Status[];
  owners: OwnerClass[];
  grains: string[];
}

/** `none`: nobody named. `vague`: only "All", "the Council", "SLT". `body`: a team or board. `post`: a post or person. */
export type OwnerClass = 'none' | 'vague' | 'body' | 'post';

/**
 * One column of `data/facts.dat`, in the order of the bytes.
 * - `u8`: one byte a row.
 * - `day`: days since 2000-01-01 as variable-length integers: 0 is null, else zigzag(difference) + 1, the difference
 *   being to the last value that was not null.
 * - `span`: the same, but as the difference from the row's `end` where that is not null.
 */
export interface ColumnEntry {
  name: 'theme' | 'when' | 'end' | 'start' | 'owner' | 'flags' | 'role' | 'grain';
  form: 'u8' | 'day' | 'span';
  bytes: number;
}

/** Bits of the `flags` column. */
export interface FlagBits {
  /** The deadline lies before the plan itself, which reports nothing of it: most likely a slip. */
  beforePlan: 1;
  /** The split was unsure of itself (confidence below 0.7). */
  lowConfidence: 2;
  /** The action carries a warning or an error. */
  doubted: 4;
  /** No recommendation is known for it. */
  noRecommendation: 8;
  /** It only promises to continue, consider or keep under review. */
  continues: 16;
  /** It names a deliverable, a number or a decision. */
  checkable: 32;
}

/** One action in `data/texts/N.dat`, in the order of the rows: what lists and searches show. */
export interface ActionText {
  id: string;
  text: string;
  /** Names as the plan writes them, joined with `; `. */
  owners: string;
  /** The words of its time; empty when the plan says nothing. */
  time: string;
  /** Ref of the recommendation; empty when none. */
  ref: string;
  /** Where it stands, for people, as in `ActionDetail`. */
  place: string;
  /** Page of the document, from 1; `null` where the format has none. */
  page: number | null;
}

/** One action in `data/details/N.dat`: the whole of it, for its own page. */
export interface ActionDetail extends Action {
  continues: boolean;
  checkable: boolean;
  /** Where it stands, for people: `page 4`, `line 12`, `Sheet1!C7`. */
  placeLabel: string;
  /** Page of the document, from 1; `null` where the format has none. */
  page: number | null;
  /** Order in the plan, from 1. */
  position: number;
}

/** `data/ids/N.dat`: row by action id. */
export type IdShard = Record<string, number>;

/** Issues counted by code, worst first. */
export interface QualityEntry {
  code: string;
  severity: Severity;
  count: number;
  plans: number;
}

/** `data/quality.dat`: every issue with the plan (and action, when it has one) it belongs to. */
export interface QualityFile {
  issues: (Issue & { plan: number; row: number | null })[];
  /** True when the list was cut; the counts in the summary are whole. */
  cut: boolean;
}

/** `data/patterns.dat`: recommendations that recur across councils, most councils first. */
export interface PatternsFile {
  patterns: Pattern[];
  /** Councils whose newest document states recommendations: the denominator. */
  ofCouncils: number;
}

export interface Pattern {
  id: string;
  /** The member's wording that stands nearest the middle. */
  wording: string;
  councils: number;
  /** Most typical first. */
  members: PatternMember[];
}

export interface PatternMember {
  plan: number;
  ref: string;
  text: string;
  /** Actions that answer it. */
  rows: number[];
}

/** `data/changes/N.dat`, N being the council's index: what became of each action from one version to the next. */
export interface ChangesFile {
  changes: ActionChange[];
}

export interface ActionChange {
  /** Indices into `plans`. */
  from: number;
  to: number;
  change: 'kept' | 'split' | 'merged' | 'dropped' | 'new';
  /** Rows in the earlier and the later version. */
  before: number[];
  after: number[];
  reworded: boolean;
  /** Later when positive; `null` where either version gives no end date. */
  daysMoved: number | null;
  endBefore: IsoDay | null;
  endAfter: IsoDay | null;
  /** `same`, `changed`, `added`, `removed` or `none`. */
  ownerChange: string;
  statusBefore: Status | null;
  statusAfter: Status | null;
  textBefore: string;
  textAfter: string;
}
