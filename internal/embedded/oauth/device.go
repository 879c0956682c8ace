package oauth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

const (
	devicePrefix   = "oauth.device." // of the store's meta keys
	deviceLife     = 15 * time.Minute
	deviceInterval = 5 * time.Second
	codeLength     = 9
)

// deviceState is how far a device code has come.
type deviceState string

const (
	pending  deviceState = "pending"
	approved deviceState = "approved"
	declined deviceState = "declined"
)

// deviceCode is a sign-in on a device that has no keyboard (RFC 8628), as the
// store keeps it under the code that the user types.
type deviceCode struct {
	userCode string
	Client   string      `json:"client"`
	Name     string      `json:"name"` // of the client
	Scope    string      `json:"scope"`
	Resource string      `json:"resource,omitempty"` // of the older endpoint
	Secret   []byte      `json:"secret"`             // SHA-256 of the secret part of the device's code
	Expires  time.Time   `json:"expires"`
	State    deviceState `json:"state"`
	User     string      `json:"user,omitempty"`
	Approved time.Time   `json:"approved,omitzero"` // when the user did
}

// Errors of approving a device code.
var (
	// ErrNoCode says that no sign-in waits for this code.
	ErrNoCode = errors.New("no sign-in waits for this code")
	// ErrNoUser says that there is no such user, or a disabled one.
	ErrNoUser = errors.New("there is no such user who may sign in")
)

// deviceCode starts a sign-in by device code.
func (x *exchange) deviceCode() error {
	if err := x.readForm(); err != nil {
		return err
	}
	ctx, form := x.r.Context(), x.r.PostForm
	id := form.Get("client_id")
	if id == "" {
		return missingParameter("client_id")
	}
	c, _, err := x.client(ctx, id)
	if err != nil {
		return err
	}
	if _, err := parseAsked(form); err != nil {
		return err
	}
	secret := randomText(32)
	digest := sha256.Sum256([]byte(secret))
	now := x.Now().UTC()
	if !x.swept.room(now) {
		x.w.Header().Set("Retry-After", "600")
		return &failure{status: http.StatusTooManyRequests, kind: "temporarily_unavailable", code: 90055, text: "There are too many incoming requests: too many device codes wait."}
	}
	d := &deviceCode{userCode: newUserCode(), Client: c.appID, Name: c.name, Scope: form.Get("scope"), Resource: form.Get("resource"),
		Secret: digest[:], Expires: now.Add(deviceLife), State: pending}
	err = x.write(ctx, func(tx *store.Tx) error {
		if err := x.sweep(tx, now); err != nil {
			return err
		}
		return putMeta(tx, devicePrefix+d.userCode, d)
	})
	if err != nil {
		return err
	}
	page := x.base() + "/devicelogin"
	return x.json(http.StatusOK, map[string]any{
		"user_code": d.userCode, "device_code": "1." + d.userCode + "." + secret,
		"verification_uri": page, "verification_url": page,
		"expires_in": int(deviceLife / time.Second), "interval": int(deviceInterval / time.Second),
		"message": fmt.Sprintf("To sign in, use a web browser to open the page %s and enter the code %s to authenticate.", page, d.userCode),
	})
}

// newUserCode makes a code to be typed: letters and digits that cannot be
// taken for each other, and no vowels, which make words.
func newUserCode() string {
	const alphabet = "BCDFGHJKLMNPQRSTVWXZ346789"
	text := make([]byte, codeLength)
	for i := range text {
		n, _ := rand.Int(rand.Reader, big.NewInt(int64(len(alphabet)))) // never fails
		text[i] = alphabet[n.Int64()]
	}
	return string(text)
}

// userCode is a code as it was made, whatever case, spaces and hyphens it was
// typed with.
func userCode(typed string) string {
	return strings.ToUpper(strings.NewReplacer(" ", "", "-", "", "\t", "").Replace(typed))
}

func readDevice(tx *store.Tx, code string) (*deviceCode, error) {
	text, err := tx.Meta(devicePrefix + code)
	if err != nil || text == "" {
		return nil, err
	}
	d := &deviceCode{userCode: code}
	return d, json.Unmarshal([]byte(text), d)
}

// waiting finds the sign-in that waits for a code as typed; nil if none does.
func (s *Service) waiting(tx *store.Tx, typed string) (*deviceCode, error) {
	d, err := readDevice(tx, userCode(typed))
	if err != nil || d == nil || d.State != pending || !s.Now().Before(d.Expires) {
		return nil, err
	}
	return d, nil
}

// Approve lets the sign-in that waits for a code go on as a user, named by id
// or userPrincipalName, and gives the name of the client. It asks for no
// password: who can write the directory's file is whom it trusts.
//
// Errors: ErrNoCode, ErrNoUser.
func (s *Service) Approve(ctx context.Context, code, user string) (client string, err error) {
	err = s.write(ctx, func(tx *store.Tx) error {
		d, err := s.waiting(tx, code)
		switch {
		case err != nil:
			return err
		case d == nil:
			return ErrNoCode
		}
		u, err := signsIn(tx, user)
		if err != nil {
			return err
		}
		client = d.Name
		d.State, d.User, d.Approved = approved, u.ID, s.Now().UTC()
		return putMeta(tx, devicePrefix+d.userCode, d)
	})
	return client, err
}

// decline refuses the sign-in that waits for a code.
func (s *Service) decline(ctx context.Context, code string) error {
	return s.write(ctx, func(tx *store.Tx) error {
		d, err := s.waiting(tx, code)
		if err != nil || d == nil {
			return err
		}
		d.State = declined
		return putMeta(tx, devicePrefix+d.userCode, d)
	})
}
