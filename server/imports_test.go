package server_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"backchannel/graph"
	"backchannel/internal/enginetest"
	"backchannel/server"
	"backchannel/server/imports"
)

const mailMapping = `id: mail
unlisted: create
format: {header: true}
tables:
  mails:
    file: "*.csv"
    message:
      id: "{id}"
      channel: email
      time: {value: "{time}"}
      subject: "{subject}"
      from: {id: "{from}", name: "{from}"}
      to: {id: "{to}", name: "{to}"}
`

// mails is a table of so many of them.
func mails(n int) string {
	var b strings.Builder
	b.WriteString("id,time,from,to,subject\n")
	for i := range n {
		fmt.Fprintf(&b, "m%d,2001-05-%02dT10:00:00Z,a%d,b%d,<b>word %d</b>\n", i, i%28+1, i%7, i%11, i)
	}
	return b.String()
}

// form is files by name, as a browser sends them; other fields come as they are.
func form(t *testing.T, parts ...[3]string) (body *bytes.Buffer, kind string) {
	t.Helper()
	body = &bytes.Buffer{}
	w := multipart.NewWriter(body)
	for _, p := range parts {
		if p[1] == "" {
			require.NoError(t, w.WriteField(p[0], p[2]))
			continue
		}
		f, err := w.CreateFormFile(p[0], p[1])
		require.NoError(t, err)
		_, err = f.Write([]byte(p[2]))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return body, w.FormDataContentType()
}

// importing is a service over a store, and the folder that uploads are spooled in.
type importing struct {
	*httptest.Server
	jobs   *imports.Jobs
	folder string
}

func startImporting(t *testing.T, store graph.Store, o server.Options) importing {
	s := importing{folder: t.TempDir()}
	s.jobs = imports.New(t.Context(), store, imports.Options{Folder: s.folder, Logger: quiet(server.Options{}).Logger})
	o.Imports = s.jobs
	s.Server = httptest.NewServer(server.New(answers(store), quiet(o)))
	t.Cleanup(func() {
		s.jobs.Close()
		s.Close()
		left, err := os.ReadDir(s.folder)
		assert.NoError(t, err)
		assert.Empty(t, left, "uploaded files are left behind")
		http.DefaultClient.CloseIdleConnections()
	})
	return s
}

func (s importing) do(t *testing.T, method, path, kind string, body *bytes.Buffer) (int, imports.Import, server.Problem) {
	t.Helper()
	if body == nil {
		body = &bytes.Buffer{}
	}
	r, err := http.NewRequest(method, s.URL+path, body)
	require.NoError(t, err)
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	response, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer response.Body.Close()
	var text bytes.Buffer
	_, err = text.ReadFrom(response.Body)
	require.NoError(t, err)
	var i imports.Import
	var p server.Problem
	require.NoError(t, json.Unmarshal(text.Bytes(), &i), text.String())
	if response.StatusCode >= 400 {
		require.NoError(t, json.Unmarshal(text.Bytes(), &p))
	}
	return response.StatusCode, i, p
}

// events yields the stream of an import until it ends.
func (s importing) events(t *testing.T, id string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL+"/api/v1/imports/"+id+"/events", nil)
		require.NoError(t, err)
		response, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		defer response.Body.Close()
		require.Equal(t, "text/event-stream", response.Header.Get("Content-Type"))
		event := ""
		for lines := bufio.NewScanner(response.Body); lines.Scan(); {
			if name, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				event = name
			} else if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok && !yield(event, data) {
				return
			}
		}
	}
}

// wait for an import to end, and return how.
func (s importing) wait(t *testing.T, id string) (last imports.Import, seen []string) {
	t.Helper()
	for event, data := range s.events(t, id) {
		if seen = append(seen, event); event != "progress" {
			require.NoError(t, json.Unmarshal([]byte(data), &last))
			require.Equal(t, event, string(last.State))
		}
	}
	return last, seen
}

