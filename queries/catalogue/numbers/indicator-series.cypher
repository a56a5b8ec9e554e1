// 37. How did an indicator move over years or against peers?
MATCH (k:Observation)-[:ABOUT]->(x:Entity),
      (k)-[:STATED_IN]->(:Passage)-[:PART_OF]->(q:Document)
WHERE k.value IS NOT NULL AND (x:Indicator OR x:Cohort OR x.denotes = 'group')
  AND ($indicator IS NULL OR x.name CONTAINS $indicator)
  AND ($status IS NULL OR k.status = $status)
  AND ($place IS NULL OR q.place = $place)
  AND ($document IS NULL OR q.id = $document)
  AND ($year IS NULL OR q.published STARTS WITH $year)
WITH x.name AS indicator, k.unit AS unit, count(DISTINCT k) AS numbers
WHERE numbers > 1
MATCH (e:Entity {name: indicator})<-[:ABOUT]-(o:Observation)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE o.value IS NOT NULL AND (e:Indicator OR e:Cohort OR e.denotes = 'group')
  AND (o.unit = unit OR (o.unit IS NULL AND unit IS NULL))
  AND ($indicator IS NULL OR e.name CONTAINS $indicator)
  AND ($status IS NULL OR o.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
OPTIONAL MATCH (o)-[:ABOUT]->(a:Place)
RETURN DISTINCT indicator AS indicator,
       CASE WHEN a IS NOT NULL THEN a.name
            WHEN e.scope STARTS WITH 'place:' THEN substring(e.scope, 6) END AS area,
       o.period AS period, o.value AS value, unit AS unit, o.bound AS bound, o.growth AS growth,
       o.periodBasis AS period_basis, o.status AS status, d.id AS document, o.quote AS sentence,
       o.raw AS raw, d.published AS published, e.id AS indicator_id, o.id AS observation
