package graph

import "net/http"

// people are users and groups, and what else the directory is made of but
// has no area of its own.
func people() ([]set, []relation, []operation) {
	return []set{
			{path: "users", context: "users", typ: "user", paged: true, writes: true},
			{path: "groups", context: "groups", typ: "group", paged: true, writes: true},
			{path: "directoryObjects", context: "directoryObjects", typ: "directoryObject", paged: true},
			{path: "directory/deletedItems", context: "directoryObjects", typ: "directoryObject", deleted: true, paged: true},
		}, []relation{
			{owner: "group", name: "members", link: "members", writes: true},
			{owner: "group", name: "owners", link: "owners", writes: true},
			{owner: "group", name: "transitiveMembers", link: "members", transitive: true},
			{owner: "group", name: "memberOf", link: "members", reverse: true},
			{owner: "group", name: "transitiveMemberOf", link: "members", reverse: true, transitive: true},
			{owner: "user", name: "manager", link: "manager", single: true, writes: true},
			{owner: "user", name: "directReports", link: "manager", reverse: true},
			{owner: "user", name: "memberOf", link: "members", reverse: true},
			{owner: "user", name: "transitiveMemberOf", link: "members", reverse: true, transitive: true},
			{owner: "user", name: "ownedObjects", link: "owners", reverse: true},
		}, []operation{
			{name: "delta", binding: "user", collection: true, method: http.MethodGet, run: (*exchange).delta},
			{name: "delta", binding: "group", collection: true, method: http.MethodGet, run: (*exchange).delta},
			{name: "getByIds", binding: "directoryObject", collection: true, method: http.MethodPost, run: (*exchange).getByIDs},
			{name: "checkMemberGroups", binding: "directoryObject", method: http.MethodPost, run: (*exchange).checkMemberGroups},
			{name: "checkMemberObjects", binding: "directoryObject", method: http.MethodPost, run: (*exchange).checkMemberObjects},
			{name: "getMemberGroups", binding: "directoryObject", method: http.MethodPost, run: (*exchange).getMemberGroups},
			{name: "getMemberObjects", binding: "directoryObject", method: http.MethodPost, run: (*exchange).getMemberObjects},
			{name: "restore", binding: "directoryObject", deleted: true, method: http.MethodPost, run: (*exchange).restore},
		}
}
