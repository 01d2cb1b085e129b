-- question: How many actions have no date, and how vague are the dates of the others?
-- parameter: council_id VARCHAR = null, one council only
-- denominator: all actions of current plans (denominator); the groups add up to it
-- unknowns: to be confirmed, nothing said, and only ongoing are groups of their own
WITH counted AS (
  SELECT kind, granularity, start_date IS NOT NULL OR end_date IS NOT NULL AS dated, count(*) AS actions
  FROM current_actions
  WHERE $council_id::VARCHAR IS NULL OR council_id = $council_id
  GROUP BY ALL
), grouped AS (
  SELECT actions,
    CASE
      WHEN dated AND granularity = 'none' THEN 'dated, how exactly is not known'
      WHEN dated THEN 'dated by ' || granularity
      WHEN kind = 'tbc' THEN 'to be confirmed'
      WHEN kind IN ('from', 'ongoing') THEN 'only ongoing'
      WHEN kind = 'done' THEN 'only said to be done'
      ELSE 'nothing said'
    END AS dating,
    CASE
      WHEN dated
        THEN coalesce(list_position(['day', 'week', 'month', 'quarter', 'season', 'half', 'term', 'year', 'range'], granularity), 10)
      ELSE 20
    END AS vagueness
  FROM counted
)
SELECT dating, sum(actions)::BIGINT AS actions, (SELECT sum(actions)::BIGINT FROM grouped) AS denominator,
  share(sum(actions), (SELECT sum(actions) FROM grouped)) AS share
FROM grouped GROUP BY dating ORDER BY min(vagueness), dating;
