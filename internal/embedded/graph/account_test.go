package graph_test

import (
	"bytes"
	"image"
	"image/png"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestInvitations(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.user("lee", `"mail":"lee@contoso.com"`)
	body := `{"invitedUserEmailAddress":"kim@fabrikam.com","invitedUserDisplayName":"Kim","inviteRedirectUrl":"https://myapp.contoso.com"}`
	r := s.must(201, "POST", "/invitations", body)
	id, _ := r.get("invitedUser", "id").(string)
	s.run([]step{
		{"GET", "/users/" + id + "?$select=userType,userPrincipalName,mail,externalUserState,creationType,displayName", "", nil, 200, []string{
			`"userType":"Guest"`, `"userPrincipalName":"kim_fabrikam.com#EXT#@contoso.onmicrosoft.com"`, `"mail":"kim@fabrikam.com"`,
			`"externalUserState":"PendingAcceptance"`, `"creationType":"Invitation"`, `"displayName":"Kim"`}},
		{"POST", "/invitations", body, nil, 201, []string{`"invitedUser":{"id":"` + id + `"`, `"status":"PendingAcceptance"`, `"inviteRedeemUrl":"https://`, `"invitedUserType":"Guest"`}},
		{"POST", "/invitations", `{"invitedUserEmailAddress":"lee@contoso.com","inviteRedirectUrl":"https://myapp.contoso.com"}`, nil, 400, []string{"already exists"}},
		{"POST", "/invitations", `{"invitedUserEmailAddress":"kim","inviteRedirectUrl":"https://myapp.contoso.com"}`, nil, 400, []string{`"target":"invitedUserEmailAddress"`}},
		{"POST", "/invitations", `{"invitedUserEmailAddress":"kim@fabrikam.com"}`, nil, 400, []string{"inviteRedirectUrl"}},
		{"POST", "/invitations", `{"invitedUserEmailAddress":"kim@fabrikam.com","inviteRedirectUrl":"here"}`, nil, 400, []string{"absolute"}},
		{"GET", "/invitations", "", nil, 405, nil},
	})
}

func TestSessionsAreRevoked(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee := s.user("lee")
	at := "/users/" + lee + "?$select=signInSessionsValidFromDateTime"
	before := s.must(200, "GET", at, "").get("signInSessionsValidFromDateTime")
	s.clock.offset = time.Hour
	s.run([]step{
		{"POST", "/users/" + lee + "/revokeSignInSessions", "", nil, 200, []string{`"value":true`}},
		{"POST", "http://directory.local/beta/users/" + lee + "/invalidateAllRefreshTokens", "", nil, 200, []string{`"value":true`}},
	})
	if after := s.must(200, "GET", at, "").get("signInSessionsValidFromDateTime"); after == before {
		t.Errorf("sessions are valid from %v, as before", after)
	}
}

func TestPasswordOfMyOwn(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.must(204, "PATCH", "/me", `{"passwordProfile":{"password":"`+longPassword+`"}}`)
	change := func(current, wanted string) string {
		return `{"currentPassword":"` + current + `","newPassword":"` + wanted + `"}`
	}
	other := longPassword + "-2"
	s.run([]step{
		{"POST", "/me/changePassword", change("wrong", other), nil, 400, []string{`"target":"currentPassword"`}},
		{"POST", "/me/changePassword", change(longPassword, longPassword), nil, 400, []string{"same"}},
		{"POST", "/me/changePassword", change(longPassword, "short"), nil, 400, []string{"complexity"}},
		{"POST", "/me/changePassword", change(longPassword, "My-admin-is-the-best-1"), nil, 400, []string{"user name"}},
		{"POST", "/me/changePassword", `{"newPassword":"x"}`, nil, 400, []string{"currentPassword"}},
		{"POST", "/me/changePassword", change(longPassword, other), nil, 204, nil},
		{"POST", "/me/changePassword", change(longPassword, other), nil, 400, nil},
		{"POST", "/users/" + s.user("lee") + "/changePassword", change(longPassword, other), nil, 403, nil},
	})
}

func TestValidateProperties(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.unified("team")
	const at = "/directoryObjects/validateProperties"
	s.run([]step{
		{"POST", at, `{"entityType":"Group","displayName":"Myprefix","mailNickname":"free"}`, nil, 204, nil},
		{"POST", at, `{"entityType":"Group","mailNickname":"team"}`, nil, 422, []string{`"code":"PropertyConflict"`, `"target":"mailNickname"`}},
		{"POST", at, `{"entityType":"Group","displayName":"","mailNickname":"a b"}`, nil, 422, []string{`"target":"displayName"`, `"target":"mailNickname"`}},
		{"POST", at, `{"entityType":"Device","displayName":"x"}`, nil, 400, nil},
		{"POST", at, `{"entityType":"Group"}`, nil, 400, nil},
	})
}

// picture sends bytes and gives the answer.
func (s *server) picture(method, target string, data []byte) (int, http.Header, []byte) {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, root+target, bytes.NewReader(data))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "image/png")
	r.Header.Set(unrecorded, "1")
	answer, err := s.client.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	got, err := io.ReadAll(answer.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer.StatusCode, answer.Header, got
}

