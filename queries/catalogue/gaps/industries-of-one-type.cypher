// 16. Which industries are only reached by one platform type?
MATCH (c:Claim {predicate: 'focusesOn'})-[:SUBJECT]->(p:Entity),
      (c)-[:OBJECT]->(o:Field),
      (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE (p:Platform OR p:Consortium)
  AND ($status IS NULL OR c.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
OPTIONAL MATCH (o)-[:PART_OF|SEGMENT_OF*1..2]->(w:Field)
WHERE $parts
UNWIND CASE WHEN w IS NULL THEN [o] ELSE [o, w] END AS f
WITH c, p, d, f
WHERE $kinds OR f.denotes = 'individual'
WITH f, min(p.class) AS class, max(p.class) AS other, count(DISTINCT p) AS platforms,
     max(CASE WHEN c.status IN ['Achieved', 'UnderWay'] THEN 1 ELSE 0 END) AS built,
     max(CASE WHEN c.open THEN 1 ELSE 0 END) AS open,
     count(DISTINCT c) AS claims, count(DISTINCT d) AS documents
WHERE class = other
RETURN DISTINCT f.name AS industry, class AS class, built = 1 AS built, platforms AS platforms,
       claims AS claims, documents AS documents, open = 1 AS open, f.id AS industry_id
