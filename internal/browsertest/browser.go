// Package browsertest drives a real Chromium against the service. It has tests
// and what they need, and nothing that the program uses.
package browsertest

import (
	"context"
	"os/exec"
	"testing"

	"github.com/chromedp/chromedp"
)

// names under which systems install the browser.
var names = []string{"chromium", "chromium-browser", "google-chrome", "chrome"}

// Start starts a browser with a window of the given size in CSS pixels, and
// returns its context. It ends with the test.
func Start(tb testing.TB, width, height int) context.Context {
	tb.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(find(tb)), chromedp.NoSandbox, chromedp.WindowSize(width, height),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	allocator, cancelAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	tb.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil {
			tb.Errorf("ending the browser: %v", err)
		}
		cancel()
		cancelAllocator()
	})
	if err := chromedp.Run(ctx); err != nil {
		tb.Fatalf("the browser does not start: %v", err)
	}
	return ctx
}

func find(tb testing.TB) string {
	tb.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	tb.Fatal("no Chromium found: install the package chromium, or run scripts/setup test")
	return ""
}
