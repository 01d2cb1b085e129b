/**
 * Columns of `data/facts.dat`: a byte or a variable-length day a row, so that a million actions stay a few
 * megabytes when zipped. In: an action and its plan's date; out: bytes by column, in the contract's forms.
 */
import { daysBetween, firstDayOf } from '../calendar.ts';
import { THEMES, type IsoDay, type Owner } from '../model.ts';
import type { ActionDetail, Codes, ColumnEntry, FlagBits, OwnerClass, PlanEntry } from './contract.ts';

/** What the codes stand for, by position. */
export const CODES: Codes = {
  themes: [...THEMES],
  kinds: ['by', 'in', 'from', 'ongoing', 'done', 'tbc', 'none'],
  statuses: ['done', 'under_way', 'not_started', 'unknown'],
  owners: ['none', 'vague', 'body', 'post'],
  grains: ['none', 'day', 'week', 'month', 'quarter', 'season', 'half', 'year', 'term', 'range'],
};

const FLAGS: FlagBits = {
  beforePlan: 1,
  lowConfidence: 2,
  doubted: 4,
  noRecommendation: 8,
  continues: 16,
  checkable: 32,
};
const EPOCH: IsoDay = '2000-01-01';
const LOW_CONFIDENCE = 0.7;
const FORMS: [ColumnEntry['name'], ColumnEntry['form']][] = [
  ['theme', 'u8'],
  ['when', 'u8'],
  ['end', 'day'],
  ['start', 'span'],
  ['owner', 'u8'],
  ['flags', 'u8'],
  ['role', 'u8'],
  ['grain', 'u8'],
];

/** Best owner that an action has: a post or person beats a team, a team beats "All". */
export function ownerClass(owners: readonly Owner[]): OwnerClass {
  if (owners.length === 0) return 'none';
  if (owners.every((owner) => owner.vague)) return 'vague';
  return owners.some((owner) => !owner.vague && owner.kind !== 'body') ? 'post' : 'body';
}

/** The actions with those that are alike beside each other, which makes the columns small; ids break ties. */
export function sortActions(actions: readonly ActionDetail[]): ActionDetail[] {
  return actions
    .map((action) => ({ action, key: sortKey(action) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ action }) => action);
}

/** Collects rows; `finish` gives the bytes of `facts.dat` and their list. */
export class ColumnWriter {
  readonly roles: string[] = [''];
  readonly #bytes = new Map(FORMS.map(([name]) => [name, new ByteList()]));
  #lastEnd = 0;
  #lastStart = 0;

  /** Adds one action as the next row. */
  add(action: ActionDetail, plan: Pick<PlanEntry, 'kind' | 'planDate'>): void {
    const { timescale, owners } = action;
    const theme = Math.max(0, CODES.themes.indexOf(action.themes[0]?.theme ?? 'priorities'));
    const unsure = action.themeUnsure || action.themes.length === 0 ? 1 : 0;
    this.#put('theme', theme | (unsure << 3));
    const kind = Math.max(0, CODES.kinds.indexOf(timescale.kind));
    this.#put('when', kind | (Math.max(0, CODES.statuses.indexOf(action.status)) << 4));
    this.#putDays(timescale.start, timescale.end);
    this.#put('owner', CODES.owners.indexOf(ownerClass(owners)) | (Math.min(owners.length, 63) << 2));
    this.#put('flags', flagsOf(action, plan));
    this.#put('role', this.#roleCode(owners[0]?.role ?? ''));
    this.#put('grain', Math.max(0, CODES.grains.indexOf(timescale.granularity)));
  }

  finish(): { columns: ColumnEntry[]; bytes: Uint8Array } {
    const parts = FORMS.map(([name]) => this.#bytes.get(name)?.toBytes() ?? new Uint8Array());
    const columns = FORMS.map(([name, form], index) => ({ name, form, bytes: parts[index]?.length ?? 0 }));
    return { columns, bytes: Buffer.concat(parts) };
  }

  #put(column: ColumnEntry['name'], byte: number): void {
    this.#bytes.get(column)?.push(byte);
  }

  #putDays(start: IsoDay | null, end: IsoDay | null): void {
    if (end === null) this.#bytes.get('end')?.pushVariable(0);
    else {
      const day = daysBetween(EPOCH, end);
      this.#bytes.get('end')?.pushVariable(zigzag(day - this.#lastEnd) + 1);
      this.#lastEnd = day;
    }
    if (start === null) this.#bytes.get('start')?.pushVariable(0);
    else {
      const day = daysBetween(EPOCH, start);
      const base = end === null ? this.#lastStart : this.#lastEnd;
      this.#bytes.get('start')?.pushVariable(zigzag(day - base) + 1);
      if (end === null) this.#lastStart = day;
    }
  }

  /** A byte for a post; posts past the 255th are not told apart. */
  #roleCode(role: string): number {
    const known = this.roles.indexOf(role);
    if (known !== -1) return known;
    return this.roles.length > 255 ? 0 : this.roles.push(role) - 1;
  }
}

function sortKey(action: ActionDetail): string {
  const { kind, start, end } = action.timescale;
  const theme = CODES.themes.indexOf(action.themes[0]?.theme ?? 'priorities');
  return [theme, action.status, end ?? '9', kind, start ?? '9', action.owners.length, action.id].join('\t');
}

/** Day before which no deadline of a plan can lie; `null` where the plan has no date. */
function firstDayOfPlan({ planDate }: Pick<PlanEntry, 'planDate'>): string | null {
  return planDate === null ? null : firstDayOf(planDate);
}

function flagsOf(action: ActionDetail, plan: Pick<PlanEntry, 'kind' | 'planDate'>): number {
  const { end } = action.timescale;
  const first = firstDayOfPlan(plan);
  // A progress update, and whoever says that work is under way, reports on a deadline that has passed: no slip.
  const reports =
    plan.kind === 'progress-update' || action.status === 'done' || action.status === 'under_way';
  const before = end !== null && first !== null && end < first && !reports;
  return (
    (before ? FLAGS.beforePlan : 0) |
    (action.confidence < LOW_CONFIDENCE ? FLAGS.lowConfidence : 0) |
    (action.issues.some((issue) => issue.severity !== 'info') ? FLAGS.doubted : 0) |
    (action.recommendation === null ? FLAGS.noRecommendation : 0) |
    (action.continues ? FLAGS.continues : 0) |
    (action.checkable ? FLAGS.checkable : 0)
  );
}

function zigzag(value: number): number {
  return value >= 0 ? value * 2 : -value * 2 - 1;
}

/** A growing list of bytes. */
class ByteList {
  #bytes = new Uint8Array(1024);
  #length = 0;

  push(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(this.#length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length++] = byte;
  }

  /** Seven bits a byte, lowest first, the top bit set on all but the last. */
  pushVariable(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.push((rest % 128) | 128);
      rest = Math.floor(rest / 128);
    }
    this.push(rest);
  }

  toBytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}
