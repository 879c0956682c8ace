package cmdkit

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Edit makes the verb edit of a noun: its writable properties as YAML in an
// editor, and what was changed there as one task. A text that could not be
// applied is kept in a file, from which --file goes on.
func Edit(a *app.App, n *Noun, examples ...string) *cobra.Command {
	declare(a, n)
	e := &editing{app: a, noun: n}
	cmd := New(Spec{
		Use:   n.use("edit", ""),
		Short: "Edit " + n.one() + " in an editor",
		Long: `Opens the properties that can be written, as YAML, in $VISUAL or $EDITOR (else
in vi), shows on standard error what was changed, and applies it as one task.
A property that is taken out of the text stays as it is; null or [] clears it.

A text that cannot be applied (a mistake in it, a change that the directory
refuses, somebody else's change of the same property meanwhile: exit 11) is
kept in a file that the error names. ` + "`edit " + argName(n) + ` -f FILE` + "`" + ` goes on with it.`,
		Examples: examples,
		Args:     n.alone(1),
		Exit:     []int{3, 4, 5, 10, 11},
		Complete: CompleteNames(a, n),
	}, e.run)
	cmd.Flags().StringVarP(&e.file, "file", "f", "", "apply the text of this `FILE`, which an edit has kept, without an editor")
	CompleteFiles(cmd, "file", "yaml", "yml")
	return AddAlternate(cmd, n)
}

// editing is what the verb edit is asked to do, and how far it is.
type editing struct {
	app  *app.App
	noun *Noun
	file string

	arg  string
	path string        // of the text, "" before there is one
	own  bool          // the file is ours, not the user's
	text []byte        // as it was edited
	was  *odata.Object // the document before
}

func (e *editing) run(ctx context.Context, args []string) error {
	if e.file == "" && !e.app.IO.InTTY {
		return Usagef("there is no terminal for an editor").
			WithHint(fmt.Sprintf("`tenantctl %s -f FILE` changes what a file says, `tenantctl %s` what flags say", e.noun.command("apply"), e.noun.command("update")))
	}
	dir, err := e.app.Directory(ctx)
	if err != nil {
		return err
	}
	n, args, err := e.noun.Place(ctx, dir, args)
	if err != nil {
		return err
	}
	e.noun, e.arg = n, args[0]
	found, err := n.find(ctx, dir, e.arg, n.writableNames())
	if err != nil {
		return err
	}
	if err := e.write(ctx, found.Object); err != nil {
		return err
	}
	if err := e.apply(ctx, dir); err != nil {
		return e.kept(err)
	}
	return nil
}

// write has the text written: in the editor, or it is that of --file.
func (e *editing) write(ctx context.Context, o *odata.Object) (err error) {
	e.was = e.noun.document(o, true)
	if e.file != "" {
		e.path, e.own = e.file, isOurs(e.file)
		if e.text, err = readText(e.app, e.file); err != nil {
			return err
		}
		if was := readWas(e.text); was != nil {
			e.was = was
		}
		return nil
	}
	start := e.head(o, output.AppendYAML(nil, e.was))
	if e.path, err = newText(e.noun, start); err != nil {
		return apierr.New(apierr.Other, "", "the text for the editor cannot be written: "+err.Error()).WithHint("$TMPDIR names another folder for it")
	}
	e.own = true
	ended := openEditor(ctx, e.app, e.path)
	if e.text, err = readText(e.app, e.path); err != nil {
		os.Remove(filepath.Dir(e.path)) // where the editor left no text
		return err
	}
	switch {
	case ended != nil && bytes.Equal(e.text, start):
		e.drop()
		return ended
	case ended != nil:
		return e.kept(ended)
	}
	return nil
}

// head is the comment above a text.
func (e *editing) head(o *odata.Object, text []byte) []byte {
	head := fmt.Sprintf("# The %s %q. What you change here is applied when you leave the editor.\n"+
		"# A property that is taken out stays as it is; null or [] clears it.\n", e.noun.word(), Match{e.noun, o}.Name())
	return append([]byte(head), text...)
}

// apply applies what the text changes.
func (e *editing) apply(ctx context.Context, dir directory.Directory) error {
	docs, err := parseDocuments(e.text)
	switch {
	case err != nil:
		return Usagef("%v", err)
	case len(docs) > 1:
		return Usagef("the text holds %d documents", len(docs))
	case len(docs) == 0:
		e.drop()
		return e.tell("the text is empty: nothing changed")
	}
	doc, err := spelled(edm.Lookup(e.noun.Type), docs[0])
	if err != nil {
		return err
	}
	changes := differing(doc, e.was)
	if changes.Len() == 0 {
		e.drop()
		return e.tell("nothing changed")
	}
	if err := checkValues(e.noun, changes); err != nil {
		return err
	}
	found, err := e.noun.find(ctx, dir, e.arg, append(e.noun.writableNames(), current.Names(changes)...))
	if err != nil {
		return err
	}
	if changes, err = e.noun.written("edit", changes, found.Object); err != nil {
		return err
	}
	now := e.noun.document(found.Object, true)
	if paths := collisions(changes, e.was, now); len(paths) > 0 {
		return e.collided(found.Object, now, changes, paths)
	}
	op, err := e.noun.change(found, Spoken(e.arg), changes)
	if err != nil {
		return err
	}
	if op == nil {
		e.drop()
		return e.tell("nothing changed: it is so already")
	}
	return e.send(ctx, op)
}

func (e *editing) send(ctx context.Context, op *directory.Operation) error {
	e.noun.showChange(e.app, op)
	x, err := Execute(ctx, e.app, task.Spec{Type: e.noun.taskType("update"), Ops: []*directory.Operation{op}})
	if err != nil {
		return err
	}
	if x.Err != nil {
		return x.Err
	}
	if x.Task == nil { // a dry run
		return e.keep()
	}
	e.drop()
	return x.Report(e.app, "updated", "is so already")
}

func (e *editing) tell(text string) error {
	if e.app.Flags.Quiet {
		return nil
	}
	_, err := fmt.Fprintln(e.app.IO.Err, text)
	return err
}

// collided keeps the text as it would be now: the changes over what the object
// has become. The next attempt applies them knowingly.
func (e *editing) collided(o, now, changes *odata.Object, paths []string) error {
	after := now.Clone()
	merge(after, changes)
	e.text, e.was = e.head(o, output.AppendYAML(nil, after)), now
	if !e.own {
		e.path = ""
	}
	return apierr.New(apierr.Conflict, Spoken(e.arg), "somebody else has changed "+strings.Join(paths, ", ")+" meanwhile")
}
