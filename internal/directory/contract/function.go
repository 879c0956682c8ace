package contract

import (
	"errors"
	"fmt"
	"slices"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// ask calls a function that has to succeed, and gives the member value of its
// answer, sorted where it is a list of strings.
func (s *suite) ask(ref directory.Ref, args ...any) *odata.Object {
	s.Helper()
	answer, err := s.Call(s.Context(), ref, odata.NewObject(args...))
	if err != nil {
		s.Fatalf("%v: %v", ref, err)
	}
	if answer.Has("odata.metadata") {
		s.Errorf("%v: the answer is not in Graph's form: %v", ref, answer.Names())
	}
	return answer
}

// ids asks for a list of ids, and gives it sorted.
func (s *suite) idsOf(ref directory.Ref, args ...any) []string {
	s.Helper()
	list := s.ask(ref, args...).Strings("value")
	slices.Sort(list)
	return list
}

func sorted(ids ...string) []string {
	slices.Sort(ids)
	return ids
}

// testMemberships has groups in groups, in a circle too, and principals of
// each kind among them.
func testMemberships(s *suite) {
	ann := s.people("ann")[0]
	teams := s.groups("inner", "outer", "around", "other")
	inner, outer, around, other := teams[0], teams[1], teams[2], teams[3]
	app := s.must(create("applications", "tool", "displayName", "tool"))[0].Object
	robot := s.must(create("servicePrincipals", "tool", "appId", app.String("appId")))[0].Object.ID()
	s.must(
		relate(directory.Link, group(inner, "members"), ann),
		relate(directory.Link, group(inner, "members"), robot),
		relate(directory.Link, group(outer, "members"), inner),
		relate(directory.Link, group(around, "members"), outer),
		relate(directory.Link, group(inner, "members"), around),
	)
	circle := sorted(inner, outer, around)
	for _, who := range []directory.Ref{
		user(ann), user(upn("ann")), {Set: "servicePrincipals", Key: robot}, {Set: "directoryObjects", Key: ann},
	} {
		s.want(who.String()+" is in", s.idsOf(who.Below("getMemberGroups"), "securityEnabledOnly", false), circle)
		s.want(who.String()+" is in", s.idsOf(who.Below("getMemberObjects"), "securityEnabledOnly", true), circle)
		s.want(who.String()+" of some", s.idsOf(who.Below("checkMemberGroups"), "groupIds", []string{other, outer, ghost}), []string{outer})
	}
	if _, err := s.Call(s.Context(), user(ghost).Below("getMemberGroups"), odata.NewObject("securityEnabledOnly", false)); !errors.Is(err, apierr.NotFound) {
		s.Errorf("groups of nobody: %v, want not found", err)
	}
	if !s.Supports(directory.CanIsMemberOf) {
		return
	}
	for of, want := range map[string]string{around: "true", other: "false"} {
		raw, _ := s.ask(directory.Ref{Set: "directoryObjects", Path: "isMemberOf"}, "groupId", of, "memberId", ann).Raw("value")
		s.want("ann in "+of, string(raw), want)
	}
}

// testSplits asks for as many as a request takes, and for one more.
func testSplits(s *suite) {
	ann := s.people("ann")[0]
	var names []string
	for i := range 21 {
		names = append(names, fmt.Sprintf("g%02d", i))
	}
	teams := s.groups(names...)
	for _, id := range teams {
		s.must(relate(directory.Link, group(id, "members"), ann))
	}
	for _, n := range []int{19, 20, 21} {
		got := s.idsOf(user(ann).Below("checkMemberGroups"), "groupIds", teams[:n])
		s.want(fmt.Sprint(n, " groups"), got, sorted(slices.Clone(teams[:n])...))
	}
	byIDs := directory.Ref{Set: "directoryObjects", Path: "getByIds"}
	for _, n := range []int{999, 1000, 1001} {
		ids := []string{ann}
		for len(ids) < n-1 {
			ids = append(ids, fmt.Sprintf("00000000-0000-4000-8000-%012d", len(ids)))
		}
		ids = append(ids, teams[0])
		var found []*odata.Object
		if err := s.ask(byIDs, "ids", ids).Decode("value", &found); err != nil || len(found) != 2 {
			s.Fatalf("%d ids: %d objects, %v", n, len(found), err)
		}
		for _, o := range found {
			want := map[string]string{ann: "#microsoft.graph.user ann", teams[0]: "#microsoft.graph.group g00"}[o.ID()]
			s.want("type and name", o.String("@odata.type")+" "+o.String("displayName"), want)
		}
	}
	var found []*odata.Object
	if err := s.ask(byIDs, "ids", []string{ann, teams[0]}, "types", []string{"group"}).Decode("value", &found); err != nil || len(found) != 1 || found[0].ID() != teams[0] {
		s.Errorf("of type group: %v, %v", found, err)
	}
}

// testExtensionProperties registers one and finds it.
func testExtensionProperties(s *suite) {
	app := s.must(create("applications", "tool", "displayName", "tool"))[0].Object
	of := directory.Ref{Set: "applications", Key: app.ID(), Path: "extensionProperties"}
	op := create("", "skypeId", "name", "skypeId", "dataType", "String", "targetObjects", []string{"User"})
	op.Ref = of
	made := s.must(op)[0].Object
	available := directory.Ref{Set: "directoryObjects", Path: "getAvailableExtensionProperties"}
	for synced, want := range map[any]int{nil: 1, true: 0, false: 1} {
		var args []any
		if synced != nil {
			args = []any{"isSyncedFromOnPremises", synced}
		}
		var found []*odata.Object
		if err := s.ask(available, args...).Decode("value", &found); err != nil || len(found) != want {
			s.Fatalf("synced %v: %d properties, %v", synced, len(found), err)
		}
		for _, o := range found {
			s.want("property", []string{o.ID(), o.String("name"), o.String("dataType"), o.String("appDisplayName"), fmt.Sprint(o.Strings("targetObjects"))},
				[]string{made.ID(), made.String("name"), "String", "tool", "[User]"})
		}
	}
	ann := s.people("ann")[0]
	s.must(change(directory.Update, user(ann), made.String("name"), "ann.lee"))
	o, err := s.Get(s.Context(), user(ann), odata.Query{Select: []string{"id", made.String("name")}})
	if err != nil {
		s.Fatal(err)
	}
	s.want("value", o.String(made.String("name")), "ann.lee")
	s.want("extension properties of the application", s.values(of, odata.Query{}, "name"), []string{made.String("name")})
	of.Path += "/" + made.ID()
	s.must(change(directory.Delete, of))
	s.already(change(directory.Delete, of))
}
