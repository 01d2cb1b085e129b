/**
 * What the store found by comparing: recommendations that recur across councils, and what became of actions from one
 * version of a plan to the next. In: rows of the store; out: the same with row numbers of the site in place of keys.
 */
import type { Store } from '../store/store.ts';
import type {
  ActionChange,
  ActionDetail,
  ChangesFile,
  Pattern,
  PatternsFile,
  PlanEntry,
} from './contract.ts';

/** What the store says, by its own keys. */
export interface Comparisons {
  members: MemberRow[];
  /** Keys of plans that `changes` speak of. */
  changedPlans: string[];
  /** Council by council; asked for once. */
  changes: AsyncIterable<ChangeRow[]> | Iterable<ChangeRow[]>;
  ofCouncils: number;
}

interface MemberRow {
  cluster: string;
  plan_id: string;
  council_id: string;
  ref: string;
  text: string;
}

interface ChangeRow {
  plan_id: string;
  previous_plan_id: string;
  change: ActionChange['change'];
  before_positions: number[];
  after_positions: number[];
  reworded: boolean;
  days_moved: number | null;
  end_before: string | null;
  end_after: string | null;
  owner_change: string;
  status_before: ActionChange['statusBefore'];
  status_after: ActionChange['statusAfter'];
  text_before: string | null;
  text_after: string | null;
}

const MEMBERS = `
  SELECT cluster, plan_id, council_id, ref, text FROM recommendations
  WHERE is_current AND cluster IN (
    SELECT cluster FROM recommendations WHERE is_current AND cluster IS NOT NULL
    GROUP BY cluster HAVING count(DISTINCT council_id) > 1)
  ORDER BY cluster, cluster_centrality DESC, council_id, plan_id, position`;
const COUNCILS = 'SELECT count(DISTINCT council_id) AS councils FROM recommendations WHERE is_current';
const CHANGED_PLANS = `
  SELECT plan_id FROM changes UNION SELECT previous_plan_id FROM changes`;
const CHANGES = 'SELECT * FROM changes ORDER BY council_id, plan_id, position';

/** Reads groups of recommendations that at least two councils share, and all changes between versions. */
export async function readComparisons(store: Store): Promise<Comparisons> {
  const [{ councils } = { councils: 0 }] = await store.query<{ councils: number }>(COUNCILS);
  const changed = await store.query<{ plan_id: string }>(CHANGED_PLANS);
  return {
    members: await store.query(MEMBERS),
    changedPlans: changed.map((row) => row.plan_id),
    changes: store.queryChunks<ChangeRow>(CHANGES),
    ofCouncils: councils,
  };
}

/** Finds rows of the site by plan and ref, or plan and position, for the plans that comparisons speak of. */
export class RowIndex {
  readonly #refPlans: Set<string>;
  readonly #changedPlans: Set<string>;
  readonly #plans = new Map<string, number>();
  readonly #byRef = new Map<string, number[]>();
  /** Of each plan that changed, its rows by position. */
  readonly #byPosition = new Map<string, Map<number, number>>();

  constructor({ members, changedPlans }: Comparisons) {
    this.#refPlans = new Set(members.map((row) => row.plan_id));
    this.#changedPlans = new Set(changedPlans);
  }

  /** Notes a plan's actions, the first of which is row `first`. */
  add(id: string, plan: number, first: number, actions: readonly ActionDetail[]): void {
    this.#plans.set(id, plan);
    const [byRef, byPosition] = [this.#refPlans.has(id), this.#changedPlans.has(id)];
    if (byPosition) {
      const rows = actions.map(({ position }, index): [number, number] => [position, first + index]);
      this.#byPosition.set(id, new Map(rows));
    }
    if (!byRef) return;
    for (const [index, action] of actions.entries()) {
      for (const ref of action.recommendations) {
        const key = `${id}\n${ref}`;
        const rows = this.#byRef.get(key);
        if (rows === undefined) this.#byRef.set(key, [first + index]);
        else rows.push(first + index);
      }
    }
  }

  plan(id: string): number {
    return this.#plans.get(id) ?? -1;
  }

  answering(id: string, ref: string): number[] {
    return this.#byRef.get(`${id}\n${ref}`) ?? [];
  }

  at(id: string, positions: readonly number[]): number[] {
    const rows = this.#byPosition.get(id);
    return positions.flatMap((position) => rows?.get(position) ?? []);
  }
}

/** `data/patterns.dat`. */
export function patternsFile(comparisons: Comparisons, rows: RowIndex): PatternsFile {
  const patterns: Pattern[] = [];
  for (const [id, members] of Map.groupBy(comparisons.members, (row) => row.cluster)) {
    patterns.push({
      id,
      wording: members[0]?.text ?? '',
      councils: new Set(members.map((row) => row.council_id)).size,
      members: members.map((row) => {
        const [plan, ref] = [row.plan_id, row.ref];
        return { plan: rows.plan(plan), ref, text: row.text, rows: rows.answering(plan, ref) };
      }),
    });
  }
  patterns.sort(
    (a, b) => b.councils - a.councils || b.members.length - a.members.length || (a.id < b.id ? -1 : 1),
  );
  return { patterns, ofCouncils: comparisons.ofCouncils };
}

/** The files of `data/changes/`, by index of the council, one after another. */
export async function* changesFiles(
  comparisons: Comparisons,
  rows: RowIndex,
  plans: readonly PlanEntry[],
): AsyncGenerator<[council: number, file: ChangesFile]> {
  let file: ChangesFile = { changes: [] };
  let council = -1;
  for await (const some of comparisons.changes) {
    for (const row of some) {
      const of = plans[rows.plan(row.plan_id)]?.council;
      if (of === undefined) continue;
      if (of !== council && council !== -1) {
        yield [council, file];
        file = { changes: [] };
      }
      council = of;
      file.changes.push(changeOf(row, rows));
    }
  }
  if (council !== -1) yield [council, file];
}

function changeOf(row: ChangeRow, rows: RowIndex): ActionChange {
  const [later, earlier] = [row.plan_id, row.previous_plan_id];
  return {
    from: rows.plan(earlier),
    to: rows.plan(later),
    change: row.change,
    before: rows.at(earlier, row.before_positions),
    after: rows.at(later, row.after_positions),
    reworded: row.reworded,
    daysMoved: row.days_moved,
    endBefore: row.end_before,
    endAfter: row.end_after,
    ownerChange: row.owner_change,
    statusBefore: row.status_before,
    statusAfter: row.status_after,
    textBefore: row.text_before ?? '',
    textAfter: row.text_after ?? '',
  };
}
