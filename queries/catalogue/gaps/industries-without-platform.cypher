// 13. Which named industries have no achieved platform link?
MATCH (l:Document)
WHERE l.digest IS NOT NULL
  AND ($place IS NULL OR l.place = $place)
  AND ($document IS NULL OR l.id = $document)
  AND ($year IS NULL OR l.published STARTS WITH $year)
WITH count(l) AS looked_at
MATCH (c:Claim {predicate: 'focusesOn'})-[:SUBJECT]->(s:Entity),
      (c)-[:OBJECT]->(o:Field),
      (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
OPTIONAL MATCH (o)-[:PART_OF|SEGMENT_OF*1..2]->(w:Field)
WHERE $parts
UNWIND CASE WHEN w IS NULL THEN [o] ELSE [o, w] END AS f
WITH looked_at, f, c, d, CASE WHEN s:Platform OR s:Consortium THEN c.status END AS status
WHERE $kinds OR f.denotes = 'individual'
WITH looked_at, f, count(DISTINCT d) AS documents, max(CASE WHEN c.open THEN 1 ELSE 0 END) AS open,
     count(DISTINCT CASE WHEN status = 'Achieved' THEN c END) AS achieved,
     count(DISTINCT CASE WHEN status = 'UnderWay' THEN c END) AS under_way,
     count(DISTINCT CASE WHEN status IS NOT NULL THEN c END) AS linked
WHERE achieved = 0
RETURN DISTINCT f.name AS industry, f.class AS class, under_way AS under_way,
       linked - under_way AS intended, documents AS documents, looked_at AS looked_at,
       open = 1 AS open, f.id AS industry_id
