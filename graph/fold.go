package graph

import (
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// Fold reduces text to the words that a search compares: lower case, without
// diacritics or letters that a foreign keyboard lacks, each run of letters and
// digits a word, one space before and after each. " " + word + " " is then found exactly where the word stands, and a
// leading space alone finds what begins with it. Both engines hold text folded
// by this function, so they find the same.
func Fold(text ...string) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, t := range text {
		inWord := false
		for _, r := range unaccented(t) {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				r = unicode.ToLower(r)
				if letters, ok := spelled[r]; ok {
					b.WriteString(letters)
				} else {
					b.WriteRune(r)
				}
				inWord = true
			} else if inWord {
				b.WriteByte(' ')
				inWord = false
			}
		}
		if inWord {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// spelled are the letters of Latin alphabets that do not decompose, as people
// write them who do not have them: Ostby finds Østby.
var spelled = map[rune]string{
	'æ': "ae", 'ø': "o", 'œ': "oe", 'ß': "ss", 'ð': "d", 'đ': "d", 'ħ': "h", 'ı': "i", 'ł': "l", 'þ': "th",
}

// unaccented decomposes and drops combining marks; plain ASCII passes untouched.
func unaccented(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			t := transform.Chain(norm.NFKD, runes.Remove(runes.In(unicode.Mn)), norm.NFC)
			out, _, err := transform.String(t, s)
			if err != nil {
				return s
			}
			return out
		}
	}
	return s
}

// FoldQuery turns what a person types into the folded phrases that must all be
// found: each word by itself, a "quoted phrase" as it stands, word* as a prefix.
func FoldQuery(text string) []string {
	var out []string
	for i, part := range strings.Split(text, `"`) {
		if i%2 == 1 {
			if f := Fold(part); f != " " {
				out = append(out, f)
			}
			continue
		}
		for _, w := range strings.Fields(part) {
			f := Fold(w)
			if f == " " {
				continue
			}
			if strings.HasSuffix(w, "*") {
				f = strings.TrimSuffix(f, " ")
			}
			out = append(out, f)
		}
	}
	return out
}
