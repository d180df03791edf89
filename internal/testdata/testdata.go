// Package testdata finds the data sets that acceptance tests and benchmarks read
// in place. It is for tests alone.
package testdata

import (
	"os"
	"path/filepath"
	"testing"
)

// Variable names the environment variable that says where the data is.
const Variable = "BACKCHANNEL_DATA"

// Dir returns the folder of the data sets, or of one of them by its path below.
// It fails the test if the folder is not there: a test that needs real data and
// cannot have it has not passed.
func Dir(t testing.TB, below ...string) string {
	t.Helper()
	root := os.Getenv(Variable)
	if root == "" {
		t.Fatalf("%s is not set: set it to the folder that holds the data sets (enron, collegemsg, …), as \"make acceptance DATA=FOLDER\" does", Variable)
	}
	dir := filepath.Join(append([]string{root}, below...)...)
	if _, err := os.Stat(dir); err != nil {
		t.Fatalf("%s is %q, but there is no %q: %v", Variable, root, dir, err)
	}
	return dir
}
