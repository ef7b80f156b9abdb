package review

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"
)

// A Server lets the browsers of one editor work at a desk.
//
// Whoever has the token may come in, once: it is exchanged for a cookie, which a
// script cannot read and other sites cannot send, and is worth nothing after
// that. So the address on the terminal, in the history of a browser or in a
// screenshot opens nothing. A write must also say that it comes from this very
// page (Origin), and every request must be addressed to this host by its number:
// a foreign name that was made to point here (DNS rebinding) is refused.
type Server struct {
	desk    *Desk
	mux     *http.ServeMux
	token   string
	session string
	cookie  string
	names   []string // host names that are this server's, besides numbers
	local   bool     // bound to loopback only

	mu   sync.Mutex
	used bool // the token is
	done context.Context
}

// NewServer makes a server for the address it will be bound to. host is what was
// asked for, a name perhaps. It ends its long answers with done.
func NewServer(done context.Context, d *Desk, addr *net.TCPAddr, host string) *Server {
	s := &Server{desk: d, mux: http.NewServeMux(), token: rand.Text(), session: rand.Text(), done: done, names: []string{"localhost"}}
	// Cookies know no ports: two reviews must not put each other out.
	s.cookie = "jiaokan-" + addr.AddrPort().String()[strings.LastIndexByte(addr.AddrPort().String(), ':')+1:]
	s.local = addr.IP.IsLoopback()
	if host != "" && net.ParseIP(host) == nil {
		s.names = append(s.names, strings.ToLower(host))
	}
	s.mux.HandleFunc("GET /{$}", s.page)
	s.mux.HandleFunc("GET /state", s.state)
	s.mux.HandleFunc("GET /case", s.evidence)
	s.mux.HandleFunc("GET /witnesses", s.sideBySide)
	s.mux.HandleFunc("GET /events", s.events)
	s.mux.HandleFunc("POST /decide", s.decide)
	s.mux.HandleFunc("POST /sign", s.sign)
	return s
}

// Token opens the page once: http://host/?t=token.
func (s *Server) Token() string { return s.token }

const (
	mostAsked  = 1 << 20 // bytes of a request; all proposals of a rule at once
	mostHeader = 16 << 10
	patience   = 30 * time.Second
)

// HTTP returns a server with its limits set.
func (s *Server) HTTP() *http.Server {
	return &http.Server{Handler: s, ReadHeaderTimeout: patience, ReadTimeout: 2 * patience, IdleTimeout: 4 * patience, MaxHeaderBytes: mostHeader,
		BaseContext: func(net.Listener) context.Context { return s.done }}
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(patience))
	switch {
	case !s.ours(r.Host):
		http.Error(w, s.say("http.host"), http.StatusMisdirectedRequest)
	case r.Method == http.MethodGet && r.URL.Path == "/" && r.URL.Query().Has("t"):
		s.enter(w, r)
	case !s.known(r):
		http.Error(w, s.say("http.token"), http.StatusForbidden)
	case r.Method != http.MethodGet && r.Method != http.MethodHead && !s.own(r):
		http.Error(w, s.say("http.origin"), http.StatusForbidden)
	default:
		r.Body = http.MaxBytesReader(w, r.Body, mostAsked)
		s.mux.ServeHTTP(w, r)
	}
}

// ours reports whether a request is addressed to this server: by number, or by a
// name that it was bound to.
func (s *Server) ours(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.Trim(name, "[]"))
	if ip, err := netip.ParseAddr(name); err == nil {
		return !s.local || ip.IsLoopback()
	}
	for _, n := range s.names {
		if n == name {
			return true
		}
	}
	return false
}

// enter exchanges the token for the cookie.
func (s *Server) enter(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	ok := !s.used && subtle.ConstantTimeCompare([]byte(r.URL.Query().Get("t")), []byte(s.token)) == 1
	s.used = s.used || ok
	s.mu.Unlock()
	if !ok && !s.known(r) {
		http.Error(w, s.say("http.token"), http.StatusForbidden)
		return
	}
	http.SetCookie(w, &http.Cookie{Name: s.cookie, Value: s.session, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	// No redirect: a browser that came by a link on another site, such as a
	// terminal in a page, would not send the new cookie along with it.
	_, _ = io.WriteString(w, `<!DOCTYPE html><meta http-equiv="refresh" content="0;url=/"><a href="/">/</a>`)
}

func (s *Server) known(r *http.Request) bool {
	c, err := r.Cookie(s.cookie)
	return err == nil && subtle.ConstantTimeCompare([]byte(c.Value), []byte(s.session)) == 1
}

// own reports whether a write comes from the page itself and is of the one form
// that no foreign page can send without asking first.
func (s *Server) own(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	site := r.Header.Get("Sec-Fetch-Site")
	return err == nil && kind == "application/json" && r.Header.Get("Origin") == "http://"+r.Host && (site == "" || site == "same-origin")
}

func (s *Server) say(key string) string { return say(s.desk.opt.Lang, key) }

func (s *Server) state(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, s.desk.State())
}

func (s *Server) sideBySide(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, s.desk.SideBySide())
}

