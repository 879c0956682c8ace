package spcmd

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/output"
)

// signingCertificate is the action that makes a certificate with which the
// directory signs SAML tokens for a service principal (Graph:
// addTokenSigningCertificate, facts/graph.md, section 10).
func signingCertificate() *cmdkit.Action {
	return &cmdkit.Action{
		Noun: noun.ServicePrincipal(), Verb: "add-signing-certificate", Path: "addTokenSigningCertificate",
		Short: "Give a service principal a certificate that signs its tokens",
		Long: `Lets the directory make a self-signed certificate with which it signs the SAML
tokens for a service principal, good for three years at most. The directory
keeps the private key and shows it to nobody. The thumbprint is printed: the
certificate signs from the moment at which tenantctl sp update SP
--token-signing-thumbprint THUMBPRINT prefers it.`,
		Params: []cmdkit.Field{
			{Property: "displayName", Usage: "subject of the certificate: CN=Payroll", Read: commonName},
			{Property: "endDateTime", Flag: "expires", Usage: "when it ends: 90d, 2027-06-30 or 2027-06-30T08:00:00Z", Years: 3},
		},
		Required: []string{"displayName"},
		Name:     "add", TaskType: "add_signing_certificate.sp", Done: "has a new signing certificate, which signs when `tenantctl sp update --token-signing-thumbprint` prefers it",
		Answer: []output.Column{
			cmdkit.KeyColumn("thumbprint"), cmdkit.Column("keyId"), cmdkit.Column("displayName"),
			cmdkit.Column("startDateTime"), cmdkit.Column("endDateTime"),
			cmdkit.WideColumn("type"), cmdkit.WideColumn("usage"), cmdkit.WideColumn("customKeyIdentifier"),
		},
		Instead: "`tenantctl sp update SP --token-signing-thumbprint THUMBPRINT` lets another certificate sign",
	}
}

// commonName refuses what is no subject of a certificate (Microsoft's page on
// addTokenSigningCertificate).
func commonName(text string) (string, error) {
	const begin = "CN="
	if len(text) <= len(begin) || !strings.EqualFold(text[:len(begin)], begin) {
		return "", fmt.Errorf("%q does not begin with CN=: write CN=%s", text, text)
	}
	return text, nil
}

func newSigningCertificate(a *app.App) *cobra.Command {
	return signingCertificate().Command(a,
		`sp add-signing-certificate Payroll --display-name CN=Payroll`,
		`sp add-signing-certificate Payroll --display-name CN=Payroll --expires 365d --query thumbprint -o tsv`)
}
