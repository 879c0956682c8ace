// Package contract is the suite of tests that every adapter must pass: what
// package directory promises, asked of a directory over real HTTP. It is
// imported by tests only.
package contract

import (
	"fmt"
	"slices"
	"testing"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Domain is the verified domain that the directory must have.
const Domain = "contoso.onmicrosoft.com"

// Run tests an adapter. open gives a directory of its own to each test: with
// the seed's administrator and nobody else. Tests of what the adapter does
// not claim (directory.Capability) are skipped.
func Run(t *testing.T, open func(*testing.T) directory.Directory) {
	suites := []struct {
		name string
		test func(*suite)
	}{
		{"get", testGet},
		{"create", testCreate},
		{"refusals", testRefusals},
		{"update", testUpdate},
		{"list", testList},
		{"slips", testSlips},
		{"odd names", testOddNames},
		{"odd keys", testOddKeys},
		{"foreign domains", testForeignDomains},
		{"members", testMembers},
		{"owners", testOwners},
		{"manager", testManager},
		{"delete", testDelete},
		{"restore", testRestore},
		{"batch", testBatch},
		{"chunks", testChunks},
		{"order", testOrder},
		{"pages", testPages},
		{"interruption", testInterruption},
		{"call", testCall},
		{"memberships", testMemberships},
		{"splits", testSplits},
		{"extension properties", testExtensionProperties},
		{"me", testMe},
		{"link of the manager", testManagerLink},
		{"alternate keys", testAlternateKeys},
		{"deleted applications", testDeletedApplications},
		{"changes", testChanges},
		{"keys", testKeys},
		{"licences", testLicenses},
		{"domains", testDomains},
		{"unsupported", testUnsupported},
	}
	for _, s := range suites {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			s.test(&suite{t, open(t)})
		})
	}
}

// suite is one test with its directory.
type suite struct {
	*testing.T
	directory.Directory
}

// need skips the test if the directory lacks a capability.
func (s *suite) need(c directory.Capability) {
	s.Helper()
	if !s.Supports(c) {
		s.Skipf("the directory does not claim the capability %q", c)
	}
}

// apply carries operations out and checks that each has one outcome, and was
// announced before it. The outcomes come in the order of the operations.
func (s *suite) apply(ops ...*directory.Operation) []directory.Outcome {
	s.Helper()
	announced := map[*directory.Operation]bool{}
	outcomes := make([]directory.Outcome, len(ops))
	sending := func(ops []*directory.Operation) error {
		for _, op := range ops {
			announced[op] = true
		}
		return nil
	}
	for o := range s.Apply(s.Context(), ops, sending) {
		i := slices.Index(ops, o.Op)
		switch {
		case i < 0:
			s.Fatalf("an outcome of no operation: %+v", o)
		case outcomes[i].Op != nil:
			s.Fatalf("a second outcome of %s", o.Op.Target)
		case !announced[o.Op]:
			s.Errorf("%s was not announced", o.Op.Target)
		}
		outcomes[i] = o
	}
	for i, o := range outcomes {
		if o.Op == nil {
			s.Fatalf("no outcome of operation %d, %s", i, ops[i].Target)
		}
	}
	return outcomes
}

// must carries operations out that have to succeed.
func (s *suite) must(ops ...*directory.Operation) []directory.Outcome {
	s.Helper()
	outcomes := s.apply(ops...)
	for _, o := range outcomes {
		if o.Err != nil {
			s.Fatalf("%s %s: %v", o.Op.Verb, o.Op.Target, o.Err)
		}
	}
	return outcomes
}

// fails checks that an operation fails with a kind of error that names its
// target and is not in doubt.
func (s *suite) fails(op *directory.Operation, kind apierr.Kind) {
	s.Helper()
	o := s.apply(op)[0]
	e := apierr.As(o.Err)
	if e == nil || e.Kind != kind || e.Sent || e.Target != op.Target || e.Message == "" {
		s.Errorf("%s %s: %v (%+v), want %v", op.Verb, op.Target, o.Err, e, kind)
	}
}

// already checks that the directory was like that before.
func (s *suite) already(op *directory.Operation) {
	s.Helper()
	if o := s.apply(op)[0]; o.Err != nil || !o.Already {
		s.Errorf("%s %s: %v, already: %v; want already so", op.Verb, op.Target, o.Err, o.Already)
	}
}

// people creates users and gives their ids.
func (s *suite) people(names ...string) []string {
	s.Helper()
	var ops []*directory.Operation
	for _, name := range names {
		ops = append(ops, newUser(name))
	}
	return s.ids(ops)
}

// groups creates security groups and gives their ids.
func (s *suite) groups(names ...string) []string {
	s.Helper()
	var ops []*directory.Operation
	for _, name := range names {
		ops = append(ops, newGroup(name))
	}
	return s.ids(ops)
}

func (s *suite) ids(ops []*directory.Operation) []string {
	s.Helper()
	var ids []string
	for _, o := range s.must(ops...) {
		if o.Object.ID() == "" {
			s.Fatalf("%s was created without an id in the answer", o.Op.Target)
		}
		ids = append(ids, o.Object.ID())
	}
	return ids
}

// all reads a list whole.
func (s *suite) all(ref directory.Ref, q odata.Query) []*odata.Object {
	s.Helper()
	var list []*odata.Object
	for o, err := range s.List(s.Context(), ref, q) {
		if err != nil {
			s.Fatalf("list %v: %v", ref, err)
		}
		list = append(list, o)
	}
	return list
}

// values gives a property of the objects of a list, sorted.
func (s *suite) values(ref directory.Ref, q odata.Query, property string) []string {
	s.Helper()
	var values []string
	for _, o := range s.all(ref, q) {
		values = append(values, o.String(property))
	}
	slices.Sort(values)
	return values
}

func (s *suite) want(what string, got, want any) {
	s.Helper()
	if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
		s.Errorf("%s: %s, want %s", what, g, w)
	}
}

func upn(name string) string { return name + "@" + Domain }

func user(key string) directory.Ref { return directory.Ref{Set: "users", Key: key} }

func group(id, path string) directory.Ref { return directory.Ref{Set: "groups", Key: id, Path: path} }

func newUser(name string) *directory.Operation {
	return create("users", upn(name),
		"accountEnabled", true, "displayName", name, "mailNickname", name, "userPrincipalName", upn(name),
		"passwordProfile", odata.NewObject("password", password, "forceChangePasswordNextSignIn", false))
}

// password is so long that a directory may take it for a random one and hash
// it cheaply.
const password = "Xk7!pQ92vLm4-Xk7!pQ92vLm4-Xk7!pQ92vLm4-Xk7!pQ92vLm4"

func newGroup(name string) *directory.Operation {
	return create("groups", name,
		"displayName", name, "mailNickname", name, "mailEnabled", false, "securityEnabled", true)
}

func create(set, target string, body ...any) *directory.Operation {
	return &directory.Operation{
		Name: "create", Verb: directory.Create, Target: target,
		Ref: directory.Ref{Set: set}, Body: odata.NewObject(body...),
	}
}

func change(v directory.Verb, ref directory.Ref, body ...any) *directory.Operation {
	op := &directory.Operation{Name: string(v), Verb: v, Ref: ref, Target: ref.Key}
	if len(body) > 0 {
		op.Body = odata.NewObject(body...)
	}
	return op
}

func relate(v directory.Verb, ref directory.Ref, other string) *directory.Operation {
	op := change(v, ref)
	op.Other, op.Target = directory.Ref{Set: "users", Key: other}, ref.Key+" "+other
	return op
}
