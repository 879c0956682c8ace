package domaincmd

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// recordsOptions are the inputs of domain dns-records.
type recordsOptions struct {
	app          *app.App
	name         string
	verification bool
	list         cmdkit.LocalList
}

func newDNSRecords(a *app.App, run func(context.Context, *recordsOptions) error) *cobra.Command {
	o := &recordsOptions{app: a, list: cmdkit.LocalList{App: a, Plural: "records"}}
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "dns-records NAME [flags]",
		Short: "List the DNS records that a domain needs",
		Long: `Lists the records that the services of a domain need in its DNS; with
--verification those of which one shows that the domain is yours. In JSON a
record is as the directory has it, with two members more: value is what goes
into the DNS, priority that of an MX or SRV record.`,
		Examples: []string{
			`domain dns-records contoso.onmicrosoft.com`,
			`domain dns-records contoso.onmicrosoft.com --verification --filter "recordType eq 'Txt'" --select value -o tsv`,
		},
		Args:     cmdkit.Args(1, 1, "one NAME"),
		Exit:     []int{3, 4, 5, 10},
		Complete: cmdkit.CompleteNames(a, table()),
	}, func(ctx context.Context, args []string) error {
		o.name = args[0]
		return run(ctx, o)
	})
	cmd.Flags().BoolVar(&o.verification, "verification", false, "those of which one shows that the domain is yours")
	o.list.AddFlags(cmd)
	cmdkit.CompleteFlag(cmd, "select", "recordType", "label", "value", "priority", "ttl", "supportedService", "isOptional", "id")
	return cmd
}

func runDNSRecords(ctx context.Context, o *recordsOptions) error {
	if err := o.list.Check(); err != nil {
		return err
	}
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	n := table()
	domain, err := cmdkit.Find(ctx, dir, n, o.name, []string{"id", "isVerified"})
	if err != nil {
		return err
	}
	relation := "serviceConfigurationRecords"
	if o.verification {
		relation = "verificationDnsRecords"
	}
	var records []*odata.Object
	for r, err := range dir.List(ctx, n.Ref(domain.ID()).Below(relation), odata.Query{}) {
		if err != nil {
			return err
		}
		records = append(records, complete(r))
	}
	if len(records) == 0 {
		o.sayNone(domain)
	}
	return o.list.Print(recordColumns(), cmdkit.One(records...))
}

func (o *recordsOptions) sayNone(domain *odata.Object) {
	switch verified, _ := domain.Bool("isVerified"); {
	case o.app.Flags.Quiet:
	case verified || o.verification:
		fmt.Fprintf(o.app.IO.Err, "%s needs no such record\n", domain.ID())
	default:
		fmt.Fprintf(o.app.IO.Err, "%s is not verified: --verification shows the records for that\n", domain.ID())
	}
}

func recordColumns() []output.Column {
	return []output.Column{
		{Name: "type", Value: func(o *odata.Object) string { return strings.ToUpper(o.String("recordType")) }},
		cmdkit.KeyColumn("label"),
		cmdkit.Column("priority"),
		cmdkit.Column("value"),
		cmdkit.Column("ttl"),
		cmdkit.Column("supportedService"),
		cmdkit.WideColumn("isOptional"),
		cmdkit.WideColumn("id"),
	}
}

// complete adds to a record what goes into the DNS, as a zone file has it
// (Graph: domainDnsTxtRecord and its kin), and the priority, which MX records
// call their preference.
func complete(r *odata.Object) *odata.Object {
	value := ""
	switch strings.ToLower(r.String("recordType")) {
	case "txt":
		value = r.String("text")
	case "mx":
		value = r.String("mailExchange")
		if raw, ok := r.Raw("preference"); ok {
			r.Set("priority", raw)
		}
	case "cname":
		value = r.String("canonicalName")
	case "srv":
		value = strings.Join([]string{number(r, "weight"), number(r, "port"), r.String("nameTarget")}, " ")
	default:
		value = r.String("description")
	}
	r.Set("value", value)
	return r
}

func number(o *odata.Object, name string) string {
	raw, _ := o.Raw(name)
	return string(raw)
}
