// 39. Which claims rest on one source, or conflict?
MATCH (c:Claim)-[:SUBJECT]->(s:Entity),
      (c)-[:OBJECT]->(o:Entity),
      (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE ($finding IS NULL OR $finding = 'one source')
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
OPTIONAL MATCH (s)<-[x:SUBJECT|OBJECT]-(k:Claim)-[y:SUBJECT|OBJECT]->(o),
      (k)-[:STATED_IN]->(:Passage)-[:PART_OF]->(q:Document)
WHERE k.predicate = c.predicate AND type(x) <> type(y) AND q.id <> d.id
  AND (type(x) = 'SUBJECT' OR c.predicate = 'cooperatesWith')
WITH c, s, o, d, count(q) AS others
WHERE others = 0
RETURN DISTINCT 'one source' AS finding, s.name AS subject, c.predicate AS predicate,
       o.name AS object, c.status AS says, d.id AS document, d.published AS published,
       null AS other_says, null AS other_document, null AS other_published, c.quote AS sentence,
       null AS other_sentence, s.id AS subject_id, o.id AS object_id, c.id AS claim,
       null AS other_claim, null AS observation, null AS other_observation
UNION
MATCH (s:Entity {denotes: 'individual'})<-[:SUBJECT]-(c:Claim {status: 'Achieved'})-[:OBJECT]->(o:Entity),
      (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document),
      (s)<-[:SUBJECT]-(k:Claim)-[:OBJECT]->(o),
      (k)-[:STATED_IN]->(:Passage)-[:PART_OF]->(q:Document)
WHERE ($finding IS NULL OR $finding = 'status')
  AND k.predicate = c.predicate AND NOT c.predicate IN ['cooperatesWith', 'supports']
  AND o.denotes = 'individual' AND k.status <> 'Achieved'
  AND d.id <> q.id AND q.published >= d.published
  AND ($place IS NULL OR d.place = $place OR q.place = $place)
  AND ($document IS NULL OR d.id = $document OR q.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year OR q.published STARTS WITH $year)
RETURN DISTINCT 'status' AS finding, s.name AS subject, c.predicate AS predicate,
       o.name AS object, c.status AS says, d.id AS document, d.published AS published,
       k.status AS other_says, q.id AS other_document, q.published AS other_published,
       c.quote AS sentence, k.quote AS other_sentence, s.id AS subject_id, o.id AS object_id,
       c.id AS claim, k.id AS other_claim, null AS observation, null AS other_observation
UNION
MATCH (n:Observation {status: 'Achieved', bound: 'exact'})-[:ABOUT]->(e:Indicator),
      (n)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE ($finding IS NULL OR $finding = 'number') AND n.value IS NOT NULL
OPTIONAL MATCH (n)-[:ABOUT]->(p:Place)
WITH n, e, d, CASE WHEN p IS NOT NULL THEN p.name
                   WHEN e.scope STARTS WITH 'place:' THEN substring(e.scope, 6) END AS area
MATCH (f:Indicator {name: e.name})<-[:ABOUT]-(m:Observation {status: 'Achieved', bound: 'exact'}),
      (m)-[:STATED_IN]->(:Passage)-[:PART_OF]->(q:Document)
WHERE d.id < q.id AND m.value <> n.value AND m.unit = n.unit
  AND (m.period = n.period
       OR ((m.period IS NULL OR n.period IS NULL) AND left(d.published, 4) = left(q.published, 4)))
  AND ($place IS NULL OR d.place = $place OR q.place = $place)
  AND ($document IS NULL OR d.id = $document OR q.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year OR q.published STARTS WITH $year)
OPTIONAL MATCH (m)-[:ABOUT]->(r:Place)
WITH n, e, d, area, m, q, CASE WHEN r IS NOT NULL THEN r.name
                               WHEN f.scope STARTS WITH 'place:' THEN substring(f.scope, 6) END AS there
WHERE area = there
RETURN DISTINCT 'number' AS finding, e.name AS subject, null AS predicate, area AS object,
       n.raw AS says, d.id AS document, d.published AS published, m.raw AS other_says,
       q.id AS other_document, q.published AS other_published, n.quote AS sentence,
       m.quote AS other_sentence, e.id AS subject_id, null AS object_id, null AS claim,
       null AS other_claim, n.id AS observation, m.id AS other_observation
