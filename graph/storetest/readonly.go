package storetest

import (
	"testing"

	"backchannel/graph"
)

var readOnlyCases = []testCase{{"a query cannot write", on(readOnly)}}

// writes change the graph or its schema when nobody stops them. The guard is not
// asked here: the store stops them by itself.
var writes = map[graph.Dialect][]string{
	"": {
		"CREATE (:Person {id: 'evil'})",
		"CREATE (n:Person {id: 'evil'}) RETURN n",
		"MERGE (n:Person {id: 'evil'}) RETURN n.id",
		"MATCH (n:Message) SET n.subject = 'evil'",
		"MATCH (n:Message) SET n.subject = 'evil' RETURN n.subject",
		"MATCH (n:Message) SET n.subject = NULL RETURN count(*)",
		"MATCH (n:Message) DETACH DELETE n",
		"MATCH (n:Person) WHERE n.id = 'ada' DETACH DELETE n RETURN 1",
		"MATCH (a:Person)-[r:SENT]->(m:Message) DELETE r",
		"MATCH (a:Person {id: 'ada'}), (m:Message {id: 'notice'}) CREATE (a)-[:SENT]->(m)",
		"MATCH (a:Person {id: 'ada'}), (m:Message {id: 'notice'}) MERGE (a)-[r:SENT]->(m) RETURN r",
		"UNWIND [1, 2] AS x CREATE (:Topic {id: 'evil'})",
		"MATCH (n:Topic) WITH n LIMIT 1 SET n.label = 'evil' RETURN n.label",
		"MATCH (n:Topic) RETURN count(n) AS c; MATCH (n:Message) DETACH DELETE n",
		"RETURN 1 AS one; CREATE (:Topic {id: 'evil'})",
		"/* harmless */ MATCH (n:Topic) // really\n DETACH DELETE n",
	},
	graph.KuzuDialect: {
		"DROP TABLE SENT", "ALTER TABLE Topic DROP label", "ALTER TABLE Topic ADD evil STRING", "ALTER TABLE Topic RENAME TO Evil",
		"CREATE NODE TABLE Evil(id STRING, PRIMARY KEY(id))", "CREATE REL TABLE EVIL(FROM Person TO Person)", "CREATE SEQUENCE evil", "CREATE MACRO evil(x) AS x + 1",
		"COMMENT ON TABLE Topic IS 'evil'", "COMMIT; CREATE (:Topic {id: 'evil'})", "ROLLBACK; CREATE (:Topic {id: 'evil'})",
		"BEGIN TRANSACTION; CREATE (:Topic {id: 'evil'}); COMMIT",
	},
	graph.Neo4jDialect: {
		"CALL { CREATE (:Topic {id: 'evil'}) } RETURN 1", "FOREACH (x IN [1] | CREATE (:Topic {id: 'evil'}))", "MATCH (n:Topic) REMOVE n.label", "MATCH (n:Topic) REMOVE n:Topic",
		"MATCH (n:Topic) SET n:Evil", "MATCH (n:Topic) SET n += {label: 'evil'}", "CREATE INDEX evil FOR (n:Topic) ON (n.label)", "CREATE CONSTRAINT evil FOR (n:Topic) REQUIRE n.label IS UNIQUE",
		"MATCH (n:Topic) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS", "INSERT (:Topic {id: 'evil'})", "CREATE OR REPLACE USER evil SET PASSWORD 'evilevil'", "CALL db.createLabel('Evil')",
		"\\u0043REATE (:Topic {id: 'evil'})", "MATCH (n:Topic) NODETACH DELETE n", "RETURN EXISTS { CREATE (:Topic {id: 'evil'}) } AS x",
	},
}

func readOnly(t *testing.T, s graph.Store) {
	write(t, s, Story())
	before, revision := dump(t, s), must[int64](t, "revision")(s.Revision(t.Context()))
	for _, list := range [][]string{writes[""], writes[s.Capabilities().Dialect]} {
		for _, text := range list {
			_, err := s.Query(t.Context(), graph.Statement{Text: text}, graph.Limits{})
			coded(t, text, err, graph.Refused, graph.Invalid)
			if after := dump(t, s); after != before {
				t.Errorf("%s: the graph changed", text)
				before = after
			}
		}
	}
	if now := must[int64](t, "revision")(s.Revision(t.Context())); now != revision {
		t.Errorf("the revision moved from %d to %d", revision, now)
	}
	// The store still writes by itself.
	write(t, s, &graph.Batch{Topics: []graph.Topic{{ID: "new", Label: "new"}}})
}
