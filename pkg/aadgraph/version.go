package aadgraph

import (
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// Version is an api-version (facts/aadgraph.md, section 1).
type Version string

// The versions that the service takes, oldest first.
const (
	Version20130405 Version = "2013-04-05"
	Version20131108 Version = "2013-11-08"
	Version15       Version = "1.5"
	Version16       Version = "1.6"
	VersionBeta     Version = "beta"
)

// DefaultVersion is the one that a client asks for if it is not told.
const DefaultVersion = Version16

// Versions gives the versions that the service takes, oldest first.
func Versions() []Version {
	return []Version{Version20130405, Version20131108, Version15, Version16, VersionBeta}
}

// Known tells whether the service takes the version.
func (v Version) Known() bool { return slices.Contains(Versions(), v) }

// Before tells whether v is older than w; beta is newer than all. Both must
// be known.
func (v Version) Before(w Version) bool {
	return slices.Index(Versions(), v) < slices.Index(Versions(), w)
}

// Namespace gives the namespace of the version's types, the part of odata.type
// before the last dot.
func (v Version) Namespace() string {
	if v.Before(Version15) {
		return oldNamespace
	}
	return namespace
}

const (
	namespace    = "Microsoft.DirectoryServices"
	oldNamespace = "Microsoft.WindowsAzure.ActiveDirectory"
)

// needs gives the oldest version that knows what a path leads to, as the
// reference says it ("Requires version …").
//
// It says of domains/verify that only beta has it while its sample asks 1.6:
// the sample is believed, since it is what was run, and the service answers
// for itself where it is wrong.
func needs(method, path string) Version {
	segments := rest.Segments(path)
	if len(segments) == 0 {
		return Version20130405
	}
	switch first, last := segments[0], segments[len(segments)-1]; {
	case first == "applicationsbyappid", first == "serviceprincipalsbyappid",
		first == "domains" && last == "verify",
		first == "applications" && len(segments) == 2 && strings.EqualFold(method, "GET"),
		last == "addkey", last == "removekey", last == "changepassword":
		return Version16
	case first == "deletedapplications", first == "getobjectsbyobjectids",
		first == "getavailableextensionproperties", last == "getmemberobjects":
		return Version15
	case last == "assignlicense":
		return Version20131108
	}
	return Version20130405
}

// checkVersion refuses what a version does not know.
func checkVersion(v Version, method, path string) error {
	least := needs(method, path)
	if !v.Before(least) {
		return nil
	}
	return apierr.New(apierr.Unsupported, path, "api-version "+string(v)+" does not know this").
		WithHint("it takes version " + string(least) + " or newer")
}
