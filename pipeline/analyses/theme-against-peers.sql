-- question: Does a council promise more or less work on a theme than its peers?
-- parameter: council_id VARCHAR, the council
-- parameter: peers VARCHAR = null, JSON list of council keys to compare with; all councils with a plan when left out
-- denominator: share is of all actions of the council's current plan; peer_share is the mean of the peers' shares, each
--   peer counting once (peers says how many)
-- unknowns: `unsure` is a group of its own; NULL share where the council has no action, NULL peer_share without peers
WITH chosen AS (
  SELECT council_id FROM plans
  WHERE is_current AND action_count > 0 AND council_id <> $council_id
    AND ($peers::VARCHAR IS NULL OR council_id IN (SELECT unnest(from_json($peers, '["VARCHAR"]'))))
  GROUP BY council_id
), themes AS (
  SELECT unnest(['priorities', 'leadership', 'governance', 'finance', 'capacity', 'unsure']) AS theme, unnest(range(6)) AS position
), counted AS (
  SELECT council_id, theme_group(theme, theme_unsure) AS theme, count(*) AS actions
  FROM current_actions
  WHERE council_id = $council_id OR council_id IN (SELECT council_id FROM chosen)
  GROUP BY ALL
), shares AS (
  SELECT everyone.council_id, themes.theme, coalesce(counted.actions, 0) AS actions, everyone.total,
    share(coalesce(counted.actions, 0), everyone.total) AS share
  FROM (SELECT council_id, sum(actions)::BIGINT AS total FROM counted GROUP BY council_id) AS everyone
  CROSS JOIN themes
  LEFT JOIN counted ON counted.council_id = everyone.council_id AND counted.theme = themes.theme
)
SELECT themes.theme,
  coalesce(max(shares.actions) FILTER (shares.council_id = $council_id), 0) AS actions,
  coalesce(max(shares.total) FILTER (shares.council_id = $council_id), 0) AS denominator,
  max(shares.share) FILTER (shares.council_id = $council_id) AS share,
  round(avg(shares.share) FILTER (shares.council_id <> $council_id), 6) AS peer_share,
  count(*) FILTER (shares.council_id <> $council_id) AS peers
FROM themes LEFT JOIN shares USING (theme)
GROUP BY themes.theme, themes.position ORDER BY themes.position;
