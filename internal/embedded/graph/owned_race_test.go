package graph_test

import (
	"fmt"
	"sync"
	"testing"
)

// Who may create by a name what is not there does not come to change what
// somebody else creates by it at that moment.
func TestUpsertReachesNobodysNewApplication(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	caller, c := g.app("Application.ReadWrite.OwnedBy")
	for i := range 150 {
		name := fmt.Sprint("contested-", i)
		target := "/applications(uniqueName='" + name + "')"
		var both sync.WaitGroup
		start := make(chan struct{})
		both.Go(func() {
			<-start
			for range 3 {
				caller.do("PATCH", target, `{"displayName":"Mine"}`, "Prefer: create-if-missing")
			}
		})
		both.Go(func() {
			<-start
			g.do("POST", "/applications", `{"displayName":"Victim's","uniqueName":"`+name+`"}`)
		})
		close(start)
		both.Wait()
		app := g.must(200, "GET", target+"?$select=id,displayName,createdByAppId", "")
		if app.get("displayName") == "Mine" && app.get("createdByAppId") != c.AppID {
			t.Fatalf("the %dth application of somebody else was changed: %s", i+1, app.body)
		}
	}
}
