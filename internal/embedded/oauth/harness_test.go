package oauth_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"golang.org/x/crypto/bcrypt"

	"github.com/tenantctl/tenantctl/internal/embedded"
	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/seed"
)

const (
	azureCLI     = "04b07795-8ddb-461a-bbee-02f9e1bf7b46"
	graphAppID   = "00000003-0000-0000-c000-000000000000"
	graphDefault = "https://graph.microsoft.com/.default"
	tokenPath    = "/" + seed.Domain + "/oauth2/v2.0/token"
	devicePath   = "/" + seed.Domain + "/oauth2/v2.0/devicecode"
	assertType   = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
	lee          = "lee@" + seed.Domain
	leePassword  = "Correct-Horse-9"
)

// clock is a time that tests move on.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// tenant is a directory with an application and a user who can sign in.
type tenant struct {
	t      *testing.T
	path   string
	clock  *clock
	server *embedded.Server
	public http.Handler

	appID, appObject, principal, secret, user string
}

func newTenant(t *testing.T) *tenant {
	t.Helper()
	x := &tenant{t: t, path: filepath.Join(t.TempDir(), "directory.db"), clock: &clock{now: time.Now().UTC().Truncate(time.Second)}}
	x.keepKey()
	x.server, x.public = x.open()
	app := x.admin("POST", "/applications", `{"displayName":"Payroll","isFallbackPublicClient":true}`)
	x.appID, x.appObject = app["appId"].(string), app["id"].(string)
	x.principal = x.admin("POST", "/servicePrincipals", `{"appId":"`+x.appID+`"}`)["id"].(string)
	x.secret = x.admin("POST", "/applications/"+x.appObject+"/addPassword", `{}`)["secretText"].(string)
	x.user = x.admin("POST", "/users", `{"displayName":"Lee Gu","givenName":"Lee","surname":"Gu","mailNickname":"lee","accountEnabled":true,
		"userPrincipalName":"`+lee+`","passwordProfile":{"password":"`+leePassword+`","forceChangePasswordNextSignIn":false}}`)["id"].(string)
	return x
}

// open opens the tenant's file, as another process would.
func (x *tenant) open() (*embedded.Server, http.Handler) {
	x.t.Helper()
	s, err := embedded.Open(x.t.Context(), embedded.Options{Path: x.path, Now: x.clock.Now})
	if err != nil {
		x.t.Fatal(err)
	}
	x.t.Cleanup(func() { s.Close() })
	return s, s.Public(nil)
}

