package cli_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/tenantctl/tenantctl/internal/cli"
	"github.com/tenantctl/tenantctl/internal/iostreams"
)

// hostileText turns a terminal into something else, if it gets there: colours,
// the title, the direction of the text, a second line, C1 controls.
const hostileText = "Pay\x1b[31mroll\x1b]0;owned\x07\u202egnp.exe\u009b2J\r\nerror: all is lost\x00"

const hostileID = "11111111-2222-4333-8444-555555555555"

// hostileObject has such texts wherever a name, an address or a word is shown.
func hostileObject() map[string]any {
	o := map[string]any{"id": hostileID, "appId": hostileID, "keyCredentials": []any{map[string]any{
		"keyId": hostileID, "displayName": hostileText, "customKeyIdentifier": hostileText, "endDateTime": hostileText, "usage": hostileText, "type": hostileText}},
		"passwordCredentials": []any{map[string]any{"keyId": hostileID, "displayName": hostileText, "hint": hostileText, "endDateTime": hostileText}},
		"web":                 map[string]any{"redirectUris": []string{hostileText}, "homePageUrl": hostileText},
		"identifierUris":      []string{hostileText}, "tags": []string{hostileText}, "definition": []string{hostileText},
		"appRoles":         []any{map[string]any{"id": hostileID, "value": hostileText, "displayName": hostileText, "isEnabled": true}},
		"credentials":      []any{map[string]any{"fieldId": hostileText, "type": hostileText, "value": hostileText}},
		"application":      map[string]any{"id": hostileID, "displayName": hostileText},
		"servicePrincipal": map[string]any{"id": hostileID, "displayName": hostileText},
		"targetObjects":    []string{hostileText}, "audiences": []string{hostileText}, hostileText: hostileText,
		"@odata.type": "#microsoft.graph.servicePrincipal",
	}
	for _, name := range []string{"displayName", "description", "notes", "name", "issuer", "subject", "signInAudience", "publisherDomain", "secretText",
		"thumbprint", "uniqueName", "dataType", "permissionName", "classification", "userPrincipalName", "principalDisplayName", "resourceDisplayName",
		"principalType", "createdDateTime", "deletedDateTime", "servicePrincipalType", "homepage", "publisher", "keyId", "mail"} {
		o[name] = hostileText
	}
	return o
}

// hostileAnswers are what a directory says whatever it is asked.
func hostileAnswers() map[string]http.HandlerFunc {
	write := func(status int, v any) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("request-id", "r\u202e1")
			w.WriteHeader(status)
			_ = json.NewEncoder(w).Encode(v)
		}
	}
	list := func(o any, more map[string]any) any {
		all := map[string]any{"value": []any{o}}
		for name, value := range more {
			all[name] = value
		}
		return all
	}
	wrong := map[string]any{"id": 5, "appId": []int{1}, "displayName": map[string]any{"a": 1}, "keyCredentials": "none", "passwordCredentials": map[string]any{},
		"web": []any{1}, "identifierUris": "x", "appRoles": 7, "api": "y", "tags": map[string]any{}, "createdDateTime": false, "definition": 3, "owners": "z"}
	return map[string]http.HandlerFunc{
		"hostile texts": func(w http.ResponseWriter, r *http.Request) {
			o := any(hostileObject())
			if r.Method == http.MethodGet && !strings.Contains(r.URL.Path, hostileID) {
				o = list(o, nil)
			}
			write(200, o)(w, r)
		},
		"hostile texts in lists": func(w http.ResponseWriter, r *http.Request) {
			write(200, list(hostileObject(), map[string]any{"@odata.deltaLink": "http://" + r.Host + "/v1.0/x"}))(w, r)
		},
		"a hostile error": write(400, map[string]any{"error": map[string]any{"code": hostileText, "message": hostileText,
			"details": []any{map[string]any{"code": hostileText, "message": "more " + hostileText, "target": hostileText}}}}),
		"a hostile refusal":    write(403, map[string]any{"error": map[string]any{"code": hostileText, "message": hostileText}}),
		"a hostile conflict":   write(409, map[string]any{"error": map[string]any{"code": hostileText, "message": hostileText}}),
		"wrong types":          write(200, wrong),
		"wrong types in lists": write(200, list(wrong, nil)),
		"an echo": func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			if len(body) == 0 || strings.HasSuffix(r.URL.Path, "/getPasswordSingleSignOnCredentials") {
				write(200, map[string]any{"id": hostileID, "displayName": "Payroll"})(w, r)
				return
			}
			write(400, map[string]any{"error": map[string]any{"code": "Echo", "message": "I do not like " + string(body)}})(w, r)
		},
		"nothing": func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusNoContent)
		},
		"an empty body": func(http.ResponseWriter, *http.Request) {},
		"null": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprint(w, "null")
		},
		"a page elsewhere": func(w http.ResponseWriter, r *http.Request) {
			write(200, list(map[string]any{"id": hostileID}, map[string]any{"@odata.nextLink": "http://127.0.0.2/v1.0/applications?$skiptoken=x"}))(w, r)
		},
		"a deep object": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			fmt.Fprint(w, `{"id":"x","web":`+strings.Repeat(`{"a":[`, 20_000)+strings.Repeat(`]}`, 20_000)+`}`)
		},
	}
}

