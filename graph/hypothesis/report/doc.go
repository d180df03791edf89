// Package report writes a finding for people: as Markdown or as a page, with a plot
// of what was observed among what chance gave. It needs the bundle alone and no store.
//
// It imports the domain, the hypotheses and the wording.
package report
