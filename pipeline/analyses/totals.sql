-- question: How much is in the store, and how much of it says who, when and what about?
-- parameter: as_of DATE, the day lateness is asked of
-- parameter: council_id VARCHAR = null, one council only
-- denominator: stated in each row (of); councils are of those that exist today, actions of current plans only
-- unknowns: counted in a column of their own, and part of every denominator
WITH chosen AS (
  SELECT * FROM current_actions WHERE $council_id::VARCHAR IS NULL OR council_id = $council_id
), existing AS (
  SELECT * FROM councils WHERE abolished IS NULL AND council_id NOT LIKE 'unknown/%' AND ($council_id::VARCHAR IS NULL OR council_id = $council_id)
), chosen_plans AS (
  SELECT * FROM plans WHERE $council_id::VARCHAR IS NULL OR council_id = $council_id
), counted AS (
  SELECT
    count(*) AS actions,
    count(*) FILTER (owner_count > 0) AS owned,
    count(*) FILTER (named_owner_count > 0) AS specific,
    count(*) FILTER (start_date IS NOT NULL OR end_date IS NOT NULL) AS dated,
    count(*) FILTER (end_date IS NOT NULL) AS bounded,
    count(*) FILTER (kind IN ('tbc', 'none')) AS undated,
    count(*) FILTER (status = 'done') AS done,
    count(*) FILTER (status = 'unknown') AS status_unknown,
    count(*) FILTER (NOT theme_unsure AND theme IS NOT NULL) AS themed,
    count(*) FILTER (recommendation_ref IS NOT NULL) AS answering,
    count(*) FILTER (checkable) AS checkable,
    count(*) FILTER (lateness(status, kind, start_date, end_date, $as_of::DATE) = 'overdue') AS overdue,
    count(*) FILTER (lateness(status, kind, start_date, end_date, $as_of::DATE) = 'cannot_tell') AS cannot_tell
  FROM chosen
), measured AS (
  SELECT unnest([
    {position: 1, measure: 'councils with a plan',
      count: (SELECT count(*) FROM existing SEMI JOIN covered_councils USING (council_id)), denominator: (SELECT count(*) FROM existing),
      unknown: (SELECT count(*) FROM chosen_plans WHERE council = 'Not known')},
    {position: 2, measure: 'documents, all versions', count: (SELECT count(*) FROM chosen_plans), denominator: NULL,
      unknown: (SELECT count(*) FROM chosen_plans WHERE plan_date IS NULL)},
    {position: 3, measure: 'current plans', count: (SELECT count(*) FROM chosen_plans WHERE is_current),
      denominator: (SELECT count(*) FROM chosen_plans), unknown: (SELECT count(*) FROM chosen_plans WHERE council = 'Not known')},
    {position: 4, measure: 'current plans without an action',
      count: (SELECT count(*) FROM chosen_plans WHERE is_current AND action_count = 0),
      denominator: (SELECT count(*) FROM chosen_plans WHERE is_current), unknown: 0},
    {position: 5, measure: 'recommendations',
      count: (SELECT count(*) FROM current_recommendations WHERE $council_id::VARCHAR IS NULL OR council_id = $council_id), denominator: NULL, unknown: 0},
    {position: 6, measure: 'actions', count: actions, denominator: NULL, unknown: 0},
    {position: 7, measure: 'actions that answer a recommendation', count: answering, denominator: actions, unknown: actions - answering},
    {position: 8, measure: 'actions with an owner', count: owned, denominator: actions, unknown: 0},
    {position: 9, measure: 'actions with a specific owner', count: specific, denominator: actions, unknown: 0},
    {position: 10, measure: 'actions with a date', count: dated, denominator: actions, unknown: undated},
    {position: 11, measure: 'actions with an end date', count: bounded, denominator: actions, unknown: undated},
    {position: 12, measure: 'actions done', count: done, denominator: actions, unknown: status_unknown},
    {position: 13, measure: 'actions overdue', count: overdue, denominator: actions, unknown: cannot_tell},
    {position: 14, measure: 'actions with a sure theme', count: themed, denominator: actions, unknown: actions - themed},
    {position: 15, measure: 'actions that can be checked', count: checkable, denominator: actions, unknown: 0}
  ], recursive := true)
  FROM counted
)
SELECT measure, count::BIGINT AS count, denominator::BIGINT AS denominator, unknown::BIGINT AS unknown,
  share(count, denominator) AS share
FROM measured ORDER BY position;
