// Package neo4jtest starts a real Neo4j Community for tests, from the jars that
// scripts/setup brings. A test that asks for one and cannot have it fails.
//
// It knows the server and its driver, and nothing of the graph that tests put in.
package neo4jtest
