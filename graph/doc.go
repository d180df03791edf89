// Package graph is the domain of Backchannel: who contacted whom, when, about
// what, and which source says so. It holds the types, the one filter that every
// question takes, the roles that a store plays, and the error codes.
//
// It imports no engine, no HTTP and no command line; everything else imports it.
package graph
