"""Run as a process: the answers of Apache Jena to SPARQL queries, JSON in and JSON out."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import jpype

given = json.load(sys.stdin)
jars = [str(jar) for jar in Path(given["jars"]).glob("*.jar")]
jpype.startJVM(given["jvm"], "-Xmx512m", classpath=jars)
loader = jpype.JClass("org.apache.jena.riot.RDFDataMgr")
factory = jpype.JClass("org.apache.jena.query.QueryExecutionFactory")
formatter = jpype.JClass("org.apache.jena.query.ResultSetFormatter")
stream = jpype.JClass("java.io.ByteArrayOutputStream")
model = loader.loadDataset(given["data"]).getUnionModel()
found = []
for query in given["queries"]:
    execution = factory.create(query, model)
    out = stream()
    formatter.outputAsJSON(out, execution.execSelect())
    found.append(json.loads(bytes(out.toByteArray()).decode()))
    execution.close()
json.dump(found, sys.stdout)
