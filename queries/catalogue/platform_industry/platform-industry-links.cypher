// 1. Which platforms or platform types are linked to which industry chains?
MATCH (c:Claim {predicate: 'focusesOn'})-[:SUBJECT]->(p:Entity),
      (c)-[:OBJECT]->(f:Field),
      (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE (p:Platform OR p:Consortium)
  AND ($class IS NULL OR $class IN labels(p))
  AND ($platform IS NULL OR p.id = $platform)
  AND ($industry IS NULL OR f.id = $industry)
  AND ($status IS NULL OR c.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
  AND ($kinds OR $industry IS NOT NULL OR f.denotes = 'individual')
RETURN DISTINCT p.name AS platform, p.class AS class, f.name AS industry, c.status AS status,
       c.cue AS cue, d.id AS document, c.quote AS sentence, d.published AS published,
       c.open AS open, p.id AS platform_id, f.id AS industry_id, c.id AS claim
