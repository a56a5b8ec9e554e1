// 13. Which named industries have no achieved platform link?
MATCH (l:Document)
WHERE l.digest IS NOT NULL
  AND ($place IS NULL OR l.place = $place)
  AND ($document IS NULL OR l.id = $document)
  AND ($year IS NULL OR l.published STARTS WITH $year)
WITH count(l) AS looked_at
MATCH (c:Claim {predicate: 'focusesOn'})-[:SUBJECT]->(s:Entity),
      (c)-[:OBJECT]->(f:Field),
      (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
  AND ($kinds OR f.denotes = 'individual')
WITH looked_at, f, d, CASE WHEN s:Platform OR s:Consortium THEN c.status END AS status
WITH looked_at, f, count(DISTINCT d) AS documents,
     sum(CASE WHEN status = 'Achieved' THEN 1 ELSE 0 END) AS achieved,
     sum(CASE WHEN status = 'UnderWay' THEN 1 ELSE 0 END) AS under_way,
     sum(CASE WHEN status IS NULL THEN 0 ELSE 1 END) AS linked
WHERE achieved = 0
RETURN DISTINCT f.name AS industry, f.class AS class, under_way AS under_way,
       linked - under_way AS intended, documents AS documents, looked_at AS looked_at,
       f.id AS industry_id
