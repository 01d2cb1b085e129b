-- question: How well does each plan say who does what by when?
-- parameter: council_id VARCHAR = null, one council only
-- denominator: all actions of the council's current plan (actions); score is the mean of the six shares, 0 to 1
-- unknowns: none in the shares: what is not said counts as not said; NULL score for a plan without actions
WITH counted AS (
  SELECT plan_id, count(*) AS actions,
    count(*) FILTER (owner_count > 0) AS with_owner,
    count(*) FILTER (named_owner_count > 0) AS with_specific_owner,
    count(*) FILTER (start_date IS NOT NULL OR end_date IS NOT NULL) AS with_date,
    count(*) FILTER (end_date IS NOT NULL) AS with_end_date,
    count(*) FILTER (checkable) AS checkable,
    count(*) FILTER (recommendation_ref IS NOT NULL) AS answering,
    count(*) FILTER (continues) AS continuing
  FROM current_actions
  WHERE $council_id::VARCHAR IS NULL OR council_id = $council_id
  GROUP BY plan_id
)
SELECT plans.council_id, plans.council, plans.plan_id, plans.plan_date, coalesce(actions, 0) AS actions,
  share(with_owner, actions) AS with_owner,
  share(with_specific_owner, actions) AS with_specific_owner,
  share(with_date, actions) AS with_date,
  share(with_end_date, actions) AS with_end_date,
  share(checkable, actions) AS checkable,
  share(answering, actions) AS answering_recommendation,
  share(continuing, actions) AS only_continues,
  share(with_owner + with_specific_owner + with_date + with_end_date + checkable + answering, 6 * actions) AS score
FROM plans LEFT JOIN counted USING (plan_id)
WHERE plans.is_current AND plans.kind <> 'review-report'
  AND ($council_id::VARCHAR IS NULL OR plans.council_id = $council_id)
ORDER BY score NULLS FIRST, plans.council, plans.plan_id;
