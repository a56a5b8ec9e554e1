// 23. Which planned platforms were later reported built?
MATCH (b:Claim)-[f:FULFILS]->(a:Claim),
      (a)-[:STATED_IN]->(:Passage)-[:PART_OF]->(x:Document),
      (b)-[:STATED_IN]->(:Passage)-[:PART_OF]->(y:Document),
      (a)-[r:SUBJECT|OBJECT]->(q:Platform),
      (b)-[t:SUBJECT|OBJECT]->(p:Platform)
WHERE p.denotes = 'individual'
  AND (a.predicate IN ['focusesOn', 'locatedIn', 'ledBy', 'segmentOf'] AND type(r) = 'SUBJECT'
       OR a.predicate = 'establishes' AND type(r) = 'OBJECT')
  AND (b.predicate IN ['focusesOn', 'locatedIn', 'ledBy', 'segmentOf'] AND type(t) = 'SUBJECT'
       OR b.predicate = 'establishes' AND type(t) = 'OBJECT')
  AND ($class IS NULL OR $class IN labels(p))
  AND ($platform IS NULL OR p.id = $platform)
  AND ($status IS NULL OR b.status = $status)
  AND ($place IS NULL OR (x.place = $place AND y.place = $place))
WITH p, q, f.match AS match, a.status AS planned, b.status AS built, x, y, max(f.score) AS score,
     min(a.id) AS planned_claim, min(b.id) AS built_claim
RETURN DISTINCT p.name AS platform, match AS match, q.name AS planned_as, planned AS planned,
       built AS built, x.id AS planned_in, y.id AS built_in, x.published AS planned_on,
       y.published AS built_on, score AS score, p.class AS class, p.id AS platform_id,
       planned_claim AS planned_claim, built_claim AS built_claim
