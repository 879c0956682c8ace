package task

import (
	"context"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// assignLicense is the action on the licences of a user. The Before of its
// operation has the member "licenses": those of the products in Body that
// the user had, as current.License.
const assignLicense = "assignLicense"

// licenseOrder is the body of assignLicense.
type licenseOrder struct {
	Add    []current.License
	Remove []string
}

func licenseOrderOf(body *odata.Object) (o licenseOrder, err error) {
	if err = body.Decode("addLicenses", &o.Add); err == nil {
		err = body.Decode("removeLicenses", &o.Remove)
	}
	return o, err
}

// done tells whether the licences are as the order leaves them.
func (o licenseOrder) done(have []current.License) bool {
	for _, add := range o.Add {
		if l, ok := current.FindLicense(have, add.SKU); !ok || !current.SamePlans(l.Disabled, add.Disabled) {
			return false
		}
	}
	for _, sku := range o.Remove {
		if _, ok := current.FindLicense(have, sku); ok {
			return false
		}
	}
	return true
}

// back is the order that gives back what was there before.
func (o licenseOrder) back(before []current.License) licenseOrder {
	var b licenseOrder
	for _, add := range o.Add {
		if l, ok := current.FindLicense(before, add.SKU); ok {
			b.Add = append(b.Add, l)
		} else {
			b.Remove = append(b.Remove, add.SKU)
		}
	}
	for _, sku := range o.Remove {
		if l, ok := current.FindLicense(before, sku); ok {
			b.Add = append(b.Add, l)
		}
	}
	return b
}

// named are the licences of the products that the order names.
func (o licenseOrder) named(have []current.License) []current.License {
	some := []current.License{}
	for _, l := range have {
		_, added := current.FindLicense(o.Add, l.SKU)
		if added || slices.ContainsFunc(o.Remove, func(sku string) bool { return strings.EqualFold(sku, l.SKU) }) {
			some = append(some, l)
		}
	}
	return some
}

func (o licenseOrder) body() *odata.Object {
	return odata.NewObject("addLicenses", append([]current.License{}, o.Add...), "removeLicenses", append([]string{}, o.Remove...))
}

// licenseQuery asks for what the orders are compared with.
func licenseQuery(d directory.Directory) odata.Query {
	return odata.Query{Select: []string{"id", current.LicenseProperty(d)}}
}

// lookForLicenses tells whether an order was carried out.
func lookForLicenses(ctx context.Context, d directory.Directory, op *directory.Operation) finding {
	order, err := licenseOrderOf(op.Body)
	if err != nil {
		return finding{effect: missing}
	}
	o, err := d.Get(ctx, op.Ref.Below(""), licenseQuery(d))
	switch {
	case err != nil && apierr.KindOf(err) == apierr.NotFound:
		return finding{effect: missing}
	case err != nil:
		return finding{err: err}
	}
	return is(order.done(current.DirectLicenses(o)))
}

// licenses takes an order back where the licences are as it left them.
func (v *inverter) licenses() (inverse, error) {
	order, err := licenseOrderOf(v.op.Body)
	var before []current.License
	if err != nil || v.op.Before.Decode("licenses", &before) != nil {
		return v.leave("NotUndoable", "the licences that were there before are not known"), nil
	}
	o, err := v.get(v.op.Ref.Below(""), licenseQuery(v.directory))
	if err != nil {
		return inverse{}, err
	}
	if o == nil {
		return v.leave("Gone", "it no longer exists"), nil
	}
	back, have := order.back(before), current.DirectLicenses(o)
	switch {
	case back.done(have):
		return inverse{undone: true}, nil
	case !order.done(have):
		return v.leave("ChangedSince", changed([]string{"licences"})), nil
	}
	op := v.inverse("assign", directory.Invoke, v.op.Ref)
	if len(back.Add) == 0 {
		op.Name = "remove"
	}
	op.Body = back.body()
	op.Before = odata.NewObject("licenses", back.named(have))
	return one(op), nil
}
