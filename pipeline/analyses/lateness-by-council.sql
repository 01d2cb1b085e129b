-- question: Which councils have overdue actions, at least and at most, as of any day?
-- parameter: as_of DATE, the day asked about
-- denominator: all actions of the council's current plan (actions)
-- unknowns: cannot_tell has its own column; the lower bound counts only actions whose last day has passed, the upper
--   bound adds those whose window has begun and those nobody can tell
WITH told AS (
  SELECT council_id, council, plan_date, end_date,
    lateness(status, kind, start_date, end_date, $as_of::DATE) AS state,
    start_date <= $as_of::DATE AND end_date >= $as_of::DATE AS begun
  FROM current_actions
)
SELECT council_id, any_value(council) AS council, max(plan_date) AS plan_date,
  count(*) AS actions,
  count(*) FILTER (state = 'overdue') AS overdue,
  count(*) FILTER (state = 'overdue' AND (plan_date IS NULL OR plan_date < end_date)) AS overdue_no_later_report,
  count(*) FILTER (state = 'due_soon') AS due_soon,
  count(*) FILTER (state = 'in_window') AS in_window,
  count(*) FILTER (state = 'not_due') AS not_due,
  count(*) FILTER (state = 'open_ended') AS open_ended,
  count(*) FILTER (state = 'cannot_tell') AS cannot_tell,
  count(*) FILTER (state = 'done') AS done,
  share(count(*) FILTER (state = 'overdue'), count(*)) AS overdue_share_at_least,
  share(count(*) FILTER (state IN ('overdue', 'cannot_tell') OR (begun AND state IN ('due_soon', 'in_window'))), count(*))
    AS overdue_share_at_most
FROM told GROUP BY council_id
ORDER BY overdue_share_at_least DESC, council, council_id;
