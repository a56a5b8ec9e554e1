// 19. List every commitment with status and cue phrase.
MATCH (m:Measure)-[:STATED_IN]->(g:Passage)-[:PART_OF]->(d:Document)
WHERE (m.status = $status
       OR ($status IS NULL AND NOT m.status IN ['Achieved', 'UnderWay']))
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
RETURN DISTINCT m.text AS sentence, m.status AS status, m.cue AS cue, d.id AS document,
       m.start AS start, m.end AS end, g.heading AS heading, d.title AS title,
       d.published AS published, d.place AS place, m.id AS measure
