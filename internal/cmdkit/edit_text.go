package cmdkit

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// wasMark begins the last line of a text that is kept: what the object was
// when it was edited, so that only what was changed then is applied later.
const wasMark = "# was (leave this line): "

// newText writes a new file that its owner alone can read.
func newText(n *Noun, text []byte) (string, error) {
	f, err := os.CreateTemp("", hyphened(n.Name)+"-*.yaml")
	if err != nil {
		return "", err
	}
	_, err = f.Write(text)
	return f.Name(), errors.Join(err, f.Close())
}

// readWas finds what the object was, nil if the text does not say.
func readWas(text []byte) *odata.Object {
	i := bytes.LastIndex(text, []byte("\n"+wasMark))
	if i < 0 {
		return nil
	}
	line, _, _ := bytes.Cut(text[i+1+len(wasMark):], []byte("\n"))
	o, err := odata.ParseObject(bytes.TrimSpace(line))
	if err != nil {
		return nil
	}
	return o
}

// drop takes our file away: its text is applied, or says nothing.
func (e *editing) drop() {
	if e.own {
		os.Remove(e.path)
	}
}

// save writes the text to its file, with what the object was, and tells how
// to go on.
func (e *editing) save() (hint string, err error) {
	text := e.text
	if i := bytes.LastIndex(text, []byte("\n"+wasMark)); i >= 0 {
		text = text[:i+1]
	}
	text = append(bytes.TrimRight(text, "\n"), '\n')
	text = append(append(text, wasMark...), e.was.AppendJSON(nil)...)
	text = append(text, '\n')
	switch {
	case e.path == "" || e.path == "-":
		e.path, err = newText(e.noun, text)
	case e.own:
		err = os.WriteFile(e.path, text, 0o600)
	}
	return fmt.Sprintf("your text is kept in %s; go on with `tenantctl %s %s -f %s`",
		e.path, e.noun.command("edit"), quoted(Spoken(e.arg)), quoted(e.path)), err
}

// kept keeps the text of an edit that failed, and says so in its error.
func (e *editing) kept(failed error) error {
	hint, err := e.save()
	if err != nil {
		return errors.Join(failed, err)
	}
	told := apierr.As(failed)
	if told == nil {
		told = &apierr.Error{Kind: apierr.KindOf(failed), Message: failed.Error(), Err: failed}
		failed = told
	}
	if told.Hint != "" {
		hint = told.Hint + "; " + hint
	}
	told.Hint = hint
	return failed
}

// keep keeps the text of a dry run.
func (e *editing) keep() error {
	hint, err := e.save()
	if err == nil {
		err = e.tell(hint)
	}
	return err
}

// quoted writes a word as a shell takes it.
func quoted(word string) string {
	plain := func(r rune) bool {
		return r == '-' || r == '_' || r == '.' || r == '/' || r == ':' || r == '\\' || r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z'
	}
	if strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// openEditor runs the user's editor on a file, until it ends.
func openEditor(ctx context.Context, a *app.App, path string) error {
	editor := a.Env("VISUAL")
	if editor == "" {
		editor = a.Env("EDITOR")
	}
	cmd := exec.CommandContext(ctx, "sh", "-c", orDefault(editor, "vi")+` "$@"`, "sh", path)
	if runtime.GOOS == "windows" {
		words := append(strings.Fields(orDefault(editor, "notepad")), path)
		cmd = exec.CommandContext(ctx, words[0], words[1:]...)
	}
	in, screen := a.IO.Files()
	cmd.Stdin, cmd.Stdout, cmd.Stderr = in, screen, screen
	if a.IO.OutTTY {
		cmd.Stdout = os.Stdout
	}
	if err := cmd.Run(); err != nil {
		return Usagef("the editor has failed: %v; nothing is changed", err).WithHint("$VISUAL or $EDITOR names another one")
	}
	return nil
}

func orDefault(editor, other string) string {
	if strings.TrimSpace(editor) == "" {
		return other
	}
	return editor
}

// writeDifference writes the lines by which two texts differ, with one line
// around them.
func writeDifference(w io.Writer, before, after []byte) {
	a, b := strings.Split(strings.TrimSuffix(string(before), "\n"), "\n"), strings.Split(strings.TrimSuffix(string(after), "\n"), "\n")
	common := commonLines(a, b)
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			fmt.Fprintln(w, "- "+a[i])
			i++
		default:
			fmt.Fprintln(w, "+ "+b[j])
			j++
		}
	}
}

// commonLines is the length of the longest common subsequence of what follows
// each pair of lines.
func commonLines(a, b []string) [][]int {
	table := make([][]int, len(a)+1)
	for i := range table {
		table[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				table[i][j] = table[i+1][j+1] + 1
			} else {
				table[i][j] = max(table[i+1][j], table[i][j+1])
			}
		}
	}
	return table
}
