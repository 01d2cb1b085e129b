-- question: Which actions were due before their own plan was written, and are not said to be done?
-- parameter: council_id VARCHAR = null, one council only
-- denominator: actions of the council's current plan that have an end date (dated_actions)
-- unknowns: plan_date_unknown counts dated actions of plans without a date; of those nobody can say
SELECT council_id, any_value(council) AS council, any_value(plan_date) AS plan_date,
  count(*) FILTER (end_date < plan_date AND status <> 'done' AND kind <> 'done') AS before_plan,
  count(*) FILTER (end_date < plan_date AND (status = 'done' OR kind = 'done')) AS before_plan_but_done,
  count(*) FILTER (plan_date IS NULL) AS plan_date_unknown,
  count(*) AS dated_actions,
  share(count(*) FILTER (end_date < plan_date AND status <> 'done' AND kind <> 'done'),
    count(*) FILTER (plan_date IS NOT NULL)) AS share_of_known
FROM current_actions
WHERE end_date IS NOT NULL AND ($council_id::VARCHAR IS NULL OR council_id = $council_id)
GROUP BY council_id
ORDER BY before_plan DESC, council, council_id;
