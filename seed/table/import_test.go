package table

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"backchannel/graph"
	"backchannel/seed"
)

// mail is a mapping that uses most of what there is.
const mail = `
id: case
format: {header: true}
lookups:
  recipients:
    file: recipients.csv
    key: "{message}"
  senders:
    file: senders.csv
    key: "{message}"
    unused: skipped
tables:
  people:
    file: people.csv
    person:
      id: "{id|lower}"
      name: "{name}"
      aliases: [{value: "{mail}", split: ";"}]
      attributes: {team: "{team}"}
  topics:
    file: topics.csv
    optional: true
    topic: {id: "{id}", label: "{label|spaces}"}
  messages:
    file: messages.csv
    where: {kind: [mail, note]}
    join:
      sender: {lookup: senders, by: "{id}"}
    message:
      id: "{id}"
      channel: email
      time: {value: "{time}", format: "%Y-%m-%d %H:%M", zone: Europe/Oslo}
      subject: "{subject}"
      from: "{sender.person|lower}"
      to: {each: recipients, by: "{id}", order: "{recipients.number}", id: "{recipients.person|lower}", role: "{recipients.role}"}
      topics: {id: "{topics}", split: ";"}
    reply: {message: "{id}", to: "{answers}"}
`

func mailFiles(change map[string]string) map[string]string {
	files := map[string]string{
		"people.csv":     "id,name,mail,team\nA,Ann,ann@x;a@x,red\nB,\"Bo, the second\",,\n",
		"topics.csv":     "id,label\nt1,the_budget\n",
		"messages.csv":   "id,kind,time,subject,topics,answers\nm1,mail,2001-07-11 09:30,Hello,t1,m2\nm2,note,,,,\nx,spam,,,,\n",
		"recipients.csv": "message,number,person,role\nm1,2,B,cc\nm1,1,A,\nm2,1,B,to\n",
		"senders.csv":    "message,person\nm1,A\nm2,b\nm9,A\n",
	}
	for name, content := range change {
		files[name] = content
	}
	return files
}

func seedInto(t testing.TB, im *Import, store graph.Writer) *seed.Report {
	t.Helper()
	r, err := seed.Run(context.Background(), store, im, seed.Options{Parallel: 2})
	require.NoError(t, err)
	require.Equal(t, len(r.Problems), r.Found)
	sum := seed.File{}
	for _, f := range r.Files {
		require.Equal(t, f.Lines, f.New+f.Duplicate+f.Skipped+f.Malformed, f.Name)
		sum.Lines += f.Lines
	}
	require.Equal(t, sum.Lines, r.Total.Lines)
	return r
}

func fileOf(r *seed.Report, name string) seed.File {
	for _, f := range r.Files {
		if f.Name == name {
			return f
		}
	}
	return seed.File{}
}

func TestImport(t *testing.T) {
	im, err := mapped(t, mail, mailFiles(nil))
	require.NoError(t, err)
	store := newRecorder()
	r := seedInto(t, im, store)
	require.Empty(t, r.Problems)
	require.Equal(t, []seed.File{
		{Name: "people.csv", Lines: 3, New: 2, Skipped: 1},
		{Name: "recipients.csv", Lines: 4, New: 3, Skipped: 1},
		{Name: "senders.csv", Lines: 4, New: 2, Skipped: 2},
		{Name: "topics.csv", Lines: 2, New: 1, Skipped: 1},
		{Name: "messages.csv", Lines: 4, New: 2, Skipped: 2},
	}, r.Files)

	cite := func(file string, line int) graph.Citation {
		return graph.Citation{SourceID: "case/" + file, Paragraph: line, Modality: graph.Stated}
	}
	require.Equal(t, graph.Actor{
		ID: "a", Kind: graph.Person, Name: "Ann", Aliases: []string{"ann@x", "a@x"},
		Attributes: map[string]string{"team": "red"}, Citations: []graph.Citation{cite("people.csv", 2)},
	}, store.actors["a"])
	m := store.messages["m1"]
	require.Equal(t, []string{"a"}, m.Senders)
	require.Equal(t, []graph.Recipient{
		{Actor: "a", Role: graph.To, Citations: []graph.Citation{cite("recipients.csv", 3)}},
		{Actor: "b", Role: graph.Cc, Citations: []graph.Citation{cite("recipients.csv", 2)}},
	}, m.Recipients)
	require.Equal(t, "2001-07-11T07:30Z", m.Sent.String(), "to the minute, in UTC")
	require.Equal(t, []string{"t1"}, m.Topics)
	require.Equal(t, []graph.Citation{cite("messages.csv", 2), cite("senders.csv", 2)}, m.Citations)
	require.Equal(t, graph.Undated(), store.messages["m2"].Sent)
	require.True(t, store.have["REPLY_TO\x00m1\x00m2"])

	again := seedInto(t, im, store)
	require.Zero(t, again.Total.New)
	require.Equal(t, r.Total.New, again.Total.Duplicate)
	for name, w := range again.Written {
		require.Zero(t, w.Created, name)
	}
}

