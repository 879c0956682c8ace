package graph_test

import (
	"net/http"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/graph"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func TestErrors(t *testing.T) {
	t.Parallel()
	const taken = `{"error":{"code":"Request_BadRequest","message":"Another object with the same value for property userPrincipalName already exists.","details":[{"code":"ObjectConflict","message":"m","target":"userPrincipalName"}],"innerError":{"request-id":"r-9"}}}`
	tests := []struct {
		name   string
		status int
		body   string
		kind   apierr.Kind
		code   string
		has    string // a code that HasCode must find
		target string
	}{
		{"bad value", 400, graphError("Request_BadRequest", "Invalid value"), apierr.Invalid, "Request_BadRequest", "", ""},
		{"taken", 400, taken, apierr.Conflict, "Request_BadRequest", "ObjectConflict", "userPrincipalName"},
		{"taken, words only", 400, graphError("Request_BadRequest", "A conflicting object with one or more of the specified property values is present in the directory."), apierr.Conflict, "Request_BadRequest", "", ""},
		{"a member already", 400, graphError("Request_BadRequest", "One or more added object references already exist for the following modified properties: 'members'."), apierr.Conflict, "Request_BadRequest", "", ""},
		{"same key", 409, graphError("Request_MultipleObjectsWithSameKeyValue", "m"), apierr.Conflict, "Request_MultipleObjectsWithSameKeyValue", "", ""},
		{"two at once", 409, graphError("Directory_ConcurrencyViolation", "m"), apierr.Throttled, "Directory_ConcurrencyViolation", "", ""},
		{"the embedded directory's disk is full", 507, graphError("directoryFull", "m"), apierr.Other, "directoryFull", "", ""},
		{"not found", 404, graphError("Request_ResourceNotFound", "Resource 'x' does not exist"), apierr.NotFound, "Request_ResourceNotFound", "", ""},
		{"denied", 403, graphError("Authorization_RequestDenied", "Insufficient privileges"), apierr.Forbidden, "Authorization_RequestDenied", "", ""},
		{"finer inside", 403, `{"error":{"code":"accessDenied","message":"m","innerError":{"code":"quotaLimitReached","innererror":{"code":"deepest"}}}}`, apierr.Forbidden, "accessDenied", "deepest", ""},
		{"changed", 412, graphError("resourceModified", "m"), apierr.Conflict, "resourceModified", "", ""},
		{"unprocessable", 422, graphError("x", "m"), apierr.Invalid, "x", "", ""},
		{"a page of HTML", 404, "<html>", apierr.NotFound, "", "", ""},
		{"nothing", 400, "", apierr.Invalid, "", "", ""},
		{"odd shape", 400, `{"error":"text"}`, apierr.Invalid, "", "", ""},
		{"a list", 400, `[1]`, apierr.Invalid, "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, c := serve(t, reply{Status: tt.status, Body: tt.body, Header: http.Header{"Retry-After": {"0"}}})
			_, err := c.Get(t.Context(), "users/x", odata.Query{})
			e := wantKind(t, err, tt.kind)
			if e.Code != tt.code || e.Target != tt.target || e.Status != tt.status || e.Message == "" {
				t.Errorf("%+v", e)
			}
			if tt.has != "" && !e.HasCode(tt.has) {
				t.Errorf("code %s is not found in %+v", tt.has, e)
			}
		})
	}
}

func TestRequestID(t *testing.T) {
	t.Parallel()
	for want, header := range map[string]http.Header{"r-1": {"Request-Id": {"r-1"}}, "r-9": nil} {
		_, c := serve(t, reply{Status: 404, Body: graphError("c", "m"), Header: header})
		if e := apierr.As(c.Delete(t.Context(), "users/1")); e == nil || e.RequestID != want {
			t.Errorf("%+v, want request id %s", e, want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(400, graphError("a", "b"))
	f.Add(503, `{"error":{"code":1,"details":{}}}`)
	f.Fuzz(func(t *testing.T, status int, body string) {
		err := graph.Decode(&http.Response{StatusCode: status, Header: http.Header{}}, []byte(body))
		if apierr.As(err) == nil {
			t.Fatal("an error that is no *apierr.Error")
		}
	})
}
