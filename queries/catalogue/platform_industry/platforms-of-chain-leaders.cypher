// 10. Which chain leaders (链主) host or build platforms?
// Whether a firm is called 链主 is looked up in all its passages, once a firm that builds something here.
MATCH (l:Entity)<-[t:SUBJECT|OBJECT]-(c:Claim)-[:SUBJECT|OBJECT]->(p:Entity),
      (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE (l:Enterprise OR (l:Cohort AND l.name CONTAINS '链主'))
  AND (c.predicate = 'establishes' AND type(t) = 'SUBJECT'
       OR c.predicate = 'ledBy' AND type(t) = 'OBJECT')
  AND p.id <> l.id AND (p:Platform OR p:Consortium)
  AND ($platform IS NULL OR p.id = $platform)
  AND ($status IS NULL OR c.status = $status)
  AND ($place IS NULL OR d.place = $place)
  AND ($document IS NULL OR d.id = $document)
  AND ($year IS NULL OR d.published STARTS WITH $year)
WITH l, collect({platform: p.name, class: p.class, status: c.status, cue: c.cue, document: d.id,
                 sentence: c.quote, published: d.published, platform_id: p.id, claim: c.id}) AS links
OPTIONAL MATCH (l)-[x:MENTIONED_IN]->(h:Passage)
WHERE h.text CONTAINS '链主' + x.text OR h.text CONTAINS '链主企业' + x.text
WITH l, head(collect(links)) AS links, count(x) AS called
WHERE l:Cohort OR called > 0
UNWIND links AS link
RETURN DISTINCT l.name AS leader, l.denotes = 'individual' AND l.class <> 'Cohort' AS named,
       link.platform AS platform, link.class AS class, link.status AS status, link.cue AS cue,
       link.document AS document, link.sentence AS sentence, link.published AS published,
       l.id AS leader_id, link.platform_id AS platform_id, link.claim AS claim
