// 3. Which platforms serve the aero-engine chain?
MATCH (f:Field)<-[:OBJECT]-(c:Claim {predicate: 'focusesOn'}),
      (c)-[:SUBJECT]->(p:Entity),
      (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE f.id = $industry
  AND (p:Platform OR p:Consortium)
  AND ($class IS NULL OR $class IN labels(p))
  AND ($status IS NULL OR c.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
RETURN DISTINCT p.name AS platform, p.class AS class, c.status AS status, c.cue AS cue,
       d.id AS document, c.quote AS sentence, f.name AS industry, d.published AS published,
       c.open AS open, p.id AS platform_id, f.id AS industry_id, c.id AS claim
