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
UNWIND CASE WHEN $totals
            THEN [[true, true, true], [true, true, false], [true, false, true], [false, true, true],
                  [true, false, false], [false, true, false], [false, false, true],
                  [false, false, false]]
            ELSE [[true, true, true]] END AS by
WITH CASE WHEN by[0] THEN p.class END AS class, CASE WHEN by[1] THEN f.id END AS industry_id,
     CASE WHEN by[2] THEN c.status END AS status, min(CASE WHEN by[1] THEN f.name END) AS industry,
     count(DISTINCT p) AS platforms, count(DISTINCT c) AS claims, count(DISTINCT d) AS documents,
     max(CASE WHEN c.open THEN 1 ELSE 0 END) AS open
RETURN DISTINCT class AS class, industry AS industry, status AS status, platforms AS platforms,
       claims AS claims, documents AS documents, open = 1 AS open, industry_id AS industry_id
