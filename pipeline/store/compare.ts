/** What can be said only of documents side by side: changes between versions, recommendations that recur. */
import { findChanges } from './changes.ts';
import type { VersionAction } from './changes.ts';
import { findClusters } from './clusters.ts';
import type { Database } from './database.ts';
import { insertRows } from './stage.ts';

/** Recommendations handled at a time. */
const BATCH = 2000;
/** Actions of versions compared at a time, from where the earliest to where the last of them stands in the store. */
const ACTIONS_AT_A_TIME = 10_000;

interface Pair {
  plan_id: string;
  previous_plan_id: string;
}

/** A pair with the numbers of the actions it spans. */
interface PlacedPair extends Pair {
  first: number;
  last: number;
}

/** Makes the table `found_clusters`: the group of every recommendation that has others like it. */
export async function stageClusters(database: Database): Promise<void> {
  await database.run(
    `CREATE TEMP TABLE found_clusters
     (plan_id VARCHAR, position INTEGER, cluster VARCHAR, cluster_centrality DOUBLE)`,
  );
  const rows = await database.query<{ plan_id: string; position: number; text: string }>(
    `SELECT plan_id, position, text FROM arrived_recommendations JOIN numbered_plans USING (plan_id)
     ORDER BY plan_id, position`,
  );
  const clusters = findClusters(rows.map(({ text }) => text));
  const found = rows.flatMap(({ plan_id, position }, index) => {
    const { cluster = null, centrality = 0 } = clusters[index] ?? {};
    return cluster === null ? [] : [{ plan_id, position, cluster, cluster_centrality: centrality }];
  });
  for (let from = 0; from < found.length; from += BATCH) {
    await insertRows(database, 'found_clusters', found.slice(from, from + BATCH));
  }
}

/**
 * Fills the table `changes`: what became of every action from each version to the next. In: the filled tables `plans`,
 * `recommendations`, `actions` and `owners`, in whose order versions of a plan stand side by side.
 */
export async function fillChanges(database: Database): Promise<void> {
  const pairs = await database.query<PlacedPair & { council_id: string }>(
    `SELECT plans.plan_id, plans.previous_plan_id, plans.council_id,
       least(plans.first_action_no, previous.first_action_no) AS "first",
       greatest(plans.first_action_no + plans.action_count, previous.first_action_no + previous.action_count) - 1
         AS "last"
     FROM plans JOIN plans AS previous ON previous.plan_id = plans.previous_plan_id
     ORDER BY plans.first_action_no, plans.plan_id`,
  );
  for (const batch of nearPairs(pairs)) {
    const actions = await readActions(database, batch);
    const rows = batch.flatMap(({ plan_id, previous_plan_id, council_id }) =>
      findChanges(actions.get(previous_plan_id) ?? [], actions.get(plan_id) ?? []).map((change) => ({
        plan_id,
        previous_plan_id,
        council_id,
        ...change,
      })),
    );
    await insertRows(database, 'changes', rows);
  }
}

/** Pairs that follow each other, together while they span few enough actions. */
function* nearPairs<T extends PlacedPair>(pairs: readonly T[]): Generator<T[]> {
  let batch: T[] = [];
  let [first, last] = [Infinity, 0];
  for (const pair of pairs) {
    const span = Math.max(last, pair.last) - Math.min(first, pair.first) + 1;
    if (batch.length > 0 && span > ACTIONS_AT_A_TIME) {
      yield batch;
      batch = [];
      [first, last] = [Infinity, 0];
    }
    batch.push(pair);
    first = Math.min(first, pair.first);
    last = Math.max(last, pair.last);
  }
  if (batch.length > 0) yield batch;
}

async function readActions(
  database: Database,
  pairs: readonly PlacedPair[],
): Promise<Map<string, VersionAction[]>> {
  const plans = [...new Set(pairs.flatMap(({ plan_id, previous_plan_id }) => [plan_id, previous_plan_id]))];
  const rows = await database.query<VersionAction & { plan_id: string }>(
    `WITH wanted AS (SELECT unnest(from_json($plans, '["VARCHAR"]')) AS plan_id),
     owned AS (
       -- Sorted afterwards: list(… ORDER BY …) sorts group by group, which takes far longer for lists so short.
       SELECT action_no,
         list_transform(list_sort(list({position: position, text: text})), lambda one: one.text) AS owners
       FROM owners WHERE action_no BETWEEN $first AND $last GROUP BY ALL
     ), reviewed AS (
       SELECT plan_id, ref, min(text) AS recommendation
       FROM recommendations SEMI JOIN wanted USING (plan_id) GROUP BY ALL
     )
     SELECT actions.plan_id, position, actions.text, coalesce(recommendation, '') AS recommendation,
       end_date AS "end", coalesce(owners, []) AS owners, status
     FROM actions SEMI JOIN wanted USING (plan_id)
     LEFT JOIN owned USING (action_no)
     LEFT JOIN reviewed ON reviewed.plan_id = actions.plan_id AND reviewed.ref = actions.recommendation_ref
     WHERE action_no BETWEEN $first AND $last
     ORDER BY action_no`,
    {
      plans: JSON.stringify(plans),
      first: Math.min(...pairs.map(({ first }) => first)),
      last: Math.max(...pairs.map(({ last }) => last)),
    },
  );
  const byPlan = new Map<string, VersionAction[]>();
  for (const { plan_id, ...action } of rows) {
    const actions = byPlan.get(plan_id) ?? [];
    actions.push(action);
    byPlan.set(plan_id, actions);
  }
  return byPlan;
}
