// Package views keeps named views of a graph as files in a folder: what the browser
// view shows, to be opened again. It imports the domain alone.
package views
