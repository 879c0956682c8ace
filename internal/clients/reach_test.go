package clients

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
)

// TestReach signs in and asks as the clients do, by Microsoft's names and
// through the proxy: what they need in order to begin.
func TestReach(t *testing.T) {
	t.Parallel()
	s := start(t, program(t), t.TempDir())
	c := s.client(t)
	form := url.Values{"grant_type": {"client_credentials"}, "client_id": {s.signIn.clientID},
		"client_secret": {s.signIn.secret}, "scope": {"https://graph.microsoft.com/.default"}}
	resp, err := c.Post("https://login.microsoftonline.com/"+s.signIn.tenant+"/oauth2/v2.0/token",
		"application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
	must(t, err)
	var token struct {
		AccessToken string `json:"access_token"`
		ExpiresIn   int    `json:"expires_in"`
	}
	read(t, resp, &token)
	for _, host := range []string{"https://graph.microsoft.com", "https://" + s.front} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, host+"/v1.0/servicePrincipals?$top=1", nil)
		must(t, err)
		req.Header.Set("Authorization", "Bearer "+token.AccessToken)
		resp, err := c.Do(req)
		must(t, err)
		var page struct {
			NextLink string `json:"@odata.nextLink"`
		}
		read(t, resp, &page)
		if !strings.HasPrefix(page.NextLink, host+"/v1.0/servicePrincipals?") {
			t.Errorf("asked at %s, the next page is at %q", host, page.NextLink)
		}
	}
	if _, err := c.Get("https://dc.services.visualstudio.com/"); err == nil {
		t.Error("the proxy leads elsewhere too")
	}
	s.judge(t)
}

// client is an HTTP client that trusts the test's authority and uses the
// proxy.
func (s *server) client(t *testing.T) *http.Client {
	t.Helper()
	text, err := os.ReadFile(s.certs.ca)
	must(t, err)
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(text)
	proxy, err := url.Parse(s.proxy)
	must(t, err)
	transport := &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: pool},
		Proxy: func(r *http.Request) (*url.URL, error) {
			if r.URL.Hostname() == "127.0.0.1" {
				return nil, nil
			}
			return proxy, nil
		},
	}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

func read(t *testing.T, resp *http.Response, into any) {
	t.Helper()
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("%s %s: %s", resp.Request.Method, resp.Request.URL, resp.Status)
	}
	must(t, json.NewDecoder(resp.Body).Decode(into))
}
