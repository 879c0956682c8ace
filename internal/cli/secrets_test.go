package cli_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/testkit"
)

// secretive is a command to which a secret is given, or that makes one.
type secretive struct {
	name    string
	args    string // words that may name what the stage has: $richApp
	input   string // on standard input
	code    int    // how it ends; a dry run of it ends so, too
	shows   bool   // what the directory makes is shown, and nowhere else
	carries bool   // what is given is sent
}

// vault is a stage with secrets: files that hold them, and what finds them.
type vault struct {
	*stage
	given *traces
	files map[string]string // content of $in/NAME
}

// What is given to the commands below. They are long, and parts of them need no
// escaping in any form.
const (
	signOnSecret   = `Sign-on"\/<&>=+WKbsDE5kGZoDiPCFdcERFmdD5nHQrroDnobDQCm7`
	presentSecret  = `Present"\/<&>=+JUcKkHnVm5uMGonrNZGmwEnDqPhukd2WfofZVR3M`
	wantedSecret   = `Wanted1"\/<&>=+v2RFnVjh9XxeUpEHicLzXKhcCtEzmn395WXvYpho`
	keySecret      = `Opens-1"\/<&>=+4fE6FTgvtEDxvVsnu5eUwa9tYBfYLqHhDP2UJyRb`
	clientSecret   = `Mine-it"\/<&>=+b8hFLebmT9J5d8mTwcYu9aQKFMKQtQAh6oMSUAKc`
	wronglyWritten = `Wrongly"\/<&>=+kZqnWJv7iqsuyDf828u4mbbbbGgrbDNEPeLHXpDG`
	fixtureSecret  = `Fixture"\/<&>=+AnKkGZqBE8PqaKrSYpZgHH7hfggVFKGyXySg6vLj`
)

func secretiveCommands() []secretive {
	const rotate = "app rotate $richApp --cert $new.pem --key $new.key --sign-with $old.key --sign-cert $old.pem --yes"
	return []secretive{
		{name: "app addpassword", args: "app addpassword $richApp --display-name nightly", shows: true},
		{name: "app addpassword by appId", args: "app addpassword --app-id $richAppId", shows: true},
		{name: "app addpassword to a file", args: "app addpassword $richApp --secret-file $out/secret"},
		{name: "sp addpassword", args: "sp addpassword $richPrincipal", shows: true},
		{name: "sp add-signing-certificate", args: "sp add-signing-certificate $richPrincipal --display-name CN=Ledger"},
		{name: "sp sso-credentials set", args: "sp sso-credentials set $richPrincipal $ann -f $in/sso.json", carries: true},
		{name: "sp sso-credentials set for a first time", args: "sp sso-credentials set $barePrincipal $ann -f -", input: "sso.json", carries: true},
		{name: "sp sso-credentials set with a wrong type", args: "sp sso-credentials set $richPrincipal $ann -f $in/sso-type.json", code: 2},
		{name: "sp sso-credentials get", args: "sp sso-credentials get $richPrincipal $ann"},
		{name: "app rotate", args: rotate},
		{name: "app rotate to a sealed key", args: "app rotate $richApp --cert $in/sealed.pem --key $in/sealed.key --new-key-password-file $in/key-password --sign-with $old.key --sign-cert $old.pem --yes"},
		{name: "app rotate with a wrong password", args: "app rotate $richApp --cert $in/sealed.pem --key $in/sealed.key --key-password-file $in/present --sign-with $old.key --sign-cert $old.pem --yes", code: 2},
		{name: "app addkey", args: "app addkey $richApp --cert $new.pem --sign-with $old.key --sign-cert $old.pem"},
		{name: "sp removekey", args: "sp removekey $richPrincipal --thumbprint $spareThumbprint --sign-with $old.key --sign-cert $old.pem --yes"},
		{name: "app addkey with a key for a certificate", args: "app addkey $richApp --cert $new.key --sign-with $old.key --sign-cert $old.pem", code: 2},
		{name: "app template instantiate", args: "app template instantiate 8adf8e6e-67b2-4cf2-a259-e3dc5476c621 Ledger"},
		{name: "me change-password", args: "me change-password --current-password-file $in/present --new-password-file $in/wanted", carries: true},
		{name: "me change-password from standard input", args: "me change-password --passwords-stdin", input: "both", carries: true},
		{name: "me change-password with a wrong one", args: "me change-password --current-password-file $in/wanted --new-password-file $in/key-password", code: 2, carries: true},
		{name: "app create with a secret", args: "app create Ledger -f $in/secret.json", code: 2},
		{name: "app update with a secret", args: "app update $richApp -f $in/secret.json", code: 2},
		{name: "app update with a secret of another kind", args: "app update $richApp -f $in/kind.json", code: 2},
		{name: "sp update with a secret", args: "sp update $richPrincipal -f $in/secret.json", code: 2},
		{name: "app apply with a secret", args: "app apply -f $in/secret.json", code: 2},
		{name: "app edit with a secret", args: "app edit $richApp -f $in/secret.json", code: 2},
		{name: "app export", args: "app export $richApp -o yaml"},
		{name: "app get", args: "app get $richApp"},
		{name: "app list --changed", args: "app list --changed $home/changed"},
		{name: "api addPassword", args: "api POST /applications/$richApp/addPassword", shows: true},
		{name: "api addPassword in a batch", args: "api POST /$batch -f $in/batch.json", shows: true},
		{name: "api of an application with a password", args: "api POST /applications -f $in/app.json", shows: true},
		{name: "api update of credentials for single sign-on", args: "api POST /beta/servicePrincipals/$richPrincipal/updatePasswordSingleSignOnCredentials -f $in/sso-raw.json", carries: true},
		{name: "api of the same in other capitals", args: "api POST /beta/servicePrincipals/$richPrincipal/updatePasswordSingleSignOnCredentials -f $in/sso-capitals.json", carries: true},
		{name: "api of a secret that is refused", args: "api PATCH /applications/$richApp -f $in/secret.json", code: 2, carries: true},
		{name: "api of a secret of another kind", args: "api PATCH /applications/$richApp -f $in/kind.json", code: 2, carries: true},
		{name: "api of a key that is none", args: "api PATCH /applications/$richApp -f $in/key.json", code: 2, carries: true},
		{name: "app update with a key that is none", args: "app update $richApp -f $in/key.json", code: 2},
		{name: "api of a secret to nobody", args: "api PATCH /applications(uniqueName='nobody') -f $in/secret.json", code: 3, carries: true},
		{name: "api changePassword", args: "api POST /me/changePassword -f $in/change.json", carries: true},
		{name: "api with a secret on the command line", args: `api PATCH /applications/$richApp -F passwordCredentials=[{"secretText":"x"}]`, code: 2},
	}
}

