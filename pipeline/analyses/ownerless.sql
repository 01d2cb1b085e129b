-- question: How many of each council's actions have no owner, or none that anybody could ring up?
-- parameter: council_id VARCHAR = null, one council only
-- denominator: all actions of the council's current plan (actions); the three groups add up to it
-- unknowns: none: an action either names somebody or it does not; vaguely_owned names only All, the Council and their like
SELECT council_id, any_value(council) AS council, count(*) AS actions,
  count(*) FILTER (owner_count = 0) AS ownerless,
  count(*) FILTER (owner_count > 0 AND named_owner_count = 0) AS vaguely_owned,
  count(*) FILTER (named_owner_count > 0) AS owned,
  share(count(*) FILTER (owner_count = 0), count(*)) AS ownerless_share,
  share(count(*) FILTER (named_owner_count = 0), count(*)) AS without_specific_owner_share
FROM current_actions
WHERE $council_id::VARCHAR IS NULL OR council_id = $council_id
GROUP BY council_id
ORDER BY ownerless_share DESC, council, council_id;
