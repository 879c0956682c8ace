package cli

import (
	"fmt"
	"strings"
)

// exitMeaning is one line of `tenantctl help exit-codes`.
type exitMeaning struct {
	code int
	word string // the error code in JSON where the directory gave none
	text string
}

func exitCodes() []exitMeaning {
	return []exitMeaning{
		{0, "Done", "done, or already so; an empty list; a closed pipe"},
		{1, "Failed", "another failure"},
		{2, "BadUsage", "bad usage or bad input (HTTP 400, 422)"},
		{3, "NotFound", "not found (404)"},
		{4, "NotSignedIn", "not signed in (401)"},
		{5, "NotPermitted", "not permitted (403)"},
		{6, "Differences", "there is something to see: differences, invalid rows, expiring keys, `membership test` that is false"},
		{7, "Partial", "some of many operations failed or were skipped; the rest are done and in the journal"},
		{8, "Accepted", "accepted, still running (--no-wait)"},
		{9, "SafetyLimit", "stopped by a safety limit; nothing was written"},
		{10, "Unavailable", "the directory could not be reached or kept refusing (429, 5xx, deadline)"},
		{11, "Conflict", "conflict (409, 412, Graph's 400 with ObjectConflict): it exists, or was changed since the plan"},
		{130, "Interrupted", "interrupted (Ctrl-C); a task can be resumed"},
		{143, "Terminated", "terminated; a task can be resumed"},
	}
}

func exitCodesText() string {
	var b strings.Builder
	b.WriteString("The exit codes are part of the interface: scripts may rely on them.\n\n")
	for _, c := range exitCodes() {
		fmt.Fprintf(&b, "  %3d  %s\n", c.code, c.text)
	}
	b.WriteString("\nWith -o json, jsonl or yaml an error is a JSON object on standard error:\n" +
		`  {"error":{"code","message","target","status","requestId","hint"},"exitCode"}` + "\n")
	return b.String()
}
