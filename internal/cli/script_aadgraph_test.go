package cli_test

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// overAADGraph are the scripts that must say and print the same on a profile
// of protocol aadgraph.
func overAADGraph() []string {
	return []string{
		"app",
		"app_extension",
		"app_key_ids",
		"app_owner",
		"app_restore",
		"app_rotate",
		"app_rotate_cron",
		"app_taken",
		"completion",
		"completion_deleted",
		"completion_values",
		"deleted_app",
		"domain",
		"domain_change",
		"dry_run_formats",
		"extension_property",
		"first_look",
		"flag_words",
		"group",
		"import_bad",
		"import_passwords",
		"import_templates",
		"import_user",
		"license_change",
		"me",
		"me_change_password",
		"me_manager",
		"membership",
		"membership_limit",
		"membership_names",
		"names",
		"object",
		"organization",
		"output",
		"output_columns",
		"sp",
		"sp_owner",
		"streams",
		"task",
		"task_damage",
		"task_undo",
		"user",
	}
}

// notOverAADGraph are the scripts that by nature cannot, each with the reason.
func notOverAADGraph() []leftOut {
	return []leftOut{
		{"api", "it sends Microsoft Graph's own requests"},
		{"app_delete", "Azure AD Graph restores no service principals; app_delete_owned has what it does"},
		{"app_bounds", "it asks for properties of applications that Azure AD Graph has not"},
		{"app_set", "Azure AD Graph has no nested properties of applications such as api and spa"},
		{"app_federated_credential", "Azure AD Graph has no federated credentials"},
		{"app_edit", "it edits notes and descriptions, which Azure AD Graph has not"},
		{"app_graph", "Azure AD Graph has no tags and descriptions of applications"},
		{"app_keys", "Azure AD Graph gives keys no names and makes no passwords; app_key_ids is about its keys"},
		{"app_template", "Azure AD Graph has no templates of applications"},
		{"completion_below", "Azure AD Graph has no federated credentials"},
		{"deleted", "Azure AD Graph keeps no deleted users"},
		{"dry_run", "it looks at Microsoft Graph's own requests; dry_run_formats is run"},
		{"docs_applications", "the guide is about Microsoft Graph: passwords, policies, templates"},
		{"group_graph", "Azure AD Graph has security groups only, keeps no deleted groups and has no members of members"},
		{"license", "Azure AD Graph has no licenseAssignmentStates; license_change is run"},
		{"license_explain", "licences of groups are Microsoft Graph's"},
		{"license_group", "licences of groups are Microsoft Graph's"},
		{"license_serve", "it serves Microsoft Graph itself"},
		{"membership_security", "Azure AD Graph makes no Microsoft 365 groups and has no administrative units"},
		{"changed", "Azure AD Graph's differential queries are not asked"},
		{"policy", "Azure AD Graph's policies are not served"},
		{"set_up", "it imports the README's file as it is, with a property that Azure AD Graph has not"},
		{"sp_graph", "Azure AD Graph has no notes of service principals, and keeps no deleted ones"},
		{"sp_keys", "Azure AD Graph gives keys no names and makes no passwords and signing certificates"},
		{"sp_rotate", "Azure AD Graph makes no signing certificates; app_rotate is run"},
		{"sp_permission_classification", "Azure AD Graph has no classifications"},
		{"sp_policy", "Azure AD Graph has no policies"},
		{"sp_role_assigned", "Azure AD Graph's appRoleAssignments are not served"},
		{"sp_role_assignment", "Azure AD Graph's appRoleAssignments are not served"},
		{"task_undo_below", "Azure AD Graph has no federated credentials and no policies"},
		{"sp_sso_credentials", "Microsoft Graph's beta version alone has them"},
		{"task_undo_removal", "Azure AD Graph gives no deleted users back"},
		{"user_deleted", "Azure AD Graph keeps no deleted users"},
	}
}

// TestScriptsOverAADGraph runs scripts with the directory on a TLS socket, on
// which the program speaks Azure AD Graph with it. Nothing of it is recorded:
// the contract checker knows Microsoft Graph only.
func TestScriptsOverAADGraph(t *testing.T) {
	if testing.Short() {
		t.Skip("scripts a third time: not with -short")
	}
	t.Setenv(recordVar, "")
	plain := func(next http.Handler) http.Handler { return next }
	testscript.Run(t, scriptsOver(t, overAADGraph(), protocol{
		name: "aadgraph", resource: "https://graph.windows.net", over: plain, example: exampleForAADGraph,
	}))
}

// ownExamples gives a script its own example files, as the protocol can take them.
func ownExamples(e *testscript.Env, example func([]byte) []byte) error {
	if example == nil {
		return nil
	}
	dir := filepath.Join(e.WorkDir, ".examples")
	if err := os.CopyFS(dir, os.DirFS(e.Getenv("EXAMPLES"))); err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.csv"))
	if err != nil {
		return err
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if err := os.WriteFile(file, example(data), 0o600); err != nil {
			return err
		}
	}
	e.Setenv("EXAMPLES", dir)
	return nil
}

// exampleForAADGraph leaves out the one property that Azure AD Graph has not,
// and makes security groups of the Microsoft 365 groups, which it cannot make.
func exampleForAADGraph(data []byte) []byte {
	data = bytes.ReplaceAll(data, []byte(",microsoft365"), []byte(",security"))
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return data // a portal's template, with rows of several lengths
	}
	column := slices.Index(rows[0], "employeeType")
	if column < 0 {
		return data
	}
	out := new(bytes.Buffer)
	w := csv.NewWriter(out)
	for _, row := range rows {
		_ = w.Write(slices.Delete(row, column, column+1)) // a buffer takes all
	}
	w.Flush()
	return out.Bytes()
}
