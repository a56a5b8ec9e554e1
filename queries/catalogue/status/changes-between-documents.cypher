// 22. What changed between two annual documents?
MATCH (c:Claim)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document),
      (c)-[:SUBJECT]->(s:Entity),
      (c)-[:OBJECT]->(o:Entity)
WHERE d.id IN [$earlier, $later]
  AND ($predicate IS NULL OR c.predicate = $predicate)
WITH s, o, c.predicate AS predicate,
     [x IN collect({document: d.id, id: c.id, status: c.status}) WHERE x.id IS NOT NULL] AS claims
WITH s, o, predicate,
     [x IN claims WHERE x.document = $earlier] AS first,
     [x IN claims WHERE x.document = $later] AS second
UNWIND CASE WHEN size(first) = 0 THEN [{id: null, status: null}] ELSE first END AS one
UNWIND CASE WHEN size(second) = 0 THEN [{id: null, status: null}] ELSE second END AS two
WITH s, o, predicate, one.status AS before, one.id AS earlier_claim, two.status AS after,
     two.id AS later_claim
RETURN DISTINCT CASE
         WHEN before IS NULL THEN 'new'
         WHEN after IS NULL THEN 'gone'
         WHEN (before IN ['Achieved', 'UnderWay']) = (after IN ['Achieved', 'UnderWay'])
           THEN 'restated'
         WHEN after IN ['Achieved', 'UnderWay'] THEN 'fulfilled'
         ELSE 'replanned'
       END AS change, s.name AS subject, predicate AS predicate, o.name AS object,
       before AS before, after AS after, s.id AS subject_id, o.id AS object_id,
       earlier_claim AS earlier_claim, later_claim AS later_claim
