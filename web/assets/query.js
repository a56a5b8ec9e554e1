"use strict";
// Nothing is fetched from elsewhere: no prefix.cc, no vocabularies of the net, no list of endpoints.
addEventListener("DOMContentLoaded", () => {
  Yasgui.Yasqe.defaults.autocompleters = ["variables"];
  const start = "PREFIX inno: <https://w3id.org/innograph/ontology#>\nSELECT ?platform ?field {\n  ?p inno:focusesOn ?f ; inno:name ?platform .\n  ?f inno:name ?field\n}\nLIMIT 100\n";
  Yasgui.Yasqe.defaults.value = start;
  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: {
      endpoint: new URL("/sparql", location.href).href,
      method: "POST",
      headers: { "Accept-Language": document.documentElement.lang },
    },
    copyEndpointOnNewTab: false,
    persistenceId: null,
    endpointCatalogueOptions: { getData: () => [] },
  });
  for (const field of document.querySelectorAll("#yasgui input.autocomplete")) field.ariaLabel = "SPARQL endpoint";
  for (const field of document.querySelectorAll("#yasgui .CodeMirror textarea")) field.ariaLabel = "SPARQL";
  document.getElementById("examples").addEventListener("change", (event) => {
    if (event.target.value) yasgui.getTab().setQuery(event.target.value);
  });
});
