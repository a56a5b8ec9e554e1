// 24. Same object, different stage: drafted, submitted, approved?
MATCH (m:Measure)-[:STATED_IN]->(g:Passage)-[:PART_OF]->(d:Document),
      (e:Entity)-[x:MENTIONED_IN]->(g)
WHERE m.stage IS NOT NULL
  AND m.start <= x.start AND x.end <= m.end
  AND $class IN labels(e)
  AND ($object IS NULL OR e.id = $object)
  AND ($stage IS NULL OR m.stage = $stage)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
RETURN DISTINCT e.name AS object, m.stage AS stage, d.published AS published,
       m.status AS status, m.cue AS cue, d.id AS document, m.text AS sentence,
       e.class AS class, d.title AS title, d.place AS place, e.id AS object_id, m.id AS measure
