-- question: Which councils are most like this one?
-- parameter: council_id VARCHAR, the council; one that was abolished stands for its only successor
-- parameter: size INTEGER = 15, how many
-- parameter: same_type BOOLEAN = true, only councils of the same type
-- parameter: population DOUBLE = 1, weight of the difference in population (log scale)
-- parameter: density DOUBLE = 1, weight of the difference in density (log scale)
-- parameter: deprivation DOUBLE = 1, weight of the difference in deprivation
-- parameter: region DOUBLE = 1, weight of being in another region
-- parameter: nearness DOUBLE = 0, weight of the distance in kilometres
-- denominator: councils that exist today and were compared (compared)
-- unknowns: a measure that either council lacks is left out of their distance, which is then divided by the weights of the
--   others; missing says how many were left out
WITH asked AS (
  SELECT CASE WHEN abolished IS NOT NULL AND len(successors) = 1 THEN successors[1] ELSE council_id END AS council_id
  FROM councils WHERE council_id = $council_id
), spread AS (
  SELECT stddev_pop(ln(population)) AS population, stddev_pop(ln(population_density)) AS density, stddev_pop(imd_score) AS deprivation
  FROM councils WHERE abolished IS NULL AND gss IS NOT NULL AND population > 0 AND population_density > 0
), me AS (
  SELECT councils.* FROM councils JOIN asked USING (council_id)
), measured AS (
  SELECT other.council_id, other.name, other.type, other.region, other.population, other.population_density, other.imd_score,
    other.plan_count,
    abs(ln(other.population) - ln(me.population)) / spread.population AS by_population,
    abs(ln(other.population_density) - ln(me.population_density)) / spread.density AS by_density,
    abs(other.imd_score - me.imd_score) / spread.deprivation AS by_deprivation,
    CASE WHEN other.region = me.region THEN 0.0 WHEN other.region IS NOT NULL AND me.region IS NOT NULL THEN 1.0 END AS by_region,
    2 * 6371 * asin(sqrt(power(sin(radians(other.lat - me.lat) / 2), 2)
      + cos(radians(me.lat)) * cos(radians(other.lat)) * power(sin(radians(other.long - me.long) / 2), 2))) AS km
  FROM councils AS other CROSS JOIN me CROSS JOIN spread
  WHERE other.abolished IS NULL AND other.council_id <> me.council_id AND other.gss IS NOT NULL
    AND (NOT $same_type::BOOLEAN OR other.type = me.type)
), weighed AS (
  SELECT *,
    coalesce($population::DOUBLE * by_population, 0) + coalesce($density::DOUBLE * by_density, 0)
      + coalesce($deprivation::DOUBLE * by_deprivation, 0) + coalesce($region::DOUBLE * by_region, 0)
      + coalesce($nearness::DOUBLE * km / 100, 0) AS total,
    CASE WHEN by_population IS NULL THEN 0 ELSE $population::DOUBLE END + CASE WHEN by_density IS NULL THEN 0 ELSE $density::DOUBLE END
      + CASE WHEN by_deprivation IS NULL THEN 0 ELSE $deprivation::DOUBLE END
      + CASE WHEN by_region IS NULL THEN 0 ELSE $region::DOUBLE END + CASE WHEN km IS NULL THEN 0 ELSE $nearness::DOUBLE END AS weight,
    (by_population IS NULL)::INTEGER + (by_density IS NULL)::INTEGER + (by_deprivation IS NULL)::INTEGER
      + (by_region IS NULL)::INTEGER + (km IS NULL)::INTEGER AS missing
  FROM measured
)
SELECT row_number() OVER (ORDER BY total / weight, council_id) AS rank, council_id, name, type, region, population,
  round(total / weight, 4) AS distance, round(by_population, 3) AS by_population, round(by_density, 3) AS by_density,
  round(by_deprivation, 3) AS by_deprivation, by_region, round(km, 1) AS km, missing, plan_count > 0 AS has_plan,
  (SELECT count(*) FROM weighed WHERE weight > 0) AS compared
FROM weighed WHERE weight > 0
ORDER BY rank LIMIT $size::INTEGER;
