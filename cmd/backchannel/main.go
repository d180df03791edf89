// Command backchannel seeds, asks and serves a graph of who contacted whom about
// what. This package only puts the program together.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"backchannel/internal/command"
)

// version is set when the program is built for release.
var version = "dev"

func main() { os.Exit(run()) }

// run ends the command on an interrupt; a second one ends the program at once.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	return command.Program{Version: version, In: os.Stdin, Out: os.Stdout, Err: os.Stderr}.Run(ctx, os.Args[1:])
}
