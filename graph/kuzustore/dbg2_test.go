package kuzustore_test
import ("testing"; "backchannel/graph/kuzustore"; "time"; "github.com/stretchr/testify/require"; "backchannel/graph")
func TestPhases(t *testing.T) {
	b := eu(t)
	s := open(t, kuzustore.Options{})
	kuzustore.Phases(t, s, b)
	start := time.Now()
	tab, err := query(t, s, "MATCH (s)-[:SENT]->(m:Message)-[r:TO|CC|BCC]->(t) RETURN count(*)")
	require.NoError(t, err)
	t.Log("count", tab.Rows, time.Since(start))
	start = time.Now()
	tab, err = query(t, s, "MATCH (s)-[:SENT]->(m:Message)-[r:TO|CC|BCC]->(t) WITH m.id AS message_id, m.sent_earliest AS earliest, m.sent_latest AS latest, m.precision AS precision, s.id AS from_id, s.name AS from_name, label(s) AS from_kind, t.id AS to_id, label(r) AS role ORDER BY earliest, latest, message_id, role, from_id, to_id RETURN count(*)")
	t.Log("order", tab, err, time.Since(start))
	start = time.Now()
	tab, err = query(t, s, "MATCH (s)-[:SENT]->(m:Message)-[r:TO|CC|BCC]->(t) RETURN m.id AS message_id, m.sent_earliest AS earliest, m.sent_latest AS latest, m.precision AS precision, s.id AS from_id, s.name AS from_name, label(s) AS from_kind, t.id AS to_id, label(r) AS role ORDER BY earliest, latest, message_id, role, from_id, to_id LIMIT 10")
	t.Log("order limit", len(tab.Rows), err, time.Since(start))
	start = time.Now()
	n := 0
	err = s.Run(t.Context(), graph.Statement{Text: "MATCH (s)-[:SENT]->(m:Message)-[r:TO|CC|BCC]->(t) RETURN m.id AS message_id, m.sent_earliest AS earliest, m.sent_latest AS latest, m.precision AS precision, s.id AS from_id, s.name AS from_name, label(s) AS from_kind, t.id AS to_id, label(r) AS role"}, func([]any) error { n++; return nil})
	t.Log("unordered", n, err, time.Since(start))
	start = time.Now()
	n = 0
	err = s.Run(t.Context(), graph.Statement{Text: "MATCH (s)-[:SENT]->(m:Message)-[r:TO|CC|BCC]->(t) RETURN m.id AS message_id, m.sent_earliest AS earliest, m.sent_latest AS latest, m.precision AS precision, s.id AS from_id, s.name AS from_name, label(s) AS from_kind, t.id AS to_id, label(r) AS role ORDER BY earliest, latest, message_id, role, from_id, to_id"}, func([]any) error { n++; return nil})
	t.Log("ordered", n, err, time.Since(start))
}
