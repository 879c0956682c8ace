package graph

// ServedSets are the paths of the sets that can be read at v1.0, and the type
// of what is in them.
func ServedSets() map[string]string {
	list := map[string]string{}
	for _, s := range newServed().sets {
		if s.post == nil && !s.deleted && !s.beta {
			list[s.path] = s.typ
		}
	}
	return list
}

// ServedRelations are the names of the relations of a type.
func ServedRelations(typ string) []string {
	var list []string
	for _, r := range newServed().relations {
		if r.owner == typ {
			list = append(list, r.name)
		}
	}
	return list
}
