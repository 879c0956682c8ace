package contract

import (
	"context"
	"errors"
	"fmt"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// testInterruption ends the context while operations are sent: each has an
// outcome, and what says that it was not sent was not.
func testInterruption(s *suite) {
	ctx, cancel := context.WithCancel(s.Context())
	defer cancel()
	var ops []*directory.Operation
	for i := range 400 {
		ops = append(ops, newUser(fmt.Sprintf("u%03d", i)))
	}
	outcomes, unsent := 0, map[string]bool{}
	sent := map[*directory.Operation]bool{}
	sending := func(ops []*directory.Operation) error {
		for _, op := range ops {
			sent[op] = true
		}
		if len(sent) > 100 {
			cancel()
		}
		return nil
	}
	for o := range s.Apply(ctx, ops, sending) {
		outcomes++
		e := apierr.As(o.Err)
		switch {
		case e == nil:
		case !errors.Is(o.Err, apierr.Interrupted):
			s.Errorf("%s: %v, want interrupted", o.Op.Target, o.Err)
		case !e.Sent:
			unsent[o.Op.Target] = true
		}
		if !sent[o.Op] && !unsent[o.Op.Target] {
			s.Errorf("%s was not announced, and its outcome is %v", o.Op.Target, o.Err)
		}
	}
	s.want("outcomes", outcomes, len(ops))
	if len(unsent) == 0 {
		s.Error("the context ended and yet everything was sent")
	}
	for _, o := range s.all(directory.Ref{Set: "users"}, odata.Query{}) {
		if unsent[o.String("userPrincipalName")] {
			s.Errorf("%s is said not to have been sent and was created", o.String("userPrincipalName"))
		}
	}
}

func testCall(s *suite) {
	people := s.people("ann", "bob")
	team := s.groups("team")[0]
	s.must(relate(directory.Link, group(team, "members"), people[0]))
	ids := append([]string{ghost, team}, people...)
	for range 1000 {
		ids = append(ids, ghost)
	}
	answer, err := s.Call(s.Context(), directory.Ref{Set: "directoryObjects", Path: "getByIds"}, odata.NewObject("ids", ids))
	if err != nil {
		s.Fatal(err)
	}
	var found []*odata.Object
	if err := answer.Decode("value", &found); err != nil || len(found) != 3 {
		s.Errorf("getByIds: %d objects, %v", len(found), err)
	}
	answer, err = s.Call(s.Context(), user(people[0]).Below("getMemberGroups"), odata.NewObject("securityEnabledOnly", false))
	if err != nil {
		s.Fatal(err)
	}
	s.want("groups of ann", answer.Strings("value"), []string{team})
	answer, err = s.Call(s.Context(), user(people[1]).Below("checkMemberGroups"), odata.NewObject("groupIds", []string{team}))
	if err != nil {
		s.Fatal(err)
	}
	s.want("groups of bob", len(answer.Strings("value")), 0)
}
