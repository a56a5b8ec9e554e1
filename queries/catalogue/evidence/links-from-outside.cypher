// 40. Which links come from outside knowledge, not this text?
// Its passage is looked at first: an industry has far more mentions than a passage has. Names of a
// context stand in any passage of the document. The second part is what stands in no passage.
MATCH (c:Claim)-[:STATED_IN]->(g:Passage)-[:PART_OF]->(d:Document),
      (c)-[:SUBJECT]->(s:Entity), (c)-[:OBJECT]->(o:Entity)
WHERE ($predicate IS NULL OR c.predicate = $predicate)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
OPTIONAL MATCH (s)-[m:MENTIONED_IN]->(g)
WHERE m.start = c.subjectStart AND m.end = c.subjectEnd
  AND ((m.start >= c.start AND m.end <= c.end)
       OR (m.start >= c.contextStart AND m.end <= c.contextEnd))
WITH c, s, o, g, d, count(m) AS subjects
OPTIONAL MATCH (o)-[n:MENTIONED_IN]->(g)
WHERE n.start = c.objectStart AND n.end = c.objectEnd
  AND ((n.start >= c.start AND n.end <= c.end)
       OR (n.start >= c.contextStart AND n.end <= c.contextEnd))
WITH c, s, o, g, d, subjects, count(n) AS objects
OPTIONAL MATCH (s)-[m:MENTIONED_IN]->(:Passage)-[:PART_OF]->(d)
WHERE subjects = 0 AND c.contextStart IS NOT NULL
  AND m.start = c.subjectStart AND m.end = c.subjectEnd
  AND m.start >= c.contextStart AND m.end <= c.contextEnd
WITH c, s, o, g, d, subjects, objects, count(m) AS further
OPTIONAL MATCH (o)-[n:MENTIONED_IN]->(:Passage)-[:PART_OF]->(d)
WHERE objects = 0 AND c.contextStart IS NOT NULL
  AND n.start = c.objectStart AND n.end = c.objectEnd
  AND n.start >= c.contextStart AND n.end <= c.contextEnd
WITH c, s, o, g, d, subjects + further AS subjects, objects, count(n) AS further
WITH c, s, o, d, coalesce(g.text CONTAINS c.quote, false) AS quoted,
     subjects > 0 AND objects + further > 0 AS named,
     coalesce(c.origin IN ['rule', 'model', 'llm'], false) AS read
WHERE NOT (quoted AND named AND read)
RETURN DISTINCT s.name AS subject, c.predicate AS predicate, o.name AS object, c.status AS status,
       quoted AS quoted, named AS named, c.origin AS origin, d.id AS document, c.quote AS sentence,
       s.id AS subject_id, o.id AS object_id, c.id AS claim
UNION
MATCH (c:Claim)-[:SUBJECT]->(s:Entity), (c)-[:OBJECT]->(o:Entity)
WHERE ($predicate IS NULL OR c.predicate = $predicate)
  AND $place IS NULL AND $document IS NULL AND $year IS NULL
OPTIONAL MATCH (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WITH c, s, o, count(d) AS places
WHERE places = 0
RETURN DISTINCT s.name AS subject, c.predicate AS predicate, o.name AS object, c.status AS status,
       false AS quoted, false AS named, c.origin AS origin, null AS document,
       c.quote AS sentence, s.id AS subject_id, o.id AS object_id, c.id AS claim
