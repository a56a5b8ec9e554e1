// 14. Platform type × industry matrix by status?
MATCH (c:Claim {predicate: 'focusesOn'})-[:SUBJECT]->(p:Entity),
      (c)-[:OBJECT]->(f:Field),
      (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE (p:Platform OR p:Consortium)
  AND ($class IS NULL OR $class IN labels(p))
  AND ($industry IS NULL OR f.id = $industry)
  AND ($status IS NULL OR c.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
  AND ($kinds OR $industry IS NOT NULL OR f.denotes = 'individual')
WITH p.class AS class, f, c.status AS status, count(DISTINCT p) AS platforms,
     count(DISTINCT c) AS claims, count(DISTINCT d) AS documents
RETURN DISTINCT class AS class, f.name AS industry, status AS status, platforms AS platforms,
       claims AS claims, documents AS documents, f.id AS industry_id
