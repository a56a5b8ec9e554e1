// 8. By which build-and-operate models are pilot platforms set up?
MATCH (o:OperatingModel)<-[:USES_MODEL]-(m:Measure)-[:STATED_IN]->(g:Passage)-[:PART_OF]->(d:Document)
WHERE ($status IS NULL OR m.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
OPTIONAL MATCH (g)<-[x:MENTIONED_IN]-(p:Platform)
WHERE m.start <= x.start AND x.end <= m.end
WITH o, m, d, p
WHERE $class IS NULL OR (p IS NOT NULL AND $class IN labels(p))
RETURN DISTINCT o.id AS model, m.status AS status, p.name AS platform, m.cue AS cue,
       d.id AS document, m.text AS sentence, d.published AS published, p.id AS platform_id,
       m.id AS measure
