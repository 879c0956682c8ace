package auth

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// refusal is an error answer of a sign-in service (RFC 6749, section 5.2, with
// the additions of Microsoft's).
type refusal struct {
	Error         string  `json:"error"`
	Description   string  `json:"error_description"`
	Codes         []int64 `json:"error_codes"`
	TraceID       string  `json:"trace_id"`
	CorrelationID string  `json:"correlation_id"`
}

// decode makes an error of an answer of 300 and above, as rest.Options.Decode.
func (c Config) decode(res *http.Response, body []byte) error {
	e := &apierr.Error{Kind: apierr.Unauthenticated, Target: c.Name, RequestID: res.Header.Get("x-ms-request-id")}
	var r refusal
	if json.Unmarshal(body, &r) != nil || r.Error == "" {
		e.Message = "the sign-in service answered HTTP " + res.Status
		e.Hint = "check the authority and the tenant of the profile"
		e.Kind = away(res.StatusCode, e)
		return e
	}
	e.Code = r.code()
	e.Message = "the sign-in was refused: " + r.message()
	if r.TraceID != "" {
		e.RequestID = r.TraceID
	}
	e.Hint = c.advice(e.Code, r.Error)
	if r.Error == "temporarily_unavailable" {
		e.Kind = apierr.Unavailable
	}
	e.Kind = away(res.StatusCode, e)
	return e
}

// away keeps a sign-in service that has no time apart from one that says no.
func away(status int, e *apierr.Error) apierr.Kind {
	switch {
	case status == http.StatusTooManyRequests:
		return apierr.Throttled
	case status >= 500:
		return apierr.Unavailable
	}
	return e.Kind
}

// code is Microsoft's number of the error, else the protocol's word.
func (r *refusal) code() string {
	if len(r.Codes) > 0 {
		return "AADSTS" + strconv.FormatInt(r.Codes[0], 10)
	}
	if digits, ok := strings.CutPrefix(r.Description, "AADSTS"); ok {
		if number, _, ok := strings.Cut(digits, ":"); ok {
			return "AADSTS" + number
		}
	}
	return r.Error
}

// message is the first line: the ids and times below it say nothing more.
func (r *refusal) message() string {
	text := r.Description
	if text == "" {
		text = r.Error
	}
	text, _, _ = strings.Cut(text, "\r\n")
	text, _, _ = strings.Cut(text, "\n")
	text, _, _ = strings.Cut(text, " Trace ID:")
	return strings.TrimSpace(text)
}

// advice says what to do about an error, by its number and then by its word.
// Source: reference-error-codes (facts/scim-oauth.md, section 4).
func (c Config) advice(code, word string) string {
	for _, a := range []struct{ code, text string }{
		{"AADSTS7000215", "the client secret is wrong: " + SecretEnv + " holds the secret's value, not its id"},
		{"AADSTS7000222", "the client secret has expired: make a new one with tenantctl app addpassword"},
		{"AADSTS7000218", "the service wants a secret or a certificate: set " + SecretEnv + " or " + CertificateEnv},
		{"AADSTS700016", "no application " + c.ClientID + " in this tenant: check the client id and the tenant of the profile; an application that is there needs a service principal too: tenantctl sp create APP"},
		{"AADSTS700027", "the certificate does not belong to the application, or has expired: add it with tenantctl app addkey"},
		{"AADSTS700024", "the clock of this machine differs too much from the service's"},
		{"AADSTS700025", "the application is a public client: it has no secret to sign in with"},
		{"AADSTS7000112", "the application is disabled in this tenant"},
		{"AADSTS7000229", "the tenant has no service principal of the application: make one with tenantctl sp create"},
		{"AADSTS90002", "there is no tenant " + c.Tenant + ": check the tenant and the cloud of the profile"},
		{"AADSTS900023", "the tenant is neither an id nor a domain: check the tenant of the profile"},
		{"AADSTS90038", "the tenant belongs to another cloud: set cloud in the profile"},
		{"AADSTS9001023", "name a tenant in the profile: common is none"},
		{"AADSTS500011", "the tenant does not know " + c.Resource + ": check the cloud of the profile"},
		{"AADSTS70011", "the service does not know " + c.scope() + ": check the cloud of the profile"},
		{"AADSTS53003", "a Conditional Access policy of the tenant forbids this sign-in"},
		{"AADSTS65001", "an administrator has to consent to the permissions of the application"},
		{"invalid_client", "the service does not take the client id with this secret or certificate"},
		{"unauthorized_client", "the application may not sign in by itself"},
		{"invalid_scope", "the service does not know " + c.scope() + ": check the cloud of the profile"},
	} {
		if a.code == code || a.code == word {
			return a.text
		}
	}
	return "check authority, tenant and client id: tenantctl profile show"
}
