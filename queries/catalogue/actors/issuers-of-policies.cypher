// 27. Who issued which policy document?
MATCH (c:Claim {predicate: 'issues'})-[:SUBJECT]->(b:Entity),
      (c)-[:OBJECT]->(p:Entity),
      (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE ($policy IS NULL OR p.id = $policy)
  AND ($issuer IS NULL OR b.id = $issuer)
  AND ($status IS NULL OR c.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
RETURN DISTINCT p.name AS policy, b.name AS issuer, b.class AS class, c.status AS status,
       c.cue AS cue, d.id AS document, c.quote AS sentence, d.place AS place,
       d.published AS published, p.id AS policy_id, b.id AS issuer_id, c.id AS claim
