-- question: Which actions should a person look at before relying on them?
-- parameter: council_id VARCHAR = null, one council only
-- parameter: below DOUBLE = 0.8, confidence of the split under which an action is listed
-- parameter: limit INTEGER = 500, rows at most
-- denominator: all actions of current plans (of_actions); matches says how many are listed or would be
-- unknowns: this is the list of them
WITH chosen AS (
  SELECT * FROM current_actions WHERE $council_id::VARCHAR IS NULL OR council_id = $council_id
), doubtful AS (
  SELECT *, list_filter([
    CASE WHEN confidence < $below::DOUBLE THEN 'may not be one action' END,
    CASE WHEN theme_unsure THEN 'theme unsure' END,
    CASE WHEN len(flags) > 0 THEN 'timescale: ' || array_to_string(flags, ', ') END,
    CASE WHEN issue_count > 0 THEN issue_count || ' doubts recorded' END
  ], lambda reason: reason IS NOT NULL) AS reasons
  FROM chosen
)
SELECT council_id, council, action_id, text, reasons, confidence, theme_probability, place_label,
  (SELECT count(*) FROM doubtful WHERE len(reasons) > 0) AS matches, (SELECT count(*) FROM chosen) AS of_actions
FROM doubtful WHERE len(reasons) > 0
ORDER BY len(reasons) DESC, confidence, action_no LIMIT $limit::INTEGER;
