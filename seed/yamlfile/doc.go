// Package yamlfile reads what people write for an importer in YAML, a dossier or
// a mapping, and holds it to a JSON Schema. What is read keeps its place in the
// file, so that every mistake can be pointed at.
//
// It imports the domain alone.
package yamlfile
