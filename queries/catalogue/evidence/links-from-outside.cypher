// 40. Which links come from outside knowledge, not this text?
MATCH (c:Claim)-[:SUBJECT]->(s:Entity), (c)-[:OBJECT]->(o:Entity)
WHERE ($predicate IS NULL OR c.predicate = $predicate)
OPTIONAL MATCH (c)-[:STATED_IN]->(g:Passage)-[:PART_OF]->(d:Document)
WITH c, s, o, g, d
WHERE ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
WITH c, s, o, d, coalesce(g.text CONTAINS c.quote, false) AS quoted
OPTIONAL MATCH (s)-[m:MENTIONED_IN]->(:Passage)-[:PART_OF]->(d)
WHERE m.start = c.subjectStart AND m.end = c.subjectEnd
  AND ((m.start >= c.start AND m.end <= c.end)
       OR (m.start >= c.contextStart AND m.end <= c.contextEnd))
WITH c, s, o, d, quoted, count(m) AS subjects
OPTIONAL MATCH (o)-[n:MENTIONED_IN]->(:Passage)-[:PART_OF]->(d)
WHERE n.start = c.objectStart AND n.end = c.objectEnd
  AND ((n.start >= c.start AND n.end <= c.end)
       OR (n.start >= c.contextStart AND n.end <= c.contextEnd))
WITH c, s, o, d, quoted, subjects, count(n) AS objects
WITH c, s, o, d, quoted, subjects > 0 AND objects > 0 AS named,
     coalesce(c.origin IN ['rule', 'model', 'llm'], false) AS read
WHERE NOT (quoted AND named AND read)
RETURN DISTINCT s.name AS subject, c.predicate AS predicate, o.name AS object, c.status AS status,
       quoted AS quoted, named AS named, c.origin AS origin, d.id AS document, c.quote AS sentence,
       s.id AS subject_id, o.id AS object_id, c.id AS claim
