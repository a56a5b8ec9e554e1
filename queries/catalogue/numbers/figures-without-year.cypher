// 36. Which figures have no stated year?
MATCH (o:Observation)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document), (o)-[:ABOUT]->(x:Entity)
WHERE o.periodBasis <> 'stated'
  AND ($status IS NULL OR o.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
WITH DISTINCT o, d, x
WITH o, d, count(x) AS things, sum(CASE WHEN x:Place THEN 1 ELSE 0 END) AS areas
MATCH (o)-[:ABOUT]->(e:Entity)
WHERE ($indicator IS NULL OR e.id = $indicator) AND (areas = things OR NOT e:Place)
OPTIONAL MATCH (o)-[:ABOUT]->(a:Place) WHERE areas < things
RETURN DISTINCT e.name AS indicator,
       CASE WHEN a IS NOT NULL THEN a.name
            WHEN e.scope STARTS WITH 'place:' THEN substring(e.scope, 6) END AS area,
       o.value AS value, o.unit AS unit, o.bound AS bound, o.growth AS growth, o.rank AS rank,
       o.period AS period, o.periodBasis AS period_basis, o.status AS status, d.id AS document,
       o.quote AS sentence, o.raw AS raw,
       CASE WHEN areas = things THEN things ELSE things - areas END AS shared_by,
       e.class AS class, d.place AS place, d.published AS published, e.id AS indicator_id,
       o.id AS observation
