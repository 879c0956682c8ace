package cmdkit_test

import (
	"context"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// guarded is a directory that knows objects by id, and refuses to tell of
// some sets.
type guarded struct {
	*faulty.Directory
	refused []string
}

func (d *guarded) denied(ref directory.Ref) error {
	if slices.Contains(d.refused, ref.Set) {
		return apierr.New(apierr.Forbidden, ref.String(), "Insufficient privileges")
	}
	return nil
}

func (d *guarded) Get(ctx context.Context, ref directory.Ref, q odata.Query) (*odata.Object, error) {
	if err := d.denied(ref); err != nil {
		return nil, err
	}
	return d.Directory.Get(ctx, ref, q)
}

func (d *guarded) List(ctx context.Context, ref directory.Ref, q odata.Query) iter.Seq2[*odata.Object, error] {
	if err := d.denied(ref); err != nil {
		return func(yield func(*odata.Object, error) bool) { yield(nil, err) }
	}
	return d.Directory.List(ctx, ref, q)
}

func (d *guarded) Call(_ context.Context, ref directory.Ref, args *odata.Object) (*odata.Object, error) {
	if err := d.denied(ref); err != nil {
		return nil, err
	}
	found := []*odata.Object{}
	for set, typ := range map[string]string{"users": "user", "groups": "group", "contacts": "orgContact", "devices": "device"} {
		for _, o := range d.Objects(set) {
			if slices.Contains(args.Strings("ids"), o.ID()) {
				o = o.Clone()
				o.Set("@odata.type", "#microsoft.graph."+typ)
				found = append(found, o)
			}
		}
	}
	return odata.NewObject("value", found), nil
}

func among() []*cmdkit.Noun { return []*cmdkit.Noun{noun.User(), noun.Group(), noun.Contact()} }

func TestFindAmong(t *testing.T) {
	t.Parallel()
	d := faulty.New()
	lee := d.Add("users", "userPrincipalName", "lee@contoso.com", "displayName", "Lee")
	staff := d.Add("groups", "mailNickname", "staff", "displayName", "Staff")
	d.Add("groups", "mailNickname", "two", "displayName", "Twin")
	carol := d.Add("contacts", "displayName", "Carol", "mail", "carol@partner.example")
	d.Add("contacts", "displayName", "Twin", "mail", "twin@partner.example")
	device := d.Add("devices", "displayName", "Laptop")
	for _, tt := range []struct{ arg, refused, want string }{
		{"lee@contoso.com", "", "user " + lee},
		{"lee@contoso.com", "contacts directoryObjects", "user " + lee}, // a UPN asks for nothing else
		{lee, "", "user " + lee},
		{lee, "directoryObjects", "user " + lee},
		{staff, "directoryObjects users", "group " + staff},
		{carol, "directoryObjects", "contact " + carol},
		{"STAFF", "", "group " + staff},
		{"carol@partner.example", "", "contact " + carol},
		{"Carol", "", "contact " + carol},
		{"Twin", "", "the name fits 2 objects"},
		{"Staff", "contacts", "Insufficient privileges"}, // a contact may have that name, too
		{carol, "directoryObjects contacts", "Insufficient privileges"},
		{"stff", "", "there is no such user, group or contact"},
		{"11111111-1111-1111-1111-111111111111", "", "there is no such user"},
		{device, "", "is a device, not a user, group or contact"},
	} {
		g := &guarded{d, strings.Fields(tt.refused)}
		m, err := cmdkit.FindAmong(t.Context(), g, among(), tt.arg)
		got := ""
		switch {
		case err != nil:
			got = err.Error()
		default:
			got = m.Noun.Name + " " + m.Object.ID()
		}
		if !strings.Contains(got, tt.want) {
			t.Errorf("%s without %q: %s, want %s", tt.arg, tt.refused, got, tt.want)
		}
	}
}

// TestFindAmongHints sees what is said to do next.
func TestFindAmongHints(t *testing.T) {
	t.Parallel()
	d := faulty.New()
	d.Add("users", "userPrincipalName", "lee@contoso.com")
	group := d.Add("groups", "mailNickname", "twin", "displayName", "Twin")
	contact := d.Add("contacts", "displayName", "Twin", "mail", "")
	for arg, want := range map[string]string{
		"le@contoso.com": `did you mean "lee@contoso.com"?`,
		"Twni":           `did you mean "Twin" or "twin"?`, // the alias of one, the name of another
		"Twin":           "name one by its id: group " + group + " (twin), contact " + contact + " (Twin)",
	} {
		_, err := cmdkit.FindAmong(t.Context(), &guarded{Directory: d}, among(), arg)
		if e := apierr.As(err); e == nil || e.Hint != want {
			t.Errorf("%s: %v, hint %q, want %q", arg, err, e.Hint, want)
		}
	}
}
