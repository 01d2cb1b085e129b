-- question: Which steps of the peer challenge's clock has each council met, and which are owed?
-- parameter: as_of DATE, the day asked about
-- parameter: council_id VARCHAR = null, one council only
-- denominator: each council's last peer challenge, four rows each: report within 3 months, plan within 5 months, progress
--   review at about 10 months, its report within 12 months of the challenge
-- unknowns: `cannot_tell` where the date of the challenge or of the document is not known; `not_seen` where the day has
--   passed and no such document is in the store, which does not prove that there is none
WITH challenges AS (
  SELECT council_id, any_value(council) AS council, max(review_date) AS review_date,
    bool_or(review_date IS NULL) AS some_without_review_date
  FROM plans GROUP BY council_id
), seen AS (
  SELECT challenges.council_id,
    min(plan_date) FILTER (kind = 'review-report') AS report_seen,
    min(plan_date) FILTER (kind IN ('action-plan', 'covering-report')) AS plan_seen,
    min(plan_date) FILTER (kind = 'progress-update') AS progress_seen,
    bool_or(kind = 'review-report') AS has_report,
    bool_or(kind IN ('action-plan', 'covering-report')) AS has_plan,
    bool_or(kind = 'progress-update') AS has_progress
  FROM challenges
  LEFT JOIN plans ON plans.council_id = challenges.council_id
    AND (challenges.review_date IS NULL OR plans.plan_date IS NULL OR plans.plan_date >= challenges.review_date - 31)
  GROUP BY challenges.council_id
), steps AS (
  SELECT challenges.*, unnest([
    {position: 1, step: 'report published', months: 3, has: has_report, seen: report_seen},
    {position: 2, step: 'action plan published', months: 5, has: has_plan, seen: plan_seen},
    {position: 3, step: 'progress review', months: 10, has: has_progress, seen: progress_seen},
    {position: 4, step: 'progress report published', months: 12, has: has_progress, seen: progress_seen}
  ], recursive := true)
  FROM challenges JOIN seen USING (council_id)
), dated AS (
  SELECT *, (review_date + to_months(months))::DATE AS due FROM steps
)
SELECT council_id, council, review_date, step, months, due,
  CASE
    -- The review itself leaves no document: a progress report shows that it took place.
    WHEN seen IS NOT NULL AND review_date IS NOT NULL THEN CASE WHEN seen <= due OR step = 'progress review' THEN 'met' ELSE 'late' END
    WHEN review_date IS NULL OR has THEN 'cannot_tell'
    WHEN due < $as_of::DATE THEN 'not_seen'
    ELSE 'not_due'
  END AS state,
  seen,
  CASE WHEN step <> 'progress review' AND seen > due THEN seen - due END AS days_late
FROM dated
WHERE $council_id::VARCHAR IS NULL OR council_id = $council_id
ORDER BY council, council_id, position;
