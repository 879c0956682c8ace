package core

import (
	"context"
	"net/netip"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// createLocation makes a named location of either kind (facts/graph.md,
// section 12).
func (d *Directory) createLocation(ctx context.Context, b *body) (*store.Record, error) {
	if err := b.require("displayName"); err != nil {
		return nil, err
	}
	if b.typ.Name == "ipNamedLocation" {
		b.defaultTo("isTrusted", false)
	} else {
		b.defaultTo("includeUnknownCountriesAndRegions", false)
		b.defaultTo("countryLookupMethod", "clientIpAddress")
	}
	if err := checkLocation(b.typ.Name, b.props); err != nil {
		return nil, err
	}
	b.created(d.Now())
	b.props.Set("modifiedDateTime", stamp(d.Now()))
	return d.createPlain(ctx, b)
}

func (d *Directory) updateLocation(ctx context.Context, r *store.Record, b *body) error {
	return d.write(ctx, func(tx *store.Tx) error {
		r, err := live(tx, r.ID)
		if err != nil {
			return err
		}
		b.mergeInto(r.Props)
		if err := checkLocation(r.Type, r.Props); err != nil {
			return err
		}
		r.Props.Set("modifiedDateTime", stamp(d.Now()))
		return tx.Update(r)
	})
}

// checkLocation: a location is somewhere.
func checkLocation(typ string, props *odata.Object) error {
	if typ == "countryNamedLocation" {
		if len(props.Strings("countriesAndRegions")) == 0 {
			if unknown, _ := props.Bool("includeUnknownCountriesAndRegions"); !unknown {
				return badProperty("countriesAndRegions", "A value is required for property 'countriesAndRegions' of resource 'CountryNamedLocation'.")
			}
		}
		return nil
	}
	var ranges []*odata.Object
	if props.IsNull("ipRanges") || props.Decode("ipRanges", &ranges) != nil || len(ranges) == 0 {
		return badProperty("ipRanges", "A value is required for property 'ipRanges' of resource 'IpNamedLocation'.")
	}
	for _, r := range ranges {
		if err := checkRange(r); err != nil {
			return err
		}
	}
	props.Set("ipRanges", ranges)
	return nil
}

// checkRange checks a range of addresses and gives it the type that it has,
// if it does not say: hamilton leaves that out.
func checkRange(r *odata.Object) error {
	if !r.Has("cidrAddress") { // a range from one address to another
		lower, err := netip.ParseAddr(r.String("lowerAddress"))
		upper, last := netip.ParseAddr(r.String("upperAddress"))
		if err != nil || last != nil || upper.Less(lower) || upper.Is4() != lower.Is4() {
			return badProperty("ipRanges", "The range from '%s' to '%s' is not valid.", r.String("lowerAddress"), r.String("upperAddress"))
		}
		return nil
	}
	p, err := netip.ParsePrefix(r.String("cidrAddress"))
	typ := "#microsoft.graph.iPv6CidrRange"
	if p.Addr().Is4() {
		typ = "#microsoft.graph.iPv4CidrRange"
	}
	if given := r.String("@odata.type"); err != nil || given != "" && given != typ {
		return badProperty("ipRanges", "The address range '%s' is not valid.", r.String("cidrAddress"))
	}
	if !r.Has("@odata.type") {
		address := r.String("cidrAddress")
		*r = *odata.NewObject("@odata.type", typ, "cidrAddress", address)
	}
	return nil
}

// locationGoing refuses that a trusted location is deleted.
func locationGoing(_ *Directory, _ *store.Tx, r *store.Record, _ bool) error {
	if trusted, _ := r.Props.Bool("isTrusted"); trusted {
		return badRequest("The named location '%s' is trusted and cannot be deleted: set isTrusted to false first.", r.Props.String("displayName"))
	}
	return nil
}
