package cmdkit

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Secret is what an answer holds that is shown once and kept nowhere: the
// member secretText of a new password. --secret-file takes it instead.
type Secret struct {
	App *app.App
	// Member is the member of the answer, Word what messages call it:
	// "password".
	Member, Word string

	file string
}

// AddFlags adds --secret-file.
func (s *Secret) AddFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&s.file, "secret-file", "", "write the generated password to this new `FILE` (0600) instead of showing it")
}

// Check asks for --secret-file where the output has no place for the secret,
// before anything is sent. A query that names it prints it in any format.
func (s *Secret) Check() error {
	query := s.App.Flags.Query + s.App.Flags.JQ
	switch f := s.App.Format("table"); {
	case s.file != "":
		return CheckNewFile("--secret-file", s.file)
	case strings.Contains(query, s.Member):
		return nil
	case query != "":
		return Usagef("the query leaves the %s out", s.Word).
			WithHint("name " + s.Member + " in it, or add --secret-file FILE to have the " + s.Word + " written to a new file")
	case f == "id" || f == "csv" || f == "tsv":
		return Usagef("-o %s does not show the %s", f, s.Word).
			WithHint("add --secret-file FILE to have it written to a new file, or use --query " + s.Member)
	}
	return nil
}

// Show prints an answer with its secret, which must reach the user: where that
// fails, the error names the target and says what to do (instead).
func (s *Secret) Show(answer *odata.Object, columns []output.Column, target, instead string) error {
	err := s.keep(answer)
	if err == nil {
		err = s.print(answer, columns)
	}
	if err != nil {
		return &apierr.Error{Target: target, Err: err, Hint: fmt.Sprintf("it is done, but the %s could not be handed over: %s", s.Word, instead)}
	}
	return nil
}

// keep writes the secret to its file and takes it out of what is printed.
func (s *Secret) keep(answer *odata.Object) error {
	if s.file == "" {
		if !s.App.Flags.Quiet {
			fmt.Fprintln(s.App.IO.Err, "keep the secret text now: it is not shown again")
		}
		return nil
	}
	if err := output.WriteSecretFile(s.file, answer.String(s.Member)+"\n"); err != nil {
		return err
	}
	answer.Delete(s.Member)
	return nil
}

func (s *Secret) print(answer *odata.Object, columns []output.Column) error {
	p, err := s.App.Printer("table")
	if err != nil {
		return err
	}
	if answer.Has(s.Member) {
		columns = append(columns[:len(columns):len(columns)], Column(s.Member))
	}
	return p.Object(columns, answer)
}
