package tabular

import (
	"encoding/json"
	"slices"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Groups that Microsoft Graph creates are security groups or Microsoft 365
// groups (facts/graph.md, section 7).
const (
	typeSecurity     = "security"
	typeMicrosoft365 = "microsoft365"
	unified          = "Unified" // in groupTypes of a Microsoft 365 group
)

// groupType makes groupTypes, mailEnabled and securityEnabled say the same
// as the column groupType. Where they are given but not the type, the type
// follows from them; where none is given, none is set.
func (c *cells) groupType(o *odata.Object) {
	typ, ok := c.givenType(o)
	if !ok {
		return
	}
	mail, hasMail := o.Bool("mailEnabled")
	security, hasSecurity := o.Bool("securityEnabled")
	office := typ == typeMicrosoft365
	switch {
	case hasMail && mail != office && office:
		c.fault("mailEnabled", "must be true for a microsoft365 group")
	case hasMail && mail != office:
		c.fault("mailEnabled", "must be false for a security group: Microsoft Graph makes no other mail-enabled groups than microsoft365 ones")
	case hasSecurity && !security && !office:
		c.fault("securityEnabled", "must be true for a security group")
	}
	setType(o, office, !office || security)
}

// givenType gives the type that a row asks for; ok is false if it leaves the
// type open or the type is bad.
func (c *cells) givenType(o *odata.Object) (typ string, ok bool) {
	if cell := c.text(pathType); cell != "" {
		typ = squeeze(cell)
		ok = typ == typeSecurity || typ == typeMicrosoft365
		if !ok {
			c.fault(pathType, "must be security or microsoft365")
		}
		return typ, ok
	}
	mail, hasMail := o.Bool("mailEnabled")
	security, hasSecurity := o.Bool("securityEnabled")
	switch {
	case slices.Contains(o.Strings("groupTypes"), unified), hasMail && mail, hasSecurity && !security && !hasMail:
		return typeMicrosoft365, true
	case hasMail:
		return typeSecurity, true
	}
	return "", false
}

func setType(o *odata.Object, office, security bool) {
	types := slices.DeleteFunc(o.Strings("groupTypes"), func(t string) bool { return t == unified })
	if office {
		types = append([]string{unified}, types...)
	}
	if len(types) == 0 {
		o.Set("groupTypes", json.RawMessage("[]"))
	} else {
		o.Set("groupTypes", types)
	}
	o.Set("mailEnabled", office)
	o.Set("securityEnabled", security)
}
