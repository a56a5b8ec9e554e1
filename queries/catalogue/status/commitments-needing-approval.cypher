// 20. Which commitments depend on approval from above?
MATCH (m:Measure)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE m.status <> 'Achieved'
  AND ($status IS NULL OR m.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
OPTIONAL MATCH (m)-[:NEEDS_APPROVAL_FROM]->(a:Entity)
WITH m, d, a
WHERE (a IS NOT NULL OR m.status = 'Sought')
  AND ($authority IS NULL OR a.id = $authority)
RETURN DISTINCT m.text AS sentence, a.name AS authority, m.status AS status, m.cue AS cue,
       m.stage AS stage, d.id AS document, d.title AS title, d.published AS published,
       d.place AS place, a.id AS authority_id, m.id AS measure
