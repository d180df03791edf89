// Package command is the command line: it translates arguments to the questions
// of package answer, and their answers and errors to text, JSON and an exit
// status. It decides nothing about the graph. Each command has a file.
package command
