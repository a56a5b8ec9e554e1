// 28. Which regional alliances does the city join?
// Who else belongs to an alliance is looked up once an alliance, not once a claim; where the words
// before its name say 协同, 共建 or the like, nobody else has to be named.
MATCH (c:Claim)-[x:SUBJECT|OBJECT]->(r:Place),
      (c)-[y:SUBJECT|OBJECT]->(a:Entity),
      (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE type(x) <> type(y)
  AND ((c.predicate = 'cooperatesWith' AND a:Place)
       OR (type(x) = 'SUBJECT' AND c.predicate IN ['partOf', 'establishes']
           AND (a:Consortium OR a:ScienceHub
                OR any(e IN ['经济带', '经济圈', '都市圈', '城市群', '湾区', '走廊', '地区', '协同区', '示范区', '合作区']
                       WHERE a.name ENDS WITH e))))
  AND ($region IS NULL OR r.id = $region)
  AND ($status IS NULL OR c.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
WITH a, collect({claim: c, region: r, document: d}) AS links
OPTIONAL MATCH (a)<-[:OBJECT]-(k:Claim)-[:SUBJECT]->(q:Place)
WHERE k.predicate IN ['partOf', 'establishes']
WITH a, head(collect(links)) AS links, collect(DISTINCT q.id) AS members
UNWIND links AS link
WITH link.claim AS c, link.region AS r, a, link.document AS d, members
WHERE c.predicate <> 'establishes' OR any(other IN members WHERE other <> r.id)
   OR (c.quote CONTAINS a.name
       AND split(c.quote, a.name)[0] =~ '(?s).*(协同|共建|共同|携手|联动|合力)[^,，；;。]*')
RETURN DISTINCT r.name AS region, c.predicate AS predicate, a.name AS alliance, a.class AS class,
       c.status AS status, c.cue AS cue, d.id AS document, c.quote AS sentence,
       d.published AS published, r.id AS region_id, a.id AS alliance_id, c.id AS claim
UNION
MATCH (c:Claim {predicate: 'establishes'})-[:SUBJECT]->(r:GovernmentBody),
      (c)-[:OBJECT]->(a:Entity),
      (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE (a:Consortium OR a:ScienceHub
       OR any(e IN ['经济带', '经济圈', '都市圈', '城市群', '湾区', '走廊', '地区', '协同区', '示范区', '合作区']
              WHERE a.name ENDS WITH e))
  AND (c.quote CONTAINS a.name
       AND split(c.quote, a.name)[0] =~ '(?s).*(协同|共建|共同|携手|联动|合力)[^,，；;。]*')
  AND ($region IS NULL OR r.id = $region)
  AND ($status IS NULL OR c.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
RETURN DISTINCT r.name AS region, c.predicate AS predicate, a.name AS alliance, a.class AS class,
       c.status AS status, c.cue AS cue, d.id AS document, c.quote AS sentence,
       d.published AS published, r.id AS region_id, a.id AS alliance_id, c.id AS claim