func TestPictures(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 24, 12))); err != nil {
		t.Fatal(err)
	}
	app := s.must(201, "POST", "/applications", `{"displayName":"Payroll"}`).id()
	lee := s.user("lee")
	for _, c := range []struct {
		put, get string
		status   int
	}{
		{"/users/" + lee + "/photo/$value", "/users/" + lee + "/photo/$value", 200},
		{"/me/photo", "/me/photo/$value", 200},
		{"/groups/" + s.group("g") + "/photo/$value", "", 200},
		{"/applications/" + app + "/logo", "/applications/" + app + "/logo", 204},
	} {
		if status, h, body := s.picture("PUT", c.put, b.Bytes()); status != c.status || h.Get("Content-Type") != "" || len(body) > 0 {
			t.Errorf("PUT %s: %d %q %q", c.put, status, h.Get("Content-Type"), body)
		}
		if status, _, body := s.picture("PUT", c.put, []byte("no picture")); status != 400 {
			t.Errorf("PUT %s of rubbish: %d %s", c.put, status, body)
		}
		if c.get == "" {
			continue
		}
		if status, h, body := s.picture("GET", c.get, nil); status != 200 || h.Get("Content-Type") != "image/png" || !bytes.Equal(body, b.Bytes()) {
			t.Errorf("GET %s: %d %q, %d bytes", c.get, status, h.Get("Content-Type"), len(body))
		}
	}
	s.run([]step{
		{"GET", "/users/" + lee + "/photo", "", nil, 200, []string{`"id":"24X12"`, `"height":12`, `"width":24`}},
		{"DELETE", "/users/" + lee + "/photo/$value", "", nil, 204, nil},
		{"GET", "/users/" + lee + "/photo", "", nil, 404, []string{"ImageNotFound"}},
	})
	if status, _, body := s.picture("GET", "/users/"+lee+"/photo/$value", nil); status != 404 || !strings.Contains(string(body), "ImageNotFound") {
		t.Errorf("%d %s", status, body)
	}
}

func TestWhatIsMine(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	g := s.group("mine")
	s.run([]step{
		{"GET", "/me/ownedObjects", "", nil, 200, []string{g}},
		{"GET", "/me/ownedObjects/microsoft.graph.group", "", nil, 200, []string{g}},
		{"GET", "/me/memberOf", "", nil, 200, []string{"#microsoft.graph.directoryRole"}},
		{"GET", "/me/createdObjects", "", nil, 200, []string{`"value":[]`}},
		{"GET", "/me/ownedDevices", "", nil, 200, []string{`"value":[]`}},
	})
}
