-- question: How many actions are late, due or still ahead, as of any day?
-- parameter: as_of DATE, the day asked about
-- parameter: council_id VARCHAR = null, one council only
-- denominator: all actions of current plans (of); the seven states add up to it
-- unknowns: `cannot_tell` holds actions to be confirmed, undated, unreadable or with a time that runs backwards; never counted as fine;
--   no_later_report counts those whose plan is older than their end date, so that nobody has said since
WITH states AS (
  SELECT unnest(['overdue', 'due_soon', 'in_window', 'not_due', 'open_ended', 'cannot_tell', 'done']) AS state,
    unnest(range(7)) AS position
), counted AS (
  SELECT lateness(status, kind, start_date, end_date, $as_of::DATE) AS state, count(*) AS actions,
    count(*) FILTER (end_date < $as_of::DATE AND (plan_date IS NULL OR plan_date < end_date)) AS no_later_report
  FROM current_actions
  WHERE $council_id::VARCHAR IS NULL OR council_id = $council_id
  GROUP BY ALL
), total AS (
  SELECT coalesce(sum(actions), 0)::BIGINT AS actions FROM counted
)
SELECT states.state, coalesce(counted.actions, 0) AS actions, total.actions AS denominator,
  share(coalesce(counted.actions, 0), total.actions) AS share,
  CASE WHEN states.state = 'overdue' THEN coalesce(counted.no_later_report, 0) END AS no_later_report
FROM states CROSS JOIN total LEFT JOIN counted USING (state)
ORDER BY states.position;
