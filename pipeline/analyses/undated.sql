-- question: How many actions have no date, and how vague are the dates of the others?
-- parameter: council_id VARCHAR = null, one council only
-- denominator: all actions of current plans (denominator); the groups add up to it
-- unknowns: to be confirmed, nothing said, and only ongoing are groups of their own
WITH grouped AS (
  SELECT
    CASE
      WHEN start_date IS NOT NULL OR end_date IS NOT NULL THEN
        CASE WHEN granularity = 'none' THEN 'dated, how exactly is not known' ELSE 'dated by ' || granularity END
      WHEN kind = 'tbc' THEN 'to be confirmed'
      WHEN kind IN ('from', 'ongoing') THEN 'only ongoing'
      WHEN kind = 'done' THEN 'only said to be done'
      ELSE 'nothing said'
    END AS dating,
    CASE
      WHEN start_date IS NULL AND end_date IS NULL THEN 20
      ELSE coalesce(list_position(['day', 'week', 'month', 'quarter', 'season', 'half', 'term', 'year', 'range'], granularity), 10)
    END AS vagueness
  FROM current_actions
  WHERE $council_id::VARCHAR IS NULL OR council_id = $council_id
)
SELECT dating, count(*) AS actions, (SELECT count(*) FROM grouped) AS denominator,
  share(count(*), (SELECT count(*) FROM grouped)) AS share
FROM grouped GROUP BY dating ORDER BY min(vagueness), dating;
