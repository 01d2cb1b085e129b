/** What can be said only of documents side by side: changes between versions, recommendations that recur. */
import { findChanges } from './changes.ts';
import type { VersionAction } from './changes.ts';
import { findClusters } from './clusters.ts';
import type { Database } from './database.ts';
import { insertRows } from './stage.ts';

/** Pairs of versions, and recommendations, handled at a time. */
const BATCH = 2000;

interface Pair {
  plan_id: string;
  previous_plan_id: string;
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

/** Makes the table `found_changes`: what became of every action from each version to the next. */
export async function stageChanges(database: Database): Promise<void> {
  await database.run('CREATE TEMP TABLE found_changes AS SELECT * EXCLUDE (council_id) FROM changes');
  const pairs = await database.query<Pair>(
    `SELECT plan_id, previous_plan_id FROM numbered_plans WHERE previous_plan_id IS NOT NULL ORDER BY plan_id`,
  );
  for (let from = 0; from < pairs.length; from += BATCH) {
    const batch = pairs.slice(from, from + BATCH);
    const actions = await readActions(database, batch);
    const rows = batch.flatMap((pair) =>
      findChanges(actions.get(pair.previous_plan_id) ?? [], actions.get(pair.plan_id) ?? []).map(
        (change) => ({ ...pair, ...change }),
      ),
    );
    await insertRows(database, 'found_changes', rows);
  }
}

async function readActions(
  database: Database,
  pairs: readonly Pair[],
): Promise<Map<string, VersionAction[]>> {
  const plans = [...new Set(pairs.flatMap(({ plan_id, previous_plan_id }) => [plan_id, previous_plan_id]))];
  const rows = await database.query<VersionAction & { plan_id: string }>(
    `WITH wanted AS (SELECT unnest(from_json($plans, '["VARCHAR"]')) AS plan_id),
     owned AS (
       SELECT plan_id, action_position AS position, list(text ORDER BY position) AS owners
       FROM arrived_owners SEMI JOIN wanted USING (plan_id) GROUP BY ALL
     ), reviewed AS (
       SELECT plan_id, ref, min(text) AS recommendation
       FROM arrived_recommendations SEMI JOIN wanted USING (plan_id) GROUP BY ALL
     )
     SELECT actions.plan_id, actions.position, actions.text, coalesce(recommendation, '') AS recommendation,
       end_date AS "end", coalesce(owners, []) AS owners, status
     FROM arrived_actions AS actions SEMI JOIN wanted USING (plan_id)
     LEFT JOIN owned ON owned.plan_id = actions.plan_id AND owned.position = actions.position
     LEFT JOIN reviewed ON reviewed.plan_id = actions.plan_id AND reviewed.ref = actions.recommendation_ref
     ORDER BY actions.plan_id, actions.position`,
    { plans: JSON.stringify(plans) },
  );
  const byPlan = new Map<string, VersionAction[]>();
  for (const { plan_id, ...action } of rows) {
    const actions = byPlan.get(plan_id) ?? [];
    actions.push(action);
    byPlan.set(plan_id, actions);
  }
  return byPlan;
}
