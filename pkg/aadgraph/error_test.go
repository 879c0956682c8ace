package aadgraph_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

func odataError(code, text, values string) string {
	if values == "" {
		values = "null"
	}
	return fmt.Sprintf(`{"odata.error":{"code":%q,"message":{"lang":"en","value":%q},"values":%s,`+
		`"requestId":"5d1ba3e6-9c5d-4d93-8a4e-2f1c7b4a8b1d","date":"2019-04-17T06:42:12"}}`, code, text, values)
}

// TestErrors has every code of facts/aadgraph.md, section 5, with the status
// that it comes with, or 400 where none is known.
func TestErrors(t *testing.T) {
	t.Parallel()
	const conflict = `[{"item":"PropertyName","value":"identifierUris"},{"item":"PropertyErrorCode","value":"ObjectConflict"}]`
	tests := []struct {
		status       int
		code, values string
		text         string
		kind         apierr.Kind
	}{
		{400, "Request_BadRequest", "", "Invalid value", apierr.Invalid},
		{400, "Request_BadRequest", conflict, "Another object with the same value for property identifierUris already exists.", apierr.Conflict},
		{400, "Request_BadRequest", "", "Another object with the same value for property userPrincipalName already exists.", apierr.Conflict},
		{400, "Request_BadRequest", "", "One or more added object references already exist for the following modified properties: 'members'.", apierr.Conflict},
		{400, "Request_BadRequest", "", "A conflicting object with one or more of the specified property values is present in the directory.", apierr.Conflict},
		{400, "Request_BadRequest", `[{"item":"PropertyErrorCode","value":"NoBackingApplicationObject"}]`, "The appId does not reference a valid application object.", apierr.Invalid},
		{400, "Request_UnsupportedQuery", "", "Unsupported Query.", apierr.Invalid},
		{400, "Directory_ResultSizeLimitExceeded", "", "Too many results", apierr.Invalid},
		{409, "Request_MultipleObjectsWithSameKeyValue", "", "Another object with the same value for property servicePrincipalNames already exists.", apierr.Conflict},
		{400, "Request_MultipleObjectsWithSameKeyValue", "", "The same.", apierr.Conflict},
		{400, "Request_InvalidRequestUrl", "", "x", apierr.Invalid},
		{400, "Request_DataContractVersionMissing", "", "x", apierr.Invalid},
		{400, "Request_InvalidDataContractVersion", "", "x", apierr.Invalid},
		{400, "Request_InvalidBackfillMultiTenant", "", "x", apierr.Invalid},
		{400, "Request_NoApplicationAssociated", "", "x", apierr.Invalid},
		{400, "Headers_HeaderNotSupported", "", "x", apierr.Invalid},
		{400, "Directory_ExpiredPageToken", "", "x", apierr.Invalid},
		{401, "Authentication_MissingOrMalformed", "", "x", apierr.Unauthenticated},
		{401, "Authentication_ExpiredToken", "", "x", apierr.Unauthenticated},
		{401, "Authentication_UnsupportedTokenType", "", "x", apierr.Unauthenticated},
		{401, "Authorization_IdentityDisabled", "", "x", apierr.Unauthenticated},
		{401, "Authorization_IdentityNotFound", "", "x", apierr.Unauthenticated},
		{401, "Authentication_Unknown", "", "x", apierr.Unauthenticated},
		{403, "Authorization_RequestDenied", "", "Insufficient privileges to complete the operation.", apierr.Forbidden},
		{403, "Authentication_Unauthorized", "", "x", apierr.Forbidden},
		{403, "Directory_QuotaExceeded", "", "x", apierr.Forbidden},
		{403, "Directory_ResourceSizeExceeded", "", "x", apierr.Forbidden},
		{404, "Request_ResourceNotFound", "", "Resource not found for the segment 'manager'.", apierr.NotFound},
		{404, "Directory_ObjectNotFound", "", "x", apierr.NotFound},
		{404, "Directory_CompanyNotFound", "", "x", apierr.NotFound},
		{409, "Directory_ConcurrencyViolation", "", "x", apierr.Throttled},
		{500, "Service_InternalServerError", "", "x", apierr.Unavailable},
		{503, "Request_ThrottledTemporarily", "", "Your request is throttled temporarily. Please try after 150 seconds.", apierr.Throttled},
		{503, "Request_ThrottledPermanently", "", "x", apierr.Other},
		{503, "Directory_BindingRedirection", "", "x", apierr.Unavailable},
		{500, "Directory_BindingRedirectionInternalServerError", "", "x", apierr.Unavailable},
		{503, "Directory_ReplicaUnavailable", "", "x", apierr.Unavailable},
		{400, "Request_InvalidReplicaSessionKey", "", "x", apierr.Invalid},
		{415, "Request_MediaTypeNotSupported", "", "x", apierr.Invalid},
		{418, "Something_New", "", "x", apierr.Invalid},
		{404, "Something_New", "", "x", apierr.NotFound},
	}
	for _, tt := range tests {
		t.Run(tt.code, func(t *testing.T) {
			t.Parallel()
			err := aadgraph.Decode(&http.Response{StatusCode: tt.status, Header: http.Header{}}, []byte(odataError(tt.code, tt.text, tt.values)))
			e := wantKind(t, err, tt.kind)
			if e.Code != tt.code || e.Message != tt.text || e.Status != tt.status || e.RequestID == "" {
				t.Errorf("error is %+v", e)
			}
		})
	}
}

