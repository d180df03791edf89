// Package imports brings uploaded files into the store: it spools them, runs one
// import at a time and tells how far each has come. It imports the domain and the
// importers; what is HTTP about uploading is the business of package server.
package imports
