// 26. Which body is responsible for each measure?
MATCH (m:Measure)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE ($status IS NULL OR m.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
OPTIONAL MATCH (m)-[:RESPONSIBLE]->(b:Entity)
WITH m, d, b
WHERE ($unnamed OR b IS NOT NULL) AND ($body IS NULL OR b.id = $body)
RETURN DISTINCT b.name AS body, b.class AS class, m.text AS sentence, m.status AS status,
       m.cue AS cue, d.id AS document, d.place AS place, d.published AS published,
       b.id AS body_id, m.id AS measure
