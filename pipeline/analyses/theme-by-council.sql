-- question: What does each council's current plan promise work on?
-- parameter: council_id VARCHAR = null, one council only
-- denominator: all actions of the council's current plan (actions_of_council)
-- unknowns: an action whose theme is doubtful or not tagged counts under `unsure`; every council has all six rows
WITH counted AS (
  SELECT council_id, any_value(council) AS council, theme_group(theme, theme_unsure) AS theme, count(*) AS actions
  FROM current_actions
  WHERE $council_id::VARCHAR IS NULL OR council_id = $council_id
  GROUP BY council_id, theme_group(theme, theme_unsure)
), totals AS (
  SELECT council_id, any_value(council) AS council, sum(actions)::BIGINT AS actions_of_council FROM counted GROUP BY council_id
), themes AS (
  SELECT unnest(['priorities', 'leadership', 'governance', 'finance', 'capacity', 'unsure']) AS theme, unnest(range(6)) AS position
)
SELECT totals.council_id, totals.council, themes.theme, coalesce(counted.actions, 0) AS actions,
  totals.actions_of_council, share(coalesce(counted.actions, 0), totals.actions_of_council) AS share
FROM totals CROSS JOIN themes
LEFT JOIN counted ON counted.council_id = totals.council_id AND counted.theme = themes.theme
ORDER BY totals.council, totals.council_id, themes.position;
