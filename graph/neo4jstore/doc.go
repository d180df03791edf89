// Package neo4jstore keeps the graph in a Neo4j server or cluster of version 5.
//
// Own statements run in transactions that the driver may repeat; a user's query
// runs in one read transaction that is never repeated and that the database is
// made to let go of. The store needs no server to open: a method fails with
// unavailable while there is none and answers again once there is.
//
// It imports graph, graph/model and the driver; nothing but the program's wiring
// may import it.
package neo4jstore
