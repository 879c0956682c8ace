package oauth

import (
	"errors"
	"net"
	"net/http"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// deviceForm shows the page on which a device's code is entered.
func (x *exchange) deviceForm() error { return x.askCode(http.StatusOK, "", "") }

func (x *exchange) askCode(status int, code, fault string) error {
	return x.page(status, pageContent{
		title: "Enter the code", text: "Enter the code that your device or application shows.", fault: fault,
		fields:  []field{{"code", "Code", "text", code, "one-time-code"}},
		buttons: []button{{"next", "Next"}},
	})
}

// askUser asks who signs in. It names the client, so that somebody who was
// talked into entering a code can see what for.
func (x *exchange) askUser(status int, d *deviceCode, upn, fault string) error {
	return x.page(status, pageContent{
		title: "Sign in", fault: fault,
		text: "The application \"" + d.Name + "\" (" + d.Client + ") on another device wants to be signed in as you. " +
			"Go on only if you have started it yourself.",
		fields: []field{
			{"code", "", "hidden", d.userCode, ""},
			{"username", "User name", "email", upn, "username"},
			{"password", "Password", "password", "", "current-password"},
		},
		buttons: []button{{"sign-in", "Sign in"}, {"decline", "Decline"}},
	})
}

// devicePost takes one of the page's two forms. A form that another site had
// a browser send is refused; each needs what that site cannot know anyway.
func (x *exchange) devicePost() error {
	if err := new(http.CrossOriginProtection).Check(x.r); err != nil {
		return x.askCode(http.StatusForbidden, "", "This form was sent from another site.")
	}
	if err := x.readForm(); err != nil {
		return err
	}
	form, ctx := x.r.PostForm, x.r.Context()
	from := address(x.r)
	if x.codes.Blocked(from) {
		x.w.Header().Set("Retry-After", "300")
		return x.askCode(http.StatusTooManyRequests, "", "Too many wrong codes. Try again in five minutes.")
	}
	var d *deviceCode
	err := x.read(ctx, func(tx *store.Tx) (err error) {
		d, err = x.waiting(tx, form.Get("code"))
		return err
	})
	switch {
	case err != nil:
		return err
	case d == nil:
		x.codes.Failed(from)
		return x.askCode(http.StatusBadRequest, form.Get("code"), "That code is wrong or has expired. Check it, or start again on the device.")
	case form.Get("do") == "decline":
		if err := x.decline(ctx, d.userCode); err != nil {
			return err
		}
		return x.page(http.StatusOK, pageContent{title: "Declined", text: "The application was not signed in. You can close this page."})
	case form.Get("username") == "" && form.Get("password") == "" && form.Get("do") != "sign-in":
		return x.askUser(http.StatusOK, d, "", "")
	}
	return x.signInDevice(d)
}

func (x *exchange) signInDevice(d *deviceCode) error {
	form, ctx := x.r.PostForm, x.r.Context()
	upn := form.Get("username")
	user, err := x.signIn(ctx, upn, form.Get("password"))
	var refused *failure
	if errors.As(err, &refused) {
		return x.askUser(http.StatusUnauthorized, d, upn, signInFault(refused))
	}
	if err == nil {
		_, err = x.Approve(ctx, d.userCode, user.ID)
	}
	switch {
	case errors.Is(err, ErrNoCode), errors.Is(err, ErrNoUser):
		return x.askCode(http.StatusBadRequest, "", "That code is wrong or has expired. Check it, or start again on the device.")
	case err != nil:
		return err
	}
	return x.page(http.StatusOK, pageContent{title: "Signed in",
		text: "You have signed in to \"" + d.Name + "\" on your device. You can close this page."})
}

// signInFault says on the page why a user was not let in: no more than that
// name and password do not go together, unless the password was right.
func signInFault(f *failure) string {
	switch f.code {
	case 50053:
		return "There were too many attempts. Try again in a minute."
	case 50055:
		return "The password must be changed first. Ask an administrator for one that need not be."
	case 50057:
		return "This account is disabled."
	}
	return "The user name or password is wrong."
}

// address is where a request comes from.
func address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