// admin sends a request to Graph in process, as the administrator.
func (x *tenant) admin(method, path, body string) map[string]any {
	x.t.Helper()
	r, err := http.NewRequestWithContext(cheap(x.t), method, "https://localhost/v1.0"+strings.ReplaceAll(path, " ", "%20"), strings.NewReader(body))
	if err != nil {
		x.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	answer, err := x.server.Transport().RoundTrip(r)
	if err != nil {
		x.t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode >= 300 {
		x.t.Fatalf("%s %s: %d %s %v", method, path, answer.StatusCode, data, err)
	}
	out := map[string]any{}
	if len(data) > 0 {
		if err := json.Unmarshal(data, &out); err != nil {
			x.t.Fatal(err)
		}
	}
	return out
}

// answer is what a request was answered.
type answer struct {
	status int
	header http.Header
	text   string
	body   map[string]any // of JSON
}

// send sends a request to the socket's handler.
func (x *tenant) send(r *http.Request) answer {
	x.t.Helper()
	w := httptest.NewRecorder()
	x.public.ServeHTTP(w, r)
	a := answer{status: w.Code, header: w.Header(), text: w.Body.String()}
	if strings.HasPrefix(w.Header().Get("Content-Type"), "application/json") {
		if err := json.Unmarshal(w.Body.Bytes(), &a.body); err != nil {
			x.t.Fatalf("%s %s: %v in %s", r.Method, r.URL, err, a.text)
		}
	}
	return a
}

// request makes a request as a client on TLS would.
func (x *tenant) request(method, target, body string) *http.Request {
	return httptest.NewRequestWithContext(cheap(x.t), method, "https://directory.example"+target, strings.NewReader(body))
}

// cheap is a test's context in which passwords are hashed fast.
func cheap(t *testing.T) context.Context { return core.WithPasswordCost(t.Context(), bcrypt.MinCost) }

func (x *tenant) get(target string) answer { x.t.Helper(); return x.send(x.request("GET", target, "")) }

// post sends a form, written "name=value&name=value" without escapes.
func (x *tenant) post(target, form string, headers ...string) answer {
	x.t.Helper()
	values := url.Values{}
	for pair := range strings.SplitSeq(form, "&") {
		name, value, _ := strings.Cut(pair, "=")
		if name != "" {
			values.Add(name, value)
		}
	}
	r := x.request("POST", target, values.Encode())
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	return x.send(r)
}

// graph sends a GET with a token.
func (x *tenant) graph(target, token string) answer {
	x.t.Helper()
	r := x.request("GET", target, "")
	r.Header.Set("Authorization", "Bearer "+token)
	return x.send(r)
}

// ok fails the test unless the answer is 200, and gives it.
func (a answer) ok(t *testing.T) answer {
	t.Helper()
	if a.status != http.StatusOK {
		t.Fatalf("%d %s", a.status, a.text)
	}
	return a
}

// field is a text of the answer's body.
func (a answer) field(name string) string {
	text, _ := a.body[name].(string)
	return text
}

// refused fails the test unless the answer is OAuth's error with the number.
func (a answer) refused(t *testing.T, status int, kind string, code int) {
	t.Helper()
	codes, _ := json.Marshal(a.body["error_codes"])
	if a.status != status || a.field("error") != kind || string(codes) != fmt.Sprintf("[%d]", code) ||
		!strings.HasPrefix(a.field("error_description"), fmt.Sprintf("AADSTS%d: ", code)) {
		t.Errorf("got %d %s, want %d %s %d", a.status, a.text, status, kind, code)
	}
	for _, name := range []string{"timestamp", "trace_id", "correlation_id"} {
		if a.field(name) == "" {
			t.Errorf("the error has no %s", name)
		}
	}
}

// claims reads a JWT's payload without checking it.
func claims(t *testing.T, token string) map[string]any {
	t.Helper()
	c := jwt.MapClaims{}
	if _, _, err := jwt.NewParser().ParseUnverified(token, c); err != nil {
		t.Fatalf("%v: %q", err, token)
	}
	return c
}

func (x *tenant) password(form string) answer {
	x.t.Helper()
	return x.post(tokenPath, "grant_type=password&username="+lee+"&password="+leePassword+"&"+form)
}

// certificate is a key with which the application may sign.
type certificate struct {
	key *rsa.PrivateKey
	der []byte
}

func newCertificate(t *testing.T) certificate {
	t.Helper()
	key := newKey()
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Payroll"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return certificate{key, der}
}

func (c certificate) sha1() []byte   { sum := sha1.Sum(c.der); return sum[:] }
func (c certificate) sha256() []byte { sum := sha256.Sum256(c.der); return sum[:] }

// register gives the application the certificate.
func (x *tenant) register(c certificate) {
	x.t.Helper()
	x.admin("PATCH", "/applications/"+x.appObject, `{"keyCredentials":[{"type":"AsymmetricX509Cert","usage":"Verify","key":"`+
		base64.StdEncoding.EncodeToString(c.der)+`"}]}`)
}

// assertion signs claims that are good but for the changes. A claim that is
// nil is left out.
func (x *tenant) assertion(c certificate, method jwt.SigningMethod, header, changes map[string]any) string {
	x.t.Helper()
	now := x.clock.Now()
	all := jwt.MapClaims{"aud": "https://directory.example" + tokenPath, "iss": x.appID, "sub": x.appID,
		"nbf": now.Unix(), "exp": now.Add(10 * time.Minute).Unix()}
	maps.Copy(all, changes)
	maps.DeleteFunc(all, func(_ string, v any) bool { return v == nil })
	token := jwt.NewWithClaims(method, all)
	maps.Copy(token.Header, header)
	signed, err := token.SignedString(c.key)
	if err != nil {
		x.t.Fatal(err)
	}
	return signed
}
