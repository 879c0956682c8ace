package cmdkit

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// wasMark begins the last line of a text that is kept: what the object was
// when it was edited, so that only what was changed then is applied later.
const wasMark = "# was (leave this line): "

// textFolder begins the name of a folder that holds a text, and beside it what
// an editor leaves there.
const textFolder = "tenantctl-edit-"

// newText writes a new file that its owner alone can read, in a folder of its
// own.
func newText(n *Noun, text []byte) (string, error) {
	folder, err := os.MkdirTemp("", textFolder)
	if err != nil {
		return "", err
	}
	path := filepath.Join(folder, hyphened(n.Name)+".yaml")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		return "", errors.Join(err, os.RemoveAll(folder))
	}
	return path, nil
}

// isOurs tells whether newText has made a file.
func isOurs(path string) bool {
	folder := filepath.Dir(path)
	return strings.HasPrefix(filepath.Base(folder), textFolder) && filepath.Dir(folder) == filepath.Clean(os.TempDir())
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
		os.RemoveAll(filepath.Dir(e.path))
	}
}

// save writes the text to its file, with what the object was, and tells how
// to go on. Where that fails the file is as the editor has left it.
func (e *editing) save() (hint string, err error) {
	text := e.text
	if i := bytes.LastIndex(text, []byte("\n"+wasMark)); i >= 0 {
		text = text[:i+1]
	}
	text = append(bytes.TrimRight(text, "\r\n"), '\n')
	text = append(append(text, wasMark...), e.was.AppendJSON(nil)...)
	text = append(text, '\n')
	switch {
	case e.path == "" || e.path == "-":
		e.path, err = newText(e.noun, text)
	case e.own:
		err = replace(e.path, text)
	}
	if e.path == "" {
		return "", err
	}
	command := e.noun.command("edit")
	if profile := e.app.Flags.Profile; profile != "" {
		command = "-p " + Quoted(profile) + " " + command
	}
	return fmt.Sprintf("your text is kept in %s; go on with `tenantctl %s %s -f %s`",
		e.path, command, Quoted(Spoken(e.arg)), Quoted(e.path)), err
}

// replace writes a file anew; if it fails, the old one is there.
func replace(path string, text []byte) error {
	beside := path + ".new"
	if err := os.WriteFile(beside, text, 0o600); err != nil {
		return errors.Join(err, os.Remove(beside))
	}
	return os.Rename(beside, path)
}

// kept keeps the text of an edit that failed, and says so in its error.
func (e *editing) kept(failed error) error {
	hint, err := e.save()
	told := apierr.As(failed)
	if told == nil {
		told = &apierr.Error{Kind: apierr.KindOf(failed), Message: failed.Error(), Err: failed}
		failed = told
	}
	if err != nil {
		failed = errors.Join(failed, fmt.Errorf("what the text was made from could not be written to it: %w", err))
	}
	var hints []string
	for _, h := range []string{told.Hint, hint} {
		if h != "" {
			hints = append(hints, h)
		}
	}
	told.Hint = strings.Join(hints, "; ")
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

// Quoted writes a word as a shell takes it.
func Quoted(word string) string {
	plain := func(r rune) bool {
		return r == '-' || r == '_' || r == '.' || r == '/' || r == ':' || r == '\\' || r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z'
	}
	if word != "" && strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
