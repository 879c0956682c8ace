package graph_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/graph"
	"github.com/tenantctl/tenantctl/pkg/rest"
	"github.com/tenantctl/tenantctl/pkg/rest/resttest"
)

// service is a scripted Microsoft Graph below a path of its own.
type service = resttest.Service

type reply = resttest.Reply

func ok(body string) reply { return resttest.OK(body) }

// serve starts a service below a path of its own and gives a client of it.
func serve(t *testing.T, replies ...reply) (*service, *graph.Client) {
	t.Helper()
	s, base := resttest.Start(t, "/any/prefix/v1.0", "application/json; odata.metadata=minimal; charset=utf-8", replies)
	return s, graph.New(rest.Options{Base: base, Retry: rest.Retry{Attempts: 2, Base: time.Microsecond}})
}

func wantKind(t *testing.T, err error, kind apierr.Kind) *apierr.Error {
	t.Helper()
	return resttest.WantKind(t, err, kind)
}

func graphError(code, message string) string {
	return fmt.Sprintf(`{"error":{"code":%q,"message":%q,"innerError":{"date":"2026-01-02T03:04:05","request-id":"r-9"}}}`, code, message)
}