// A row that cannot be used is told with its place and the reason, and the rest
// goes in.
func TestMalformedRows(t *testing.T) {
	const head = "id,kind,time,subject,topics,answers\n"
	long := strings.Repeat("y", maxID+1)
	for _, c := range []struct {
		name, file, content string
		at                  string
		says                string
		malformed           int
		messages            int
	}{
		{"too few columns", "messages.csv", head + "m1,mail,,\nm2,mail,,,,\n", "messages.csv:2:10", "the row has 4 columns and should have 6", 1, 1},
		{"too many columns", "messages.csv", head + "m1,mail,,,,,x\nm2,mail,,,,\n", "messages.csv:2:13", "the row has 7 columns and should have 6", 1, 1},
		{"unreadable time", "messages.csv", head + "m1,mail,yesterday,,,\nm2,mail,,,,\n", "messages.csv:2:9", `cannot read the time "yesterday"`, 1, 1},
		{"missing id", "messages.csv", head + " ,mail,,,,\nm1,mail,,,,\nm2,mail,,,,\n", "messages.csv:2:1", `no row of senders.csv has the key ""`, 1, 2},
		{"unknown key", "messages.csv", head + "ø,mail,,,,\nm1,mail,,,,\nm2,mail,,,,\n", "messages.csv:2:1", `no row of senders.csv has the key "ø"`, 1, 2},
		{"unknown topic", "messages.csv", head + "m1,mail,,ø,t9,\nm2,mail,,,,\n", "messages.csv:2:12", `no table lists a topic "t9"`, 1, 1},
		{"unknown answer", "messages.csv", head + "m1,mail,,,,m7\nm2,mail,,,,\n", "messages.csv:2:12", `no table lists a message "m7"`, 0, 2},
		{"stray quote", "messages.csv", head + "m1,mail,,5\" pipe,,\nm2,mail,,,,\n", "messages.csv:2:11", "does not begin with a quote", 1, 1},
		{"not UTF-8", "messages.csv", head + "m1,mail,,caf\xe9,,\nm2,mail,,,,\n", "messages.csv:2:13", "not UTF-8", 1, 1},
		{"NUL", "messages.csv", head + "m1,mail,,\x00,,\nm2,mail,,,,\n", "messages.csv:2:10", "a NUL byte", 1, 1},
		{"person without id", "people.csv", "id,name,mail,team\nA,Ann,,\nB,Bo,,\n,C,,\n", "people.csv:4:1", "the id of the person is missing", 1, 2},
		{"id beyond reason", "people.csv", "id,name,mail,team\nA,Ann,,\nB,Bo,,\n" + long + ",C,,\n", "people.csv:4:1", "more than 4096 bytes", 1, 2},
		{"recipient of no message", "recipients.csv", "message,number,person,role\nm1,1,B,\nm2,1,A,\nm3,1,A,\n", "recipients.csv:4:1", `no row that was imported asks for the key "m3"`, 1, 2},
		{"unknown recipient", "recipients.csv", "message,number,person,role\nm1,1,B,\nm2,1,Z,\n", "recipients.csv:3:6", `no table lists an actor "z": add a row for it, or write "unlisted: create"`, 1, 2},
		{"no recipient", "recipients.csv", "message,number,person,role\nm1,1,B,\nm2,1,,\n", "recipients.csv:3:6", "the cell is empty", 1, 2},
		{"unknown role", "recipients.csv", "message,number,person,role\nm1,1,B,via\nm2,1,A,\n", "recipients.csv:2:6", `not a role: "via"`, 1, 2},
		{"order is no number", "recipients.csv", "message,number,person,role\nm1,first,B,\nm2,1,A,\n", "recipients.csv:2:4", `not a number to sort by: "first"`, 1, 2},
		{"two senders", "senders.csv", "message,person\nm1,A\nm1,B\nm2,B\n", "senders.csv:3:1", "its key stands already in line 2", 1, 2},
		{"no sender", "senders.csv", "message,person\nm1,\nm2,B\n", "senders.csv:2:4", "the sender is missing", 0, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			im, err := mapped(t, mail, mailFiles(map[string]string{c.file: c.content}))
			require.NoError(t, err)
			store := newRecorder()
			r := seedInto(t, im, store)
			require.NotEmpty(t, r.Problems)
			p := r.Problems[0]
			for _, other := range r.Problems { // one mistake may leave a row of another file without its message
				if other.File == c.file {
					p = other
					break
				}
			}
			require.Equal(t, c.at, p.Position.String())
			require.Contains(t, p.Reason, c.says)
			require.Equal(t, c.malformed, fileOf(r, c.file).Malformed)
			require.Len(t, store.messages, c.messages)
		})
	}
}

