package cli

import (
	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	apicmd "github.com/tenantctl/tenantctl/internal/cmd/api"
	appcmd "github.com/tenantctl/tenantctl/internal/cmd/app"
	completioncmd "github.com/tenantctl/tenantctl/internal/cmd/completion"
	deletedcmd "github.com/tenantctl/tenantctl/internal/cmd/deleted"
	directorycmd "github.com/tenantctl/tenantctl/internal/cmd/directory"
	domaincmd "github.com/tenantctl/tenantctl/internal/cmd/domain"
	extensionpropertycmd "github.com/tenantctl/tenantctl/internal/cmd/extensionproperty"
	groupcmd "github.com/tenantctl/tenantctl/internal/cmd/group"
	importcmd "github.com/tenantctl/tenantctl/internal/cmd/importing"
	licensecmd "github.com/tenantctl/tenantctl/internal/cmd/license"
	mecmd "github.com/tenantctl/tenantctl/internal/cmd/me"
	membershipcmd "github.com/tenantctl/tenantctl/internal/cmd/membership"
	objectcmd "github.com/tenantctl/tenantctl/internal/cmd/object"
	organizationcmd "github.com/tenantctl/tenantctl/internal/cmd/organization"
	policycmd "github.com/tenantctl/tenantctl/internal/cmd/policy"
	profilecmd "github.com/tenantctl/tenantctl/internal/cmd/profile"
	spcmd "github.com/tenantctl/tenantctl/internal/cmd/sp"
	taskcmd "github.com/tenantctl/tenantctl/internal/cmd/task"
	usercmd "github.com/tenantctl/tenantctl/internal/cmd/user"
	versioncmd "github.com/tenantctl/tenantctl/internal/cmd/version"
)

// entry is a noun that is built only when the command line names it.
type entry struct {
	name, short string
	group       string
	build       func(*app.App) *cobra.Command
}

// The groups in which the root's help shows nouns.
const (
	groupObjects = "objects"
	groupBulk    = "bulk"
	groupTool    = "tool"
)

// entries is the registry of nouns, in the order of the root's help.
func entries() []entry {
	return []entry{
		{"user", "People: create, change, delete, restore", groupObjects, usercmd.New},
		{"group", "Groups, their members and owners", groupObjects, groupcmd.New},
		{"membership", "Who is a member of what, through other groups too", groupObjects, membershipcmd.New},
		{"license", "Products bought, and who has them", groupObjects, licensecmd.New},
		{"app", "Applications, their keys, passwords and owners", groupObjects, appcmd.New},
		{"sp", "Service principals: apps as they are in this organization", groupObjects, spcmd.New},
		{"policy", "Policies on tokens and sign-in that apps go by", groupObjects, policycmd.New},
		{"domain", "Domains of the organization", groupObjects, domaincmd.New},
		{"organization", "The organization itself", groupObjects, organizationcmd.New},
		{"extension-property", "Properties that applications have added", groupObjects, extensionpropertycmd.New},
		{"deleted", "Deleted objects of any type: look at them, restore or erase them", groupObjects, deletedcmd.New},
		{"object", "Objects of any type, by id", groupObjects, objectcmd.New},
		{"me", "The signed-in user", groupObjects, mecmd.New},
		{"import", "Bring people, groups and memberships in from CSV", groupBulk, importcmd.New},
		{"task", "What was changed: list, show, resume, undo", groupBulk, taskcmd.New},
		{"directory", "The embedded directory: serve it on a socket, look at it, reset it", groupTool, directorycmd.New},
		{"api", "Send any request to the directory", groupTool, apicmd.New},
		{"profile", "Directories to work on: endpoints, how to sign in", groupTool, profilecmd.New},
		{"completion", "Scripts for completion in a shell", groupTool, completioncmd.New},
		{"version", "Print the version", groupTool, versioncmd.New},
	}
}

// stub stands for a noun until it is built: enough for the root's help and
// for cobra to find it.
func (e entry) stub() *cobra.Command {
	return &cobra.Command{
		Use: e.name, Short: e.short, GroupID: e.group,
		Run: func(*cobra.Command, []string) {},
	}
}

// build replaces the stub of the noun that args name, if they name one.
func (r *root) build(args []string) {
	if len(args) > 0 {
		switch args[0] {
		case cobra.ShellCompRequestCmd, cobra.ShellCompNoDescRequestCmd, "help":
			args = args[1:]
		}
	}
	found, _, err := r.root.Find(args)
	if err != nil || found == r.root {
		return
	}
	for _, e := range entries() {
		if e.name == found.Name() {
			r.replace(found, e)
		}
	}
}

// Full builds every noun: for documentation and the check of the tree.
func (r *root) full() *cobra.Command {
	for _, e := range entries() {
		for _, c := range r.root.Commands() {
			if c.Name() == e.name {
				r.replace(c, e)
			}
		}
	}
	return r.root
}

func (r *root) replace(stub *cobra.Command, e entry) {
	r.root.RemoveCommand(stub)
	c := e.build(r.app)
	c.GroupID = e.group
	r.root.AddCommand(c)
}
