-- question: Where does a council stand among its peers: slower, vaguer, narrower?
-- parameter: council_id VARCHAR, the council
-- parameter: peers VARCHAR = null, JSON list of council keys to compare with; all councils with actions when left out
-- parameter: as_of DATE, the day lateness is asked of
-- denominator: actions of each council's current plan; compared counts the councils that have the measure, this one included
-- unknowns: NULL value where the council has nothing to measure; no rank or percentile below five councils; rank 1 is the
--   lowest value, and whether low is good is the reader's to judge
WITH chosen AS (
  SELECT DISTINCT council_id FROM plans
  WHERE is_current AND action_count > 0
    AND (council_id = $council_id OR $peers::VARCHAR IS NULL OR council_id IN (SELECT unnest(from_json($peers, '["VARCHAR"]'))))
), measured AS (
  SELECT council_id,
    count(*)::DOUBLE AS actions,
    share(count(*) FILTER (owner_count = 0), count(*)) AS ownerless,
    share(count(*) FILTER (named_owner_count = 0), count(*)) AS without_specific_owner,
    share(count(*) FILTER (end_date IS NULL), count(*)) AS without_end_date,
    share(count(*) FILTER (lateness(status, kind, start_date, end_date, $as_of::DATE) = 'overdue'), count(*)) AS overdue,
    share(count(*) FILTER (lateness(status, kind, start_date, end_date, $as_of::DATE) = 'cannot_tell'), count(*)) AS cannot_tell,
    share(count(*) FILTER (NOT checkable), count(*)) AS not_checkable,
    share(count(*) FILTER (continues), count(*)) AS only_continues,
    round(median((end_date - plan_date) / 30.44), 2) AS months_given,
    count(DISTINCT theme) FILTER (NOT theme_unsure)::DOUBLE AS themes
  FROM current_actions SEMI JOIN chosen USING (council_id)
  GROUP BY council_id
), long AS (
  UNPIVOT measured
  ON actions, ownerless, without_specific_owner, without_end_date, overdue, cannot_tell, not_checkable, only_continues, months_given, themes
  INTO NAME measure VALUE value
), measures AS (
  SELECT unnest(['actions', 'themes', 'months_given', 'ownerless', 'without_specific_owner', 'without_end_date', 'overdue',
    'cannot_tell', 'not_checkable', 'only_continues']) AS measure, unnest(range(10)) AS position
), mine AS (
  SELECT measure, value FROM long WHERE council_id = $council_id
), summed AS (
  SELECT long.measure, any_value(mine.value) AS value, count(*) AS compared, min(long.value) AS lowest,
    median(long.value) AS median, max(long.value) AS highest,
    count(*) FILTER (long.value < mine.value) AS below, count(*) FILTER (long.value = mine.value) AS equal
  FROM long LEFT JOIN mine USING (measure) GROUP BY long.measure
)
SELECT measures.measure, summed.value, summed.median, summed.lowest, summed.highest, coalesce(summed.compared, 0) AS compared,
  CASE WHEN compared >= 5 AND summed.value IS NOT NULL THEN 1 + below END AS rank,
  CASE WHEN compared >= 5 AND summed.value IS NOT NULL
    THEN round(100.0 * (below + 0.5 * (equal - 1)) / (compared - 1), 1) END AS percentile
FROM measures LEFT JOIN summed USING (measure)
ORDER BY measures.position;
