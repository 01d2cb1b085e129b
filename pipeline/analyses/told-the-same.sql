-- question: Which councils were told the same as this one, what did they promise, and did it get done?
-- parameter: council_id VARCHAR, the council
-- parameter: peers VARCHAR = null, JSON list of council keys to look among; all when left out
-- parameter: limit INTEGER = 2000, rows at most
-- denominator: none; one row for each action of another council that answers a recommendation of the same group
-- unknowns: action is NULL where the other council's recommendation has no action; status unknown where nobody says
WITH own AS (
  SELECT cluster, ref, text FROM current_recommendations
  WHERE council_id = $council_id AND cluster IS NOT NULL
), others AS (
  SELECT cluster, plan_id, council_id, ref, text
  FROM current_recommendations
  WHERE council_id <> $council_id AND cluster IN (SELECT cluster FROM own)
    AND ($peers::VARCHAR IS NULL OR council_id IN (SELECT unnest(from_json($peers, '["VARCHAR"]'))))
), answers AS (
  SELECT action_no, plan_id, unnest(recommendation_refs) AS answered FROM current_actions
  WHERE plan_id IN (SELECT plan_id FROM others)
), chosen AS (
  -- Only keys until the rows are chosen: the words are fetched for those alone.
  SELECT own.ref AS own_ref, own.text AS own_text, plans.council, others.*, answers.action_no
  FROM own
  JOIN others USING (cluster)
  JOIN plans ON plans.plan_id = others.plan_id
  LEFT JOIN answers ON answers.plan_id = others.plan_id AND answers.answered = others.ref
  ORDER BY own_ref, own_text, plans.council, others.council_id, others.ref, answers.action_no
  LIMIT $limit::INTEGER
)
SELECT own_ref, own_text AS own_recommendation, chosen.council_id, chosen.council, chosen.ref, chosen.text AS recommendation,
  actions.action_id, actions.text AS action, actions.owners_text, actions.lead_role, actions.timescale_text, actions.end_date,
  actions.status, plans.plan_date, actions.place_label, plans.source_name, plans.source_url
FROM chosen
JOIN plans ON plans.plan_id = chosen.plan_id
LEFT JOIN actions ON actions.action_no = chosen.action_no
ORDER BY own_ref, own_text, chosen.council, chosen.council_id, chosen.ref, chosen.action_no;
