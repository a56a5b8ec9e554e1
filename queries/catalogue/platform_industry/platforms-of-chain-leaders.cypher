// 10. Which chain leaders (链主) host or build platforms?
MATCH (l:Entity)-[x:MENTIONED_IN]->(h:Passage)
WHERE (l:Enterprise AND (h.text CONTAINS '链主' + x.text OR h.text CONTAINS '链主企业' + x.text))
   OR (l:Cohort AND l.name CONTAINS '链主')
WITH DISTINCT l
MATCH (l)<-[t:SUBJECT|OBJECT]-(c:Claim)-[:SUBJECT|OBJECT]->(p:Entity),
      (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE (c.predicate = 'establishes' AND type(t) = 'SUBJECT'
       OR c.predicate = 'ledBy' AND type(t) = 'OBJECT')
  AND p.id <> l.id AND (p:Platform OR p:Consortium)
  AND ($platform IS NULL OR p.id = $platform)
  AND ($status IS NULL OR c.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
RETURN DISTINCT l.name AS leader, l.denotes = 'individual' AND l.class <> 'Cohort' AS named,
       p.name AS platform, p.class AS class, c.status AS status, c.cue AS cue, d.id AS document,
       c.quote AS sentence, d.published AS published, l.id AS leader_id, p.id AS platform_id,
       c.id AS claim
