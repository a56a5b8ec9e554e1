// 6. In which fields are innovation consortia encouraged, and who leads?
MATCH (c:Claim {predicate: 'focusesOn'})-[:SUBJECT]->(p:Consortium),
      (c)-[:OBJECT]->(f:Field),
      (c)-[:STATED_IN]->(g:Passage)-[:PART_OF]->(d:Document)
WHERE ($industry IS NULL OR f.id = $industry)
  AND ($status IS NULL OR c.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
  AND ($kinds OR $industry IS NOT NULL OR f.denotes = 'individual')
OPTIONAL MATCH (g)<-[:STATED_IN]-(l:Claim)-[:SUBJECT|OBJECT]->(x:Entity),
               (l)-[t:SUBJECT|OBJECT]->(p)
WHERE (x:Organization OR x:Cohort) AND x.id <> p.id
  AND (l.predicate = 'establishes' AND type(t) = 'OBJECT'
       OR l.predicate = 'ledBy' AND type(t) = 'SUBJECT')
  AND l.start < c.end AND c.start < l.end
RETURN DISTINCT f.name AS industry, p.name AS consortium, x.name AS leader, c.status AS status,
       c.cue AS cue, d.id AS document, c.quote AS sentence, d.published AS published,
       c.open AS open, p.id AS consortium_id, f.id AS industry_id, x.id AS leader_id,
       c.id AS claim, l.id AS leader_claim
