package clients

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// TestDevicePage approves a device code on its page in a real browser: a
// wrong password first, then the right one, and asks for the token then.
func TestDevicePage(t *testing.T) {
	driver, err := exec.LookPath("chromedriver")
	if !*clients || err != nil {
		t.Skip("the page is not looked at in a browser: it needs -clients, and chromedriver on the PATH (Debian: chromium, chromium-driver)")
	}
	s := start(t, program(t), t.TempDir())
	code := s.deviceCode(t)
	b := openBrowser(t, s, driver)
	b.call(t, http.MethodPost, "/url", map[string]any{"url": code.VerificationURI})
	b.fill(t, "code", code.UserCode)
	b.press(t, "next")
	b.shows(t, "Clients")
	b.fill(t, "username", s.signIn.user)
	b.fill(t, "password", "not the password")
	b.press(t, "sign-in")
	b.shows(t, "user name or password is wrong")
	b.fill(t, "password", s.signIn.password)
	b.press(t, "sign-in")
	b.shows(t, "You have signed in to")
	answer := s.token(t, url.Values{
		"grant_type": {"urn:ietf:params:oauth:grant-type:device_code"},
		"client_id":  {s.signIn.clientID}, "device_code": {code.DeviceCode},
	})
	if answer["access_token"] == nil {
		t.Errorf("the device gets no token: %v", answer)
	}
}

type deviceCode struct {
	DeviceCode      string `json:"device_code"`
	UserCode        string `json:"user_code"`
	VerificationURI string `json:"verification_uri"`
}

func (s *server) deviceCode(t *testing.T) (d deviceCode) {
	t.Helper()
	answer := s.post(t, "/oauth2/v2.0/devicecode", url.Values{
		"client_id": {s.signIn.clientID}, "scope": {"https://graph.microsoft.com/.default"}})
	must(t, json.Unmarshal(answer, &d))
	return d
}

func (s *server) token(t *testing.T, form url.Values) (answer map[string]any) {
	t.Helper()
	must(t, json.Unmarshal(s.post(t, "/oauth2/v2.0/token", form), &answer))
	return answer
}

// post sends a form to the sign-in service of the tenant. The certificate is
// of an authority made for the test.
func (s *server) post(t *testing.T, path string, form url.Values) []byte {
	t.Helper()
	c := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	defer c.CloseIdleConnections()
	answer, err := c.PostForm("https://"+s.address+"/"+s.signIn.tenant+path, form)
	must(t, err)
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	must(t, err)
	return data
}

// browser is a session of a browser, by the W3C's WebDriver protocol.
type browser struct{ session string }

func openBrowser(t *testing.T, s *server, driver string) *browser {
	t.Helper()
	address := freeAddress(t)
	_, port, err := net.SplitHostPort(address)
	must(t, err)
	s.run(t, address, driver, "--port="+port)
	b := &browser{session: "http://" + address + "/session"}
	var made struct{ SessionID string }
	must(t, json.Unmarshal(b.call(t, http.MethodPost, "", map[string]any{"capabilities": map[string]any{"alwaysMatch": map[string]any{
		"acceptInsecureCerts": true,
		"goog:chromeOptions": map[string]any{"args": []string{
			"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
			"--disable-component-update", "--disable-sync", "--user-data-dir=" + t.TempDir(),
		}},
	}}}), &made))
	b.session += "/" + made.SessionID
	t.Cleanup(func() { b.call(t, http.MethodDelete, "", nil) })
	return b
}

// call sends a command and gives its value.
func (b *browser) call(t *testing.T, method, path string, body any) json.RawMessage {
	t.Helper()
	sent := new(bytes.Buffer)
	if body != nil { // GET and DELETE must have none
		must(t, json.NewEncoder(sent).Encode(body))
	}
	r, err := http.NewRequestWithContext(context.Background(), method, b.session+path, sent)
	must(t, err)
	answer, err := http.DefaultClient.Do(r)
	must(t, err)
	defer answer.Body.Close()
	var got struct{ Value json.RawMessage }
	must(t, json.NewDecoder(answer.Body).Decode(&got))
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("%s %s: %s", method, path, got.Value)
	}
	return got.Value
}

// element gives the path of the first element that a selector finds.
func (b *browser) element(t *testing.T, selector string) string {
	t.Helper()
	var found map[string]string
	must(t, json.Unmarshal(b.call(t, http.MethodPost, "/element", map[string]any{"using": "css selector", "value": selector}), &found))
	for _, id := range found {
		return "/element/" + id
	}
	t.Fatalf("the page has no %s", selector)
	return ""
}

func (b *browser) fill(t *testing.T, name, text string) {
	t.Helper()
	e := b.element(t, fmt.Sprintf("input[name=%q]", name))
	b.call(t, http.MethodPost, e+"/clear", map[string]any{})
	b.call(t, http.MethodPost, e+"/value", map[string]any{"text": text})
}

func (b *browser) press(t *testing.T, value string) {
	t.Helper()
	b.call(t, http.MethodPost, b.element(t, fmt.Sprintf("button[value=%q]", value))+"/click", map[string]any{})
}

// shows waits until the page says something.
func (b *browser) shows(t *testing.T, text string) {
	t.Helper()
	var page string
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		must(t, json.Unmarshal(b.call(t, http.MethodGet, "/source", nil), &page))
		if strings.Contains(page, text) {
			return
		}
	}
	t.Fatalf("the page does not say %q:\n%s", text, page)
}
