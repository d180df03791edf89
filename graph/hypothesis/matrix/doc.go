// Package matrix weighs competing hypotheses against one another by how much of the
// evidence contradicts each (Heuer 1999, "Psychology of Intelligence Analysis",
// chapter 8). A cell is a test that is run, with a rule that turns its result into a
// rating, or a judgement with its author, date and reason.
//
// It imports the domain, the hypotheses and the reader of YAML.
package matrix