func TestErrorDetails(t *testing.T) {
	t.Parallel()
	_, c := serve(t, reply{Status: 400, Header: http.Header{"Request-Id": {"r-1"}}, Body: odataError("Request_BadRequest", "Update to existing credential with KeyId 'k' is not allowed.",
		`[{"item":"PropertyName","value":"passwordCredentials"},{"item":"PropertyErrorCode","value":"KeyNotUpdatable"},{"item":"HelpLink","value":"https://x"}]`)})
	err := c.Update(t.Context(), "applications/o", nil)
	e := wantKind(t, err, apierr.Invalid)
	if e.Target != "passwordCredentials" || !e.HasCode("KeyNotUpdatable") || !e.HasCode("HelpLink") || e.RequestID != "r-1" || e.Method != "PATCH" {
		t.Errorf("error is %+v", e)
	}
	if d := e.Details[0]; d.Target != "passwordCredentials" || d.Code != "KeyNotUpdatable" {
		t.Errorf("first detail is %+v", d)
	}
}

func TestErrorsWithoutABody(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"", "<html>Bad gateway</html>", `{}`, `{"odata.error":null}`, `{"odata.error":{"code":"","message":{"value":""}}}`,
		`{"odata.error":"no"}`, `[`, "\ufeff{}",
	} {
		for status, kind := range map[int]apierr.Kind{
			400: apierr.Invalid, 401: apierr.Unauthenticated, 403: apierr.Forbidden, 404: apierr.NotFound,
			409: apierr.Conflict, 429: apierr.Throttled, 500: apierr.Unavailable, 502: apierr.Unavailable,
		} {
			res := &http.Response{StatusCode: status, Status: fmt.Sprint(status), Header: http.Header{"Request-Id": {"r"}}}
			if e := wantKind(t, aadgraph.Decode(res, []byte(body)), kind); e.RequestID != "r" || e.Message == "" {
				t.Errorf("%d %q: %+v", status, body, e)
			}
		}
	}
}

func TestMessagesOfProxies(t *testing.T) {
	t.Parallel()
	e := wantKind(t, aadgraph.Decode(&http.Response{StatusCode: 403, Header: http.Header{}},
		[]byte("\ufeff"+`{"odata.error":{"code":"Authorization_RequestDenied","message":" Denied. "}}`)), apierr.Forbidden)
	if e.Message != "Denied." {
		t.Errorf("message is %q", e.Message)
	}
}

// TestThrottling has a read that is refused for two seconds and then answered.
func TestThrottling(t *testing.T) {
	t.Parallel()
	refused := reply{Status: 503, Body: odataError("Request_ThrottledTemporarily", "Request is throttled. Try again after 2 seconds.", "")}
	for _, tt := range []struct {
		name string
		do   func(*aadgraph.Client) error
	}{
		{"a read", func(c *aadgraph.Client) error { _, err := c.Me(t.Context()); return err }},
		{"a write", func(c *aadgraph.Client) error { return c.UpdateMe(t.Context(), nil) }},
	} {
		var waited time.Duration
		o := aadgraph.Options{}
		o.Sleep = sleeper(&waited)
		s, c := serveWith(t, o, refused, none())
		if err := tt.do(c); err != nil || waited != 2*time.Second || len(s.Asked) != 2 {
			t.Errorf("%s: %v after %v and %d requests", tt.name, err, waited, len(s.Asked))
		}
	}
}

func TestHowLongToWait(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Duration{
		"Your request is throttled temporarily. Please try after 150 seconds.": 150 * time.Second,
		"Error 503: wait 1 second":                time.Second,
		"Wait 999999 Seconds":                     24 * time.Hour,
		"Wait 99999999999999999999 seconds":       0,
		"Wait a few seconds, at least -3 seconds": 0,
		"Later": 0,
	} {
		body := odataError("Request_ThrottledTemporarily", text, "")
		e := apierr.As(aadgraph.Decode(&http.Response{StatusCode: 503, Header: http.Header{}}, []byte(body)))
		if e.RetryAfter != want {
			t.Errorf("%q: %v, want %v", text, e.RetryAfter, want)
		}
	}
}