func TestTablesComeIn(t *testing.T) {
	enginetest.Each(t, func(t *testing.T, store graph.Store) {
		s := startImporting(t, store, server.Options{})
		const n = 500
		body, kind := form(t, [3]string{"files", "mails.csv", mails(n)}, [3]string{"name", "", "The mails"}, [3]string{"files", "map.yaml", mailMapping})
		status, i, p := s.do(t, http.MethodPost, "/api/v1/imports", kind, body)
		require.Equal(t, http.StatusAccepted, status, p.Detail)
		assert.Equal(t, "The mails", i.Name)
		done, seen := s.wait(t, i.ID)
		require.Equal(t, imports.Done, done.State, done.Failure)
		assert.Equal(t, "progress", seen[0])
		assert.Equal(t, "done", seen[len(seen)-1])
		require.NotNil(t, done.Report)
		assert.Equal(t, n, done.Report.Total.New)
		assert.Equal(t, n+1, done.Report.Total.Lines)
		assert.Empty(t, done.Report.Problems)
		assert.Equal(t, []int{n, n}, []int{done.Progress.Messages, done.Progress.Contacts})
		assert.Equal(t, done.Progress.TotalBytes, done.Progress.Bytes)
		assert.NotNil(t, done.Ended)
		_, again, _ := s.do(t, http.MethodGet, "/api/v1/imports/"+i.ID, "", nil)
		assert.Equal(t, done, again)

		found, err := answers(store).Contents(t.Context())
		require.NoError(t, err)
		assert.Equal(t, n, found.Messages)
	})
}

func TestADossierComesIn(t *testing.T) {
	text, err := os.ReadFile("../seed/dossier/wikileaks-trump-jr.yaml")
	require.NoError(t, err)
	s := startImporting(t, enginetest.Kuzu(t), server.Options{})
	for _, created := range []bool{true, false} {
		body, kind := form(t, [3]string{"files", "case.yaml", string(text)})
		status, i, p := s.do(t, http.MethodPost, "/api/v1/imports", kind, body)
		require.Equal(t, http.StatusAccepted, status, p.Detail)
		assert.Equal(t, "case.yaml", i.Name)
		done, _ := s.wait(t, i.ID)
		require.Equal(t, imports.Done, done.State)
		assert.Equal(t, created, done.Report.Total.New > 0, "the second time it is all there")
	}
}

// One import runs at a time; those that wait, and the one that runs, can be cancelled.
func TestImportsWaitForOneAnotherAndCanBeCancelled(t *testing.T) {
	s := startImporting(t, enginetest.Kuzu(t), server.Options{})
	var ids []string
	for range 3 {
		body, kind := form(t, [3]string{"files", "mails.csv", mails(60_000)}, [3]string{"files", "map.yaml", mailMapping})
		status, i, p := s.do(t, http.MethodPost, "/api/v1/imports", kind, body)
		require.Equal(t, http.StatusAccepted, status, p.Detail)
		ids = append(ids, i.ID)
	}
	var list server.ImportList
	response, err := http.Get(s.URL + "/api/v1/imports")
	require.NoError(t, err)
	require.NoError(t, json.NewDecoder(response.Body).Decode(&list))
	response.Body.Close()
	require.Equal(t, 3, list.Total)
	require.Equal(t, ids[2], list.Items[0].ID, "the latest first")
	running := 0
	for _, i := range list.Items {
		if i.State == imports.Running {
			running++
		}
	}
	require.LessOrEqual(t, running, 1)
	for _, id := range []string{ids[2], ids[0], ids[1]} {
		status, _, _ := s.do(t, http.MethodDelete, "/api/v1/imports/"+id, "", nil)
		require.Equal(t, http.StatusOK, status)
	}
	last, _ := s.wait(t, ids[2])
	require.Equal(t, imports.Cancelled, last.State, "it waited for the others")
	require.Nil(t, last.Started)
	for _, id := range ids[:2] {
		i, seen := s.wait(t, id)
		require.Contains(t, []imports.State{imports.Cancelled, imports.Done}, i.State)
		require.Equal(t, string(i.State), seen[len(seen)-1])
	}
}

// What is wrong with the data fails the import, and what is wrong with its lines is
// in the report.
func TestAnImportThatFails(t *testing.T) {
	store := enginetest.Kuzu(t)
	s := startImporting(t, store, server.Options{})
	body, kind := form(t, [3]string{"files", "mails.csv", mails(3) + "m9,not a time,a1,b1,x\n"}, [3]string{"mapping", "", "map.yml"}, [3]string{"files", "map.yml", mailMapping})
	_, i, _ := s.do(t, http.MethodPost, "/api/v1/imports", kind, body)
	done, _ := s.wait(t, i.ID)
	require.Equal(t, imports.Done, done.State)
	require.Equal(t, 1, done.Report.Total.Malformed)
	require.Equal(t, "mails.csv", done.Report.Problems[0].File)
	require.Equal(t, 5, done.Report.Problems[0].Line)

	require.NoError(t, store.Close())
	body, kind = form(t, [3]string{"files", "mails.csv", mails(3)}, [3]string{"files", "map.yaml", mailMapping})
	_, i, _ = s.do(t, http.MethodPost, "/api/v1/imports", kind, body)
	failed, seen := s.wait(t, i.ID)
	require.Equal(t, imports.Failed, failed.State)
	require.Equal(t, graph.Unavailable, failed.Failure.Code)
	require.Equal(t, "failed", seen[len(seen)-1])
}

