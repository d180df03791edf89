package table

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
)

// folderWith writes files into a new folder, and returns it.
func folderWith(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
	}
	return dir
}

// mapped writes a mapping beside the data and opens both.
func mapped(t testing.TB, mapping string, files map[string]string) (*Import, error) {
	t.Helper()
	m := filepath.Join(t.TempDir(), "mapping.yaml")
	require.NoError(t, os.WriteFile(m, []byte(mapping), 0o644))
	im, err := Open(m, folderWith(t, files))
	return im, err
}

// Every mistake in a mapping is told with its place and what to do.
func TestMappingErrors(t *testing.T) {
	files := map[string]string{
		"a.csv":     "id,from,to,time\n1,x,y,2001\n",
		"twice.csv": "id,id\n1,2\n",
		"empty.csv": "",
		"bad.csv":   "id,\"from\n",
		"l1.csv":    "k,v\n", "l2.csv": "k,v\n",
	}
	const tables = "id: x\nformat: {header: true}\ntables:\n  m:\n    file: a.csv\n"
	for _, c := range []struct {
		name, mapping string
		line, column  int
		says          []string
	}{
		{"empty", "", 1, 0, []string{"the file is empty", "id and tables"}},
		{"not YAML", "id: x\ntables: [", 2, 0, []string{"not YAML"}},
		{"no mapping", "- id", 1, 1, []string{`the mapping must be a group of fields, not a list`}},
		{"twice the same field", "id: x\nid: y\n", 2, 1, []string{`"id" stands here a second time`}},
		{"an alias", "id: &a x\nsource: {publisher: *a}\n", 2, 21, []string{"write it out"}},
		{"no id", "tables: {m: {file: a.csv, topic: {id: a}}}\n", 1, 1, []string{"the mapping needs id"}},
		{"no tables", "id: x\n", 1, 1, []string{"the mapping needs tables"}},
		{"an id with a slash", "id: a/b\ntables: {m: {file: a.csv, topic: {id: a}}}\n", 1, 5, []string{"without spaces, slashes"}},
		{"unknown field", tables + "    colums: [a]\n    topic: {id: a}\n", 6, 5, []string{`no field "colums"`, "columns"}},
		{"unknown field deep within", tables + "    message:\n      id: a\n      channel: email\n      from: {id: x, nam: y}\n", 9, 21, []string{`"from" has no field "nam"`, "name"}},
		{"rows are nothing", tables, 5, 5, []string{`"m" does not say what its rows are`, "message"}},
		{"no file", "id: x\ntables:\n  m:\n    topic: {id: a}\n", 4, 5, []string{"needs file"}},
		{"no sender", tables + "    message: {id: a, channel: email}\n", 6, 14, []string{"needs from"}},
		{"wrong type", tables + "    columns: a\n    topic: {id: a}\n", 6, 14, []string{"must be a list, not text"}},
		{"wrong word", "id: x\nunlisted: maybe\ntables: {m: {file: a.csv, topic: {id: a}}}\n", 2, 11, []string{`"unlisted" is "maybe"`, "malformed, create"}},
		{"nothing", tables + "    topic: {id: }\n", 6, 17, []string{"must be text, not nothing"}},
		{"an attribute's name", tables + "    person: {id: a, attributes: {Full-Name: x}}\n", 6, 34, []string{"cannot name an attribute"}},
		{"each without by", tables + "    message: {id: a, channel: c, from: {id: a, each: l}}\n", 6, 40, []string{"goes with", "by"}},
		{"mention of nothing", tables + "    mention: {message: a}\n", 6, 14, []string{"exactly one of actor and event"}},
		{"published", "id: x\nsource: {published: soon}\ntables: {m: {file: a.csv, topic: {id: a}}}\n", 2, 21, []string{`cannot read the time "soon"`}},
		{"no such column", tables + "    topic: {id: \"{sender}\"}\n", 6, 17, []string{`no column "sender"`, "id, from, to, time"}},
		{"no such number", tables + "    topic: {id: \"{5}\"}\n", 6, 17, []string{"no column 5", "there are 4"}},
		{"no header", "id: x\ntables:\n  m:\n    file: a.csv\n    topic: {id: \"{id}\"}\n", 5, 17, []string{"has no header", "{1}"}},
		{"a name of two columns", "id: x\nformat: {header: true}\ntables:\n  m:\n    file: twice.csv\n    topic: {id: \"{id}\"}\n", 6, 17, []string{"two columns", "{1} or {2}"}},
		{"open brace", tables + "    topic: {id: \"{id\"}\n", 6, 17, []string{"{{"}},
		{"closing brace", tables + "    topic: {id: \"id}\"}\n", 6, 17, []string{"}}"}},
		{"no such filter", tables + "    topic: {id: \"{id|upper}\"}\n", 6, 17, []string{`no filter "upper"`, "lower"}},
		{"delimiter", "id: x\nformat: {delimiter: \"ab\"}\ntables: {m: {file: a.csv, topic: {id: a}}}\n", 2, 21, []string{`"ab" cannot be a delimiter`}},
		{"quotes between blanks", "id: x\nformat: {delimiter: space, quotes: true}\ntables: {m: {file: a.csv, topic: {id: a}}}\n", 2, 21, []string{"cannot be quoted"}},
		{"pattern", "id: x\ntables:\n  m:\n    file: \"[a\"\n    topic: {id: a}\n", 4, 11, []string{"not a pattern"}},
		{"file is missing", "id: x\ntables:\n  m:\n    file: b.csv\n    topic: {id: a}\n", 4, 11, []string{`no file`, `"b.csv"`, "optional: true"}},
		{"a lookup of two files", "id: x\nlookups:\n  l: {file: \"l*.csv\", key: a}\ntables: {m: {file: a.csv, topic: {id: a}}}\n", 3, 13, []string{"l1.csv and l2.csv", "one file"}},
		{"no such lookup", tables + "    join:\n      j: {lookup: l, by: a}\n    topic: {id: a}\n", 7, 19, []string{`no lookup "l"`, "there are none"}},
		{"lookup that is not joined", "id: x\nformat: {header: true}\nlookups:\n  l: {file: l1.csv, key: \"{k}\"}\ntables:\n  m:\n    file: a.csv\n    topic: {id: \"{l.v}\"}\n", 8, 17, []string{"the lookup l is not joined here"}},
		{"lookup as one and many", "id: x\nformat: {header: true}\nlookups:\n  l: {file: l1.csv, key: \"{k}\"}\ntables:\n  m:\n    file: a.csv\n    join: {j: {lookup: l, by: \"{id}\"}}\n    person: {id: a, roles: {value: \"{l.v}\", each: l, by: \"{id}\"}}\n", 9, 51, []string{"under two names"}},
		{"a key's column", "id: x\nformat: {header: true}\nlookups:\n  l: {file: l1.csv, key: \"{x}\"}\ntables: {m: {file: a.csv, topic: {id: a}}}\n", 4, 26, []string{`no column "x"`}},
		{"where's column", tables + "    where: {kind: a}\n    topic: {id: a}\n", 6, 13, []string{`no column "kind"`}},
		{"zone", tables + "    event: {id: a, label: b, time: {value: \"{time}\", format: \"%Y\", zone: Oslo}}\n", 6, 62, []string{`no time zone "Oslo"`, "Europe/Oslo"}},
		{"zone with Unix time", tables + "    event: {id: a, label: b, time: {value: \"{time}\", format: unix, zone: Europe/Oslo}}\n", 6, 62, []string{"goes with a layout alone"}},
		{"zone alone", tables + "    event: {id: a, label: b, time: {value: \"{time}\", zone: Europe/Oslo}}\n", 6, 60, []string{"goes with a layout alone"}},
		{"layout", tables + "    event: {id: a, label: b, time: {value: \"{time}\", format: \"%H:%M\"}}\n", 6, 62, []string{"not a time format", "at least a year"}},
		{"directive", tables + "    event: {id: a, label: b, time: {value: \"{time}\", format: \"%Y %U\"}}\n", 6, 62, []string{"%U is not known"}},
		{"abbreviated zone", tables + "    event: {id: a, label: b, time: {value: \"{time}\", format: \"2006-01-02 MST\"}}\n", 6, 62, []string{"means several"}},
		{"role", tables + "    message: {id: a, channel: c, from: x, to: {id: y, role: via}}\n", 6, 61, []string{`"via" is not a role`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := mapped(t, c.mapping, files)
			var e *graph.Error
			require.ErrorAs(t, err, &e)
			require.Equal(t, graph.Invalid, e.Code)
			require.NotNil(t, e.Position, "%v", err)
			require.Equal(t, "mapping.yaml", filepath.Base(e.Position.File))
			for _, s := range c.says {
				require.Contains(t, e.Detail, s)
			}
			require.Equal(t, [2]int{c.line, c.column}, [2]int{e.Position.Line, e.Position.Column}, "%v", err)
		})
	}

	for name, c := range map[string]struct {
		file string
		says string
	}{
		"empty":  {"empty.csv", "is empty, but the mapping expects a header"},
		"broken": {"bad.csv", "the header cannot be read"},
	} {
		t.Run("header "+name, func(t *testing.T) {
			_, err := mapped(t, "id: x\nformat: {header: true}\ntables: {m: {file: "+c.file+", topic: {id: \"{id}\"}}}\n", files)
			require.ErrorContains(t, err, c.says)
			require.ErrorContains(t, err, c.file+":1")
		})
	}
}

