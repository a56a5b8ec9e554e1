// 5. For which fields does the city seek a national innovation centre?
MATCH (c:Claim {predicate: 'focusesOn', status: $status})-[:SUBJECT]->(p:Entity),
      (c)-[:OBJECT]->(f:Field),
      (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE $class IN labels(p) AND p.name CONTAINS $level
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
RETURN DISTINCT f.name AS industry, p.name AS platform, c.status AS status, c.cue AS cue,
       d.id AS document, c.quote AS sentence, p.class AS class, d.published AS published,
       c.open AS open, p.id AS platform_id, f.id AS industry_id, c.id AS claim
