// 11. Upstream and downstream position of each platform in its chain?
MATCH (c:Claim {predicate: 'segmentOf'})-[:SUBJECT]->(p:Entity),
      (c)-[:OBJECT]->(f:Field),
      (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE $class IN labels(p)
  AND ($industry IS NULL OR f.id = $industry)
  AND ($status IS NULL OR c.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
RETURN DISTINCT p.name AS member, f.name AS industry, c.role AS position, c.status AS status,
       d.id AS document, c.quote AS sentence, p.class AS class, d.published AS published,
       p.id AS member_id, f.id AS industry_id, c.id AS claim
