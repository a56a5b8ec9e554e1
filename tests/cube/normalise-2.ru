# Phase 2: push down of attachment levels.
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX qb: <http://purl.org/linked-data/cube#>

INSERT { ?obs ?comp ?value } WHERE {
  ?spec qb:componentProperty ?comp ; qb:componentAttachment qb:DataSet .
  ?dataset qb:structure [ qb:component ?spec ] ; ?comp ?value .
  ?obs qb:dataSet ?dataset .
};
INSERT { ?obs ?comp ?value } WHERE {
  ?spec qb:componentProperty ?comp ; qb:componentAttachment qb:Slice .
  ?dataset qb:structure [ qb:component ?spec ] ; qb:slice ?slice .
  ?slice ?comp ?value ; qb:observation ?obs .
};
INSERT { ?obs ?comp ?value } WHERE {
  ?dataset qb:structure/qb:component/qb:componentProperty ?comp ; qb:slice ?slice .
  ?comp a qb:DimensionProperty .
  ?slice ?comp ?value ; qb:observation ?obs .
}
