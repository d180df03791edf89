package browsertest_test

import (
	"context"
	"flag"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/require"

	"backchannel/graph/answer"
	"backchannel/internal/browsertest"
	"backchannel/internal/enginetest"
	"backchannel/seed/dossier"
	"backchannel/server"
)

// pictures is where to keep what the browser shows of the plain page, to look at it.
var pictures = flag.String("pictures", "", "folder to keep screenshots in")

func TestMain(m *testing.M) { flag.Parse(); enginetest.Main(m) }

// serve serves the dossier and returns the address.
func serve(t *testing.T) string {
	t.Helper()
	store := enginetest.Kuzu(t)
	batch, err := dossier.Builtin()
	require.NoError(t, err)
	_, err = store.Write(t.Context(), batch)
	require.NoError(t, err)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() {
		if err := server.New(answer.New(store, answer.Options{}), server.Options{}).Run(ctx, l); err != nil {
			t.Errorf("serving: %v", err)
		}
	})
	t.Cleanup(func() { stop(); running.Wait() })
	return "http://" + l.Addr().String()
}

// watch collects the hosts that a page asks, and what it complains of.
type watch struct {
	mu         sync.Mutex
	hosts      map[string]bool
	complaints []string
}

func watching(ctx context.Context) *watch {
	w := &watch{hosts: map[string]bool{}}
	chromedp.ListenTarget(ctx, func(e any) {
		w.mu.Lock()
		defer w.mu.Unlock()
		switch e := e.(type) {
		case *network.EventRequestWillBeSent:
			if u, err := url.Parse(e.Request.URL); err == nil && u.Host != "" {
				w.hosts[u.Host] = true
			}
		case *runtime.EventExceptionThrown:
			w.complaints = append(w.complaints, e.ExceptionDetails.Error())
		case *runtime.EventConsoleAPICalled:
			w.complaints = append(w.complaints, string(e.Type))
		}
	})
	return w
}

func (w *watch) check(t *testing.T, address string) {
	t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	require.Empty(t, w.complaints)
	require.Equal(t, map[string]bool{strings.TrimPrefix(address, "http://"): true}, w.hosts, "the page asks no other host")
}

func run(t *testing.T, ctx context.Context, actions ...chromedp.Action) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	require.NoError(t, chromedp.Run(ctx, actions...))
}

// picture keeps what the browser shows, where that was asked for.
func picture(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	if *pictures == "" {
		return
	}
	var png []byte
	run(t, ctx, chromedp.FullScreenshot(&png, 100))
	require.NoError(t, os.MkdirAll(*pictures, 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(*pictures, name+".png"), png, 0o644))
}

func TestAskOnTheFirstPage(t *testing.T) {
	address := serve(t)
	ctx := browsertest.Start(t, 1280, 900)
	w := watching(ctx)

	var store string
	run(t, ctx, chromedp.Navigate(address), chromedp.Text("main", &store))
	require.Contains(t, store, "15 messages")
	require.Contains(t, store, "12 contacts")
	picture(t, ctx, "first-page")

	t.Run("with the keyboard", func(t *testing.T) {
		var rows int
		var text string
		run(t, ctx,
			chromedp.SendKeys("#from", "WikiLeaks"), chromedp.SendKeys("#to", "Trump Jr."),
			chromedp.SendKeys("#about", "tax-papers"+kb.Enter),
			chromedp.WaitVisible("table"),
			chromedp.Evaluate(`document.querySelectorAll("tbody tr").length`, &rows), chromedp.Text("table", &text))
		require.Equal(t, 1, rows)
		require.Contains(t, text, "vg")
		require.Contains(t, text, "2016")
		picture(t, ctx, "answer")
	})
	t.Run("an honest no", func(t *testing.T) {
		var text string
		run(t, ctx, chromedp.Navigate(address+"/plain?from=Trump+Jr.&to=WikiLeaks&about=tax-papers"), chromedp.Text("main", &text))
		require.Contains(t, text, "never answered")
		require.Contains(t, text, "vg")
		picture(t, ctx, "no")
	})
	t.Run("a name that means several", func(t *testing.T) {
		var ids []string
		run(t, ctx, chromedp.Navigate(address+"/plain?from=Trump"),
			chromedp.Evaluate(`[...document.querySelectorAll("[role=alert] a")].map(a => new URL(a.href).searchParams.get("from"))`, &ids))
		require.ElementsMatch(t, []string{"donald-trump", "donald-trump-jr", "trump-campaign"}, ids)
	})
	t.Run("examples can be clicked", func(t *testing.T) {
		var n int
		run(t, ctx, chromedp.Navigate(address), chromedp.Evaluate(`document.querySelectorAll("[aria-labelledby=examples] a").length`, &n))
		require.GreaterOrEqual(t, n, 3)
		for i := range n {
			var answered bool
			run(t, ctx, chromedp.Navigate(address),
				chromedp.Evaluate(`document.querySelectorAll("[aria-labelledby=examples] a")[`+string(rune('0'+i))+`].click()`, nil),
				chromedp.WaitVisible("#answer"), chromedp.Evaluate(`document.querySelector("[role=alert]") === null`, &answered))
			require.True(t, answered)
		}
	})
	t.Run("markup in a question stays text", func(t *testing.T) {
		var elements int
		run(t, ctx, chromedp.Navigate(address+"/plain?from="+url.QueryEscape(`<b id="x">"><img src=x onerror=alert(1)>`)),
			chromedp.Evaluate(`document.querySelectorAll("#x, img").length`, &elements))
		require.Zero(t, elements)
	})
	w.check(t, address)
}

func TestPagesFitASmallScreen(t *testing.T) {
	address := serve(t)
	ctx := browsertest.Start(t, 390, 844)
	w := watching(ctx)
	for _, dark := range []string{"light", "dark"} {
		run(t, ctx, emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: dark}}),
			emulation.SetDeviceMetricsOverride(390, 844, 1, true))
		for name, path := range map[string]string{"small-first-page": "/plain", "small-answer": "/plain?from=WikiLeaks", "small-docs": "/docs"} {
			var over bool
			run(t, ctx, chromedp.Navigate(address+path),
				chromedp.Evaluate(`document.documentElement.scrollWidth > document.documentElement.clientWidth`, &over))
			require.False(t, over, "%s is wider than the screen", path)
			picture(t, ctx, name+"-"+dark)
		}
	}
	w.check(t, address)
}
