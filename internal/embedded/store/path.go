package store

import "strings"

// jsonPath splits a property path and writes it as SQLite's JSON path.
func jsonPath(path string) (steps []string, jsonPath string, err error) {
	steps = strings.Split(path, "/")
	var b strings.Builder
	b.WriteByte('$')
	for _, name := range steps {
		if name == "" || strings.ContainsAny(name, "\"\\\x00") {
			return nil, "", &FilterError{Msg: "there is no such property: " + path}
		}
		b.WriteString(`."` + name + `"`)
	}
	return steps, b.String(), nil
}
