// Package table imports tables: CSV, TSV and other text files with a row to a
// line, by a mapping that says which columns make which nodes and
// relationships. docs/tables.md is its manual.
//
// It imports the domain, package seed and package yamlfile alone.
package table
