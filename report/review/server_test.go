package review

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"slices"
	"strings"
	"testing"
)

// visit opens a server and exchanges its token.
func visit(t *testing.T) (b *bench, address string, client *http.Client, s *served) {
	t.Helper()
	b = newBench(t, notices(t)...)
	address, s = serveBench(t, b)
	jar, _ := cookiejar.New(nil)
	client = &http.Client{Jar: jar}
	res, err := client.Get(address + "?t=" + s.Token())
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Fatalf("the token: %s", res.Status)
	}
	return b, address, client, s
}

// TestToken lets in once, and those with the cookie.
func TestToken(t *testing.T) {
	_, address, client, s := visit(t)
	for what, get := range map[string]func() (*http.Response, error){
		"without":     func() (*http.Response, error) { return http.Get(address) },
		"state":       func() (*http.Response, error) { return http.Get(address + "state") },
		"events":      func() (*http.Response, error) { return http.Get(address + "events") },
		"wrong":       func() (*http.Response, error) { return http.Get(address + "?t=x") },
		"empty":       func() (*http.Response, error) { return http.Get(address + "?t=") },
		"second time": func() (*http.Response, error) { return http.Get(address + "?t=" + s.Token()) },
	} {
		res, err := get()
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %s", what, res.Status)
		}
	}
	// Who is in may use the address again.
	res, err := client.Get(address + "?t=" + s.Token())
	if err != nil || res.StatusCode != http.StatusOK {
		t.Errorf("with the cookie: %v %v", res.Status, err)
	}
	res.Body.Close()
}

// TestHeaders wants the page to be fenced in.
func TestHeaders(t *testing.T) {
	_, address, client, _ := visit(t)
	res, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	csp := res.Header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "frame-ancestors 'none'", "script-src 'sha256-", "trusted-types 'none'"} {
		if !strings.Contains(csp, want) {
			t.Errorf("the policy lacks %s: %s", want, csp)
		}
	}
	if strings.Contains(csp, "unsafe") || strings.Contains(csp, "*") {
		t.Errorf("the policy: %s", csp)
	}
	if res.Header.Get("X-Content-Type-Options") != "nosniff" || res.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("headers: %v", res.Header)
	}
	page, _ := io.ReadAll(res.Body)
	for _, bad := range []string{" onclick=", " style=", "src=", "http://", "https://"} {
		if strings.Contains(string(page), bad) {
			t.Errorf("the page has %s", bad)
		}
	}
	for _, c := range client.Jar.Cookies(res.Request.URL) {
		if !strings.HasPrefix(c.Name, "jiaokan-") {
			t.Errorf("cookie %s", c.Name)
		}
	}
}

// TestScriptFiles wants the page to have every file of its script, once.
func TestScriptFiles(t *testing.T) {
	files, err := pageFiles.ReadDir("page")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f.Name(), ".js"))
	}
	if want := slices.Sorted(slices.Values(scriptFiles)); !slices.Equal(names, want) {
		t.Errorf("files %q, in the script %q", names, want)
	}
}

// TestForged sends writes as other pages would, and finds nothing decided.
func TestForged(t *testing.T) {
	b, address, client, s := visit(t)
	c := b.find(t, reads("双高"))
	body := `{"do":"take","on":[{"case":"` + c.Key + `","text":"双高","base":0}]}`
	origin := strings.TrimSuffix(address, "/")
	for what, req := range map[string]struct {
		method, path, host, origin, kind, body string
		want                                   int
	}{
		"no origin":         {"POST", "decide", "", "", "application/json", body, http.StatusForbidden},
		"foreign origin":    {"POST", "decide", "", "http://evil.example", "application/json", body, http.StatusForbidden},
		"null origin":       {"POST", "decide", "", "null", "application/json", body, http.StatusForbidden},
		"other port":        {"POST", "decide", "", "http://127.0.0.1:1", "application/json", body, http.StatusForbidden},
		"a form":            {"POST", "decide", "", origin, "text/plain", body, http.StatusForbidden},
		"foreign host":      {"POST", "decide", "evil.example", "http://evil.example", "application/json", body, http.StatusMisdirectedRequest},
		"foreign host read": {"GET", "state", "evil.example:80", "", "", "", http.StatusMisdirectedRequest},
		"another machine":   {"GET", "state", "192.0.2.7", "", "", "", http.StatusMisdirectedRequest},
		"oversized":         {"POST", "decide", "", origin, "application/json", `{"text":"` + strings.Repeat("a", 2<<20) + `"}`, http.StatusRequestEntityTooLarge},
		"no JSON":           {"POST", "decide", "", origin, "application/json", "do=take", http.StatusBadRequest},
		"unknown field":     {"POST", "decide", "", origin, "application/json", `{"who":"别人"}`, http.StatusBadRequest},
		"sign by decide":    {"POST", "decide", "", origin, "application/json", `{"do":"sign"}`, http.StatusUnprocessableEntity},
		"read of a write":   {"GET", "decide", "", "", "", "", http.StatusMethodNotAllowed},
		"write of a read":   {"POST", "state", "", origin, "application/json", "{}", http.StatusMethodNotAllowed},
		"no such page":      {"GET", "etc/passwd", "", "", "", "", http.StatusNotFound},
	} {
		r, err := http.NewRequest(req.method, address+req.path, strings.NewReader(req.body))
		if err != nil {
			t.Fatal(err)
		}
		if req.host != "" {
			r.Host = req.host
		}
		for name, value := range map[string]string{"Origin": req.origin, "Content-Type": req.kind} {
			if value != "" {
				r.Header.Set(name, value)
			}
		}
		r.AddCookie(&http.Cookie{Name: s.cookie, Value: s.session})
		res, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != req.want {
			t.Errorf("%s: %s, want %d", what, res.Status, req.want)
		}
	}
	if n := len(b.journal.Lines()); n != 0 {
		t.Errorf("%d decisions were forged", n)
	}
	r, _ := http.NewRequest("POST", address+"decide", strings.NewReader(body))
	r.Header.Set("Origin", origin)
	r.Header.Set("Content-Type", "application/json; charset=utf-8")
	res, err := client.Do(r)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Errorf("the page's own write: %v %v", res.Status, err)
	}
	res.Body.Close()
	if n := len(b.journal.Lines()); n != 1 {
		t.Errorf("%d decisions, want 1", n)
	}
}
