package appcmd

import (
	"context"
	"strings"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// sameExtension refuses a new extension property of a name that the application
// has one of, before anything is sent.
func sameExtension(ctx context.Context, dir directory.Directory, n *cmdkit.Noun, body *odata.Object) error {
	name, all := body.String("name"), n.All()
	for o, err := range dir.List(ctx, all, odata.Query{}) {
		if err != nil {
			return err
		}
		if _, other := edm.SplitExtensionName(o.String("name")); !strings.EqualFold(other, name) {
			continue
		}
		app := "APP"
		if odata.IsGUID(all.Key) {
			app = all.Key
		}
		return apierr.New(apierr.Conflict, n.Name+" "+name, "the app has "+o.String("name")+" already").
			WithHint("`tenantctl app extension get " + app + " " + name + "` shows it; it cannot be changed: `tenantctl app extension delete " +
				app + " " + name + "` deletes it, after which it can be made anew")
	}
	return nil
}
