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
  SELECT action_id, plan_id, position, text, owners_text, lead_role, timescale_text, end_date, status, place_label,
    unnest(recommendation_refs) AS answered FROM current_actions
  WHERE plan_id IN (SELECT plan_id FROM others)
)
SELECT own.ref AS own_ref, own.text AS own_recommendation, others.council_id, plans.council,
  others.ref, others.text AS recommendation, answers.action_id, answers.text AS action, answers.owners_text, answers.lead_role,
  answers.timescale_text, answers.end_date, answers.status, plans.plan_date, answers.place_label, plans.source_name, plans.source_url
FROM own
JOIN others USING (cluster)
JOIN plans ON plans.plan_id = others.plan_id
LEFT JOIN answers ON answers.plan_id = others.plan_id AND answers.answered = others.ref
ORDER BY own.ref, own.text, plans.council, others.council_id, others.ref, answers.position
LIMIT $limit::INTEGER;
