// 12. Multi-hop: university → platform → chain → firm?
MATCH (u:University)<-[:SUBJECT|OBJECT]-(a:Claim)-[:SUBJECT|OBJECT]->(p:Entity)
WHERE (p:Platform OR p:Consortium)
  AND a.predicate IN ['establishes', 'ledBy', 'cooperatesWith', 'partOf']
  AND ($university IS NULL OR u.id = $university)
  AND ($platform IS NULL OR p.id = $platform)
WITH u, p, a.status AS university_status, min(a.id) AS university_claim
MATCH (p)<-[:SUBJECT]-(b:Claim)-[:OBJECT]->(f:Field)
WHERE b.predicate IN ['focusesOn', 'segmentOf']
  AND ($industry IS NULL OR f.id = $industry)
WITH u, p, university_status, university_claim, f, b.status AS platform_status,
     min(b.id) AS platform_claim
MATCH (f)<-[:OBJECT]-(c:Claim)-[:SUBJECT]->(e:Enterprise)
WHERE c.predicate IN ['focusesOn', 'segmentOf', 'partOf']
  AND ($firm IS NULL OR e.id = $firm)
WITH u, p, university_status, university_claim, f, platform_status, platform_claim, e,
     c.status AS firm_status, min(c.id) AS firm_claim
RETURN DISTINCT u.name AS university, p.name AS platform, f.name AS industry, e.name AS firm,
       university_status AS university_status, platform_status AS platform_status,
       firm_status AS firm_status, u.id AS university_id, p.id AS platform_id,
       f.id AS industry_id, e.id AS firm_id, university_claim AS university_claim,
       platform_claim AS platform_claim, firm_claim AS firm_claim
