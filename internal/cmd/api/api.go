// Package apicmd is the command api: any request to the directory, for what no
// other command does. Reads go out as they are; every write is a task.
package apicmd

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// options are the inputs of api.
type options struct {
	app      *app.App
	method   string
	path     string
	file     string
	fields   []string
	headers  []string
	paginate bool

	request *directory.RawRequest
	body    *odata.Object // nil if there is none, or it is no object
}

// New makes the command api.
func New(a *app.App) *cobra.Command { return newAPI(a, run) }

func newAPI(a *app.App, run func(context.Context, *options) error) *cobra.Command {
	o := &options{app: a}
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "api METHOD PATH",
		Short: "Send any request to the directory",
		Long: `Sends a request as it is written and prints the body of the answer. A path
without a version is one of v1.0; on a profile of protocol aadgraph a path is
the tenant's own, and api-version is added to it. A whole address must be the
directory's own. What cannot stand in an address (spaces, quotes) is encoded;
what is encoded already stays.

GET and HEAD are reads. Everything else is a task (api.request), kept in the
journal without the secrets of its body; it cannot be undone. DELETE asks first,
unless it only takes a reference away (/$ref, /$links/).

--field makes a body of properties, or with GET parameters of the query. Values
that are JSON (true, 5, null, ["a"], "5") are taken as that, others as text;
SETTING/MEMBER=VALUE sets a member of an object. --paginate reads all pages and
prints them as one; with -o jsonl, csv or tsv each object as it comes.`,
		Examples: []string{
			`api GET '/users?$top=5'`,
			`api GET /users -F '$filter=accountEnabled eq true' -F '$count=true' -H 'ConsistencyLevel: eventual'`,
			`api GET '/groups?$select=id,displayName' --paginate -o jsonl`,
			`api PATCH /users/lee.gu@contoso.onmicrosoft.com -F department=Sales`,
			`api POST /beta/groups -f group.json`,
			`api DELETE /users/lee.gu@contoso.onmicrosoft.com --yes`,
		},
		Args:     cmdkit.Args(2, 2, "METHOD and PATH"),
		Exit:     []int{3, 4, 5, 10, 11},
		Complete: complete,
	}, func(ctx context.Context, args []string) error {
		o.method, o.path = strings.ToUpper(args[0]), args[1]
		if err := o.complete(); err != nil {
			return err
		}
		return run(ctx, o)
	})
	f := cmd.Flags()
	f.StringVarP(&o.file, "file", "f", "", "read the body from this `FILE` (- for standard input)")
	f.StringArrayVarP(&o.fields, "field", "F", nil, "set a property of the body, or with GET a parameter of the query (`NAME=VALUE`)")
	f.StringArrayVarP(&o.headers, "header", "H", nil, "send this header field (`NAME: VALUE`)")
	f.BoolVar(&o.paginate, "paginate", false, "read all pages (GET)")
	if err := cmd.MarkFlagFilename("file"); err != nil {
		panic(err)
	}
	return cmd
}

func methods() []string { return []string{"GET", "POST", "PATCH", "PUT", "DELETE", "HEAD"} }

func complete(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	fits := slices.DeleteFunc(methods(), func(m string) bool { return !strings.HasPrefix(m, strings.ToUpper(typed)) })
	return fits, cobra.ShellCompDirectiveNoFileComp
}

// complete makes the request of what was given.
func (o *options) complete() error {
	if !slices.Contains(methods(), o.method) {
		return cmdkit.Usagef("%q is no method", o.method).WithHint("METHOD is one of: " + strings.Join(methods(), ", "))
	}
	if o.paginate && o.method != "GET" {
		return cmdkit.Usagef("--paginate reads, so it goes with GET only")
	}
	o.request = &directory.RawRequest{Method: o.method, Path: o.path}
	if err := o.addHeaders(); err != nil {
		return err
	}
	if o.reads() {
		return o.completeRead()
	}
	return o.completeBody()
}

func (o *options) reads() bool { return o.method == "GET" || o.method == "HEAD" }

func run(ctx context.Context, o *options) error {
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	raw, ok := dir.(directory.Requester)
	switch {
	case !ok:
		return apierr.New(apierr.Unsupported, o.request.Target(), "this directory takes no requests as they are written")
	case !o.reads():
		return o.write(ctx)
	case o.paginate:
		return o.pages(ctx, raw)
	}
	answer, err := raw.Ask(ctx, o.request)
	if err != nil {
		return err
	}
	return o.print(answer)
}
