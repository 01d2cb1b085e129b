-- question: How well does each plan say who does what by when?
-- parameter: council_id VARCHAR = null, one council only
-- denominator: all actions of the council's current plan (actions); score is the mean of the six shares, 0 to 1
-- unknowns: none in the shares: what is not said counts as not said; NULL score for a plan without actions
SELECT plans.council_id, plans.council, plans.plan_id, plans.plan_date, count(actions.action_no) AS actions,
  share(count(*) FILTER (owner_count > 0), count(actions.action_no)) AS with_owner,
  share(count(*) FILTER (named_owner_count > 0), count(actions.action_no)) AS with_specific_owner,
  share(count(*) FILTER (start_date IS NOT NULL OR end_date IS NOT NULL), count(actions.action_no)) AS with_date,
  share(count(*) FILTER (end_date IS NOT NULL), count(actions.action_no)) AS with_end_date,
  share(count(*) FILTER (checkable), count(actions.action_no)) AS checkable,
  share(count(*) FILTER (recommendation_ref IS NOT NULL), count(actions.action_no)) AS answering_recommendation,
  share(count(*) FILTER (continues), count(actions.action_no)) AS only_continues,
  share(count(*) FILTER (owner_count > 0) + count(*) FILTER (named_owner_count > 0)
    + count(*) FILTER (start_date IS NOT NULL OR end_date IS NOT NULL) + count(*) FILTER (end_date IS NOT NULL)
    + count(*) FILTER (checkable) + count(*) FILTER (recommendation_ref IS NOT NULL), 6 * count(actions.action_no)) AS score
FROM plans LEFT JOIN actions USING (plan_id)
WHERE plans.is_current AND plans.kind <> 'review-report'
  AND ($council_id::VARCHAR IS NULL OR plans.council_id = $council_id)
GROUP BY plans.council_id, plans.council, plans.plan_id, plans.plan_date
ORDER BY score NULLS FIRST, plans.council, plans.plan_id;
