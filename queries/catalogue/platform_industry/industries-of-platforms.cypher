// 4. Which chains do pilot-scale (中试) platforms cover, by status?
MATCH (c:Claim {predicate: 'focusesOn'})-[:SUBJECT]->(p:Entity),
      (c)-[:OBJECT]->(f:Field),
      (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE $class IN labels(p)
  AND ($status IS NULL OR c.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
  AND ($kinds OR f.denotes = 'individual')
RETURN DISTINCT f.name AS industry, c.status AS status, p.name AS platform, c.cue AS cue,
       d.id AS document, c.quote AS sentence, p.class AS class, d.published AS published,
       c.open AS open, p.id AS platform_id, f.id AS industry_id, c.id AS claim
