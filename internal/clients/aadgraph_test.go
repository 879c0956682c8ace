package clients

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// azureADGraphID is the appId of Azure AD Graph, whose tokens its clients ask
// for.
const azureADGraphID = "00000002-0000-0000-c000-000000000000"

// globalAdministrator is the role's template id.
const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10"

// TestAADGraphJavaScript runs a session of @azure/graph, Microsoft's
// JavaScript library for Azure AD Graph 1.6.
func TestAADGraphJavaScript(t *testing.T) {
	modules := filepath.Join(installed(t), "node_modules")
	if _, err := os.Stat(filepath.Join(modules, "@azure", "graph")); err != nil || !*clients {
		t.Skip("@azure/graph is not installed, or there is no -clients: see .ci/install-clients")
	}
	t.Parallel()
	s := startAADGraph(t)
	s.ask(t, "NODE_PATH="+modules, "node", "aadgraph.js")
}

// TestAADGraphPython runs a session of azure.graphrbac, Microsoft's Python
// library for Azure AD Graph 1.6.
func TestAADGraphPython(t *testing.T) {
	python := pythonWith("azure.graphrbac")
	if python == "" || !*clients {
		t.Skip("azure.graphrbac (Debian: python3-azure) is not installed, or there is no -clients: see .ci/install-clients")
	}
	t.Parallel()
	s := startAADGraph(t)
	s.ask(t, "PYTHONDONTWRITEBYTECODE=1", python, "aadgraph.py")
}

// pythonWith gives a Python that has a module, "" if there is none. Debian's
// modules are Debian's Python's, which need not be first on the PATH.
func pythonWith(module string) string {
	for _, python := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(python, "-c", "import "+module).Run() == nil {
			return python
		}
	}
	return ""
}

// startAADGraph starts a server whose application may do everything on Azure
// AD Graph: no permission of an application lets it delete people and groups,
// so it has a directory role, as administrators there had to give it one. The
// contract checker knows nothing of Azure AD Graph, so there is no judge.
func startAADGraph(t *testing.T) *server {
	t.Helper()
	s := startJudged(t, program(t), t.TempDir(), "")
	var api struct{ ID string }
	s.read(t, &api, "sp", "get", "--app-id", azureADGraphID)
	s.tenantctl(t, "", "sp", "role-assignment", "add", "Clients", "--resource", api.ID,
		"--role", "Directory.ReadWrite.All,Application.ReadWrite.All,Domain.ReadWrite.All")
	body, err := json.Marshal(map[string]string{"clientId": s.signIn.principal, "consentType": "AllPrincipals",
		"resourceId": api.ID, "scope": "User.Read Directory.AccessAsUser.All"})
	must(t, err)
	s.tenantctl(t, string(body), "api", "POST", "/oauth2PermissionGrants", "-f", "-")
	s.tenantctl(t, "", "api", "POST", "/roleManagement/directory/roleAssignments", "-F", "principalId="+s.signIn.principal,
		"-F", "roleDefinitionId="+globalAdministrator, "-F", "directoryScopeId=/")
	return s
}

// ask runs a session of testdata: what it says of each step is logged, and it
// must end with code 0.
func (s *server) ask(t *testing.T, setting, program, session string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program, filepath.Join("testdata", session))
	cmd.Env = append(os.Environ(), setting)
	for name, value := range s.variables(s.dir) {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	out, err := cmd.CombinedOutput()
	t.Logf("%s", out)
	if err != nil || !strings.Contains(string(out), "ok ") {
		t.Errorf("%s: %v", session, err)
	}
}
