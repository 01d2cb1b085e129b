/**
 * The questions of some analyses as somebody would write them by hand in plain DuckDB SQL over flat tables
 * (`flat`: all actions with their plan's facts; `flat_owners`; `flat_plans`), for the bench to compare with.
 * `$as_of` and `$council` are replaced as text.
 */
const late = `CASE WHEN status = 'done' OR kind = 'done' THEN 'done'
  WHEN start_date > end_date THEN 'cannot_tell' WHEN end_date < $as_of THEN 'overdue'
  WHEN kind IN ('from', 'ongoing') THEN 'open_ended' WHEN end_date IS NULL THEN 'cannot_tell'
  WHEN end_date <= $as_of + 30 THEN 'due_soon' WHEN start_date <= $as_of THEN 'in_window' ELSE 'not_due' END`;

const measures = 'n a b c d e f g h i'.split(' ');

export const flatQuestions: Record<string, string> = {
  totals: `SELECT count(*), count(*) FILTER (owner_count > 0), count(*) FILTER (named_owner_count > 0),
      count(*) FILTER (start_date IS NOT NULL OR end_date IS NOT NULL), count(*) FILTER (end_date IS NOT NULL),
      count(*) FILTER (kind IN ('tbc', 'none')), count(*) FILTER (status = 'done'), count(*) FILTER (status = 'unknown'),
      count(*) FILTER (NOT theme_unsure), count(*) FILTER (recommendation_ref IS NOT NULL), count(*) FILTER (checkable),
      count(*) FILTER (${late} = 'overdue'), count(*) FILTER (${late} = 'cannot_tell')
    FROM flat WHERE is_current`,
  'theme-by-council': `SELECT council_id, any_value(council), CASE WHEN theme_unsure THEN 'unsure' ELSE theme END AS t, count(*) AS n,
      sum(count(*)) OVER (PARTITION BY council_id)::INTEGER AS total
    FROM flat WHERE is_current GROUP BY council_id, t ORDER BY council_id, t`,
  lateness: `SELECT ${late} AS state, count(*) AS n, count(*) FILTER (end_date < $as_of AND plan_date < end_date)
    FROM flat WHERE is_current GROUP BY state ORDER BY state`,
  'lateness-by-council': `SELECT council_id, any_value(council), max(plan_date), count(*) AS n,
      count(*) FILTER (${late} = 'overdue') AS overdue, count(*) FILTER (${late} = 'due_soon'),
      count(*) FILTER (${late} = 'in_window'), count(*) FILTER (${late} = 'not_due'),
      count(*) FILTER (${late} = 'open_ended'), count(*) FILTER (${late} = 'cannot_tell'), count(*) FILTER (${late} = 'done'),
      count(*) FILTER (${late} = 'overdue' AND plan_date < end_date), round(overdue / n, 6),
      round(count(*) FILTER (${late} IN ('overdue', 'cannot_tell') OR start_date <= $as_of AND end_date >= $as_of) / n, 6)
    FROM flat WHERE is_current GROUP BY council_id ORDER BY overdue / n DESC, council_id`,
  ownerless: `SELECT council_id, any_value(council), count(*), count(*) FILTER (owner_count = 0),
      count(*) FILTER (owner_count > 0 AND named_owner_count = 0), count(*) FILTER (named_owner_count > 0)
    FROM flat WHERE is_current GROUP BY council_id ORDER BY 4, council_id`,
  undated: `SELECT kind, granularity, start_date IS NULL AND end_date IS NULL AS undated, count(*)
    FROM flat WHERE is_current GROUP BY ALL ORDER BY ALL`,
  'vagueness-by-council': `SELECT council_id, any_value(council), count(*),
      count(*) FILTER (end_date IS NOT NULL AND granularity IN ('day', 'week', 'month')),
      count(*) FILTER (end_date IS NOT NULL AND granularity IN ('quarter', 'season')),
      count(*) FILTER (end_date IS NOT NULL AND granularity NOT IN ('day', 'week', 'month', 'quarter', 'season')),
      count(*) FILTER (end_date IS NULL AND kind IN ('from', 'ongoing')),
      count(*) FILTER (end_date IS NULL AND kind NOT IN ('from', 'ongoing'))
    FROM flat WHERE is_current GROUP BY council_id ORDER BY council_id`,
  'dates-before-plan': `SELECT council_id, any_value(council), count(*) FILTER (end_date < plan_date AND status <> 'done'),
      count(*) FILTER (end_date < plan_date AND status = 'done'), count(*) FILTER (plan_date IS NULL), count(*)
    FROM flat WHERE is_current AND end_date IS NOT NULL GROUP BY council_id ORDER BY 3 DESC, council_id`,
  'deadlines-by-month': `SELECT date_trunc('month', end_date) AS m, count(*), count(*) FILTER (status = 'done')
    FROM flat WHERE is_current GROUP BY m ORDER BY m`,
  'action-list': `SELECT council_id, council, action_id, plan_id, text, recommendation_ref, recommendation, owners_text, theme,
      theme_probability, timescale_text, kind, start_date, end_date, status, page, place_label, plan_date,
      (SELECT count(*) FROM flat WHERE is_current)
    FROM flat WHERE is_current ORDER BY end_date NULLS LAST, action_no LIMIT 1000`,
  'low-confidence': `SELECT council_id, council, action_id, text, flags, confidence, theme_probability, place_label,
      (SELECT count(*) FROM flat WHERE is_current),
      (SELECT count(*) FROM flat WHERE is_current
        AND (confidence < 0.8 OR theme_unsure OR len(flags) > 0 OR issue_count > 0))
    FROM flat WHERE is_current AND (confidence < 0.8 OR theme_unsure OR len(flags) > 0 OR issue_count > 0)
    ORDER BY (confidence < 0.8)::INTEGER + theme_unsure::INTEGER + (len(flags) > 0)::INTEGER + (issue_count > 0)::INTEGER DESC,
      confidence, action_no LIMIT 500`,
  quality: `SELECT council_id, council, plan_id, plan_date, count(*), count(*) FILTER (owner_count > 0),
      count(*) FILTER (named_owner_count > 0), count(*) FILTER (start_date IS NOT NULL OR end_date IS NOT NULL),
      count(*) FILTER (end_date IS NOT NULL), count(*) FILTER (checkable), count(*) FILTER (recommendation_ref IS NOT NULL),
      count(*) FILTER (continues)
    FROM flat WHERE is_current GROUP BY ALL ORDER BY council_id`,
  benchmark: `WITH m AS (
      SELECT council_id, count(*) AS n, avg((owner_count = 0)::INTEGER) AS a, avg((named_owner_count = 0)::INTEGER) AS b,
        avg((end_date IS NULL)::INTEGER) AS c, avg((${late} = 'overdue')::INTEGER) AS d,
        avg((${late} = 'cannot_tell')::INTEGER) AS e, avg((NOT checkable)::INTEGER) AS f, avg(continues::INTEGER) AS g,
        median(end_date - plan_date) AS h, count(DISTINCT theme) FILTER (NOT theme_unsure) AS i
      FROM flat WHERE is_current GROUP BY council_id)
    SELECT ${measures.map((x) => `median(${x}), min(${x}), max(${x}), count(${x}), any_value(me.my_${x}), count(*) FILTER (${x} < me.my_${x})`).join(', ')}
    FROM m CROSS JOIN (SELECT ${measures.map((x) => `${x} AS my_${x}`).join(', ')} FROM m WHERE council_id = $council) AS me`,
  'busiest-owners': `SELECT o.council_id, lower(trim(o.text)) AS post, min(o.text), min(o.role), bool_and(o.vague),
      count(DISTINCT o.action_no) AS n, any_value(t.total)
    FROM flat_owners o JOIN (
      SELECT council_id, count(*) AS total FROM flat WHERE is_current AND owner_count > 0 GROUP BY council_id
    ) t USING (council_id)
    WHERE o.is_current GROUP BY o.council_id, post HAVING n >= 3 ORDER BY n DESC`,
  'recommendation-coverage': `WITH a AS (
      SELECT plan_id, unnest(recommendation_refs) AS ref, continues FROM flat WHERE is_current
    ), g AS (SELECT plan_id, ref, count(*) AS n, bool_and(continues) AS c FROM a GROUP BY ALL)
    SELECT r.council_id, count(*), count(*) FILTER (g.n IS NULL), count(*) FILTER (g.c),
      list(r.ref) FILTER (g.n IS NULL), list(r.ref) FILTER (g.c)
    FROM flat_recommendations r LEFT JOIN g ON g.plan_id = r.plan_id AND g.ref = r.ref
    WHERE r.is_current GROUP BY r.council_id ORDER BY 3 DESC`,
};
