-- question: Which one post or person is named on many of a council's actions?
-- parameter: council_id VARCHAR = null, one council only
-- parameter: at_least INTEGER = 3, fewest actions to be listed
-- denominator: actions of the council's current plan that name any owner (owned_actions)
-- unknowns: a post is told by its own words, so one that a plan writes in two ways counts as two; role is empty where it
--   is not known; ownerless actions are not in the denominator
WITH totals AS (
  SELECT council_id, any_value(council) AS council, count(*) AS owned_actions
  FROM current_actions
  WHERE owner_count > 0 AND ($council_id::VARCHAR IS NULL OR council_id = $council_id)
  GROUP BY council_id
), posts AS (
  SELECT council_id, lower(trim(text)) AS post, min(text) AS written_as, min(role) AS role, bool_and(vague) AS vague, count(DISTINCT action_no) AS actions
  FROM owners
  WHERE is_current AND ($council_id::VARCHAR IS NULL OR council_id = $council_id)
  GROUP BY council_id, post
  HAVING count(*) >= $at_least::INTEGER
)
SELECT council_id, totals.council, post, written_as, role, vague, actions, owned_actions, share(actions, owned_actions) AS share
FROM posts JOIN totals USING (council_id)
WHERE actions >= $at_least::INTEGER
ORDER BY share DESC, actions DESC, council, post;