// Rows that repeat others say nothing new, wherever the batch is cut.
func TestRepeatedRows(t *testing.T) {
	const flat = `
id: case
unlisted: create
format: {header: true}
tables:
  mail:
    file: mail.csv
    message:
      id: "{id}"
      channel: email
      subject: "{subject}"
      from: {id: "{from}", name: "{name}"}
      to: {id: "{to}", role: "{role}"}
      topics: "{topic}"
`
	const rows = "id,from,name,to,role,subject,topic\n" +
		"1,a,Ann,b,to,Hi,t\n" + // makes the message
		"1,a,Ann,c,cc,Hi,t\n" + // adds a recipient
		"1,a,Ann,b,to,Hi,t\n" + // repeats
		"2,a,Annie,b,to,,\n" + // knows another name
		"1,a,Ann,d,bcc,,u\n" + // adds a recipient and a topic
		"2,a,Annie,b,to,,\n"
	for _, size := range []int{1, 3, 1000} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			im, err := mapped(t, flat, map[string]string{"mail.csv": rows})
			require.NoError(t, err)
			im.BatchSize = size
			store := newRecorder()
			r := seedInto(t, im, store)
			require.Equal(t, seed.File{Name: "mail.csv", Lines: 7, New: 4, Duplicate: 2, Skipped: 1}, fileOf(r, "mail.csv"))
			require.Equal(t, 1, r.Written["CC"].Created)
			require.Equal(t, 2, r.Written["ABOUT"].Created)
			require.Equal(t, 4, r.Written["Person"].Created)
			require.Equal(t, "Ann", store.actors["a"].Name)
		})
	}
}

