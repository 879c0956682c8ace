package aadgraph_test

import (
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
	"github.com/tenantctl/tenantctl/pkg/rest/resttest"
)

// service is a scripted Azure AD Graph below a path of its own.
type service = resttest.Service

type reply = resttest.Reply

func ok(body string) reply { return resttest.OK(body) }

func none() reply { return reply{Status: 204, Kind: "-"} }

// serve starts a service and gives a client of it.
func serve(t *testing.T, replies ...reply) (*service, *aadgraph.Client) {
	t.Helper()
	return serveWith(t, aadgraph.Options{}, replies...)
}

func serveWith(t *testing.T, o aadgraph.Options, replies ...reply) (*service, *aadgraph.Client) {
	t.Helper()
	s, base := resttest.Start(t, "/any/prefix", "application/json;odata=minimalmetadata;streaming=true;charset=utf-8", replies)
	o.Base, o.Retry = base, rest.Retry{Attempts: 2, Base: time.Microsecond}
	return s, aadgraph.New(o)
}

func wantKind(t *testing.T, err error, kind apierr.Kind) *apierr.Error {
	t.Helper()
	return resttest.WantKind(t, err, kind)
}

func object(t *testing.T, text string) *odata.Object {
	t.Helper()
	o, err := odata.ParseObject([]byte(text))
	if err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return o
}