func newVault(t *testing.T) *vault {
	t.Helper()
	v := &vault{stage: newStage(t), given: new(traces)}
	in := t.TempDir()
	v.values["in"] = in
	v.values["batch"] = "$batch"
	sealed := testkit.NewCertificate(t, "sealed", time.Now().Add(-time.Hour), time.Now().Add(24*time.Hour))
	sealed.Write(t, in, keySecret)
	v.given.add(t, "the key that is sealed", privatePart(t, sealed.Key))
	for _, name := range []string{"old", "new", "spare"} {
		v.given.add(t, "the key "+name, privatePart(t, keyIn(t, v.values[name]+".key")))
	}
	for _, secret := range []string{signOnSecret, presentSecret, wantedSecret, keySecret, clientSecret, wronglyWritten, fixtureSecret} {
		v.given.add(t, secret[:7], []byte(secret))
	}
	v.files = map[string]string{
		"sso.json":          `{"credentials":[{"fieldId":"u","type":"username","value":"lee"},{"fieldId":"p","type":"password","value":` + quote(signOnSecret) + `}]}`,
		"sso-type.json":     `{"credentials":[{"fieldId":"p","type":"secret","value":` + quote(signOnSecret) + `}]}`,
		"sso-raw.json":      `{"id":"` + v.values["ann"] + `","credentials":[{"fieldId":"p","type":"password","value":` + quote(signOnSecret) + `}]}`,
		"sso-capitals.json": `{"id":"` + v.values["ann"] + `","credentials":[{"FieldID":"p","Type":"Password","Value":` + quote(signOnSecret) + `}]}`,
		"secret.json":       `{"displayName":"Ledger","passwordCredentials":[{"displayName":"x","secretText":` + quote(clientSecret) + `}]}`,
		"kind.json":         `{"displayName":"Ledger","passwordCredentials":[` + quote(wronglyWritten) + `],"keyCredentials":` + quote(wronglyWritten) + `}`,
		"key.json":          `{"displayName":"Ledger","keyCredentials":[{"type":"X509CertAndPassword","usage":"Sign","key":` + quote(wronglyWritten) + `}]}`,
		"app.json":          `{"displayName":"Ledger","passwordCredentials":[{"displayName":"x"}]}`,
		"batch.json":        `{"requests":[{"id":"1","method":"POST","url":"/applications/` + v.values["richApp"] + `/addPassword"}]}`,
		"change.json":       `{"currentPassword":` + quote(presentSecret) + `,"newPassword":` + quote(wantedSecret) + `}`,
		"present":           presentSecret, "wanted": wantedSecret, "both": presentSecret + "\n" + wantedSecret + "\n", "key-password": keySecret,
	}
	for name, content := range v.files {
		if err := os.WriteFile(filepath.Join(in, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := &session{t: t, home: filepath.Dir(v.file)}
	cmd := s.command("user", "reset-password", "admin@contoso.onmicrosoft.com", "--password-stdin", "--no-password-change")
	cmd.Stdin = strings.NewReader(presentSecret)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return v
}

func quote(text string) string {
	data, _ := json.Marshal(text)
	return string(data)
}

// TestSecretsStayUnseen: what is given as a secret is in no output, log,
// journal, temporary file or database, and what the directory makes as one is
// shown in one place.
func TestSecretsStayUnseen(t *testing.T) {
	t.Parallel()
	v := newVault(t)
	for _, c := range secretiveCommands() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, more := range []string{"-v -o json", "", "-v --dry-run -o json", "--dry-run"} {
				if strings.Contains(c.args, " -o ") {
					more = strings.TrimSuffix(more, "-o json")
				}
				r := v.robbery(t)
				r.run(c, strings.Fields(more)...)
				r.search(c, more)
			}
		})
	}
}

