package cmdkit_test

import (
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/noun"
)

// TestFields turns flags of users into the properties that are sent.
func TestFields(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		args       string
		want, fail string
	}{
		{"", `{}`, ""},
		{"--job-title Director --city Oslo", `{"jobTitle":"Director","city":"Oslo"}`, ""},
		{"--job-title=", `{"jobTitle":null}`, ""},
		{"--account-enabled", `{"accountEnabled":true}`, ""},
		{"--account-enabled=false", `{"accountEnabled":false}`, ""},
		{"--account-enabled=maybe", "", "true or false"},
		{"--other-mail a@b.example --other-mail c@d.example", `{"otherMails":["a@b.example","c@d.example"]}`, ""},
		{"--other-mail=", `{"otherMails":[]}`, ""},
		{"--business-phone +1 --business-phone +2", "", "--business-phone"},
		{"--employee-hire-date 2026-11-22", `{"employeeHireDate":"2026-11-22T00:00:00Z"}`, ""},
		{"--employee-hire-date 2026-11-22T08:00:00+02:00", `{"employeeHireDate":"2026-11-22T06:00:00Z"}`, ""},
		{"--employee-hire-date tomorrow", "", "2026-11-22"},
		{"--usage-location USA", "", "two letters"},
		{"--upn nobody", "", "--upn"},
		{"--department " + strings.Repeat("x", 65), "", "--department"},
	} {
		flags := pflag.NewFlagSet("", pflag.ContinueOnError)
		fields := cmdkit.AddFields(flags, noun.User())
		err := flags.Parse(strings.Fields(tt.args))
		got := ""
		if err == nil {
			o, e := fields.Object()
			if err = e; err == nil {
				got = string(o.AppendJSON(nil))
			}
		}
		switch {
		case tt.fail == "" && err != nil:
			t.Errorf("%s: %v", tt.args, err)
		case tt.fail != "" && (err == nil || !strings.Contains(err.Error(), tt.fail)):
			t.Errorf("%s: %v, want an error with %q", tt.args, err, tt.fail)
		case got != tt.want:
			t.Errorf("%s: %s, want %s", tt.args, got, tt.want)
		}
	}
}

func TestParseAge(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Duration{
		"30d": 30 * 24 * time.Hour, "0d": 0, "12h": 12 * time.Hour, "90m": 90 * time.Minute,
	} {
		if got, err := cmdkit.ParseAge(text); got != want || err != nil {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "d", "-1d", "-5m", "1y", "1.5d", "999999d", "thirty"} {
		if got, err := cmdkit.ParseAge(text); err == nil {
			t.Errorf("%q was taken as %v", text, got)
		}
	}
}
