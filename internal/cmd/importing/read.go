package importcmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/tabular"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// read reads and checks the file.
func (o *options) read(ctx context.Context, dir directory.Directory) (*tabular.Table, error) {
	opts := tabular.Options{Name: o.name()}
	if o.kind == tabular.Users {
		var err error
		if opts.Domains, err = verifiedDomains(ctx, dir); err != nil {
			return nil, err
		}
	}
	in := o.app.IO.In
	if o.path != "-" {
		f, err := os.Open(o.path)
		if err != nil {
			return nil, apierr.New(apierr.Invalid, "", err.Error()).WithHint("name a CSV file, or - for standard input")
		}
		defer f.Close()
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return nil, apierr.New(apierr.Invalid, "", o.path+" is a folder").WithHint("name a CSV file, or - for standard input")
		}
		in = f
	}
	t, err := tabular.Read(in, o.kind, opts)
	if err != nil {
		return nil, err
	}
	if len(t.Passed) > 0 && !o.app.Flags.Quiet {
		fmt.Fprintf(o.app.IO.Err, "passed over %s that cannot be written: %s\n", cmdkit.Counted(len(t.Passed), "column"), few(t.Passed))
	}
	return t, nil
}

// few joins the first words of a list.
func few(words []string) string {
	const most = 5
	if len(words) > most {
		return strings.Join(words[:most], ", ") + ", ..."
	}
	return strings.Join(words, ", ")
}

func (o *options) name() string {
	if o.path == "-" {
		return "standard input"
	}
	return o.path
}

// verifiedDomains are the domains that a UPN can be in, nil if who imports
// may not read them: then the directory refuses the rows that it must.
func verifiedDomains(ctx context.Context, dir directory.Directory) ([]string, error) {
	domains := []string{}
	q := odata.Query{Select: []string{"id", "isVerified"}}
	for d, err := range dir.List(ctx, directory.Ref{Set: "domains"}, q) {
		if errors.Is(err, apierr.Forbidden) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		if verified, _ := d.Bool("isVerified"); verified {
			domains = append(domains, d.ID())
		}
	}
	return domains, nil
}

// badRows is the error for bad rows where none may be: it names each.
func (o *options) badRows(t *tabular.Table) error {
	verb := "are"
	if t.BadRows() == 1 {
		verb = "is"
	}
	err := &apierr.Error{
		Kind: apierr.Invalid, Code: "InvalidRows",
		Message: fmt.Sprintf("%s of %s %s bad; nothing was written", cmdkit.Counted(t.BadRows(), "row"), o.name(), verb),
		Hint:    "mend them, or import the good ones with --skip-invalid",
	}
	for _, b := range t.Bad {
		err.Details = append(err.Details, apierr.Detail{
			Code: "InvalidRow", Target: place(b), Message: fault(b),
		})
	}
	return err
}

func place(b tabular.Bad) string {
	if b.Column == "" {
		return fmt.Sprintf("line %d", b.Line)
	}
	return fmt.Sprintf("line %d, %s", b.Line, b.Column)
}

func fault(b tabular.Bad) string {
	if b.Value == "" {
		return b.Rule
	}
	return fmt.Sprintf("%q: %s", b.Value, b.Rule)
}

// rejected are the bad rows as the task records them, one entry a row.
func rejected(t *tabular.Table) []task.RowError {
	var rows []task.RowError
	for _, b := range t.Bad {
		if n := len(rows); n > 0 && rows[n-1].Row == b.Line {
			rows[n-1].Message += "; " + about(b)
			continue
		}
		rows = append(rows, task.RowError{Row: b.Line, Target: b.Key, Code: "InvalidRow", Message: about(b)})
	}
	return rows
}

// about is a fault with its column.
func about(b tabular.Bad) string {
	if b.Column == "" {
		return fault(b)
	}
	return b.Column + " " + fault(b)
}

// keepRejected writes the bad rows beside the file.
func (o *options) keepRejected(t *tabular.Table) error {
	if t.BadRows() == 0 || o.app.Flags.DryRun {
		return nil
	}
	path := tabular.RejectedPath(o.path)
	if o.path == "-" {
		path = "stdin.rejected.csv"
	}
	path, err := t.WriteRejected(path)
	if err != nil {
		return err
	}
	if !o.app.Flags.Quiet {
		fmt.Fprintf(o.app.IO.Err, "%s in %s\n", cmdkit.Counted(t.BadRows(), "bad row"), path)
	}
	return nil
}

// source names the file in the journal.
func (o *options) source(t *tabular.Table, p *passwords) (*task.Source, error) {
	s := &task.Source{Path: "-", SHA256: t.SHA256, Secrets: t.HasPasswords, Passwords: p.path}
	if o.path != "-" {
		abs, err := filepath.Abs(o.path)
		s.Path = abs
		return s, err
	}
	if t.HasPasswords && !o.app.Flags.Quiet {
		fmt.Fprintln(o.app.IO.Err, "the passwords come from standard input: if this import is cut off it cannot be resumed, but it can be run again")
	}
	return s, nil
}
