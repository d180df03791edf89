package graph

import (
	"fmt"
	"strconv"
	"strings"
)

// Modality tells whether a source states something or only alleges it.
type Modality string

// The modalities. They belong to a citation, not to the fact: one source may
// state what another only alleges, and both stand.
const (
	Stated  Modality = "stated"
	Alleged Modality = "alleged"
)

// Citation is the place that a fact is read from.
type Citation struct {
	SourceID  string   `json:"source_id"`
	Paragraph int      `json:"paragraph"`        // blocks of text, or lines of a table, counted from 1; 0 means the source as a whole
	Offset    int64    `json:"offset,omitempty"` // bytes from the start of the source, where that is the better handle
	Modality  Modality `json:"modality"`
}

// Source is a document that facts are read from.
type Source struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Publisher string `json:"publisher,omitempty"`
	Published Moment `json:"published"`
	Language  string `json:"language,omitempty"` // BCP 47: "fr", "nb"
	SHA256    string `json:"sha256,omitempty"`   // of the document's bytes, in hexadecimal
}

// String writes the citation as relationships carry it: "vg#9 stated", and
// "mbox#0@1742 stated" where it has an offset.
func (c Citation) String() string {
	b := make([]byte, 0, len(c.SourceID)+len(c.Modality)+24)
	b = append(append(b, c.SourceID...), '#')
	b = strconv.AppendInt(b, int64(c.Paragraph), 10)
	if c.Offset != 0 {
		b = strconv.AppendInt(append(b, '@'), c.Offset, 10)
	}
	return string(append(append(b, ' '), c.Modality...))
}

// ParseCitation reads what String writes. The source's id may hold any character.
func ParseCitation(s string) (Citation, error) {
	space, hash := strings.LastIndexByte(s, ' '), strings.LastIndexByte(s, '#')
	if hash < 0 || space < hash {
		return Citation{}, fmt.Errorf("not a citation: %q", s)
	}
	place, offset, _ := strings.Cut(s[hash+1:space], "@")
	c := Citation{SourceID: s[:hash], Modality: Modality(s[space+1:])}
	var err error
	if c.Paragraph, err = strconv.Atoi(place); err != nil {
		return Citation{}, fmt.Errorf("not a citation: %q", s)
	}
	if offset != "" {
		if c.Offset, err = strconv.ParseInt(offset, 10, 64); err != nil {
			return Citation{}, fmt.Errorf("not a citation: %q", s)
		}
	}
	return c, nil
}
