-- question: Which one post or person is named on many of a council's actions?
-- parameter: council_id VARCHAR = null, one council only
-- parameter: at_least INTEGER = 3, fewest actions to be listed
-- denominator: actions of the council's current plan that name any owner (owned_actions)
-- unknowns: an owner without a known role is counted under its own words; ownerless actions are not in the denominator
WITH named AS (
  SELECT council_id, action_no, CASE WHEN role <> '' THEN role ELSE lower(text) END AS post,
    any_value(text ORDER BY position) AS text, any_value(role) AS role, bool_and(vague) AS vague
  FROM owners
  WHERE is_current AND ($council_id::VARCHAR IS NULL OR council_id = $council_id)
  GROUP BY council_id, action_no, post
), totals AS (
  SELECT council_id, any_value(council) AS council, count(*) AS owned_actions
  FROM current_actions WHERE owner_count > 0 GROUP BY council_id
)
SELECT named.council_id, any_value(totals.council) AS council, named.post, min(named.text) AS written_as,
  any_value(named.role) AS role, bool_and(named.vague) AS vague, count(*) AS actions,
  any_value(totals.owned_actions) AS owned_actions, share(count(*), any_value(totals.owned_actions)) AS share
FROM named JOIN totals USING (council_id)
GROUP BY named.council_id, named.post
HAVING count(*) >= $at_least::INTEGER
ORDER BY share DESC, actions DESC, council, post;
