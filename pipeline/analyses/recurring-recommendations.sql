-- question: Which recommendations do several councils get, and how do they answer?
-- parameter: at_least INTEGER = 2, fewest councils
-- denominator: councils whose last plan (or, without one, review report) states recommendations (of_councils)
-- unknowns: unanswered counts members no action answers; months_given is NULL where no answer has both dates
WITH members AS (
  SELECT current_recommendations.*, plans.council, plans.plan_date
  FROM current_recommendations JOIN plans USING (plan_id)
  WHERE cluster IS NOT NULL
), answers AS (
  SELECT members.cluster, members.council_id, actions.action_no, actions.theme, actions.theme_unsure, actions.lead_role,
    actions.owner_count, actions.end_date, actions.plan_date, actions.status, actions.kind
  FROM members
  JOIN (
    SELECT plan_id, action_no, theme, theme_unsure, lead_role, owner_count, end_date, plan_date, status, kind,
      unnest(recommendation_refs) AS answered FROM current_actions
    WHERE plan_id IN (SELECT plan_id FROM members)
  ) AS actions
    ON actions.plan_id = members.plan_id AND actions.answered = members.ref
), answered AS (
  SELECT cluster, count(*) AS actions,
    round(median((end_date - plan_date) / 30.44), 1) AS months_given,
    mode(lead_role) FILTER (lead_role <> '') AS typical_role,
    mode(theme) FILTER (NOT theme_unsure) AS theme,
    count(*) FILTER (status = 'done' OR kind = 'done') AS done,
    count(*) FILTER (owner_count = 0) AS ownerless
  FROM answers GROUP BY cluster
)
SELECT members.cluster, first(members.text ORDER BY members.cluster_centrality DESC, members.council_id, members.plan_id, members.position) AS typical_wording,
  count(DISTINCT members.council_id) AS councils,
  (SELECT count(DISTINCT council_id) FROM current_recommendations) AS of_councils,
  count(*) AS recommendations, count(*) FILTER (members.action_count = 0) AS unanswered,
  coalesce(any_value(answered.actions), 0) AS actions, any_value(answered.months_given) AS months_given,
  any_value(answered.typical_role) AS typical_role, any_value(answered.theme) AS theme,
  coalesce(any_value(answered.done), 0) AS done, coalesce(any_value(answered.ownerless), 0) AS ownerless,
  list(DISTINCT members.council ORDER BY members.council) AS council_names
FROM members LEFT JOIN answered USING (cluster)
GROUP BY members.cluster
HAVING count(DISTINCT members.council_id) >= $at_least::INTEGER
ORDER BY councils DESC, recommendations DESC, members.cluster;
