-- question: What was not understood while reading, and in how many documents?
-- parameter: council_id VARCHAR = null, one council only
-- denominator: current documents (of_plans)
-- unknowns: this is the list of them
SELECT code, severity, count(*) AS doubts, count(DISTINCT plan_id) AS plans,
  (SELECT count(*) FROM plans WHERE is_current AND ($council_id::VARCHAR IS NULL OR council_id = $council_id)) AS of_plans,
  min(message) AS example
FROM issues
WHERE is_current AND ($council_id::VARCHAR IS NULL OR council_id = $council_id)
GROUP BY code, severity
ORDER BY list_position(['error', 'warning', 'info'], severity), plans DESC, code;
