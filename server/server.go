package server

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"

	"backchannel/graph/answer"
)

// Server answers HTTP requests. It is safe for concurrent use and starts no
// goroutine before Run.
type Server struct {
	answers *answer.Service
	options Options
	router  *gin.Engine
	api     huma.API
	page    *firstPage
	metrics *metrics
}

var _ http.Handler = (*Server)(nil)

// Gin's mode belongs to the whole process; its default writes to standard output.
func init() { gin.SetMode(gin.ReleaseMode) }

// New returns a Server that asks answers, whose store stays the caller's to close.
func New(answers *answer.Service, o Options) *Server {
	s := &Server{answers: answers, options: o.withDefaults(), router: gin.New(), page: newFirstPage(answers), metrics: newMetrics()}
	r := s.router
	// Ids may hold any character: a path is matched as it was written, so that an
	// escaped slash is part of an id, and unescapeParams decodes what matched.
	r.UseEscapedPath, r.UnescapePathValues = true, false
	r.RedirectTrailingSlash = false
	r.HandleMethodNotAllowed = true
	r.Use(s.middleware()...)
	r.NoRoute(noRoute)
	r.NoMethod(noMethod)
	s.api = newAPI(r)
	s.routes()
	return s
}

// middleware is what every request passes, outermost first.
func (s *Server) middleware() []gin.HandlerFunc {
	return []gin.HandlerFunc{
		identify,
		logRequests(s.options.Logger),
		s.metrics.measure,
		recoverPanics,
		secureHeaders,
		awaitBody(s.options.BodyTime),
		checkHost(s.options.Hosts),
		checkOrigin(),
		checkToken(s.options.Token),
		limitTime(s.options.Deadline),
		limitBody(s.options.BodyBytes, s.options.ImportBytes, s.options.BodyTime),
		unescapeParams,
		limitHeavy(s.options.Heavy, s.options.HeavyWait),
	}
}

// ServeHTTP implements http.Handler. What answers GET answers HEAD; net/http
// leaves the body out.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodHead {
		get := *r
		get.Method = http.MethodGet
		r = &get
	}
	s.router.ServeHTTP(w, r)
}

// Routes lists every route of the service.
func (s *Server) Routes() gin.RoutesInfo { return s.router.Routes() }
