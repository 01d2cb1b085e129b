-- question: Which actions are they? The rows behind a number, by any of its groups.
-- parameter: as_of DATE, the day lateness is asked of
-- parameter: council_id VARCHAR = null, one council only
-- parameter: state VARCHAR = null, one state of lateness only, e.g. overdue
-- parameter: theme VARCHAR = null, one theme only; unsure for doubtful ones
-- parameter: owner VARCHAR = null, none, vague or named
-- parameter: words VARCHAR = null, words that must stand in the action, in this order
-- parameter: limit INTEGER = 1000, rows at most
-- denominator: none; matches says how many actions fit, however few rows are asked for
-- unknowns: empty cells are NULL; state cannot_tell where nobody can say
WITH found AS (
  SELECT action_no, end_date
  FROM current_actions
  WHERE ($council_id::VARCHAR IS NULL OR council_id = $council_id)
    AND ($theme::VARCHAR IS NULL OR theme_group(theme, theme_unsure) = $theme)
    AND ($owner::VARCHAR IS NULL OR $owner = CASE
      WHEN owner_count = 0 THEN 'none' WHEN named_owner_count = 0 THEN 'vague' ELSE 'named' END)
    AND ($words::VARCHAR IS NULL OR text ILIKE '%' || $words || '%')
    AND ($state::VARCHAR IS NULL OR lateness(status, kind, start_date, end_date, $as_of::DATE) = $state)
), chosen AS (
  SELECT action_no FROM found ORDER BY end_date NULLS LAST, action_no LIMIT $limit::INTEGER
), listed AS (
  SELECT *, lateness(status, kind, start_date, end_date, $as_of::DATE) AS state
  FROM actions WHERE action_no IN (SELECT action_no FROM chosen)
)
SELECT listed.council_id, listed.council, action_id, listed.plan_id, listed.text, recommendation_ref, reviewed.text AS recommendation,
  owners_text, theme_group(theme, theme_unsure) AS theme, theme_probability, timescale_text, listed.kind, start_date, end_date,
  status, state,
  CASE WHEN state = 'overdue' THEN $as_of::DATE - end_date END AS days_late,
  CASE WHEN state = 'overdue' THEN plans.plan_date IS NULL OR plans.plan_date < end_date END AS no_later_report,
  listed.page, place_label, plans.source_name, plans.source_url, plans.plan_date,
  (SELECT count(*) FROM found) AS matches
FROM listed
JOIN plans USING (plan_id)
LEFT JOIN (
  SELECT plan_id, ref, min(text) AS text FROM recommendations
  WHERE plan_id IN (SELECT plan_id FROM listed) GROUP BY plan_id, ref
) AS reviewed ON reviewed.plan_id = listed.plan_id AND reviewed.ref = listed.recommendation_ref
ORDER BY end_date NULLS LAST, action_no;
