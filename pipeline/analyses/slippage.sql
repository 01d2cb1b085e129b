-- question: What became of each council's actions from one version of its plan to the next?
-- parameter: council_id VARCHAR = null, one council only
-- denominator: actions of the earlier version (actions_before); moved dates are of those dated in both (dated_in_both)
-- unknowns: date_lost and dated_now count actions dated in one version only; mean_days_moved leaves them out
SELECT changes.council_id, any_value(later.council) AS council, any_value(earlier.plan_date) AS earlier_plan,
  any_value(later.plan_date) AS later_plan, any_value(earlier.action_count) AS actions_before,
  any_value(later.action_count) AS actions_after,
  coalesce(sum(len(before_positions)) FILTER (change = 'kept'), 0)::BIGINT AS kept,
  coalesce(sum(len(before_positions)) FILTER (change = 'split'), 0)::BIGINT AS split,
  coalesce(sum(len(before_positions)) FILTER (change = 'merged'), 0)::BIGINT AS merged,
  count(*) FILTER (change = 'dropped') AS dropped,
  count(*) FILTER (change = 'dropped' AND status_before <> 'done') AS dropped_unfinished,
  count(*) FILTER (change = 'new') AS new,
  count(*) FILTER (reworded) AS reworded,
  count(days_moved) AS dated_in_both,
  count(*) FILTER (days_moved > 0) AS later,
  count(*) FILTER (days_moved < 0) AS earlier,
  round(avg(days_moved), 1) AS mean_days_moved,
  median(days_moved) FILTER (days_moved > 0) AS median_slip_days,
  count(*) FILTER (change NOT IN ('dropped', 'new') AND end_before IS NOT NULL AND end_after IS NULL) AS date_lost,
  count(*) FILTER (change NOT IN ('dropped', 'new') AND end_before IS NULL AND end_after IS NOT NULL) AS dated_now,
  count(*) FILTER (change NOT IN ('dropped', 'new') AND owner_change NOT IN ('same', 'none')) AS owner_changed,
  count(*) FILTER (change NOT IN ('dropped', 'new') AND status_before <> status_after) AS status_changed,
  share(count(*) FILTER (days_moved > 0), count(days_moved)) AS slipped_share
FROM changes
JOIN plans AS later ON later.plan_id = changes.plan_id
JOIN plans AS earlier ON earlier.plan_id = changes.previous_plan_id
WHERE $council_id::VARCHAR IS NULL OR changes.council_id = $council_id
GROUP BY changes.council_id, changes.plan_id
ORDER BY slipped_share DESC NULLS LAST, council, later_plan;
