package cmdkit

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Found is an object and the address by which a command goes on with it.
type Found struct {
	Ref    directory.Ref
	Object *odata.Object
}

// find is Find with the address of what it found.
func (n *Noun) find(ctx context.Context, dir directory.Directory, arg string, properties []string) (Found, error) {
	o, err := Find(ctx, dir, n, arg, properties)
	if err != nil {
		return Found{}, err
	}
	return Found{n.RefOf(arg, o), o}, nil
}
