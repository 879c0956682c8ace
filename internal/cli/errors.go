package cli

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// finish prints the error, if there is one, and gives the exit code.
func (r *root) finish(ctx context.Context, cmd *cobra.Command, err error) int {
	if err == nil {
		err = r.helpErr
	}
	code := exitCode(ctx, err)
	if code == exitDone || code == exitNoteworthy {
		return code
	}
	if r.jsonErrors() {
		printJSON(r.app.IO.Err, err, result{code, hintTo(cmd, err)})
		return code
	}
	r.printError(cmd, err)
	return code
}

// jsonErrors tells whether errors are printed as JSON: where results are.
func (r *root) jsonErrors() bool {
	format := r.app.Flags.Output
	if format == "" {
		format = outputOf(r.options.Args)
	}
	if format == "" {
		format = r.app.Format("table")
	}
	switch format {
	case "json", "jsonl", "yaml":
		return true
	}
	return false
}

// outputOf finds -o in a command line whose flags could not be parsed to
// the end.
func outputOf(args []string) string {
	for i, arg := range args {
		for _, name := range []string{"--output", "-o"} {
			value, ok := strings.CutPrefix(arg, name)
			switch {
			case !ok:
			case value == "" && i+1 < len(args):
				return args[i+1]
			case name == "-o" || strings.HasPrefix(value, "="):
				return strings.TrimPrefix(value, "=")
			}
		}
	}
	return ""
}

// maxRows bounds how many failed rows an error lists; `task show` has all.
const maxRows = 10

func (r *root) printError(cmd *cobra.Command, err error) {
	w := r.app.IO.Err
	e := apierr.As(err)
	fmt.Fprintf(w, "error: %s\n", withinLines(err.Error()))
	if e != nil {
		printDetails(w, e)
		if e.RequestID != "" && (e.Status >= 500 || r.app.Flags.Verbose) {
			fmt.Fprintf(w, "request id: %s\n", e.RequestID)
		}
	}
	printRows(w, err)
	if hint := hintOf(err); hint != "" {
		fmt.Fprintf(w, "hint: %s\n", hint)
	}
	if usage := usageLine(cmd, err); usage != "" {
		fmt.Fprintln(w, usage)
	}
}

// withinLines sets further lines of a text in, so that what a directory says is
// not taken for what the program says.
func withinLines(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n", "\n    ")
}

// usageLine is the usage of a command that was used badly, "" otherwise.
func usageLine(cmd *cobra.Command, err error) string {
	if apierr.KindOf(err) != apierr.Usage || cmd == nil || !cmd.Runnable() || !cmd.HasParent() {
		return ""
	}
	return "usage: " + usageOf(cmd)
}

// hintTo is what to do next in one text: the hint, and how the command is
// used.
func hintTo(cmd *cobra.Command, err error) string {
	hint, usage := hintOf(err), usageLine(cmd, err)
	if hint == "" || usage == "" {
		return hint + usage
	}
	return hint + "; " + usage
}

// printDetails lists the finer reasons that the error's text does not hold
// already.
func printDetails(w io.Writer, e *apierr.Error) {
	for i, d := range e.Details {
		if i == 2*maxRows {
			fmt.Fprintf(w, "  ... and %d more; -o json lists all\n", len(e.Details)-i)
			return
		}
		if d.Message != "" && !strings.Contains(e.Error(), strings.TrimSuffix(d.Message, ".")) {
			fmt.Fprintf(w, "  %s: %s\n", withinLines(cmp.Or(d.Target, d.Code)), withinLines(d.Message))
		}
	}
}

func printRows(w io.Writer, err error) {
	var partial *task.PartialError
	if !errors.As(err, &partial) {
		return
	}
	rows := partial.Task.Errors
	for i, row := range rows {
		if i == maxRows {
			fmt.Fprintf(w, "  ... and %d more: tenantctl task show %s\n", len(rows)-i, partial.Task.ID)
			return
		}
		where := row.Target
		if row.Row > 0 {
			where = fmt.Sprintf("line %d, %s", row.Row, row.Target)
		}
		fmt.Fprintf(w, "  %s: %s\n", where, withinLines(row.Message))
	}
}

func hintOf(err error) string {
	if e := apierr.As(err); e != nil {
		return e.Hint
	}
	return ""
}

// jsonError is the form of an error for a machine (design, section 3).
type jsonError struct {
	Error    jsonErrorBody `json:"error"`
	ExitCode int           `json:"exitCode"`
}

type jsonErrorBody struct {
	Code      string          `json:"code"`
	Message   string          `json:"message"`
	Target    string          `json:"target"`
	Status    int             `json:"status"`
	RequestID string          `json:"requestId"`
	Hint      string          `json:"hint"`
	Details   []apierr.Detail `json:"details,omitempty"`
}

// result is how a command ended: its exit code, and what to do next.
type result struct {
	code int
	hint string
}

func printJSON(w io.Writer, err error, end result) {
	out := jsonError{ExitCode: end.code, Error: jsonErrorBody{Message: err.Error(), Hint: end.hint}}
	if e := apierr.As(err); e != nil {
		out.Error.Code, out.Error.Target = e.Code, e.Target
		out.Error.Status, out.Error.RequestID = e.Status, e.RequestID
		out.Error.Details = e.Details
		if e.Message != "" {
			out.Error.Message = e.Message
		}
	}
	if out.Error.Code == "" {
		out.Error.Code = codeWord(end.code)
	}
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	if enc.Encode(out) != nil {
		fmt.Fprintf(w, "error: %v\n", err)
		return
	}
	w.Write(escapeControls(text.Bytes()))
}

// escapeControls escapes the control characters that JSON may hold as they
// are (DEL and U+0080 to U+009F): the stream would show them as other text.
func escapeControls(text []byte) []byte {
	var b []byte
	for _, c := range string(text) {
		if c >= 0x7F && c < 0xA0 {
			b = fmt.Appendf(b, `\u%04x`, c)
		} else {
			b = utf8.AppendRune(b, c)
		}
	}
	return b
}

// codeWord names an exit code, for errors that no directory gave a code.
func codeWord(code int) string {
	for _, c := range exitCodes() {
		if c.code == code {
			return c.word
		}
	}
	return "Failed"
}
