/** What a run says in figures: the ground the gates stand on, kept with each run as `run.json`. */
import type { IsoDay } from '../model.ts';
import type { Store } from '../store/store.ts';

/** Shares are 0..1 of all current actions, unknowns included; `null` when there is no action. */
export interface RunMeasures {
  asOf: IsoDay;
  schemaVersion: string;
  /** Documents given to the build, and how many of them could not be read. */
  documents: number;
  unreadable: number;
  actions: number;
  /** Actions by council name in the documents this build was given: an emptied document counts as empty. */
  councils: Record<string, number>;
  /** By source, what its document says against the council that the register gives; empty for nothing. */
  conflicts: Record<string, string>;
  dated: number | null;
  owned: number | null;
  unsure: number | null;
  overdue: number | null;
  /** Doubts per action, warnings and errors. */
  doubts: number | null;
  /** Share of each theme among the actions. */
  themes: Record<string, number>;
}

/** Measures the current plans of a store as of a day. */
export async function measureRun(store: Store, asOf: IsoDay): Promise<RunMeasures> {
  const parameters = { as_of: asOf };
  const [totals = {}] = await store.query(`
    SELECT count(*) AS actions,
      share(count(*) FILTER (start_date IS NOT NULL OR end_date IS NOT NULL), count(*)) AS dated,
      share(count(*) FILTER (owner_count > 0), count(*)) AS owned,
      share(count(*) FILTER (theme_unsure OR theme IS NULL), count(*)) AS unsure
    FROM current_actions`);
  const [late = {}] = await store.query(
    `SELECT share(count(*) FILTER (lateness(status, kind, start_date, end_date, $as_of::DATE) = 'overdue'), count(*))
       AS overdue FROM current_actions`,
    parameters,
  );
  const [documents = {}] = await store.query(`
    SELECT count(*) AS documents, count(*) FILTER (plan_id LIKE 'unread-%') AS unreadable
    FROM plans WHERE in_last_build`);
  const [doubts = {}] = await store.query(
    `SELECT count(*) AS doubts FROM issues WHERE is_current AND severity <> 'info'`,
  );
  const councils = await store.query(`
    SELECT council, sum(action_count)::BIGINT AS actions FROM plans WHERE in_last_build GROUP BY council ORDER BY council`);
  const conflicts = await store.query(`
    SELECT coalesce(nullif(source_url, ''), source_name) AS source,
      coalesce(max(message) FILTER (code = 'council-conflict'), '') AS message
    FROM plans LEFT JOIN issues USING (plan_id) WHERE in_last_build GROUP BY source ORDER BY source`);
  const themes = await store.query(
    'SELECT theme, share(count(*), sum(count(*)) OVER ()) AS part FROM current_actions WHERE theme IS NOT NULL GROUP BY theme ORDER BY theme',
  );
  const actions = Number(totals['actions'] ?? 0);
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const share = (value: unknown) => (typeof value === 'number' ? value : null);
  return {
    asOf,
    schemaVersion: store.facts['schema_version'] ?? '',
    documents: Number(documents['documents'] ?? 0),
    unreadable: Number(documents['unreadable'] ?? 0),
    actions,
    councils: Object.fromEntries(councils.map((row) => [text(row['council']), Number(row['actions'])])),
    conflicts: Object.fromEntries(conflicts.map((row) => [text(row['source']), text(row['message'])])),
    dated: share(totals['dated']),
    owned: share(totals['owned']),
    unsure: share(totals['unsure']),
    overdue: share(late['overdue']),
    doubts: actions > 0 ? Number(doubts['doubts'] ?? 0) / actions : null,
    themes: Object.fromEntries(themes.map((row) => [text(row['theme']), Number(row['part'])])),
  };
}
