// 30. Which instruments, by STIP type?
MATCH (t:Concept)<-[:INSTRUMENT_TYPE]-(m:Measure)-[:STATED_IN]->(g:Passage)-[:PART_OF]->(d:Document)
WHERE ($type IS NULL OR t.id = $type)
  AND ($status IS NULL OR m.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
OPTIONAL MATCH (e:Entity)-[n:MENTIONED_IN]->(g)
WHERE (e:Policy OR e:Fund) AND n.start >= m.start AND n.end <= m.end
  AND any(ending IN t.endings WHERE e.name ENDS WITH ending)
RETURN DISTINCT t.id AS type, t.labelZh AS type_zh, t.labelEn AS type_en, e.name AS instrument,
       m.status AS status, m.cue AS cue, d.id AS document, m.text AS sentence,
       d.published AS published, e.id AS instrument_id, m.id AS measure
