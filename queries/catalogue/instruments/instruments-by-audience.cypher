// 32. Which instruments target which actors at which stage?
MATCH (t:Concept)<-[:INSTRUMENT_TYPE]-(m:Measure)-[:STATED_IN]->(g:Passage)-[:PART_OF]->(d:Document),
      (m)-[:AUDIENCE]->(a:Entity)
WHERE ($type IS NULL OR t.id = $type)
  AND ($audience IS NULL OR a.id = $audience)
  AND ($status IS NULL OR m.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
OPTIONAL MATCH (e:Entity)-[n:MENTIONED_IN]->(g)
WHERE (e:Policy OR e:Fund) AND n.start >= m.start AND n.end <= m.end
  AND any(ending IN t.endings WHERE e.name ENDS WITH ending)
RETURN DISTINCT a.name AS audience,
       CASE WHEN a.name CONTAINS '种子期' THEN '种子期'
            WHEN a.name CONTAINS '初创期' THEN '初创期'
            WHEN a.name CONTAINS '成长期' THEN '成长期'
            WHEN a.name CONTAINS '成熟期' THEN '成熟期'
            WHEN a.name CONTAINS '概念验证' THEN '概念验证'
            WHEN a.name CONTAINS '小试' THEN '小试'
            WHEN a.name CONTAINS '中试' THEN '中试'
       END AS stage,
       t.id AS type, t.labelZh AS type_zh, t.labelEn AS type_en, e.name AS instrument,
       m.status AS status, m.cue AS cue, d.id AS document, m.text AS sentence,
       d.published AS published, a.id AS audience_id, e.id AS instrument_id, m.id AS measure
