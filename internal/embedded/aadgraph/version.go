package aadgraph

import (
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
)

// version is a version of the interface; later ones are greater.
type version uint8

const (
	version201304 version = iota + 1
	version201311
	version15
	version16
	versionBeta
)

// versionOf reads the value of api-version; 0 is none.
func versionOf(text string) version {
	switch strings.ToLower(text) {
	case "2013-04-05":
		return version201304
	case "2013-11-08":
		return version201311
	case "1.5":
		return version15
	case "1.6":
		return version16
	case "beta":
		return versionBeta
	}
	return 0
}

// namespace is that of the types' names (facts/aadgraph.md, section 1).
func (v version) namespace() string {
	if v == 0 || v >= version15 {
		return "Microsoft.DirectoryServices"
	}
	return "Microsoft.WindowsAzure.ActiveDirectory"
}

// setVersion reads the values of api-version.
func (x *exchange) setVersion(given []string) error {
	if len(given) == 0 || given[0] == "" {
		return &core.Error{Status: http.StatusBadRequest, Code: "Request_DataContractVersionMissing",
			Message: "The specified api-version is invalid. The value must exactly match a supported version."}
	}
	x.version = versionOf(given[0])
	if x.version == 0 || len(given) > 1 {
		return &core.Error{Status: http.StatusBadRequest, Code: "Request_InvalidDataContractVersion",
			Message: "The specified api-version is invalid. The value must exactly match a supported version."}
	}
	x.w.Header().Set("x-ms-dirapi-data-contract-version", given[0])
	return nil
}
