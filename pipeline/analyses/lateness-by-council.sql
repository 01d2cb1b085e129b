-- question: Which councils have overdue actions, at least and at most, as of any day?
-- parameter: as_of DATE, the day asked about
-- denominator: all actions of the council's current plan (actions)
-- unknowns: cannot_tell has its own column; the lower bound counts only actions whose last day has passed, the upper
--   bound adds those whose window has begun and those nobody can tell
WITH counted AS (
  SELECT council_id, any_value(council) AS council, max(plan_date) AS plan_date,
    lateness(status, kind, start_date, end_date, $as_of::DATE) AS state, count(*) AS actions,
    count(*) FILTER (end_date < $as_of::DATE AND (plan_date IS NULL OR plan_date < end_date)) AS no_later_report,
    count(*) FILTER (start_date <= $as_of::DATE AND end_date >= $as_of::DATE) AS begun
  FROM current_actions
  GROUP BY council_id, lateness(status, kind, start_date, end_date, $as_of::DATE)
)
SELECT council_id, any_value(council) AS council, max(plan_date) AS plan_date,
  sum(actions)::BIGINT AS actions,
  coalesce(sum(actions) FILTER (state = 'overdue'), 0)::BIGINT AS overdue,
  coalesce(sum(no_later_report) FILTER (state = 'overdue'), 0)::BIGINT AS overdue_no_later_report,
  coalesce(sum(actions) FILTER (state = 'due_soon'), 0)::BIGINT AS due_soon,
  coalesce(sum(actions) FILTER (state = 'in_window'), 0)::BIGINT AS in_window,
  coalesce(sum(actions) FILTER (state = 'not_due'), 0)::BIGINT AS not_due,
  coalesce(sum(actions) FILTER (state = 'open_ended'), 0)::BIGINT AS open_ended,
  coalesce(sum(actions) FILTER (state = 'cannot_tell'), 0)::BIGINT AS cannot_tell,
  coalesce(sum(actions) FILTER (state = 'done'), 0)::BIGINT AS done,
  share(coalesce(sum(actions) FILTER (state = 'overdue'), 0), sum(actions)) AS overdue_share_at_least,
  share(coalesce(sum(actions) FILTER (state IN ('overdue', 'cannot_tell')), 0)
    + coalesce(sum(begun) FILTER (state IN ('due_soon', 'in_window')), 0), sum(actions)) AS overdue_share_at_most
FROM counted GROUP BY council_id
ORDER BY overdue_share_at_least DESC, council, council_id;
