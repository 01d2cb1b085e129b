-- question: Which recommendations got no action, or only a promise to continue?
-- parameter: council_id VARCHAR = null, one council only
-- denominator: recommendations of the council's current plan (recommendations); answered, continued and unanswered add up to it
-- unknowns: unplaced_actions counts actions that answer no known recommendation: where it is high, "unanswered" may only
--   mean that the plan does not say which action answers what
WITH answers AS (
  SELECT plan_id, unnest(recommendation_refs) AS ref, continues, checkable
  FROM current_actions
), answered AS (
  SELECT plan_id, ref, count(*) AS actions, bool_and(continues) AS only_continues, bool_or(checkable) AS any_checkable
  FROM answers GROUP BY plan_id, ref
), unplaced AS (
  SELECT plan_id, count(*) FILTER (recommendation_ref IS NULL) AS actions FROM current_actions GROUP BY plan_id
)
SELECT plans.council_id, plans.council, count(*) AS recommendations,
  count(*) FILTER (answered.actions > 0 AND NOT answered.only_continues) AS answered,
  count(*) FILTER (answered.only_continues) AS only_continued,
  count(*) FILTER (answered.actions IS NULL) AS unanswered,
  count(*) FILTER (answered.any_checkable) AS with_checkable_action,
  list(recommendations.ref ORDER BY recommendations.position) FILTER (answered.actions IS NULL) AS unanswered_refs,
  list(recommendations.ref ORDER BY recommendations.position) FILTER (answered.only_continues) AS only_continued_refs,
  coalesce(any_value(unplaced.actions), 0) AS unplaced_actions,
  share(count(*) FILTER (answered.actions IS NULL), count(*)) AS unanswered_share
FROM recommendations
JOIN plans USING (plan_id)
LEFT JOIN answered ON answered.plan_id = recommendations.plan_id AND answered.ref = recommendations.ref
LEFT JOIN unplaced ON unplaced.plan_id = recommendations.plan_id
WHERE recommendations.is_current AND plans.kind <> 'review-report'
  AND ($council_id::VARCHAR IS NULL OR plans.council_id = $council_id)
GROUP BY plans.council_id, plans.council
ORDER BY unanswered_share DESC, plans.council, plans.council_id;
