-- question: How exact are each council's dates?
-- parameter: council_id VARCHAR = null, one council only
-- denominator: all actions of the council's current plan (actions); the five groups add up to it
-- unknowns: undated holds to be confirmed and nothing said; open_ended holds from and ongoing without an end
SELECT council_id, any_value(council) AS council, count(*) AS actions,
  count(*) FILTER (end_date IS NOT NULL AND granularity IN ('day', 'week', 'month')) AS to_the_month,
  count(*) FILTER (end_date IS NOT NULL AND granularity IN ('quarter', 'season')) AS to_the_season,
  count(*) FILTER (end_date IS NOT NULL AND granularity NOT IN ('day', 'week', 'month', 'quarter', 'season')) AS vaguer,
  count(*) FILTER (end_date IS NULL AND kind IN ('from', 'ongoing')) AS open_ended,
  count(*) FILTER (end_date IS NULL AND kind NOT IN ('from', 'ongoing')) AS undated,
  share(count(*) FILTER (end_date IS NULL AND kind NOT IN ('from', 'ongoing')), count(*)) AS undated_share
FROM current_actions
WHERE $council_id::VARCHAR IS NULL OR council_id = $council_id
GROUP BY council_id
ORDER BY undated_share DESC, council, council_id;