func TestEqualLinesAreSeparateContacts(t *testing.T) {
	const list = `
id: case
unlisted: create
format: {delimiter: space, comment: "#"}
tables:
  contacts:
    file: list.txt
    columns: [u, v, t]
    message: {id: "{u}-{v}-{t}", same_id: many, channel: email, time: {value: "{t}", format: unix}, from: "{u}", to: "{v}"}
`
	im, err := mapped(t, list, map[string]string{"list.txt": "# u v t\n1 2 60\n2 1 60\n1 2 60\n1 2 60\r\n1 1 99999999999999\n1 2 x\n"})
	require.NoError(t, err)
	store := newRecorder()
	r := seedInto(t, im, store)
	require.Equal(t, seed.File{Lines: 7, New: 4, Skipped: 1, Malformed: 2}, r.Total)
	require.Len(t, store.messages, 4)
	require.Contains(t, store.messages, "1-2-60")
	require.Contains(t, store.messages, "1-2-60~2")
	require.Contains(t, store.messages, "1-2-60~3")
	require.Contains(t, r.Problems[0].String(), "list.txt:6:5: \"99999999999999\" seconds is beyond the years 1 to 9999")
	require.Contains(t, r.Problems[1].String(), "list.txt:7:5: not a number of seconds: \"x\"")

	require.Equal(t, seed.File{Lines: 7, Duplicate: 4, Skipped: 1, Malformed: 2}, seedInto(t, im, store).Total)
	require.Len(t, store.messages, 4)
}

func TestKindsOfRows(t *testing.T) {
	const all = `
id: case
source: {modality: alleged, publisher: A Court, published: 2003, language: nb}
format: {delimiter: semicolon, header: true}
lookups:
  up: {file: up.csv, key: "{child}"}
tables:
  # Relationships stand before what they refer to: the order of tables is free.
  relations:
    file: relations.csv
    relation: {from: "{a}", to: "{b}", kind: "{kind}", since: "{since}"}
  members:
    file: members.csv
    membership: {person: "{a}", organization: "{o}", role: "{role}", from: "{from}", until: "{until}"}
  mentions:
    file: mentions.csv
    where: {what: actor}
    mention: {message: "{m}", actor: "{id}"}
  more_mentions:
    file: mentions.csv
    where: {what: event}
    mention: {message: "{m}", event: "{id}"}
  people: {file: "**/p.csv", person: {id: "{id}", note: "{note}", roles: [clerk, "{note}"]}}
  firms: {file: firms.csv, organization: {id: "{id}"}}
  events: {file: events.csv, event: {id: "{id}", label: "{label}", time: "{at}"}}
  papers: {file: papers.csv, source: {id: "{id}", title: "{title}", published: "{at}"}}
  posts:
    file: posts.csv
    join:
      top: {lookup: up, by: "{id}", repeat: "{top.parent}", optional: true}
    message: {id: "{id}", channel: post, from: p, thread: "{top.parent}", body: "{@file} {@line} {{}}", answered: "{answered}"}
`
	im, err := mapped(t, all, map[string]string{
		"relations.csv": "a;b;kind;since\np;q;friend;2001\np;q;friend;2001\np;f;owner;\np;z;owner;\n",
		"members.csv":   "a;o;role;from;until\np;f;head;2001;2002-summer\np;q;head;;\nf;f;head;;\n",
		"mentions.csv":  "m;what;id\n3;actor;f\n3;event;e\n3;event;g\n",
		"deep/in/p.csv": "id;note\np;a note\nq;\n", "firms.csv": "id\nf\np\n",
		"events.csv": "id;label;at\ne;Election;2016-11-08\n", "papers.csv": "id;title;at\nd;Deed;1999\n",
		"posts.csv": "id;answered\n1;no\n2;\n3;perhaps\n3;\n", "up.csv": "child;parent\n3;2\n2;1\n",
	})
	require.NoError(t, err)
	store := newRecorder()
	r := seedInto(t, im, store)
	var problems []string
	for _, p := range r.Problems {
		problems = append(problems, p.String())
	}
	require.Len(t, problems, 6, problems)
	for i, says := range []string{
		"firms.csv:3:1: \"p\" is a person already",
		"posts.csv:4:3: answered is \"perhaps\"",
		"relations.csv:5:3: no table lists an actor \"z\"",
		"members.csv:3:3: \"q\" is a person, and an organization is needed",
		"members.csv:4:1: \"f\" is an organization, and a person is needed",
		"mentions.csv:4:9: no table lists an event \"g\"",
	} {
		require.Contains(t, problems[i], says)
	}
	require.Equal(t, seed.File{Name: "relations.csv", Lines: 5, New: 2, Duplicate: 1, Skipped: 1, Malformed: 1}, fileOf(r, "relations.csv"))
	require.True(t, store.have["MENTIONS\x003\x00Organization\x00f"])
	require.True(t, store.have["MENTIONS\x003\x00Event\x00e"])
	require.Equal(t, "1", store.messages["3"].ThreadID)
	require.Equal(t, "posts.csv 5 {}", store.messages["3"].Body)
	require.Equal(t, graph.AnsweredNo, store.messages["1"].Answered)
	require.Equal(t, []string{"clerk", "a note"}, store.actors["p"].Roles)
	require.Equal(t, graph.Alleged, store.actors["p"].Citations[0].Modality)

	for part, err := range im.Parts(context.Background()) {
		require.NoError(t, err)
		s := part.Batch.Sources[0]
		require.Equal(t, "2003", s.Published.String())
		require.Equal(t, "A Court", s.Publisher)
		require.Len(t, s.SHA256, 64)
		break
	}
}

