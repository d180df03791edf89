package config

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cast"

	"backchannel/graph"
)

// Size is a number of bytes.
type Size uint64

var sizeText = regexp.MustCompile(`^(\d{1,12})\s*(?:([KMGT])(iB|B)?|B)?$`)

// ParseSize reads 1048576, 512MiB, 2GB or 2G. Units of 1000 are written kB-like
// (KB, MB, GB, TB), those of 1024 KiB-like; a bare letter counts as the latter.
func ParseSize(s string) (Size, error) {
	m := sizeText.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return 0, graph.Errorf(graph.Invalid, "%q is not a size: write it like 512MiB or 2GiB", s)
	}
	n, err := strconv.ParseUint(m[1], 10, 64)
	if err != nil {
		return 0, graph.Wrap(graph.Invalid, err, "%q is not a size: write it like 512MiB or 2GiB", s)
	}
	base := uint64(1024)
	if m[3] == "B" {
		base = 1000
	}
	for range strings.Index("KMGT", m[2]) + min(len(m[2]), 1) {
		if n > 1<<60/base {
			return 0, graph.Errorf(graph.Invalid, "%q is more than any machine has", s)
		}
		n *= base
	}
	return Size(n), nil
}

// String writes the size in the largest unit that holds it whole.
func (s Size) String() string {
	n, unit := uint64(s), 0
	for n >= 1024 && n%1024 == 0 && unit < 4 {
		n, unit = n/1024, unit+1
	}
	return fmt.Sprintf("%d%s", n, [...]string{"B", "KiB", "MiB", "GiB", "TiB"}[unit])
}

// assign gives a field what a flag, the environment or the file says.
func assign(field, given any) error {
	var err error
	switch f := field.(type) {
	case *string:
		*f, err = cast.ToStringE(given)
	case *[]string:
		if text, ok := given.(string); ok { // of the environment
			given = strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' })
		}
		*f, err = cast.ToStringSliceE(given)
	case *int:
		*f, err = cast.ToIntE(given)
	case *time.Duration:
		text := cast.ToString(given)
		if *f, err = time.ParseDuration(text); err != nil {
			err = fmt.Errorf("%q is not a time: write it like 30s or 2m", text)
		}
	case *Size:
		*f, err = ParseSize(cast.ToString(given))
	}
	return err
}

// format writes a field as it would be given.
func format(field any) string {
	switch f := field.(type) {
	case *string:
		return *f
	case *[]string:
		return strings.Join(*f, ", ")
	case *time.Duration:
		return f.String()
	case *Size:
		return f.String()
	case *int:
		return strconv.Itoa(*f)
	}
	return ""
}
