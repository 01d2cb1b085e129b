-- question: Which actions moved, changed hands, were dropped without a word, or are new?
-- parameter: council_id VARCHAR = null, one council only
-- parameter: change VARCHAR = null, kept, split, merged, dropped or new only
-- parameter: limit INTEGER = 1000, rows at most
-- denominator: none; every action of both versions is in exactly one row
-- unknowns: days_moved is NULL where either version gives no end date
SELECT changes.council_id, later.council, earlier.plan_date AS earlier_plan, later.plan_date AS later_plan, changes.change,
  changes.reworded, changes.days_moved, changes.end_before, changes.end_after, changes.owner_change,
  changes.status_before, changes.status_after, changes.text_before, changes.text_after, changes.similarity
FROM changes
JOIN plans AS later ON later.plan_id = changes.plan_id
JOIN plans AS earlier ON earlier.plan_id = changes.previous_plan_id
WHERE ($council_id::VARCHAR IS NULL OR changes.council_id = $council_id)
  AND ($change::VARCHAR IS NULL OR changes.change = $change)
ORDER BY later.council, later.plan_date, changes.plan_id, changes.position
LIMIT $limit::INTEGER;
