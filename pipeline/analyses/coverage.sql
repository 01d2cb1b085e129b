-- question: Of how many councils is a plan known, by type of council, and how old is it?
-- parameter: as_of DATE, the day age is counted to
-- denominator: councils of that type that exist today (councils); councils not in the table are a group of their own
-- unknowns: undated_plans counts councils whose current plan has no known date; they are in no age group
WITH newest AS (
  SELECT council_id, max(plan_date) AS plan_date, bool_or(action_count > 0) AS has_actions
  FROM plans WHERE is_current AND kind <> 'review-report' GROUP BY council_id
), answering AS (
  -- A plan of an abolished council stands for its successors only where there is exactly one.
  SELECT council_id AS stands_for, newest.* EXCLUDE (council_id) FROM newest
  JOIN councils USING (council_id) WHERE abolished IS NULL
  UNION ALL BY NAME
  SELECT successors[1] AS stands_for, newest.* EXCLUDE (council_id) FROM newest
  JOIN councils USING (council_id) WHERE abolished IS NOT NULL AND len(successors) = 1
), best AS (
  SELECT stands_for AS council_id, max(plan_date) AS plan_date, bool_or(has_actions) AS has_actions
  FROM answering GROUP BY stands_for
)
SELECT coalesce(councils.type, 'Not in the table of councils') AS type,
  count(*) AS councils,
  count(best.council_id) AS with_plan,
  share(count(best.council_id), count(*)) AS share,
  count(*) FILTER (best.has_actions) AS with_actions,
  count(*) FILTER (best.plan_date > $as_of::DATE - 365) AS younger_than_a_year,
  count(*) FILTER (best.plan_date <= $as_of::DATE - 365 AND best.plan_date > $as_of::DATE - 1096) AS one_to_three_years,
  count(*) FILTER (best.plan_date <= $as_of::DATE - 1096) AS older_than_three_years,
  count(*) FILTER (best.council_id IS NOT NULL AND best.plan_date IS NULL) AS undated_plans
FROM councils LEFT JOIN best USING (council_id)
WHERE councils.abolished IS NULL
GROUP BY councils.type ORDER BY councils.type NULLS LAST;