// robbery is one run of a command, after which everything is looked through.
type robbery struct {
	t              *testing.T
	v              *vault
	home, tmp, out string
	env            []string
	record         string // of the exchanges with the directory
	stdout, stderr bytes.Buffer
	code           int
}

func (v *vault) robbery(t *testing.T) *robbery {
	t.Helper()
	r := &robbery{t: t, v: v, home: v.copy(t), tmp: t.TempDir(), out: t.TempDir()}
	r.record = filepath.Join(r.out, "record")
	return r
}

// command is the command with a home and a folder for temporary files of its
// own.
func (r *robbery) command(c secretive, more ...string) *exec.Cmd {
	var args []string
	for word := range strings.FieldsSeq(c.args) {
		args = append(args, os.Expand(word, func(name string) string {
			if own := map[string]string{"home": r.home, "out": r.out}[name]; own != "" {
				return own
			}
			return r.v.values[name]
		}))
	}
	if strings.HasPrefix(c.args, "me change-password --passwords-stdin") {
		more = append(more, "--yes") // nothing else may ask
	}
	cmd := exec.Command("tenantctl", append(args, more...)...)
	cmd.Env = append(os.Environ(), "TENANTCTL_HOME="+r.home, "TMPDIR="+r.tmp, "HOME="+r.tmp, recordVar+"="+r.record)
	cmd.Env = append(cmd.Env, r.env...)
	cmd.Stdin = strings.NewReader(r.v.files[c.input])
	cmd.Stdout, cmd.Stderr = &r.stdout, &r.stderr
	return cmd
}

func (r *robbery) run(c secretive, more ...string) {
	r.t.Helper()
	err := r.command(c, more...).Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		r.code = exit.ExitCode()
	}
}

// search looks at how the command ended, that what it is about was there, and
// for what should not be.
func (r *robbery) search(c secretive, more string) {
	r.t.Helper()
	dry := strings.Contains(more, "--dry-run")
	if r.code != c.code && !(dry && r.code == 0) {
		r.t.Errorf("%s: exit code %d, not %d: %s", more, r.code, c.code, &r.stderr)
		return
	}
	fresh := made(r.t, r.record, nil)
	if c.shows && !dry && (len(fresh) == 0 || !bytes.Contains(r.stdout.Bytes(), fresh[0])) {
		r.t.Errorf("%s: what was made is not shown", more)
	}
	if sent, err := os.ReadFile(r.record); c.carries && !dry && (err != nil || r.v.given.in(sent) == "") {
		r.t.Errorf("%s: what is given was not sent (%v)", more, err)
	}
	r.leaks(c, more)
}

// leaks looks for what was given everywhere, and for what was made everywhere
// but where it is shown. It gives what was made.
func (r *robbery) leaks(c secretive, more string) [][]byte {
	r.t.Helper()
	all, fresh := new(traces), made(r.t, r.record, r.stdout.Bytes())
	for _, secret := range fresh {
		all.add(r.t, "what was made", secret)
	}
	for _, where := range []*traces{r.v.given, all} {
		if name := where.in(r.stderr.Bytes()); name != "" {
			r.t.Errorf("%s: standard error has %s:\n%s", more, name, &r.stderr)
		}
		if name := where.in(r.stdout.Bytes()); name != "" && (where != all || !c.shows) {
			r.t.Errorf("%s: standard output has %s:\n%s", more, name, &r.stdout)
		}
		where.below(r.t, r.home, r.tmp)
	}
	return fresh
}
