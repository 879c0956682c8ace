package graph_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
	adapter "github.com/tenantctl/tenantctl/internal/directory/graph"
	"github.com/tenantctl/tenantctl/internal/embedded"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/graph"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// replica stands before a directory and lags behind it.
type replica struct {
	next http.RoundTripper
	// answer gives the answer in place of the directory's, nil for its own.
	answer func(*http.Request) (*http.Response, error)
}

func (r *replica) RoundTrip(req *http.Request) (*http.Response, error) {
	if r.answer != nil {
		if res, err := r.answer(req); res != nil || err != nil {
			return res, err
		}
	}
	return r.next.RoundTrip(req)
}

func answered(req *http.Request, status int, body string) *http.Response {
	return &http.Response{
		StatusCode: status, Status: fmt.Sprint(status), Request: req, Body: io.NopCloser(strings.NewReader(body)),
		Header: http.Header{"Content-Type": {"application/json"}},
	}
}

func notYet(req *http.Request, id string) *http.Response {
	return answered(req, 404, fmt.Sprintf(`{"error":{"code":"Request_ResourceNotFound","message":"Resource '%s' does not exist or one of its queried reference-property objects are not present."}}`, id))
}

// behind makes a runner on an embedded directory behind a replica.
func behind(t *testing.T) (*replica, *task.Runner, *time.Duration) {
	t.Helper()
	server, err := embedded.Open(t.Context(), embedded.Options{Path: filepath.Join(t.TempDir(), "directory.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	r := &replica{next: server.Transport()}
	base := &url.URL{Scheme: "https", Host: "graph.example", Path: "/v1.0/"}
	d := adapter.New(graph.New(rest.Options{Base: base, Transport: r, Retry: rest.Retry{Attempts: 1}}))
	slept := new(time.Duration)
	sleep := func(ctx context.Context, d time.Duration) error { *slept += d; return ctx.Err() }
	return r, &task.Runner{Directory: d, Journal: task.OpenJournal(t.TempDir(), time.Now), Sleep: sleep}, slept
}

func all(t *testing.T, d directory.Directory, ref directory.Ref) []string {
	t.Helper()
	var ids []string
	for o, err := range d.List(t.Context(), ref, odata.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, o.ID())
	}
	return ids
}

func create(set string, body ...any) task.Spec {
	op := &directory.Operation{Name: "create", Verb: directory.Create, Ref: directory.Ref{Set: set}, Target: "new", Body: odata.NewObject(body...)}
	return task.Spec{Type: "create", Ops: []*directory.Operation{op}}
}

func newTeam() task.Spec {
	return create("groups", "displayName", "Lag", "mailNickname", "lag", "mailEnabled", false, "securityEnabled", true)
}

// TestGroupIsNotMadeTwice loses the answer to the creation of a group, which
// the replica does not show at first.
func TestGroupIsNotMadeTwice(t *testing.T) {
	t.Parallel()
	r, runner, slept := behind(t)
	before := len(all(t, runner.Directory, directory.Ref{Set: "groups"}))
	reads := 0
	r.answer = func(req *http.Request) (*http.Response, error) {
		if req.Method == http.MethodPost {
			res, err := r.next.RoundTrip(req)
			if err == nil {
				res.Body.Close()
				err = errors.New("connection reset by peer")
			}
			return nil, err
		}
		if reads++; reads < 4 {
			return answered(req, 200, `{"value":[]}`), nil
		}
		return nil, nil
	}
	record, err := runner.Run(t.Context(), newTeam())
	r.answer = nil
	if n := len(all(t, runner.Directory, directory.Ref{Set: "groups"})) - before; err != nil || record.Counts.Created != 1 || n != 1 {
		t.Errorf("%d groups made, %+v, %v", n, record.Counts, err)
	}
	if *slept < 10*time.Second {
		t.Errorf("waited %v", *slept)
	}
}

// TestMemberLeavesALateGroup has the replica deny, once, the group itself: the
// member must not count as gone.
func TestMemberLeavesALateGroup(t *testing.T) {
	t.Parallel()
	r, runner, _ := behind(t)
	if _, err := runner.Run(t.Context(), newTeam()); err != nil {
		t.Fatal(err)
	}
	member := all(t, runner.Directory, directory.Ref{Set: "users"})[0]
	var group string
	for o, err := range runner.Directory.List(t.Context(), directory.Ref{Set: "groups"}, odata.Query{Filter: "mailNickname eq 'lag'"}) {
		if err != nil {
			t.Fatal(err)
		}
		group = o.ID()
	}
	for _, verb := range []directory.Verb{directory.Link, directory.Unlink} {
		denied := 0
		r.answer = func(req *http.Request) (*http.Response, error) {
			if req.Method == http.MethodGet || denied > 0 {
				return nil, nil
			}
			denied++
			return notYet(req, strings.ToUpper(group)), nil
		}
		op := join(group, member)
		op.Verb = verb
		record, err := runner.Run(t.Context(), task.Spec{Type: "change", Ops: []*directory.Operation{op}})
		r.answer = nil
		members := len(all(t, runner.Directory, op.Ref))
		if err != nil || denied != 1 || record.Counts.Unchanged != 0 || (members == 1) != (verb == directory.Link) {
			t.Errorf("%s: %d members after %d refusals, %+v, %v", verb, members, denied, record.Counts, err)
		}
	}
}
