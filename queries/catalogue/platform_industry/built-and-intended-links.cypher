// 2. Which of these links already exist and which are only intended?
MATCH (p:Entity)-[r:FOCUSES_ON|INTENDED_FOCUSES_ON]->(f:Field)
WHERE (p:Platform OR p:Consortium)
  AND ($class IS NULL OR $class IN labels(p))
  AND ($platform IS NULL OR p.id = $platform)
  AND ($industry IS NULL OR f.id = $industry)
  AND ($status IS NULL OR r.status = $status)
  AND ($kinds OR $industry IS NOT NULL OR f.denotes = 'individual')
RETURN DISTINCT p.name AS platform, p.class AS class, f.name AS industry,
       type(r) = 'FOCUSES_ON' AS built, r.status AS status, r.claims AS claims,
       r.documents AS documents, r.open AS open, p.id AS platform_id, f.id AS industry_id,
       r.id AS fact
