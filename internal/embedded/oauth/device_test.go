package oauth_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded"
	"github.com/tenantctl/tenantctl/internal/embedded/seed"
)

func (x *tenant) startDevice() answer {
	x.t.Helper()
	return x.post(devicePath, "client_id="+azureCLI+"&scope="+graphDefault+" openid offline_access").ok(x.t)
}

func (x *tenant) poll(device string) answer {
	x.t.Helper()
	return x.post(tokenPath, "grant_type=urn:ietf:params:oauth:grant-type:device_code&client_id="+azureCLI+"&device_code="+device)
}

func TestDeviceCode(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	a := x.startDevice()
	if a.body["expires_in"] != 900.0 || a.body["interval"] != 5.0 || a.field("verification_uri") != "https://directory.example/devicelogin" ||
		a.field("message") != "To sign in, use a web browser to open the page https://directory.example/devicelogin and enter the code "+a.field("user_code")+" to authenticate." {
		t.Error(a.text)
	}
	x.poll(a.field("device_code")).refused(t, 400, "authorization_pending", 70016)
	x.poll(a.field("device_code")).refused(t, 400, "slow_down", 70016)
	x.clock.pass(5 * time.Second)
	x.poll(a.field("device_code")).refused(t, 400, "authorization_pending", 70016)

	// Another process approves it, with the code as people type it.
	other, _ := x.open()
	typed := strings.ToLower(a.field("user_code")[:4]) + " - " + a.field("user_code")[4:]
	client, err := other.Approve(t.Context(), typed, lee)
	if err != nil || client != "Microsoft Azure CLI" {
		t.Fatalf("%q, %v", client, err)
	}
	x.clock.pass(5 * time.Second)
	done := x.post(tokenPath, "grant_type=device_code&client_id="+azureCLI+"&device_code="+a.field("device_code")).ok(t)
	if c := claims(t, done.field("access_token")); c["upn"] != lee || done.field("id_token") == "" || done.field("refresh_token") == "" {
		t.Error(done.text)
	}
	x.poll(a.field("device_code")).refused(t, 400, "bad_verification_code", 70018)
}

func TestDeviceCodeRefused(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	a := x.startDevice()
	device := a.field("device_code")
	x.poll(device[:len(device)-2]+"xx").refused(t, 400, "bad_verification_code", 70018)
	x.poll("nonsense").refused(t, 400, "bad_verification_code", 70018)
	x.post(tokenPath, "grant_type=device_code&client_id=14d82eec-204b-4c2f-b7e8-296a70dab67e&device_code="+device).refused(t, 400, "bad_verification_code", 70018)
	x.post(tokenPath, "grant_type=device_code&client_id="+azureCLI).refused(t, 400, "invalid_request", 900144)
	x.post(devicePath, "client_id=5f1b3c9e-2d54-4a87-9b60-1c2e7d8f0a35").refused(t, 400, "unauthorized_client", 700016)
	x.post(devicePath, "scope=x").refused(t, 400, "invalid_request", 900144)
	for _, user := range []string{"nobody@" + seed.Domain, x.principal} {
		if _, err := x.server.Approve(t.Context(), a.field("user_code"), user); !errors.Is(err, embedded.ErrNoUser) {
			t.Errorf("%s: %v", user, err)
		}
	}
	x.clock.pass(15 * time.Minute)
	x.poll(device).refused(t, 400, "expired_token", 70020)
	if _, err := x.server.Approve(t.Context(), a.field("user_code"), lee); !errors.Is(err, embedded.ErrNoCode) {
		t.Errorf("an expired code: %v", err)
	}
}

func TestDevicePage(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	a := x.startDevice()
	code := a.field("user_code")
	page := x.get("/devicelogin").ok(t)
	for _, want := range []string{`<form method="post">`, `<label for="code">`, `lang="en"`} {
		if !strings.Contains(page.text, want) {
			t.Errorf("the page has no %s: %s", want, page.text)
		}
	}
	policy := page.header.Get("Content-Security-Policy")
	if strings.Contains(page.text, "<script") || !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'none'") {
		t.Errorf("policy %q", policy)
	}
	page = x.post("/common/oauth2/deviceauth", "code="+code+"&do=next").ok(t)
	if !strings.Contains(page.text, "Microsoft Azure CLI") || !strings.Contains(page.text, `type="password"`) {
		t.Error(page.text)
	}
	if page = x.post("/devicelogin", "code="+code+"&do=sign-in&username="+lee+"&password=wrong"); page.status != 401 ||
		!strings.Contains(page.text, `role="alert"`) || strings.Contains(page.text, "wrong\"") {
		t.Errorf("%d %s", page.status, page.text)
	}
	x.clock.pass(5 * time.Second)
	x.poll(a.field("device_code")).refused(t, 400, "authorization_pending", 70016)
	page = x.post("/devicelogin", "code="+code+"&do=sign-in&username="+lee+"&password="+leePassword).ok(t)
	if !strings.Contains(page.text, "Signed in") {
		t.Error(page.text)
	}
	x.poll(a.field("device_code")).ok(t)
}

func TestDeviceDeclined(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	a := x.startDevice()
	x.post("/devicelogin", "do=decline&code="+a.field("user_code")).ok(t)
	x.poll(a.field("device_code")).refused(t, 400, "authorization_declined", 70000)
}

// A form that another site had sent is refused, names are escaped, and codes
// cannot be guessed one after the other.
func TestDevicePageAttacked(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	code := x.startDevice().field("user_code")
	form := "code=" + code + "&do=sign-in&username=" + lee + "&password=" + leePassword
	if a := x.post("/devicelogin", form, "Sec-Fetch-Site: cross-site"); a.status != 403 {
		t.Errorf("from another site: %d", a.status)
	}
	if a := x.post("/devicelogin", form, "Origin: https://evil.example"); a.status != 403 {
		t.Errorf("from another origin: %d", a.status)
	}
	if a := x.post("/devicelogin", `code="><script>alert(1)</script>`); a.status != 400 || strings.Contains(a.text, "<script>") {
		t.Errorf("%d %s", a.status, a.text)
	}
	for range 19 {
		x.post("/devicelogin", "code=BCDFGHJKL")
	}
	if a := x.post("/devicelogin", form); a.status != 429 || a.header.Get("Retry-After") == "" {
		t.Errorf("after twenty wrong codes: %d", a.status)
	}
	x.clock.pass(5 * time.Minute)
	x.post("/devicelogin", form).ok(t)
}
