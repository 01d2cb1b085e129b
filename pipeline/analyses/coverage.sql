-- question: Of how many councils is a plan known, by type of council, and how old is it?
-- parameter: as_of DATE, the day age is counted to
-- denominator: councils of that type that exist today (councils); councils not in the table are a group of their own; an
--   abolished council's plan counts for its only successor
-- unknowns: documents of no known council are in no row (see totals); undated_plans counts councils whose current plan has no known date; they are in no age group
SELECT coalesce(if(councils.gss IS NULL, NULL, councils.type), 'Not in the table of councils') AS type,
  count(*) AS councils,
  count(best.council_id) AS with_plan,
  share(count(best.council_id), count(*)) AS share,
  count(*) FILTER (best.has_actions) AS with_actions,
  count(*) FILTER (best.plan_date > $as_of::DATE - 365) AS younger_than_a_year,
  count(*) FILTER (best.plan_date <= $as_of::DATE - 365 AND best.plan_date > $as_of::DATE - 1096) AS one_to_three_years,
  count(*) FILTER (best.plan_date <= $as_of::DATE - 1096) AS older_than_three_years,
  count(*) FILTER (best.council_id IS NOT NULL AND best.plan_date IS NULL) AS undated_plans
FROM councils LEFT JOIN covered_councils AS best USING (council_id)
WHERE councils.abolished IS NULL AND councils.council_id NOT LIKE 'unknown/%'
GROUP BY 1 ORDER BY if(bool_and(councils.gss IS NULL), NULL, min(councils.type)) NULLS LAST;
