package edm

import (
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// operand finds what a path means where a value is needed.
func (c *filterCheck) operand(e *odata.Path) (place, *FilterError) {
	p, err := c.operandOf(e)
	if err != nil {
		return p, err
	}
	if p.collection && !p.count {
		return p, &FilterError{Pos: e.At, Path: p.path, Msg: "it is a collection; write " + p.full + "/any(x:x eq ...) or " + p.full + "/$count eq 0"}
	}
	return p, nil
}

func (c *filterCheck) operandOf(e *odata.Path) (place, *FilterError) {
	p, err := c.follow(e.Segments)
	if err != nil {
		return p, &FilterError{Pos: e.At, Path: "", Msg: err.Error()}
	}
	return p, nil
}

// follow resolves a path from a lambda's variable or from the object.
func (c *filterCheck) follow(segments []string) (place, *NameError) {
	i := slices.IndexFunc(c.vars, func(v variable) bool { return v.name == segments[0] })
	if i < 0 {
		return c.root.resolve(segments)
	}
	p := c.vars[i].source
	for n, s := range segments[1:] {
		var err *NameError
		if strings.Contains(s, ".") {
			err = p.cast(s)
		} else {
			err = p.step(s, false)
		}
		if err != nil {
			err.Name = strings.Join(segments[:n+2], "/")
			return p, err
		}
	}
	return p, nil
}
