package permission

// deleted are the rows of deleted items, by type; a template without a type is
// all of them. The list knows only restoring, of users; the rest is from the
// tables by type in "List", "Get", "Restore" and "Permanently delete an item".
func deleted() []section {
	return []section{
		{areaUser, deletedRows("user", "User.Read.All Directory.Read.All", "User.DeleteRestore.All User.ReadWrite.All")},
		{areaGroup, deletedRows("group", "Group.Read.All Directory.Read.All", "Group.ReadWrite.All")},
		{areaApplication, deletedRows("application", readApps, writeApps)},
		{areaApplication, deletedRows("servicePrincipal", readApps, writeApps)},
		{areaUnit, deletedRows("administrativeUnit", "AdministrativeUnit.Read.All Directory.Read.All", "AdministrativeUnit.ReadWrite.All")},
		{areaUser, []row{
			{"GET", "/directory/deletedItems", "Directory.Read.All", ""},
			{"GET", "/directory/deletedItems/{id}", "Directory.Read.All", ""},
			{"POST", "/directory/deletedItems/getUserOwnedObjects", "Group.Read.All", ""},
		}},
	}
}

func deletedRows(typ, read, write string) []row {
	set := "/directory/deletedItems/microsoft.graph." + typ
	return []row{
		{"GET", set, read, ""},
		{"GET", set + "/{id}", read, ""},
		{"DELETE", set + "/{id}", write, ""},
		{"POST", set + "/{id}/restore", write, ""},
	}
}
