// 16. Which industries are only reached by one platform type?
MATCH (c:Claim {predicate: 'focusesOn'})-[:SUBJECT]->(p:Entity),
      (c)-[:OBJECT]->(f:Field),
      (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE (p:Platform OR p:Consortium)
  AND ($status IS NULL OR c.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
  AND ($kinds OR f.denotes = 'individual')
WITH f, min(p.class) AS class, max(p.class) AS other, count(DISTINCT p) AS platforms,
     sum(CASE WHEN c.status IN ['Achieved', 'UnderWay'] THEN 1 ELSE 0 END) AS built,
     count(DISTINCT c) AS claims, count(DISTINCT d) AS documents
WHERE class = other
RETURN DISTINCT f.name AS industry, class AS class, built > 0 AS built, platforms AS platforms,
       claims AS claims, documents AS documents, f.id AS industry_id
