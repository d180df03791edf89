package neo4jtest

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
)

//go:embed pom.xml
var pom []byte

// cache is where scripts/setup puts the jars: lib, the pom.xml that they were
// brought by, and, if Java could make one, an archive of the loaded classes that
// halves the time to start.
func cache() (string, error) {
	base := os.Getenv("XDG_CACHE_HOME")
	if base == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", err
		}
		base = filepath.Join(home, ".cache")
	}
	return filepath.Join(base, "backchannel", "neo4j"), nil
}

// installation finds Java and the jars.
func installation() (java, dir string, err error) {
	dir, err = cache()
	if err != nil {
		return "", "", err
	}
	have, err := os.ReadFile(filepath.Join(dir, "pom.xml"))
	if err != nil || !bytes.Equal(have, pom) {
		return "", "", fmt.Errorf("neo4jtest: the Neo4j jars are not in %s: run scripts/setup test", dir)
	}
	java, err = findJava()
	return java, dir, err
}

// findJava prefers JAVA_HOME, as Neo4j's own scripts do.
func findJava() (string, error) {
	java := "java"
	if home := os.Getenv("JAVA_HOME"); home != "" {
		java = filepath.Join(home, "bin", "java")
	}
	out, err := exec.Command(java, "-version").CombinedOutput()
	if err != nil {
		return "", errors.Join(fmt.Errorf("neo4jtest: no Java 17 or 21 found: run scripts/setup test"), err)
	}
	if v := javaVersion(out); v < 17 {
		return "", fmt.Errorf("neo4jtest: %s is version %d, Neo4j 5 needs 17 or 21: run scripts/setup test, or set JAVA_HOME", java, v)
	}
	return java, nil
}

var quotedVersion = regexp.MustCompile(`version "(\d+)`)

func javaVersion(out []byte) int {
	m := quotedVersion.FindSubmatch(out)
	if m == nil {
		return 0
	}
	v, _ := strconv.Atoi(string(m[1]))
	return v
}
