// 22. What changed between two annual documents?
MATCH (c:Claim)-[:STATED_IN]->(:Passage)-[:PART_OF]->(:Document {id: $later}),
      (a:Claim)-[:STATED_IN]->(:Passage)-[:PART_OF]->(:Document {id: $earlier}),
      (c)-[f:FULFILS|RESTATES]-(a),
      (c)-[:SUBJECT]->(s:Entity), (c)-[:OBJECT]->(o:Entity),
      (a)-[:SUBJECT]->(x:Entity), (a)-[:OBJECT]->(y:Entity)
WHERE $predicate IS NULL OR c.predicate = $predicate
RETURN DISTINCT CASE
         WHEN (a.status IN ['Achieved', 'UnderWay']) = (c.status IN ['Achieved', 'UnderWay'])
           THEN 'restated'
         WHEN c.status IN ['Achieved', 'UnderWay'] THEN 'fulfilled'
         ELSE 'replanned'
       END AS change, s.name AS subject, c.predicate AS predicate, o.name AS object,
       a.status AS before, c.status AS after, f.match AS match, f.score AS score,
       x.name AS earlier_subject, y.name AS earlier_object, s.id AS subject_id, o.id AS object_id,
       a.id AS earlier_claim, c.id AS later_claim
UNION
MATCH (c:Claim)-[:STATED_IN]->(:Passage)-[:PART_OF]->(:Document {id: $later}),
      (c)-[:SUBJECT]->(s:Entity), (c)-[:OBJECT]->(o:Entity),
      (s)<-[:SUBJECT]-(a:Claim)-[:OBJECT]->(o),
      (a)-[:STATED_IN]->(:Passage)-[:PART_OF]->(:Document {id: $earlier})
WHERE a.predicate = c.predicate
  AND ($predicate IS NULL OR c.predicate = $predicate)
  AND NOT (c)-[:FULFILS|RESTATES]-(a)
RETURN DISTINCT CASE
         WHEN (a.status IN ['Achieved', 'UnderWay']) = (c.status IN ['Achieved', 'UnderWay'])
           THEN 'restated'
         WHEN c.status IN ['Achieved', 'UnderWay'] THEN 'fulfilled'
         ELSE 'replanned'
       END AS change, s.name AS subject, c.predicate AS predicate, o.name AS object,
       a.status AS before, c.status AS after, 'same' AS match, 1.0 AS score,
       s.name AS earlier_subject, o.name AS earlier_object, s.id AS subject_id,
       o.id AS object_id, a.id AS earlier_claim, c.id AS later_claim
UNION
MATCH (c:Claim)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document),
      (c)-[:SUBJECT]->(s:Entity), (c)-[:OBJECT]->(o:Entity)
WHERE d.id IN [$earlier, $later] AND $earlier <> $later
  AND ($predicate IS NULL OR c.predicate = $predicate)
OPTIONAL MATCH (c)-[:FULFILS|RESTATES]-(a:Claim)-[:STATED_IN]->(:Passage)-[:PART_OF]->(e:Document)
WHERE e.id IN [$earlier, $later]
WITH c, d, s, o, count(a) AS paired
WHERE paired = 0
OPTIONAL MATCH (s)<-[:SUBJECT]-(b:Claim)-[:OBJECT]->(o),
               (b)-[:STATED_IN]->(:Passage)-[:PART_OF]->(e:Document)
WHERE b.predicate = c.predicate AND e.id IN [$earlier, $later] AND e.id <> d.id
WITH c, d, s, o, count(b) AS equal
WHERE equal = 0
RETURN DISTINCT CASE WHEN d.id = $later THEN 'new' ELSE 'gone' END AS change, s.name AS subject,
       c.predicate AS predicate, o.name AS object,
       CASE WHEN d.id = $earlier THEN c.status END AS before,
       CASE WHEN d.id = $later THEN c.status END AS after, null AS match, null AS score,
       CASE WHEN d.id = $earlier THEN s.name END AS earlier_subject,
       CASE WHEN d.id = $earlier THEN o.name END AS earlier_object,
       s.id AS subject_id, o.id AS object_id,
       CASE WHEN d.id = $earlier THEN c.id END AS earlier_claim,
       CASE WHEN d.id = $later THEN c.id END AS later_claim