func TestOpenWhatIsNotThere(t *testing.T) {
	_, err := Open(filepath.Join(t.TempDir(), "none.yaml"), t.TempDir())
	require.Equal(t, graph.NotFound, graph.CodeOf(err))

	m := filepath.Join(folderWith(t, map[string]string{"m.yaml": "id: x\ntables: {m: {file: a.csv, optional: true, topic: {id: a}}}\n"}), "m.yaml")
	_, err = Open(m, filepath.Join(t.TempDir(), "none"))
	require.Equal(t, graph.NotFound, graph.CodeOf(err))
	_, err = Open(m, t.TempDir())
	require.Equal(t, graph.NotFound, graph.CodeOf(err))
	require.ErrorContains(t, err, "a.csv")
}

// A mapping of any bytes is read or refused, and never more than that.
func FuzzMapping(f *testing.F) {
	f.Add("id: x\nformat: {delimiter: tab, header: true}\nlookups:\n  l: {file: a.csv, key: \"{1}\"}\ntables:\n  m:\n    file: a.csv\n    join: {j: {lookup: l, by: \"{id}\", repeat: \"{j.1}\"}}\n    message: {id: \"{id}\", channel: c, time: {value: \"{2}\", format: \"%Y\"}, from: \"{1}\", to: [a, {id: \"{1}\", split: \";\"}]}\n")
	for _, name := range []string{"enron", "snap", "ldbc"} {
		text, err := os.ReadFile(filepath.Join("../../examples", name, "mapping.yaml"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add("id: {a: 1}\ntables: 1e999\n? [x]\n: y")
	d, err := openFolder(folderWith(f, map[string]string{"a.csv": "id,b\n1,2\n", "CollegeMsg.txt": "1 2 3\n"}))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, err := parseMapping("m.yaml", []byte(text))
		if err == nil {
			_, err = newPlan("m.yaml", m, d)
		}
		if err != nil && graph.CodeOf(err) != graph.Invalid && graph.CodeOf(err) != graph.NotFound {
			t.Fatalf("%q: %v", text, err)
		}
	})
}