// hostileCommands ask of all that issue 5 brought. An object is named by its
// id, so that what the directory answers is taken for it.
func hostileCommands() []string {
	const id = hostileID
	return []string{
		"app list", "app get " + id, "app get Payroll", "app list --changed $file", "app list --deleted", "app owner list " + id, "app owner add " + id + " " + id, "app owner remove " + id + " " + id,
		"app federated-credential list " + id, "app federated-credential get " + id + " main", "app federated-credential delete " + id + " main --yes",
		"app federated-credential create " + id + " main --issuer https://a.example --subject s --audience a", "app federated-credential update " + id + " main --description x",
		"app extension list " + id, "app extension get " + id + " badge", "app extension create " + id + " badge --data-type String --target-object User", "app extension delete " + id + " badge --yes",
		"app policy token-lifetime list " + id, "app policy token-lifetime add " + id + " " + id, "app policy token-issuance remove " + id + " " + id,
		"app template list", "app template get " + id, "app template instantiate " + id + " Ledger", "app key list " + id, "app key list --expiring 30d",
		"app update " + id + " --notes x", "app create Ledger", "app delete " + id + " --yes", "app restore " + id, "app export " + id, "app apply -f $doc", "app edit " + id + " -f $doc",
		"app addpassword " + id, "app removepassword " + id + " --display-name ci --yes",
		"sp list", "sp get " + id, "sp create " + id, "sp update " + id + " --notes x", "sp delete " + id + " --yes", "sp owner list " + id, "sp owned list " + id, "sp created list " + id, "sp member-of list " + id,
		"sp role-assignment list " + id, "sp role-assignment list " + id + " --to-it", "sp policy claims-mapping list " + id, "sp permission-classification list " + id,
		"sp add-signing-certificate " + id + " --display-name CN=x", "sp sso-credentials get " + id + " " + id, "sp sso-credentials set " + id + " " + id + " -f $sso", "sp export " + id,
		"policy token-lifetime list", "policy claims-mapping get " + id, "policy home-realm-discovery delete " + id + " --yes", "policy token-issuance update " + id + " --display-name x",
		"deleted list --type application", "deleted get " + id, "deleted restore " + id, "deleted erase " + id + " --yes",
		"__complete app get P", "__complete app owner remove " + id + " x", "__complete app federated-credential get " + id + " m",
	}
}

// TestHostileDirectory asks a directory that answers nonsense: every command
// ends soon, with an exit code of its own and without a word that a terminal
// would obey.
func TestHostileDirectory(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	files := map[string]string{"doc": "displayName: Payroll\nnotes: x\n", "sso": `{"credentials":[{"fieldId":"p","type":"password","value":` + quote(signOnSecret) + `}]}`}
	secret := new(traces)
	secret.add(t, "what was given", []byte(signOnSecret))
	for name, content := range files {
		files[name] = filepath.Join(folder, name)
		if err := os.WriteFile(files[name], []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, answer := range hostileAnswers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := maps.Clone(files)
			server := httptest.NewServer(answer)
			t.Cleanup(server.Close)
			for _, line := range hostileCommands() {
				files["file"] = filepath.Join(t.TempDir(), "changed")
				for _, format := range []string{"table", "json"} {
					args := strings.Fields(os.Expand(line, func(name string) string { return files[name] }))
					if args[0] != "__complete" && !strings.Contains(line, " export ") {
						args = append(args, "-o", format)
					}
					askHostile(t, server.URL, secret, args)
				}
			}
		})
	}
}

// askHostile runs a command. What a table and standard error hold is for
// terminals; JSON is data, which a program reads.
func askHostile(t *testing.T, url string, secret *traces, args []string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	streams, _, out, problems := iostreams.Test()
	env := map[string]string{"TENANTCTL_HOME": t.TempDir(), "TENANTCTL_PROTOCOL": "graph", "TENANTCTL_ENDPOINT": url, "TENANTCTL_ACCESS_TOKEN": "x"}
	code := cli.Run(ctx, cli.Options{Args: args, IO: streams, Now: time.Now, Env: func(name string) string { return env[name] }})
	if ctx.Err() != nil || code < 0 || code > 11 {
		t.Errorf("%q: exit code %d (%v)\n%s", args, code, ctx.Err(), problems)
	}
	secret.below(t, env["TENANTCTL_HOME"])
	for name, text := range map[string]string{"output": out.String(), "error": problems.String()} {
		if secret.in([]byte(text)) != "" {
			t.Errorf("%q: standard %s holds what was given: %s", args, name, text)
		}
		if name == "output" && slices.Contains(args, "json") {
			continue
		}
		obeyed := func(r rune) bool { return r != '\n' && r != '\t' && unicode.IsControl(r) || r == '\u202e' }
		if at := strings.IndexFunc(text, obeyed); at >= 0 || strings.Contains(text, "\nerror: all is lost") {
			t.Errorf("%q: standard %s holds what a terminal obeys, or a line of the directory's: %q", args, name, text[max(0, at-80):])
		}
	}
}
