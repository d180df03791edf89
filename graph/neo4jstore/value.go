package neo4jstore

import (
	"fmt"
	"math"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/dbtype"

	"backchannel/graph"
)

// utc is the zone in which all times are stored. The driver takes a zone of this
// name for an offset; a named zone, even "UTC", is another value to Neo4j.
var utc = time.FixedZone("Offset", 0)

// parameters converts a statement's parameters to what the driver takes.
func parameters(m map[string]any) map[string]any {
	if m == nil {
		return nil
	}
	return parameter(m).(map[string]any)
}

func parameter(v any) any {
	switch v := v.(type) {
	case time.Time:
		return v.In(utc)
	case *time.Time:
		if v == nil {
			return nil
		}
		return v.In(utc)
	case time.Duration:
		return dbtype.Duration{Seconds: int64(v / time.Second), Nanos: int(v % time.Second)}
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = parameter(v[i])
		}
		return out
	case []time.Time:
		out := make([]any, len(v))
		for i := range v {
			out[i] = v[i].In(utc)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for k := range v {
			out[k] = parameter(v[k])
		}
		return out
	}
	return v
}

// values converts a record in place.
func values(record []any) []any {
	for i := range record {
		record[i] = value(record[i])
	}
	return record
}

// value converts what the driver returns to what graph.Table holds.
func value(v any) any {
	switch v := v.(type) {
	case nil, bool, int64, float64, string:
		return v
	case []any:
		return values(v)
	case map[string]any:
		for k := range v {
			v[k] = value(v[k])
		}
		return v
	case time.Time:
		return v.UTC()
	case dbtype.Node:
		return node(v)
	case dbtype.Relationship:
		return relationship(v)
	case dbtype.Path:
		w := graph.Walk{Nodes: make([]graph.Node, len(v.Nodes)), Relationships: make([]graph.Relationship, len(v.Relationships))}
		for i := range v.Nodes {
			w.Nodes[i] = node(v.Nodes[i])
		}
		for i := range v.Relationships {
			w.Relationships[i] = relationship(v.Relationships[i])
		}
		return w
	case dbtype.Duration:
		return duration(v)
	case dbtype.Point2D:
		return map[string]any{"srid": int64(v.SpatialRefId), "x": v.X, "y": v.Y}
	case dbtype.Point3D:
		return map[string]any{"srid": int64(v.SpatialRefId), "x": v.X, "y": v.Y, "z": v.Z}
	case dbtype.Date:
		return v.String()
	case dbtype.LocalDateTime:
		return v.String()
	case dbtype.LocalTime:
		return v.String()
	case dbtype.Time:
		return v.String()
	case *dbtype.InvalidValue:
		return v.String()
	case []byte:
		return fmt.Sprintf("%x", v)
	}
	return fmt.Sprint(v)
}

func node(n dbtype.Node) graph.Node {
	return graph.Node{Ref: n.ElementId, Labels: n.Labels, Properties: value(n.Props).(map[string]any)}
}

func relationship(r dbtype.Relationship) graph.Relationship {
	return graph.Relationship{Ref: r.ElementId, Type: r.Type, From: r.StartElementId, To: r.EndElementId,
		Properties: value(r.Props).(map[string]any)}
}

// duration is exact unless it counts in months or days, whose length varies, or
// is beyond what a time.Duration holds.
func duration(d neo4j.Duration) any {
	const most = math.MaxInt64/int64(time.Second) - 1
	if d.Months != 0 || d.Days != 0 || d.Seconds > most || d.Seconds < -most {
		return d.String()
	}
	return time.Duration(d.Seconds)*time.Second + time.Duration(d.Nanos)
}
