// 12. Multi-hop: university → platform → chain → firm?
// Ways to an industry are kept as one list while its firms are found: each way times each claim of a
// firm would be a row.
MATCH (u:University)<-[:SUBJECT|OBJECT]-(a:Claim)-[:SUBJECT|OBJECT]->(p:Entity),
      (p)<-[:SUBJECT]-(b:Claim)-[:OBJECT]->(f:Field)
WHERE (p:Platform OR p:Consortium)
  AND a.predicate IN ['establishes', 'ledBy', 'cooperatesWith', 'partOf']
  AND b.predicate IN ['focusesOn', 'segmentOf']
  AND ($university IS NULL OR u.id = $university)
  AND ($platform IS NULL OR p.id = $platform)
  AND ($industry IS NULL OR f.id = $industry)
WITH u, p, f, a.status AS university_status, b.status AS platform_status,
     min(a.id) AS university_claim, min(b.id) AS platform_claim
WITH f, collect({university: u.name, university_id: u.id, platform: p.name, platform_id: p.id,
                 university_status: university_status, platform_status: platform_status,
                 university_claim: university_claim, platform_claim: platform_claim}) AS ways
MATCH (f)<-[:OBJECT]-(c:Claim)-[:SUBJECT]->(e:Enterprise)
WHERE c.predicate IN ['focusesOn', 'segmentOf', 'partOf']
  AND ($firm IS NULL OR e.id = $firm)
WITH f, e, c.status AS firm_status, min(c.id) AS firm_claim, head(collect(ways)) AS ways
UNWIND ways AS way
RETURN DISTINCT way.university AS university, way.platform AS platform, f.name AS industry,
       e.name AS firm, way.university_status AS university_status,
       way.platform_status AS platform_status, firm_status AS firm_status,
       way.university_id AS university_id, way.platform_id AS platform_id, f.id AS industry_id,
       e.id AS firm_id, way.university_claim AS university_claim,
       way.platform_claim AS platform_claim, firm_claim AS firm_claim
