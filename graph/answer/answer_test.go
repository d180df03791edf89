package answer_test

import (
	"testing"

	"backchannel/internal/enginetest"
)

func TestMain(m *testing.M) { enginetest.Main(m) }
