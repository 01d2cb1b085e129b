-- question: Which actions should a person look at before relying on them?
-- parameter: council_id VARCHAR = null, one council only
-- parameter: below DOUBLE = 0.8, confidence of the split under which an action is listed
-- parameter: limit INTEGER = 500, rows at most
-- denominator: all actions of current plans (of_actions); matches says how many are listed or would be
-- unknowns: this is the list of them
WITH doubtful AS (
  SELECT action_no, confidence,
    (confidence < $below::DOUBLE)::INTEGER + theme_unsure::INTEGER + (len(flags) > 0)::INTEGER + (issue_count > 0)::INTEGER AS doubts
  FROM current_actions
  WHERE ($council_id::VARCHAR IS NULL OR council_id = $council_id)
    AND (confidence < $below::DOUBLE OR theme_unsure OR len(flags) > 0 OR issue_count > 0)
), chosen AS (
  SELECT action_no FROM doubtful ORDER BY doubts DESC, confidence, action_no LIMIT $limit::INTEGER
)
SELECT council_id, council, action_id, text,
  list_filter([
    CASE WHEN confidence < $below::DOUBLE THEN 'may not be one action' END,
    CASE WHEN theme_unsure THEN 'theme unsure' END,
    CASE WHEN len(flags) > 0 THEN 'timescale: ' || array_to_string(flags, ', ') END,
    CASE WHEN issue_count > 0 THEN issue_count || ' doubts recorded' END
  ], lambda reason: reason IS NOT NULL) AS reasons,
  confidence, theme_probability, place_label,
  (SELECT count(*) FROM doubtful) AS matches,
  (SELECT count(*) FROM current_actions WHERE $council_id::VARCHAR IS NULL OR council_id = $council_id) AS of_actions
FROM actions WHERE action_no IN (SELECT action_no FROM chosen)
ORDER BY len(reasons) DESC, confidence, action_no;
