package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/edm"
)

// topic is a text of `tenantctl help NAME`.
type topic struct {
	name string
	text func() string
}

func (r *root) topics() []topic {
	return []topic{
		{"exit-codes", exitCodesText},
		{"flags", r.flagsText},
		{"environment", func() string { return environmentText }},
		{"filters", func() string { return filtersText }},
	}
}

func (r *root) topicNames() []string {
	var names []string
	for _, t := range r.topics() {
		names = append(names, t.name)
	}
	return names
}

func (r *root) flagsText() string {
	return "Every command takes these flags:\n\n" + r.root.PersistentFlags().FlagUsagesWrapped(r.helpWidth()) + flagNotes
}

const flagNotes = `
--query and --jq see the whole result, so that a list is held in memory until
its end; without them a list is printed as it comes, however long it is. A
program for --jq that begins with .[] and looks at one object after the other
is run on each as it comes.

--count prints a bare number in every format.

With --dry-run the requests are printed in the format of -o, as a list of
{method,url,headers,body}; in a table as METHOD URL and the body.
`

func (r *root) unknownTopic(found *cobra.Command, args []string) error {
	known := make([]string, 0, len(found.Commands()))
	for _, c := range found.Commands() {
		known = append(known, c.Name())
	}
	topics := r.topicNames()
	err := cmdkit.Usagef("there is no help on %q", strings.Join(args, " "))
	if near := edm.Near(args[len(args)-1], append(known, topics...)); len(near) > 0 {
		return err.WithHint("did you mean " + strings.Join(near, " or ") + "?")
	}
	return err.WithHint("topics: " + strings.Join(topics, ", "))
}

const environmentText = `Environment variables:

  TENANTCTL_HOME      keep configuration and state under this one folder
  TENANTCTL_PROFILE   work on this profile (--profile overrides it)
  TENANTCTL_OUTPUT    format of results (--output overrides it)
  TENANTCTL_PASSWORD  password for user create and user reset-password
  TENANTCTL_CURRENT_PASSWORD, TENANTCTL_NEW_PASSWORD  for me change-password
  XDG_CONFIG_HOME     configuration is in its folder tenantctl (default ~/.config)
  XDG_STATE_HOME      state is in its folder tenantctl (default ~/.local/state)
  NO_COLOR            no colours
  CI                  never ask a question
  HTTPS_PROXY, NO_PROXY  proxy for requests, and hosts that need none

Settings that go over those of the profile (tenantctl profile show):

  TENANTCTL_PROTOCOL, TENANTCTL_ENDPOINT, TENANTCTL_AUTHORITY, TENANTCTL_CLOUD,
  TENANTCTL_TENANT, TENANTCTL_CLIENT_ID, TENANTCTL_AUTH, TENANTCTL_CA

To sign in with, the first that is set unless auth chooses:

  TENANTCTL_ACCESS_TOKEN            access token (TENANTCTL_ACCESS_TOKEN_FILE: its file)
  TENANTCTL_CLIENT_SECRET           client secret (TENANTCTL_CLIENT_SECRET_FILE: its file)
  TENANTCTL_CLIENT_CERTIFICATE      file with the client certificate, PEM or PFX
  TENANTCTL_CLIENT_CERTIFICATE_KEY  file with its private key, if that is another
  TENANTCTL_KEY_PASSWORD            password of private keys (TENANTCTL_KEY_PASSWORD_FILE: its file)
  TENANTCTL_TOKEN_CACHE             where tokens are kept: keyring, file or off
`

const filtersText = `--filter takes an OData expression, as Microsoft Graph does:

  displayName eq 'Lee Gu'                          equal (case does not matter)
  startsWith(displayName,'A')                      begins with
  endsWith(userPrincipalName,'@contoso.com')       ends with
  accountEnabled eq true and department ne 'IT'    and, or, not, parentheses
  department in ('Sales','Legal')                  one of several
  companyName eq null                              has no value
  createdDateTime ge 2026-01-01T00:00:00Z          at or after
  businessPhones/any(p:p eq '+1 425 555 0100')     one of a list is

A quote within text is doubled: 'O''Brien'. What Graph calls advanced queries
(ne, not, endsWith and others) is asked for by itself.
`
