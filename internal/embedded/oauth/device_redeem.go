package oauth

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// device redeems a device code.
func (x *exchange) device(ctx context.Context) (*granted, error) {
	c, err := x.authenticate(ctx)
	if err != nil {
		return nil, err
	}
	form := x.r.PostForm
	token := form.Get("device_code")
	if token == "" {
		token = form.Get("code") // as Microsoft's older library says
	}
	if token == "" {
		return nil, missingParameter("device_code")
	}
	d, err := x.redeemDevice(ctx, token, c)
	if err != nil {
		return nil, err
	}
	form.Set("scope", d.Scope)
	form.Set("resource", d.Resource)
	a, err := parseAsked(form)
	if err != nil {
		return nil, err
	}
	user, err := x.stillSignedIn(ctx, &family{User: d.User, Begun: d.Approved})
	if err != nil {
		return nil, err
	}
	return &granted{client: c, asked: a, user: user}, nil
}

// redeemDevice finds the sign-in of a device's code and takes it out of the
// store once it is approved or declined.
func (x *exchange) redeemDevice(ctx context.Context, token string, c *client) (*deviceCode, error) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 || parts[0] != "1" {
		return nil, badCode()
	}
	digest := sha256.Sum256([]byte(parts[2]))
	var d *deviceCode
	err := x.read(ctx, func(tx *store.Tx) (err error) {
		d, err = readDevice(tx, parts[1])
		return err
	})
	switch {
	case err != nil:
		return nil, err
	case d == nil || subtle.ConstantTimeCompare(d.Secret, digest[:]) != 1 || !strings.EqualFold(d.Client, c.appID):
		return nil, badCode()
	case !x.Now().Before(d.Expires):
		return nil, deviceFailure("expired_token", 70020, "The provided value for the input parameter 'device_code' is not valid. This device code has expired.")
	case d.State == pending:
		return nil, x.wait(d)
	}
	return d, x.take(ctx, d)
}

// take takes a decided sign-in out of the store: its code is good once.
func (x *exchange) take(ctx context.Context, d *deviceCode) error {
	err := x.write(ctx, func(tx *store.Tx) error {
		if again, err := readDevice(tx, d.userCode); err != nil || again == nil {
			return errors.Join(err, badCode())
		}
		return tx.DeleteMeta(devicePrefix + d.userCode)
	})
	if err == nil && d.State == declined {
		err = deviceFailure("authorization_declined", 70000, "The end user denied the authorization request.")
	}
	return err
}

// wait tells a device to ask again later. It is told to slow down if it asks
// more than twice as often as it was told to: clocks are not exact.
func (x *exchange) wait(d *deviceCode) error {
	if ago, asked := x.polls.since(d.userCode, x.Now()); asked && ago < deviceInterval/2 {
		return deviceFailure("slow_down", 70016, "OAuth 2.0 device flow error. Authorization is pending, and the client asks too often.")
	}
	return deviceFailure("authorization_pending", 70016, "OAuth 2.0 device flow error. Authorization is pending. Continue polling.")
}

func badCode() error {
	return deviceFailure("bad_verification_code", 70018, "Invalid verification code due to User typing in wrong user code for device code flow: the device code is not known.")
}

func deviceFailure(kind string, code int, text string) error {
	return &failure{status: http.StatusBadRequest, kind: kind, code: code, text: text}
}
