// Package seed is what every importer shares: the job that writes batches into
// a store, its progress, and the report that accounts for every line read.
//
// It imports the domain alone. Importers live in packages below this one and
// import it; stores are handed in.
package seed
