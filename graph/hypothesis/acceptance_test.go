//go:build acceptance

package hypothesis

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/internal/testdata"
)

// contactList is a data set as lines of sender, recipient and time in seconds.
func contactList(t testing.TB, rows [][3]int64) *memory {
	slices.SortStableFunc(rows, func(a, b [3]int64) int { return int(a[2] - b[2]) })
	m := &memory{}
	for _, r := range rows {
		c := m.add(fmt.Sprint(r[0]), fmt.Sprint(r[1]), 0)
		c.At = graph.At(time.Unix(r[2], 0))
	}
	return m
}

func eachLine(t testing.TB, path string, f func(line string)) {
	file, err := os.Open(path)
	require.NoError(t, err)
	defer file.Close()
	in := bufio.NewScanner(file)
	for in.Scan() {
		f(in.Text())
	}
	require.NoError(t, in.Err())
}

func emailEU(t testing.TB) *memory {
	var rows [][3]int64
	eachLine(t, filepath.Join(testdata.Dir(t, "email-eu-temporal"), "email-Eu-core-temporal.txt"), func(line string) {
		var r [3]int64
		_, err := fmt.Sscan(line, &r[0], &r[1], &r[2])
		require.NoError(t, err)
		rows = append(rows, r)
	})
	return contactList(t, rows)
}

func enron(t testing.TB) *memory {
	dir := testdata.Dir(t, "enron")
	sent := map[string][2]int64{}
	eachLine(t, filepath.Join(dir, "messages.tsv"), func(line string) {
		f := strings.Split(line, "\t")
		var m [2]int64
		_, err := fmt.Sscan(f[2]+" "+f[4], &m[0], &m[1])
		require.NoError(t, err)
		sent[f[0]] = m
	})
	var rows [][3]int64
	eachLine(t, filepath.Join(dir, "recipients.tsv"), func(line string) {
		f := strings.Split(line, "\t")
		var to int64
		_, err := fmt.Sscan(f[2], &to)
		require.NoError(t, err)
		rows = append(rows, [3]int64{sent[f[0]][1], to, sent[f[0]][0]})
	})
	m := contactList(t, rows)
	eachLine(t, filepath.Join(dir, "employees.tsv"), func(line string) {
		f := strings.Split(line, "\t")
		m.actors = append(m.actors, graph.Actor{ID: f[0], Attributes: map[string]string{"gender": f[5], "seniority": f[6]}})
	})
	return m
}

func TestAcceptanceRepliesWithinAQuarterHour(t *testing.T) {
	for _, set := range []struct {
		name      string
		data      *memory
		contacts  int
		observed  float64
		low, high float64
	}{
		{"email-eu", emailEU(t), 332334, 20802, 2777, 3110},
		{"enron", enron(t), 38388, 1006, 100, 210},
	} {
		t.Run(set.name, func(t *testing.T) {
			res := set.data.run(t, answeredWithin(15*time.Minute, ShuffledTimestamps, 199))
			require.Equal(t, set.contacts, res.Searched.Contacts)
			require.Equal(t, set.observed, *res.Observed)
			t.Logf("null mean %.1f sd %.1f, %.0f to %.0f, p %.4f [%.4f, %.4f], effect %.4f", res.Null.Mean, res.Null.SD,
				res.Null.sorted[0], res.Null.sorted[198], res.P.Value, res.P.Low, res.P.High, *res.Effect.Value)
			require.GreaterOrEqual(t, res.Null.sorted[0], set.low)
			require.LessOrEqual(t, res.Null.sorted[198], set.high)
			require.Equal(t, 1.0/200, res.P.Value)
		})
	}
}

func TestAcceptanceExamplesOnEnron(t *testing.T) {
	data := enron(t)
	for _, name := range []string{"answers-within-a-quarter-hour", "men-and-women", "seniors-take-longer"} {
		res := data.run(t, example(t, "enron", name+".yaml"))
		require.True(t, res.EnoughData, res.Reason)
		require.Equal(t, 999, res.Permutations)
		t.Logf("%s: observed %g (%s), null mean %.4g sd %.3g, p %.4f, effect %g [%g, %g]", name, *res.Observed, res.Measures,
			res.Null.Mean, res.Null.SD, res.P.Value, *res.Effect.Value, *res.Effect.Low, *res.Effect.High)
		if res.Table != nil { // the table adds up to all contacts
			sum := 0.0
			for _, row := range res.Table.Observed {
				for _, n := range row {
					sum += n
				}
			}
			require.Equal(t, 38388.0, sum+float64(res.Table.Without))
		}
	}
}

func BenchmarkResponse(b *testing.B) {
	data := emailEU(b)
	for _, null := range []Null{ShuffledTimestamps, ShuffledWithinHourOfWeek, ShuffledWithinActivePeriod, ShuffledRecipients, CircularShift} {
		b.Run(string(null), func(b *testing.B) {
			r := data.runner()
			h := answeredWithin(15*time.Minute, null, 128)
			require.NoError(b, h.Check())
			h.withDefaults()
			u, err := r.load(b.Context(), h)
			require.NoError(b, err)
			ev := u.read(Earliest)
			p, err := h.Test.kind().prepare(b.Context(), &setup{r: r, h: h, u: u, ev: ev, facts: &facts{}})
			require.NoError(b, err)
			b.ReportAllocs()
			for b.Loop() {
				run := &permutations{ev: ev, plan: p, model: null.model(), seed: 7, n: h.Permutations, direction: Greater, workers: r.workers()}
				_, err := run.run(b.Context())
				require.NoError(b, err)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(h.Permutations)/float64(ev.len()), "ns/contact/permutation")
		})
	}
}

func TestAcceptancePValuesAreUniformUnderTheNull(t *testing.T) { testUniform(t, 1000, 99) }

// The counts of CollegeMsg without ties, as SNAP counts them.
func TestAcceptanceMotifsOfCollegeMsg(t *testing.T) {
	var rows [][3]int64
	seen := map[int64]bool{}
	eachLine(t, filepath.Join(testdata.Dir(t, "collegemsg"), "CollegeMsg.txt"), func(line string) {
		var r [3]int64
		_, err := fmt.Sscan(line, &r[0], &r[1], &r[2])
		require.NoError(t, err)
		if !seen[r[2]] {
			seen[r[2]] = true
			rows = append(rows, r)
		}
	})
	res := contactList(t, rows).run(t, &Hypothesis{Test: Motif, Motif: "all", Null: ShuffledTimestamps, Permutations: 9, Within: lasting(time.Hour)})
	row := 0
	eachLine(t, filepath.Join(testdata.Dir(t, "temporal-motifs"), "collegemsg_tiefree_delta3600.txt"), func(line string) {
		want := make([]float64, 6)
		_, err := fmt.Sscan(line, &want[0], &want[1], &want[2], &want[3], &want[4], &want[5])
		require.NoError(t, err)
		require.Equal(t, want, res.Motifs.Counts[row])
		row++
	})
	require.Equal(t, 6, row)
}
