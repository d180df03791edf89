package graph_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"backchannel/graph"

	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	for _, c := range []struct {
		text []string
		want string
	}{
		{nil, " "},
		{[]string{""}, " "},
		{[]string{"—!?…"}, " "},
		{[]string{"Re: The E-mails"}, " re the e mails "},
		{[]string{"Élysée", "", "Ærø"}, " elysee aero "},
		{[]string{"e\u0301te\u0301"}, " ete "},
		{[]string{"NAÏVE naïve nai\u0308ve"}, " naive naive naive "},
		{[]string{"Bjørn Åse"}, " bjorn ase "},
		{[]string{"Straße STRASSE"}, " strasse strasse "},
		{[]string{"ﬁnance №5"}, " finance no5 "},
		{[]string{"Москва, ΑΘΗΝΑ"}, " москва αθηνα "},
		{[]string{"東京 大阪"}, " 東京 大阪 "},
		{[]string{"한국어"}, " 한국어 "},
		{[]string{"a\x00b\nc\td"}, " a b c d "},
		{[]string{"a\xffb"}, " a b "},
		{[]string{"💌 mail 💌"}, " mail "},
		{[]string{"שלום עולם"}, " שלום עולם "},
		{[]string{"2017-07-11"}, " 2017 07 11 "},
		{[]string{"ends", "begins"}, " ends begins "},
	} {
		if got := graph.Fold(c.text...); got != c.want {
			t.Errorf("%q folds to %q, want %q", c.text, got, c.want)
		}
	}
}

func TestFoldQuery(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{" \t ", nil},
		{"*", nil},
		{`""`, nil},
		{`"..."`, nil},
		{"Clinton e-mails", []string{" clinton ", " e mails "}},
		{`"the Élysée" visit`, []string{" the elysee ", " visit "}},
		{"mosc*", []string{" mosc"}},
		{`"as it* stands"`, []string{" as it stands "}},
		{`an "open phrase`, []string{" an ", " open phrase "}},
		{`wo"r"ds`, []string{" wo ", " r ", " ds "}},
	} {
		if got := graph.FoldQuery(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%q asks for %q, want %q", c.text, got, c.want)
		}
	}
}

// foldSeeds are texts that Unicode makes hard.
var foldSeeds = []string{
	"", "plain words", "Élysée e\u0301 İstanbul ıı ẞ ß ﬁ Ǆ ϴ K Å", "한국어 ᄒ\u1161ᆫ", "हिन्दी বাংলা", "a" + strings.Repeat("\u0301", 60) + "b",
	"\xff\xfe", "\x00", "שלום", "💌", "´ ¨ ½ ²", "𝕳𝖊𝖑𝖑𝖔 Ｆｕｌｌ",
}

// Fold keeps its promises on any text: one space before, after and between
// words, folded once and for all.
func FuzzFold(f *testing.F) {
	for _, s := range foldSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := graph.Fold(s)
		if again := graph.Fold(got); again != got {
			t.Fatalf("%q folds to %q, then to %q", s, got, again)
		}
		if !strings.HasPrefix(got, " ") || !strings.HasSuffix(got, " ") || strings.Contains(got, "  ") {
			t.Fatalf("%q folds to %q", s, got)
		}
		for _, r := range got {
			if r != ' ' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				t.Fatalf("%q folds to %q", s, got)
			}
		}
	})
}

// Whatever a person asks for by copying words out of a text is found in it.
func FuzzFoldQuery(f *testing.F) {
	for _, s := range foldSeeds {
		f.Add(s)
		f.Add(`"` + s + `" ` + s + "*")
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := graph.Fold(s)
		for _, phrase := range graph.FoldQuery(s) {
			if !strings.Contains(text, phrase) {
				t.Fatalf("%q folds to %q, where %q is not found", s, text, phrase)
			}
			if phrase == " " || phrase == "" {
				t.Fatalf("%q asks for nothing: %q", s, phrase)
			}
			if again := graph.FoldQuery(`"` + phrase + `"`); len(again) != 1 || strings.TrimSpace(again[0]) != strings.TrimSpace(phrase) {
				t.Fatalf("%q asks for %q, then for %q", s, phrase, again)
			}
		}
	})
}

// A word is found exactly where it stands, a prefix where it begins a word.
func TestWordsAreFoundWhereTheyStand(t *testing.T) {
	word := rapid.StringMatching(`[a-cé]{1,3}`)
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(word, 0, 6).Draw(t, "words")
		between := rapid.SampledFrom([]string{" ", ", ", "\n", "-", "…", " 💌 "}).Draw(t, "between")
		ask := word.Draw(t, "ask")
		text := graph.Fold(strings.Join(words, between))

		plain := func(s string) string { return strings.ReplaceAll(s, "é", "e") }
		stands, begins := false, false
		for _, w := range words {
			stands = stands || plain(w) == plain(ask)
			begins = begins || strings.HasPrefix(plain(w), plain(ask))
		}
		if got := strings.Contains(text, graph.FoldQuery(ask)[0]); got != stands {
			t.Fatalf("%q in %q: %v", ask, text, got)
		}
		if got := strings.Contains(text, graph.FoldQuery(ask + "*")[0]); got != begins {
			t.Fatalf("%q* in %q: %v", ask, text, got)
		}
	})
}
