package cmdkit

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Apply makes the verb apply of a noun: objects as the documents of a file say,
// made where there are none.
func Apply(a *app.App, n *Noun, examples ...string) *cobra.Command {
	declare(a, n)
	var file string
	var detailed bool
	cmd := New(Spec{
		Use:   "apply -f FILE",
		Short: "Create or update " + n.plural() + " as a file says",
		Long: fmt.Sprintf(`Reads documents as export writes them (YAML, or JSON of one object or a list),
creates the %s that are not there and updates those that differ, as one task.
What a document leaves out stays as it is; null or [] clears it. Lists are
written whole. What is to change is shown on standard error first.

An object is known by the first of these that its document has: %s. A name
that several have is an error. Every document is checked before anything is
written; with a bad one nothing is. What the directory alone sets, and
credentials, may stand in a document only as they are.%s`, n.Plural, strings.Join(n.applyBy(), ", "), n.applyTwice()),
		Examples: examples,
		Exit:     []int{3, 4, 5, 6, 7, 10, 11},
	}, func(ctx context.Context, _ []string) error {
		if file == "" {
			return Usagef("--file is needed: the YAML to apply, - for standard input")
		}
		p := &applying{app: a, noun: n, seen: map[string]int{}}
		if err := p.run(ctx, file); err != nil || !detailed || len(p.spec.Ops) == 0 {
			return err
		}
		return ErrNoteworthy
	})
	cmd.Flags().StringVarP(&file, "file", "f", "", "`FILE` with the documents, YAML or JSON (- for standard input)")
	CompleteFiles(cmd, "file", "yaml", "yml", "json")
	cmd.Flags().BoolVar(&detailed, "detailed-exitcode", false, "exit with 6 if anything is changed, or with --dry-run would be")
	return cmd
}

// applyTwice warns of names that need not be unique.
func (n *Noun) applyTwice() string {
	if !slices.Contains(n.applyBy(), "uniqueName") {
		return ""
	}
	return `

Two runs at once may each make an object of which the document says no more than
the displayName. With a uniqueName only one is made.`
}

func (n *Noun) applyBy() []string {
	if len(n.ApplyBy) > 0 {
		return n.ApplyBy
	}
	return n.Keys
}

// applying is a run of the verb apply.
type applying struct {
	app  *app.App
	noun *Noun
	dir  directory.Directory
	seen map[string]int // document by the object that it is about
	spec task.Spec
}

func (p *applying) run(ctx context.Context, file string) error {
	text, err := readText(p.app, file)
	if err != nil {
		return err
	}
	if file == "-" {
		file = "standard input"
	}
	docs, err := parseDocuments(text)
	if err != nil {
		return Usagef("%s: %v", file, err)
	}
	if len(docs) == 0 {
		return Usagef("%s holds no document", file)
	}
	if p.dir, err = p.app.Directory(ctx); err != nil {
		return err
	}
	p.spec.Type = p.noun.taskType("apply")
	var bad []apierr.Detail
	for i, doc := range docs {
		err := p.plan(ctx, i+1, doc)
		switch told := apierr.As(err); {
		case err == nil:
		case told == nil || len(docs) == 1 || !refused(told):
			return err
		default:
			bad = append(bad, apierr.Detail{Code: "InvalidDocument", Target: fmt.Sprintf("document %d", i+1), Message: told.Error()})
		}
	}
	if len(bad) > 0 {
		return &apierr.Error{Kind: apierr.Usage, Code: "InvalidDocuments", Details: bad,
			Message: fmt.Sprintf("%s of %s cannot be applied; nothing was written", Counted(len(bad), "document"), file)}
	}
	return p.execute(ctx)
}

// refused tells of errors that are of one document alone.
func refused(err *apierr.Error) bool {
	return err.Kind == apierr.Usage || err.Kind == apierr.Ambiguous || err.Kind == apierr.NotFound
}

// plan adds what a document asks for.
func (p *applying) plan(ctx context.Context, number int, doc *odata.Object) error {
	n := p.noun
	doc, err := spelled(edm.Lookup(n.Type), doc)
	if err != nil {
		return err
	}
	key, err := p.key(doc)
	if err != nil {
		return err
	}
	if err := checkValues(n, doc); err != nil {
		return err
	}
	value := doc.String(key)
	there, err := p.find(ctx, key, value, doc)
	if err != nil {
		return err
	}
	same := odata.Fold(key + " " + value)
	if there != nil {
		same = there.ID()
	}
	if other := p.seen[same]; other > 0 {
		return Usagef("%s: documents %d and %d are about the same %s", value, other, number, n.word())
	}
	p.seen[same] = number
	if there == nil {
		return p.create(key, doc)
	}
	return p.update(key, doc, there)
}

// update adds the change of an object that is there, if there is any.
func (p *applying) update(key string, doc, there *odata.Object) error {
	n := p.noun
	body, err := n.written("apply", doc, there)
	if err != nil {
		return err
	}
	ref := n.Ref(there.ID())
	if key == n.AlternateKey {
		ref = n.Ref(n.Alternate(doc.String(key)))
	}
	op, err := n.change(Found{ref, there}, Match{n, there}.Name(), body)
	switch {
	case err != nil:
		return err
	case op == nil:
		p.spec.Unchanged++
	default:
		p.spec.Ops = append(p.spec.Ops, op)
	}
	return nil
}

// key is the property that says which object a document is about.
func (p *applying) key(doc *odata.Object) (string, error) {
	for _, key := range p.noun.applyBy() {
		if doc.String(key) != "" {
			return key, nil
		}
	}
	return "", Usagef("it names no %s: it needs %s", p.noun.word(), strings.Join(p.noun.applyBy(), " or "))
}

// find reads the object that has a key, nil if there is none.
func (p *applying) find(ctx context.Context, key, value string, doc *odata.Object) (*odata.Object, error) {
	q := odata.Query{Select: p.noun.beside(current.Names(doc)), Filter: key + " eq " + odata.QuoteString(value)}
	var found []*odata.Object
	for o, err := range p.dir.List(ctx, p.noun.All(), q) {
		if err != nil {
			return nil, err
		}
		if found = append(found, o); len(found) > maxListed {
			break
		}
	}
	switch len(found) {
	case 0:
		return nil, nil
	case 1:
		return found[0], nil
	}
	err := ambiguous(p.noun, value, found)
	if key := p.noun.AlternateKey; key != "" {
		err.Hint = strings.Replace(err.Hint, "name one by its id", "put the "+key+" of one into the document", 1)
	}
	return nil, err
}
