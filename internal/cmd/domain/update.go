package domaincmd

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// moveDefault writes down, for undo, which domain an update takes the default
// from: a domain is the default until another one is made it.
func moveDefault(ctx context.Context, dir directory.Directory, spec *task.Spec) error {
	former := ""
	for _, op := range spec.Ops {
		if wanted, _ := op.Body.Bool("isDefault"); !wanted {
			continue
		}
		if former == "" {
			var err error
			if former, err = defaultDomain(ctx, dir); err != nil {
				return err
			}
		}
		op.Before.Set(task.FormerDefault, former)
	}
	return nil
}

// defaultDomain is the name of the default domain, "" if none is shown.
func defaultDomain(ctx context.Context, dir directory.Directory) (string, error) {
	q := odata.Query{Select: []string{"id", "isDefault"}}
	for o, err := range dir.List(ctx, directory.Ref{Set: "domains"}, q) {
		if is, _ := o.Bool("isDefault"); err != nil || is {
			return o.ID(), err
		}
	}
	return "", nil
}