func (s *Server) evidence(w http.ResponseWriter, r *http.Request) {
	e, ok := s.desk.Evidence(r.URL.Query().Get("key"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	answer(w, http.StatusOK, e)
}

// A refusal is what a window is told of a request that was not carried out.
type refusal struct {
	Why    string  `json:"why"`
	Now    *Change `json:"now,omitempty"`    // how the cases stand that were decided on meanwhile
	Marked *Marked `json:"marked,omitempty"` // the passage that was marked meanwhile
}

func (s *Server) decide(w http.ResponseWriter, r *http.Request) {
	var req Request
	if !s.read(w, r, &req) {
		return
	}
	if req.Do == "sign" {
		s.refused(w, refuse("refused.request"))
		return
	}
	c, err := s.desk.Decide(req)
	if err != nil {
		s.refused(w, err)
		return
	}
	done := saved{Change: c}
	if len(c.Cases) > 0 {
		if e, ok := s.desk.Evidence(c.Cases[0].Key); ok {
			done.Evidence = &e
		}
	}
	answer(w, http.StatusOK, done)
}

// A saved decision comes with the evidence of the case it is about, so that a
// window that shows it next need not ask again.
type saved struct {
	Change
	Evidence *Evidence `json:"evidence,omitempty"`
}

// A signed text is named by the hash of its record's last decision.
type signed struct {
	Change
	Head   string `json:"head"`
	SHA256 string `json:"sha256"`
	SM3    string `json:"sm3"`
}

func (s *Server) sign(w http.ResponseWriter, r *http.Request) {
	var req Request
	if !s.read(w, r, &req) {
		return
	}
	c, rec, err := s.desk.Sign(req.Base)
	if err != nil {
		s.refused(w, err)
		return
	}
	answer(w, http.StatusOK, signed{c, rec.Head, rec.Canonical.SHA256, rec.Canonical.SM3})
}

func (s *Server) read(w http.ResponseWriter, r *http.Request, req *Request) bool {
	dec := json.NewDecoder(r.Body)
	dec.DisallowUnknownFields()
	err := dec.Decode(req)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		answer(w, http.StatusRequestEntityTooLarge, refusal{Why: s.say("refused.large")})
	case err != nil:
		answer(w, http.StatusBadRequest, refusal{Why: s.say("refused.request")})
	}
	return err == nil
}

func (s *Server) refused(w http.ResponseWriter, err error) {
	var no *RefusedError
	switch {
	case errors.As(err, &no) && no.Outdated:
		answer(w, http.StatusConflict, refusal{s.say(no.Why), &no.Now, no.Marked})
	case errors.As(err, &no):
		answer(w, http.StatusUnprocessableEntity, refusal{Why: s.say(no.Why)})
	default:
		answer(w, http.StatusInternalServerError, refusal{Why: s.say("refused.disk") + err.Error()})
	}
}

func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(true) // nosniff already keeps it from being read as markup
	_ = enc.Encode(v)       // the window has gone
}

// events tells a window of every change, until it leaves or the server ends.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	c, now := s.desk.Watch()
	defer s.desk.Leave(c)
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	out := http.NewResponseController(w)
	send := func(data []byte) bool {
		_ = out.SetWriteDeadline(time.Now().Add(patience))
		_, err := w.Write(append(append([]byte("data: "), data...), "\n\n"...))
		return err == nil && out.Flush() == nil
	}
	first, _ := json.Marshal(now)
	if !send(first) {
		return
	}
	beat := time.NewTicker(patience / 2)
	defer beat.Stop()
	for {
		select {
		case <-s.done.Done():
			return
		case <-r.Context().Done():
			return
		case <-beat.C: // so that a window that has gone is found out
			if !send([]byte(`{}`)) {
				return
			}
		case change, ok := <-c:
			if !ok {
				return
			}
			data, _ := json.Marshal(change)
			if !send(data) {
				return
			}
		}
	}
}
