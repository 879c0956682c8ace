// Package keys has the commands about what applications and service principals
// sign in with: certificates and passwords, their proofs and their rotation.
// The commands of both nouns are the same but for the words.
package keys

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Owner is whose keys and passwords the commands are about.
type Owner struct {
	Noun *cmdkit.Noun
	// Word is what help calls one in full: "application". An article stands
	// before it.
	Article, Word string
	// Short is what summaries call one, with its article: "an app".
	Short string
}

// subject is what a command about the credentials of one owner begins with.
type subject struct {
	Owner
	app  *app.App
	name string // of the owner, as it was given
}

// words writes the owner into a text of help or of a message: {app} is its
// noun, {APP} an argument that names one, {application} its word, {an app} and
// {an application} both with their articles, {apps} several.
func (w Owner) words(text string) string {
	return strings.NewReplacer(
		"{app}", w.Noun.Name, "{APP}", w.arg(), "{apps}", w.Noun.Plural,
		"{application}", w.Word, "{an app}", w.Short,
		"{an application}", w.Article+" "+w.Word, "{An application}", strings.ToUpper(w.Article[:1])+w.Article[1:]+" "+w.Word,
	).Replace(text)
}

// words writes the owner into a message; {APP} is the one that was named.
func (o *subject) words(text string) string {
	if o.name != "" {
		text = strings.ReplaceAll(text, "{APP}", cmdkit.Quoted(cmdkit.Spoken(o.name)))
	}
	return o.Owner.words(text)
}

// arg is what usage calls an argument that names an owner.
func (w Owner) arg() string { return strings.ToUpper(w.Noun.Name) }

// task is the type of a task in the vocabulary: "add_key.app".
func (w Owner) task(word string) string { return word + "." + w.Noun.Name }

// called is what messages call an owner that was read.
func (w Owner) called(o *odata.Object) string { return w.Noun.Name + " " + o.String("displayName") }

// command makes the command: its first argument, or --app-id in its place,
// names the owner, and run gets the others. s.Complete is of the second
// argument, nil if there is none.
func (o *subject) command(s cmdkit.Spec, run func(ctx context.Context, rest []string) error) *cobra.Command {
	s.Use, s.Short, s.Long = o.words(s.Use), o.words(s.Short), o.words(s.Long)
	for i, line := range s.Examples {
		s.Examples[i] = o.words(line)
	}
	names := cmdkit.CompleteNames(o.app, o.Noun)
	if s.Complete != nil {
		names = cmdkit.CompleteArgs(names, s.Complete)
	}
	s.Complete = names
	if s.Exit == nil {
		s.Exit = []int{3, 4, 5, 10, 11}
	}
	cmd := cmdkit.New(s, func(ctx context.Context, args []string) error {
		if len(args) > 0 {
			o.name, args = args[0], args[1:]
		}
		return run(ctx, args)
	})
	return cmdkit.AddAlternate(cmd, o.Noun)
}
