// 31. Which finance products exist and which are planned?
MATCH (t:Concept)<-[:INSTRUMENT_TYPE]-(m:Measure)-[:STATED_IN]->(g:Passage)-[:PART_OF]->(d:Document),
      (e:Entity)-[n:MENTIONED_IN]->(g)
WHERE t.id IN ['PI012', 'PI013', 'PI029']
  AND (e:Policy OR e:Fund) AND n.start >= m.start AND n.end <= m.end
  AND NOT e.name CONTAINS '+'
  AND any(ending IN t.endings WHERE e.name ENDS WITH ending)
  AND ($product IS NULL OR e.id = $product)
  AND ($status IS NULL OR m.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
RETURN DISTINCT e.name AS product, t.id AS type, t.labelZh AS type_zh, t.labelEn AS type_en,
       m.status IN ['Achieved', 'UnderWay'] AS in_place, m.status AS status, m.cue AS cue,
       d.id AS document, m.text AS sentence, d.published AS published, e.id AS product_id,
       m.id AS measure
