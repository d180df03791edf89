package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
)

// commands are what scripts can do beside running programs.
var commands = map[string]func(ts *testscript.TestScript, neg bool, args []string){
	"status":    status,
	"json":      jsonValue,
	"same":      same,
	"cursor":    cursor,
	"term":      term,
	"port":      port,
	"http":      request,
	"letters":   letters,
	"crash":     crash,
	"interrupt": interrupt,
}

// status N PROGRAM ARGS… runs a program that must end with exit status N.
func status(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) >= 2, "status N program args...")
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	var exit *exec.ExitError
	switch err := ts.Exec(args[1], args[2:]...); {
	case err == nil && want == 0:
	case errors.As(err, &exit) && exit.ExitCode() == want:
	case err == nil:
		ts.Fatalf("exit status 0, want %d", want)
	default:
		ts.Fatalf("%v, want exit status %d", err, want)
	}
}

// json FILE PATH VALUE looks into a JSON file: steps are joined by dots, a number
// is an index, len the length of a list. Text is compared as it is, anything else
// as JSON. With ! the value must not be there.
func jsonValue(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, false, len(args) == 3 || neg && len(args) == 2, "json file path value")
	var v any
	d := json.NewDecoder(strings.NewReader(ts.ReadFile(args[0])))
	d.UseNumber()
	ts.Check(d.Decode(&v))
	found, err := dig(v, strings.Split(args[1], "."))
	switch {
	case neg && err == nil:
		ts.Fatalf("%s is %s", args[1], found)
	case !neg && err != nil:
		ts.Fatalf("%s: %v", args[1], err)
	case !neg && found != args[2]:
		ts.Fatalf("%s is %s, want %s", args[1], found, args[2])
	}
}

func dig(v any, path []string) (string, error) {
	for _, step := range path {
		switch at := v.(type) {
		case map[string]any:
			inner, ok := at[step]
			if !ok {
				return "", fmt.Errorf("there is no %s", step)
			}
			v = inner
		case []any:
			if step == "len" {
				v = json.Number(strconv.Itoa(len(at)))
				continue
			}
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(at) {
				return "", fmt.Errorf("there is no %s in a list of %d", step, len(at))
			}
			v = at[i]
		default:
			return "", fmt.Errorf("there is nothing below %v", v)
		}
	}
	if text, ok := v.(string); ok {
		return text, nil
	}
	text, err := json.Marshal(v)
	return string(text), err
}

// same FILE FILE compares two JSON files by what they say, not how they are laid out.
func same(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) == 2, "same file file")
	var a, b any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &a))
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[1])), &b))
	if diff := cmp.Diff(a, b); diff != "" {
		ts.Fatalf("%s and %s differ:\n%s", args[0], args[1], diff)
	}
}

// cursor FILE NAME puts the next_cursor of an answer into a variable.
func cursor(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) == 2, "cursor file variable")
	var page struct {
		Next string `json:"next_cursor"`
	}
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &page))
	ts.Setenv(args[1], page.Next)
}

// term asks the programs in the background to end.
func term(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) == 0, "term")
	for _, c := range ts.BackgroundCmds() {
		ts.Check(c.Process.Signal(syscall.SIGTERM))
	}
}

// port NAME puts the number of a free port into a variable.
func port(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) == 1, "port variable")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	defer l.Close()
	ts.Setenv(args[0], strconv.Itoa(l.Addr().(*net.TCPAddr).Port))
}

// http STATUS METHOD URL [BODY-FILE [HEADER…]] prints the answer to a request. It
// waits for a server that does not listen yet.
func request(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) >= 3, "http status method url [body-file [header...]]")
	var body string
	if len(args) > 3 && args[3] != "-" {
		body = ts.ReadFile(args[3])
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: time.Minute}
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		q, err := http.NewRequest(args[1], args[2], strings.NewReader(body))
		ts.Check(err)
		if body != "" {
			q.Header.Set("Content-Type", "application/json")
		}
		for _, h := range args[min(len(args), 4):] {
			name, value, _ := strings.Cut(h, ": ")
			if q.Header.Set(name, value); name == "Host" {
				q.Host = value
			}
		}
		r, err := client.Do(q)
		if errors.Is(err, syscall.ECONNREFUSED) && time.Now().Before(deadline) {
			continue
		}
		ts.Check(err)
		text, err := io.ReadAll(r.Body)
		r.Body.Close()
		ts.Check(err)
		fmt.Fprintf(ts.Stdout(), "%s\n", bytes.TrimSpace(text))
		if got := strconv.Itoa(r.StatusCode); got != args[0] {
			ts.Fatalf("status %s, want %s: %s", got, args[0], text)
		}
		return
	}
}

// letters N FILE writes a table of N letters between people.
func letters(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) == 2, "letters n file")
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	var b bytes.Buffer
	b.WriteString("id,sender,recipient,sent,subject\n")
	for i := range n {
		fmt.Fprintf(&b, "letter-%d,person-%d,person-%d,%s,Letter number %d\n", i, i%97, (i+1+i%31)%97,
			time.Unix(1e9+int64(i)*60, 0).UTC().Format(time.RFC3339), i)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), b.Bytes(), 0o644))
}

// crash PATTERN PROGRAM ARGS… kills a program without warning as soon as a line
// that it prints matches the pattern. It must not end by itself before.
func crash(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) >= 2, "crash pattern program args...")
	signalled(ts, os.Kill, args)
}

// interrupt PATTERN PROGRAM ARGS… does what Ctrl-C does, as soon as a line that the
// program prints matches the pattern. It has to end by itself then, with what it
// says last printed.
func interrupt(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) >= 2, "interrupt pattern program args...")
	state, said := signalled(ts, os.Interrupt, args)
	if state.ExitCode() != 1 {
		ts.Fatalf("%s, want exit status 1\n%s", state, said)
	}
	fmt.Fprintln(ts.Stdout(), said[strings.LastIndex(strings.TrimSpace(said), "\n")+1:])
}

// signalled runs a program, sends it a signal as soon as a line on its standard
// error matches the first argument, and waits for its end.
func signalled(ts *testscript.TestScript, signal os.Signal, args []string) (state *os.ProcessState, said string) {
	pattern, err := regexp.Compile(args[0])
	ts.Check(err)
	program, err := exec.LookPath(args[1])
	ts.Check(err)
	cmd := exec.Command(program, args[2:]...)
	cmd.Dir = ts.MkAbs(".")
	cmd.Env = []string{"PATH=" + ts.Getenv("PATH"), "HOME=" + ts.Getenv("HOME"), "BACKCHANNEL_STORE=" + ts.Getenv("BACKCHANNEL_STORE")}
	out, err := cmd.StderrPipe()
	ts.Check(err)
	ts.Check(cmd.Start())
	var seen strings.Builder
	sent := false
	for lines := bufio.NewScanner(out); lines.Scan(); {
		fmt.Fprintln(&seen, lines.Text())
		if !sent && pattern.Match(lines.Bytes()) {
			sent = true
			ts.Check(cmd.Process.Signal(signal))
		}
	}
	if err := cmd.Wait(); !sent || signal == os.Kill && cmd.ProcessState.Exited() {
		ts.Fatalf("it ended before it could be signalled: %v\n%s", err, seen.String())
	}
	return cmd.ProcessState, seen.String()
}

func usage(ts *testscript.TestScript, neg, ok bool, text string) {
	if neg || !ok {
		ts.Fatalf("usage: %s", text)
	}
}
