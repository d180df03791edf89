package container

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// Neo4j is away for minutes when an expression fills its heap: it has to end, and
// to be started again.
func TestNeo4jDoesNotLingerWithoutMemory(t *testing.T) {
	neo4j := composition(t).Services["neo4j"]
	require.NotEmpty(t, *neo4j.Environment["NEO4J_db_memory_transaction_max"])
	require.Contains(t, *neo4j.Environment["NEO4J_server_jvm_additional"], "-XX:+ExitOnOutOfMemoryError")
	require.Equal(t, "unless-stopped", neo4j.Restart)
	script, err := os.ReadFile(filepath.Join(root, "scripts", "neo4j"))
	require.NoError(t, err)
	require.Contains(t, string(script), "db.memory.transaction.max=")
	require.Contains(t, string(script), "-XX:+ExitOnOutOfMemoryError")
}