// A circle of replies has no first message. It is told, not followed for ever.
func TestRepeatedJoinInACircle(t *testing.T) {
	im, err := mapped(t, `
id: case
unlisted: create
format: {header: true}
lookups: {up: {file: up.csv, key: "{a}"}}
tables:
  m:
    file: m.csv
    join: {top: {lookup: up, by: "{id}", repeat: "{top.b}", optional: true}}
    message: {id: "{id}", channel: post, from: p, thread: "{top.b}"}
`, map[string]string{"m.csv": "id\n1\n2\n9\n", "up.csv": "a,b\n1,2\n2,1\n"})
	require.NoError(t, err)
	r := seedInto(t, im, newRecorder())
	require.Equal(t, seed.File{Name: "m.csv", Lines: 4, New: 1, Skipped: 1, Malformed: 2}, fileOf(r, "m.csv"))
	require.Contains(t, r.Problems[0].Reason, "circle")
}

// Whatever the rows, each line is counted once, the same rows count the same
// wherever batches are cut, and a second import makes nothing.
func TestEveryLineIsAccountedFor(t *testing.T) {
	pick := func(list ...string) *rapid.Generator[string] { return rapid.SampledFrom(list) }
	rapid.Check(t, func(rt *rapid.T) {
		lines := func(name, header string, line func() string) string {
			var b strings.Builder
			b.WriteString(header + "\n")
			for range rapid.IntRange(0, 12).Draw(rt, name) {
				b.WriteString(line() + pick("\n", "\r\n", "\n\n").Draw(rt, "end"))
			}
			return b.String()
		}
		cell := func(list ...string) string { return pick(list...).Draw(rt, "cell") }
		person := func() string { return cell("A", "b", "C", "", "\xff", `"A"`, `x"`) }
		message := func() string { return cell("m1", "m2", "m3", "m4", "") }
		files := map[string]string{
			"people.csv": lines("people", "id,name,mail,team", func() string {
				return person() + "," + cell("N", "O", "") + "," + cell("x;y", "") + cell(",red", "", ",,")
			}),
			"topics.csv": lines("topics", "id,label", func() string { return cell("t1", "t2", "") + "," + cell("l", "") }),
			"messages.csv": lines("messages", "id,kind,time,subject,topics,answers", func() string {
				return message() + "," + cell("mail", "spam") + "," + cell("", "2001-01-01 10:00", "2001") + "," + cell("s", "") + "," + cell("", "t1", "t1;t2") + "," + message()
			}),
			"recipients.csv": lines("recipients", "message,number,person,role", func() string {
				return message() + "," + cell("1", "2", "x") + "," + person() + "," + cell("", "cc", "BCC", "?")
			}),
			"senders.csv": lines("senders", "message,person", func() string { return message() + "," + person() }),
		}
		physical := 0
		for _, content := range files {
			physical += strings.Count(content, "\n")
		}
		im, err := mapped(t, mail, files)
		require.NoError(rt, err)
		store := newRecorder()
		whole := seedInto(t, im, store)
		require.Equal(rt, physical, whole.Total.Lines)

		im.BatchSize = 1
		pieces := newRecorder()
		cut := seedInto(t, im, pieces)
		require.Equal(rt, whole.Files, cut.Files)
		require.Equal(rt, store.have, pieces.have)

		again := seedInto(t, im, store)
		require.Zero(rt, again.Total.New)
		require.Equal(rt, whole.Total.Malformed, again.Total.Malformed)
		require.Equal(rt, whole.Total.Skipped, again.Total.Skipped)
	})
}

