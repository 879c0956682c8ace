package graph

import (
	"net/http"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// accounts are what users have besides their properties, and how people come
// to be users.
func accounts() ([]set, []relation, []operation) {
	return []set{
			{path: "invitations", context: "invitations", typ: "invitation", post: (*exchange).invite},
		}, []relation{
			{owner: "user", name: "photo", single: true, contained: true, computed: photoOf},
			{owner: "group", name: "photo", single: true, contained: true, computed: photoOf},
			{owner: "user", name: "createdObjects", link: "createdObjects"},
			{owner: "user", name: "ownedDevices", link: "registeredOwners", reverse: true},
			{owner: "user", name: "registeredDevices", link: "registeredUsers", reverse: true},
		}, []operation{
			{name: "revokeSignInSessions", binding: "user", method: http.MethodPost, run: (*exchange).revokeSessions},
			{name: "invalidateAllRefreshTokens", binding: "user", method: http.MethodPost, run: (*exchange).revokeSessions},
			{name: "changePassword", binding: "user", method: http.MethodPost, run: (*exchange).changePassword},
			{name: "validateProperties", binding: "directoryObject", collection: true, method: http.MethodPost, run: (*exchange).validateProperties},
		}
}

// photoOf gives what is known of a picture: its size is its name.
func photoOf(_ *exchange, tx *store.Tx, of *store.Record) ([]*store.Record, error) {
	p, err := core.PictureOf(tx, of.ID, core.StreamPhoto)
	if err != nil {
		return nil, err
	}
	if p == nil {
		return nil, noPicture()
	}
	id := p.Name()
	return []*store.Record{{ID: id, Type: "profilePhoto", Props: odata.NewObject("id", id, "height", p.Height, "width", p.Width)}}, nil
}
