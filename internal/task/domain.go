package task

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// FormerDefault is a member of the Before of an update that makes a domain the
// default: the name of the domain that was the default until then. A domain
// cannot be told not to be the default, so that undo makes the other one it.
const FormerDefault = "formerDefault"

// domain is taken back by making the former default domain the default again,
// where this one still is, and by writing the former values of other
// properties.
func (v *inverter) domain() (inverse, error) {
	const isDefault = "isDefault"
	former := v.op.Before.String(FormerDefault)
	o, err := v.object(v.entry.id())
	if err != nil {
		return inverse{}, err
	}
	if o == nil {
		return v.leave("Gone", "it no longer exists"), nil
	}
	other, rest := *v, *v.op
	rest.Body = v.op.Body.Clone()
	rest.Body.Delete(isDefault)
	other.op = &rest
	result := inverse{undone: true}
	if rest.Body.Len() > 0 {
		if result, err = other.update(); err != nil {
			return result, err
		}
	}
	if is, _ := o.Bool(isDefault); !is {
		return result, nil
	}
	op := v.inverse("update", directory.Update, directory.Ref{Set: v.op.Ref.Set, Key: former})
	op.Target, op.Body = former, odata.NewObject(isDefault, true)
	op.Before = odata.NewObject(isDefault, false, FormerDefault, o.ID())
	result.undone, result.ops = false, append(result.ops, op)
	return result, nil
}

// verifyDomain is the action that verifies a domain.
const verifyDomain = "verify"

// lookForVerification tells whether a domain is verified.
func lookForVerification(ctx context.Context, d directory.Directory, op *directory.Operation) finding {
	o, err := d.Get(ctx, op.Ref.Below(""), odata.Query{Select: []string{"id", "isVerified"}})
	switch {
	case err != nil && apierr.KindOf(err) == apierr.NotFound:
		return finding{effect: missing}
	case err != nil:
		return finding{err: err}
	}
	verified, _ := o.Bool("isVerified")
	return is(verified)
}
