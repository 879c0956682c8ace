package oauth

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// exchange is one request on its way through the service.
type exchange struct {
	*Service
	w http.ResponseWriter
	r *http.Request
	// tenant is the tenant as the client named it in the path.
	tenant string
}

// serve finds the tenant and the endpoint that the path names. Names are
// compared without regard to case.
func (x *exchange) serve() error {
	parts, err := split(x.r.URL.EscapedPath())
	if err != nil {
		return err
	}
	if e, ok := find(rootEndpoints(), parts, x.r.Method); ok {
		return e.serve(x)
	}
	if len(parts) > 0 {
		x.tenant, parts = strings.ToLower(parts[0]), parts[1:]
	}
	if x.tenant == "adfs" && len(parts) > 0 && odata.IsGUID(parts[0]) {
		x.tenant, parts = strings.ToLower(parts[0]), parts[1:]
	}
	e, ok := find(tenantEndpoints(), parts, x.r.Method)
	if !ok {
		return x.noEndpoint(parts)
	}
	if err := x.knownTenant(); err != nil {
		return err
	}
	return e.serve(x)
}

// base is where the client reached the service: "https://host". Forwarding
// headers are not looked at, for anybody can send them.
func (x *exchange) base() string { return baseOf(x.r) }

func baseOf(r *http.Request) string {
	if r.TLS == nil {
		return "http://" + r.Host
	}
	return "https://" + r.Host
}

// url is an address below the tenant, by the tenant's id where the client
// named one tenant.
func (x *exchange) url(path string) string {
	tenant := x.tenant
	if !anyTenant(tenant) && tenant != "adfs" {
		tenant = x.Tenant
	}
	return x.base() + "/" + tenant + "/" + path
}

// json answers with a JSON document that must not be kept.
func (x *exchange) json(status int, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	h := x.w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Cache-Control", "no-store, no-cache")
	h.Set("Pragma", "no-cache")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	x.w.WriteHeader(status)
	x.w.Write(body) // a client that has gone need not be told
	return nil
}

// emptyList answers Azure Resource Manager's lists of subscriptions and
// tenants, which Azure CLI asks for at sign-in: a directory alone has none.
func (x *exchange) emptyList() error {
	if _, err := x.claims(x.r); err != nil {
		return MicrosoftGraph.refusal(err)
	}
	return x.json(http.StatusOK, map[string]any{"value": []any{}})
}

// knownTenant refuses a tenant that is not this directory's.
func (x *exchange) knownTenant() error {
	if anyTenant(x.tenant) || x.tenant == "adfs" || x.tenant == x.Tenant {
		return nil
	}
	var verified bool
	err := x.read(x.r.Context(), func(tx *store.Tx) error {
		r, err := tx.Get(x.tenant)
		if err == nil && r.Type == "domain" {
			verified, _ = r.Props.Bool("isVerified")
		}
		return unlessMissing(err)
	})
	if err == nil && !verified {
		err = noTenant(x.tenant)
	}
	return err
}

// anyTenant tells whether a name stands for whatever tenant the user is of.
func anyTenant(name string) bool { return name == "common" || name == "organizations" }
