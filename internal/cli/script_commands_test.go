package cli_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"strings"

	"github.com/itchyny/gojq"
	"github.com/rogpeppe/go-internal/testscript"
)

// cmdExits is "exits CODE COMMAND [ARG...]": the command must end with that
// code. Its output is there for the next stdout, stderr and cmp.
func cmdExits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG...]")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if fmt.Sprint(got) != args[0] {
		ts.Fatalf("exit code %d, want %s\nstderr: %s", got, args[0], ts.ReadFile("stderr"))
	}
}

// cmdJSON is "json FILE JQ WANT": the jq expression over the JSON of a file
// (stdout, stderr too) must give the compact JSON or the text; several results are joined by " | ".
func cmdJSON(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: json FILE JQ WANT")
	}
	text := ts.ReadFile(args[0])
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		ts.Fatalf("%s is not JSON: %v\n%s", args[0], err, text)
	}
	query, err := gojq.Parse(args[1])
	ts.Check(err)
	var got []string
	for iter := query.Run(value); ; {
		v, ok := iter.Next()
		if !ok {
			break
		}
		if err, ok := v.(error); ok {
			ts.Fatalf("%s: %v\n%s", args[1], err, text)
		}
		if s, ok := v.(string); ok {
			got = append(got, s)
			continue
		}
		b, err := gojq.Marshal(v)
		if err != nil {
			ts.Fatalf("%s: %v", args[1], v)
		}
		got = append(got, string(b))
	}
	if s := strings.Join(got, " | "); s != args[2] {
		ts.Fatalf("%s gives\n%s\nnot\n%s\nin\n%s", args[1], s, args[2], text)
	}
}