func TestBrokenOffAndCancelled(t *testing.T) {
	im, err := mapped(t, mail, mailFiles(nil))
	require.NoError(t, err)
	for range im.Parts(context.Background()) {
		break
	}
	require.Equal(t, 10, seedInto(t, im, newRecorder()).Total.New, "what was broken off leaves no counts behind")

	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = seed.Run(ctx, newRecorder(), im, seed.Options{})
	require.ErrorIs(t, err, context.Canceled)
}

func TestPreview(t *testing.T) {
	im, err := mapped(t, mail, mailFiles(map[string]string{"people.csv": "id,name,mail,team\n,x,,\nA,Ann,,\nB,B,,\n"}))
	require.NoError(t, err)
	samples, err := im.Preview(context.Background(), 2)
	require.NoError(t, err)
	require.Len(t, samples, 5)
	require.Equal(t, "the id of the person is missing", samples[0].Problems[0].Reason)
	require.Equal(t, 3, samples[1].Line)
	require.Equal(t, "m1,mail,2001-07-11 09:30,Hello,t1,m2", samples[3].Row)
	require.Contains(t, samples[3].Becomes, "messages")
	require.Contains(t, samples[3].Becomes, "replies")

	text, err := json.Marshal(samples)
	require.NoError(t, err)
	require.Contains(t, string(text), `"actor":"b"`)
	var b strings.Builder
	require.NoError(t, WriteSamples(&b, samples))
	require.Contains(t, b.String(), "messages, messages.csv:2\n  m1,mail,2001-07-11 09:30,Hello,t1,m2\n")
	require.Contains(t, b.String(), "  ! people.csv:2:1: the id of the person is missing\n")
	require.Contains(t, b.String(), "  → message\n      id: m1\n      channel: email\n      sent: 2001-07-11T07:30Z\n      subject: Hello\n")
	require.Contains(t, b.String(), "  → reply\n      message: m1\n      to: m2\n")
	require.NotContains(t, b.String(), "{")
	require.Empty(t, seedInto(t, im, newRecorder()).Problems[1:], "a preview leaves nothing behind")
}

