// 17. How does the industry focus compare with other cities or the province?
MATCH (c:Claim {predicate: 'focusesOn'})-[:OBJECT]->(o:Field),
      (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE d.place IN [$place, $other]
  AND ($status IS NULL OR c.status = $status)
OPTIONAL MATCH (o)-[:PART_OF|SEGMENT_OF*1..2]->(w:Field)
WHERE $parts
UNWIND CASE WHEN w IS NULL THEN [o] ELSE [o, w] END AS f
WITH DISTINCT f, c, d.place AS place
WHERE $kinds OR f.denotes = 'individual'
WITH f, sum(CASE WHEN place = $place THEN 1 ELSE 0 END) AS here,
     sum(CASE WHEN place = $other THEN 1 ELSE 0 END) AS there,
     min(CASE WHEN place = $place THEN c.id END) AS claim,
     min(CASE WHEN place = $other THEN c.id END) AS other_claim
RETURN DISTINCT f.name AS industry, here > 0 AND there > 0 AS shared, here AS here,
       there AS there, f.class AS class, f.id AS industry_id, claim AS claim,
       other_claim AS other_claim