func TestUploadsAreBounded(t *testing.T) {
	s := startImporting(t, enginetest.Kuzu(t), server.Options{ImportBytes: 10_000})
	body, kind := form(t, [3]string{"files", "mails.csv", mails(1000)}, [3]string{"files", "map.yaml", mailMapping})
	status, _, p := s.do(t, http.MethodPost, "/api/v1/imports", kind, body)
	require.Equal(t, http.StatusRequestEntityTooLarge, status)
	require.Equal(t, graph.TooLarge, p.Code)
	require.Contains(t, p.Detail, "import.bytes")
	require.Empty(t, s.jobs.List())
}

// A stream ends with the service, and so do the imports.
func TestImportsEndWithTheService(t *testing.T) {
	s := startImporting(t, enginetest.Kuzu(t), server.Options{})
	body, kind := form(t, [3]string{"files", "mails.csv", mails(100_000)}, [3]string{"files", "map.yaml", mailMapping})
	_, i, _ := s.do(t, http.MethodPost, "/api/v1/imports", kind, body)
	closed := make(chan struct{})
	for event, data := range s.events(t, i.ID) {
		select {
		case <-closed:
		default:
			s.jobs.Close()
			close(closed)
		}
		if event == "failed" {
			require.Contains(t, data, "the service is stopping")
		}
	}
	body, kind = form(t, [3]string{"files", "mails.csv", mails(1)}, [3]string{"files", "map.yaml", mailMapping})
	status, _, p := s.do(t, http.MethodPost, "/api/v1/imports", kind, body)
	require.Equal(t, http.StatusServiceUnavailable, status)
	require.Equal(t, graph.Unavailable, p.Code)
}

// slowly begins an upload that does not end until the pipe is closed.
func (r *running) slowly(t *testing.T) (*io.PipeWriter, chan result) {
	out, in := io.Pipe()
	form := multipart.NewWriter(in)
	answer := r.postTo(t.Context(), "/api/v1/imports", form.FormDataContentType(), out)
	f, err := form.CreateFormFile("files", "mails.csv")
	require.NoError(t, err)
	_, err = f.Write([]byte(mails(1)))
	require.NoError(t, err)
	return in, answer
}

// An upload may fill the disk: no more come in at a time than could wait for their turn.
// The service does not wait for them when it stops, and nothing of them is left.
func TestUploadsUnderWay(t *testing.T) {
	folder := t.TempDir()
	jobs := imports.New(t.Context(), enginetest.Kuzu(t), imports.Options{Folder: folder, Logger: quiet(server.Options{}).Logger})
	s := server.New(nil, quiet(server.Options{Imports: jobs, Drain: time.Millisecond}))
	r := run(t, s)
	var answers []chan result
	for range 10 {
		in, answer := r.slowly(t)
		defer in.Close()
		answers = append(answers, answer)
	}
	require.Eventually(t, func() bool {
		entries, err := os.ReadDir(folder)
		return err == nil && len(entries) == len(answers)
	}, time.Minute, 5*time.Millisecond)
	body, kind := form(t, [3]string{"files", "mails.csv", mails(1)}, [3]string{"files", "map.yaml", mailMapping})
	more := <-r.postTo(t.Context(), "/api/v1/imports", kind, body)
	require.NoError(t, more.err)
	require.Equal(t, http.StatusServiceUnavailable, more.status)
	require.Contains(t, more.body, "10 imports are coming in")

	r.stop()
	require.NoError(t, <-r.ended)
	jobs.Close()
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Empty(t, left)
	for _, answer := range answers {
		got := <-answer
		require.NoError(t, got.err)
		require.Equal(t, http.StatusServiceUnavailable, got.status)
		require.Contains(t, got.body, "the service is stopping")
	}
}
