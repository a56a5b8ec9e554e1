// Measures by id, with their text.
UNWIND $ids AS id
MATCH (m:Measure {id: id})-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
RETURN DISTINCT m.id AS id, d.id AS document, d.title AS title, d.published AS published,
       d.issuer AS issuer, d.number AS number, m.text AS sentence, m.start AS start, m.end AS end,
       m.status AS status, m.cue AS cue
