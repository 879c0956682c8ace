package cmdkit

import (
	"bufio"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/tenantctl/tenantctl/internal/app"
)

// Line is a name that a command was given.
type Line struct {
	Text string
	// Number is the line of the file that it stands on, 0 for an argument.
	Number int
}

// String names it in messages: "line 7, Sales".
func (l Line) String() string {
	if l.Number == 0 {
		return l.Text
	}
	return "line " + strconv.Itoa(l.Number) + ", " + l.Text
}

// ReadLines reads names from a file, one a line, "-" for standard input; ""
// is no file. The spaces around a name, the carriage return and the byte
// order mark of Windows are no part of it, and empty lines are passed over.
func ReadLines(a *app.App, file string) ([]Line, error) {
	if file == "" {
		return nil, nil
	}
	var in io.Reader = a.IO.In
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return nil, Usagef("%v", err).WithHint("--file names a file with one name a line, or - for standard input")
		}
		defer f.Close()
		in = f
	}
	var list []Line
	lines := bufio.NewScanner(in)
	for n := 1; lines.Scan(); n++ {
		text := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if text != "" {
			list = append(list, Line{text, n})
		}
	}
	if err := lines.Err(); err != nil {
		return nil, Usagef("%s: %v", file, err)
	}
	return list, nil
}

// ArgLines makes lines of arguments; in the place of the argument "-" stand
// those of standard input.
func ArgLines(a *app.App, args []string) ([]Line, error) {
	var list []Line
	for _, arg := range args {
		if arg != "-" {
			list = append(list, Line{Text: arg})
			continue
		}
		more, err := ReadLines(a, "-")
		if err != nil {
			return nil, err
		}
		list = append(list, more...)
	}
	return list, nil
}
