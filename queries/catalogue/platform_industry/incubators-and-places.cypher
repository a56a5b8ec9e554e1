// 7. Where will incubators and accelerators go, for which future industries?
MATCH (c:Claim {predicate: 'focusesOn'})-[:SUBJECT]->(p:Entity),
      (c)-[:OBJECT]->(f:Field),
      (c)-[:STATED_IN]->(g:Passage)-[:PART_OF]->(d:Document)
WHERE $class IN labels(p)
  AND ($industry IS NULL OR f.id = $industry)
  AND ($status IS NULL OR c.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
  AND ($kinds OR $industry IS NOT NULL OR f.denotes = 'individual')
OPTIONAL MATCH (p)<-[:SUBJECT]-(l:Claim {predicate: 'locatedIn'})-[:OBJECT]->(x:Entity),
               (l)-[:STATED_IN]->(g)
WHERE l.start < c.end AND c.start < l.end
RETURN DISTINCT p.name AS platform, x.name AS located, f.name AS industry, c.status AS status,
       c.cue AS cue, d.id AS document, c.quote AS sentence, p.class AS class,
       d.published AS published, c.open AS open, p.id AS platform_id, x.id AS located_id,
       f.id AS industry_id, c.id AS claim, l.id AS located_claim
