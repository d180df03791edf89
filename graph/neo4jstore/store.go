package neo4jstore

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"

	"backchannel/graph"
	"backchannel/graph/model"
)

// Schemes lists the schemes of the URIs that Open takes.
var Schemes = []string{"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"}

// Options are how to reach the database and how far users' queries may go.
type Options struct {
	Username string // empty means no authentication
	Password string
	Database string // empty means the user's default database

	Limits     graph.Limits // of a user's query that brings none; a zero field means that of DefaultLimits
	MaxQueries int          // users' queries at one time, those included that the database goes on with; 0 means 8
	MaxStrays  int          // given-up queries that the database goes on with, before further ones are turned away; 0 means 4
}

// DefaultLimits bound a user's query where nothing else does.
var DefaultLimits = graph.Limits{Rows: 10_000, Bytes: 64 << 20, Time: 30 * time.Second}

// reachable is how long the server may take to give a connection before it
// counts as unavailable; with what a driver needs to notice, two seconds.
const reachable = 1500 * time.Millisecond

// Store is a graph.Store in Neo4j.
type Store struct {
	*model.Reader

	uri       string
	target    string // for messages to the user: the URI without its path
	options   Options
	driver    neo4j.DriverWithContext
	bookmarks neo4j.BookmarkManager

	version atomic.Pointer[string]
	schema  gate // open once constraints and indexes stand
	writer  chan struct{}
	queries *queries

	closing context.Context // done when the store closes
	close   context.CancelFunc
	mu      sync.Mutex // guards closed against work
	closed  bool
	work    sync.WaitGroup
}

var _ graph.Store = (*Store)(nil)

// Open returns the store at uri, neo4j://host or bolt://host, with +s for TLS and
// +ssc for TLS without checking the certificate. A server that cannot be reached
// is no error yet; a URI that cannot be read is invalid.
func Open(ctx context.Context, uri string, o Options) (*Store, error) {
	u, err := url.Parse(uri)
	if err != nil || u.Host == "" || !slices.Contains(Schemes, u.Scheme) {
		return nil, graph.Errorf(graph.Invalid, "cannot read the store %q: write neo4j://HOST:PORT or bolt://HOST:PORT, with +s for TLS", uri)
	}
	if u.User != nil {
		return nil, graph.Errorf(graph.Invalid, "the store's address must not hold the password: set BACKCHANNEL_NEO4J_USERNAME and BACKCHANNEL_NEO4J_PASSWORD")
	}
	o.Limits = bounded(o.Limits, DefaultLimits)
	if o.MaxQueries <= 0 {
		o.MaxQueries = 8
	}
	if o.MaxStrays <= 0 {
		o.MaxStrays = 4
	}
	s := &Store{
		uri: uri, target: u.Scheme + "://" + u.Host, options: o,
		bookmarks: neo4j.NewBookmarkManager(neo4j.BookmarkManagerConfig{}),
		writer:    make(chan struct{}, 1),
		queries:   newQueries(o.MaxQueries, o.MaxStrays),
	}
	if s.driver, err = s.connect(); err != nil {
		return nil, graph.Wrap(graph.Invalid, err, "cannot open the store %q: %v", uri, err)
	}
	s.Reader = model.NewReader(graph.Neo4jDialect, s)
	s.closing, s.close = context.WithCancel(context.Background())
	_ = s.Ready(ctx) // learns the server's version if there is one; its failure is the first question's to tell
	return s, nil
}

// connect makes a driver, which does not reach for the server yet.
func (s *Store) connect() (neo4j.DriverWithContext, error) {
	auth := neo4j.NoAuth()
	if s.options.Username != "" || s.options.Password != "" {
		auth = neo4j.BasicAuth(s.options.Username, s.options.Password, "")
	}
	return neo4j.NewDriverWithContext(s.uri, auth, func(c *config.Config) {
		c.UserAgent = "backchannel"
		c.TelemetryDisabled = true
		c.SocketConnectTimeout = reachable
		c.ConnectionAcquisitionTimeout = time.Minute // waiting for a free connection; reaching the server is watched apart
		c.ConnectionLivenessCheckTimeout = time.Second
		c.NotificationsMinSeverity = notifications.DisabledLevel
	})
}

// Capabilities tells the server's version once it has been reached.
func (s *Store) Capabilities() graph.Capabilities {
	c := graph.Capabilities{Engine: "Neo4j", Dialect: graph.Neo4jDialect, Shared: true}
	if v := s.version.Load(); v != nil {
		c.Version = *v
	}
	return c
}

// Close ends the store's work, also in the database, and its connections.
func (s *Store) Close() error {
	s.mu.Lock()
	again := s.closed
	s.closed = true
	s.mu.Unlock()
	s.close()
	s.work.Wait()
	if again {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), reachable)
	defer cancel()
	return s.failure(ctx, s.driver.Close(ctx))
}

var (
	errClosed      = errors.New("the store is closed")
	errUnreachable = errors.New("no connection in time")
)

// enter begins a piece of work that Close ends and waits for. The context that it
// returns has a deadline, without which the driver does not heed cancelling.
func (s *Store) enter(ctx context.Context) (context.Context, func(), error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, nil, graph.Wrap(graph.Unavailable, errClosed, "the store is closed: open it again")
	}
	if ctx.Err() != nil {
		return nil, nil, s.failure(ctx, ctx.Err())
	}
	s.work.Add(1)
	ctx, cancel := context.WithCancelCause(ctx)
	unhook := context.AfterFunc(s.closing, func() { cancel(errClosed) })
	ctx, expire := context.WithTimeout(ctx, 7*24*time.Hour)
	return ctx, func() {
		unhook()
		expire()
		cancel(nil)
		s.work.Done()
	}, nil
}