func TestTimes(t *testing.T) {
	for _, c := range []struct{ format, zone, text, want string }{
		{"", "", "2016-summer", "2016-summer"},
		{"", "", "", "unknown"},
		{"unix", "", "", "unknown"},
		{"unix", "", "0", "1970-01-01T00:00:00Z"},
		{"unix", "", "-1", "1969-12-31T23:59:59Z"},
		{"unix-ms", "", "1277681817962", "2010-06-27T23:36:57.962Z"},
		{"unix-us", "", "1277681817962001", "2010-06-27T23:36:57.962001Z"},
		{"rfc3339", "", "2001-07-11T09:30:00+02:00", "2001-07-11T07:30:00Z"},
		{"%d/%m/%y %H:%M:%S", "", "01/02/03 04:05:06.5", "2003-02-01T04:05:06.5Z"},
		{"%d/%m/%y %H:%M:%S.%f", "", "01/02/03 04:05:06.5", "2003-02-01T04:05:06.5Z"},
		{"%F %H", "+02:00", "2001-07-11 09", "2001-07-11T07:00:00Z..2001-07-11T07:59:59.999999Z"},
		{"%b %d, %Y", "", "Jul 11, 2001", "2001-07-11"},
		{"%d.%m.%Y", "Europe/Oslo", "11.07.2001", "2001-07-10T22:00:00Z..2001-07-11T21:59:59.999999Z"},
		{"Jan 2006", "", "Jul 2001", "2001-07"},
		{"%Y", "", "2001", "2001"},
		{"%a, %d %b %Y %T %z", "", "Wed, 11 Jul 2001 09:30:00 +0200", "2001-07-11T07:30:00Z"},
	} {
		k, problem := newClock(c.format, c.zone)
		require.Empty(t, problem, c.format)
		m, problem := k.read([]byte(c.text), &moments{})
		require.Empty(t, problem, c.text)
		require.Equal(t, c.want, m.String(), "%s %s", c.format, c.text)
	}
	k, _ := newClock("%Y-%m-%d %H:%M", "")
	_, problem := k.read([]byte("soon"), &moments{})
	require.Equal(t, `cannot read the time "soon" as "%Y-%m-%d %H:%M"`, problem, "as the mapping has it")
	for _, c := range [][2]string{{"unix", "1.5"}, {"unix", "9999999999999999999"}, {"unix-ms", "253402300800000"}, {"%Y", "soon"}, {"", "soon"}, {"rfc3339", "2001-07-11"}} {
		k, _ := newClock(c[0], "")
		_, problem := k.read([]byte(c[1]), &moments{})
		require.NotEmpty(t, problem, c)
	}
}

// Two addresses of one person are one actor by a join; each message keeps which of
// them it was.
func TestIdentities(t *testing.T) {
	im, err := mapped(t, `
id: case
format: {header: true}
lookups:
  addresses: {file: addresses.csv, key: "{address}"}
  recipients: {file: recipients.csv, key: "{message}"}
tables:
  people:
    file: people.csv
    person: {id: "{id}", name: "{name}"}
  mail:
    file: mail.csv
    join:
      sender: {lookup: addresses, by: "{from}"}
    message:
      id: "{id}"
      channel: email
      from: {id: "{sender.person}", identity: "{from}"}
      to: {each: recipients, by: "{id}", id: "{recipients.person}", identity: "{recipients.address}"}
`, map[string]string{
		"people.csv":     "id,name\nann,Ann\nbo,Bo\n",
		"addresses.csv":  "address,person\na@work,ann\na@home,ann\nbo,bo\n",
		"mail.csv":       "id,from\nm1,a@work\nm2,a@home\nm3,bo\nm2,a@work\n",
		"recipients.csv": "message,person,address\nm1,bo,bo@work\nm1,ann,a@home\nm2,bo,\nm3,ann,a@home\nm3,ann,a@work\n",
	})
	require.NoError(t, err)
	store := newRecorder()
	r := seedInto(t, im, store)
	require.Empty(t, r.Problems)
	var got []string
	for _, x := range store.identities {
		got = append(got, fmt.Sprint(x.Message, " ", x.Actor, " ", x.Role, " ", x.Identity, " ", x.Citations))
	}
	require.ElementsMatch(t, []string{
		"m1 ann from a@work [case/mail.csv#2 stated]", "m1 bo to bo@work [case/recipients.csv#2 stated]", "m1 ann to a@home [case/recipients.csv#3 stated]",
		"m2 ann from a@home [case/mail.csv#3 stated]", "m2 ann from a@work [case/mail.csv#5 stated]", // of bo and of m2's recipient nothing beyond the id is known
		"m3 ann to a@home [case/recipients.csv#5 stated]", "m3 ann to a@work [case/recipients.csv#6 stated]",
	}, got)

	_, err = mapped(t, `
id: case
format: {header: true}
unlisted: create
tables:
  mail:
    file: mail.csv
    message: {id: "{id}", channel: email, from: "{from}", to: {id: "{to}", split: ";", identity: "{to}"}}
`, map[string]string{"mail.csv": "id,from,to\n1,a,b;c\n"})
	require.ErrorContains(t, err, ":8:98: a cell that holds several does not say which of them has this identity")
}
