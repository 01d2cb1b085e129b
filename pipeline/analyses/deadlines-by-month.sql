-- question: In which months do deadlines fall, and how much of that is done?
-- parameter: council_id VARCHAR = null, one council only
-- denominator: all actions of current plans (denominator); the months and the group without an end date add up to it
-- unknowns: actions without an end date are the last row, with a NULL month
WITH months AS (
  SELECT date_trunc('month', end_date)::DATE AS month, status, kind
  FROM current_actions WHERE $council_id::VARCHAR IS NULL OR council_id = $council_id
)
SELECT month, count(*) AS actions,
  count(*) FILTER (status = 'done' OR kind = 'done') AS done,
  count(*) FILTER (status <> 'done' AND kind <> 'done') AS not_done,
  (SELECT count(*) FROM months) AS denominator
FROM months GROUP BY month ORDER BY month NULLS LAST;
