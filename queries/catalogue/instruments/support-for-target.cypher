// 33. Which instruments support a given platform or chain?
MATCH (c:Claim {predicate: 'supports'})-[:SUBJECT]->(s:Entity),
      (c)-[:OBJECT]->(o:Entity),
      (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE (o:Platform OR o:Field OR o:Consortium)
  AND ($target IS NULL OR o.id = $target)
  AND ($status IS NULL OR c.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
OPTIONAL MATCH (c)<-[:CONTAINS]-(:Measure)-[:INSTRUMENT_TYPE]->(t:Concept)
WHERE NOT (s:Policy OR s:Fund) OR any(ending IN t.endings WHERE s.name ENDS WITH ending)
WITH c, s, o, d, t
WHERE (s:Policy OR s:Fund OR t IS NOT NULL) AND ($type IS NULL OR t.id = $type)
RETURN DISTINCT o.name AS target, s.name AS supporter, s.class AS class, t.id AS type,
       t.labelZh AS type_zh, t.labelEn AS type_en, c.status AS status, c.cue AS cue,
       d.id AS document, c.quote AS sentence, d.published AS published, o.id AS target_id,
       s.id AS supporter_id, c.id AS claim
