package aadgraph

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// refine finds what the status alone does not tell, and the hints that are
// certain.
func refine(e *apierr.Error) {
	if kind, ok := kindOfCode(e.Code); ok {
		e.Kind = kind
	}
	switch {
	case e.Status == http.StatusBadRequest && conflicts(e):
		e.Kind = apierr.Conflict
	case e.Code == "Request_ThrottledTemporarily":
		e.RetryAfter = secondsIn(e.Message)
	}
	e.Hint = hint(e.Code)
}

// kindOfCode gives the kind that a code stands for whatever its status
// (facts/aadgraph.md, section 5); the codes that it does not know have the
// kind of their status.
func kindOfCode(code string) (apierr.Kind, bool) {
	kinds := []struct {
		kind  apierr.Kind
		codes []string
	}{
		{apierr.Invalid, []string{
			"Request_BadRequest", "Request_UnsupportedQuery", "Request_InvalidRequestUrl",
			"Request_DataContractVersionMissing", "Request_InvalidDataContractVersion",
			"Request_InvalidBackfillMultiTenant", "Request_NoApplicationAssociated",
			"Headers_HeaderNotSupported", "Directory_ExpiredPageToken", "Directory_ResultSizeLimitExceeded",
			"Request_InvalidReplicaSessionKey", "Request_MediaTypeNotSupported",
		}},
		{apierr.Unauthenticated, []string{
			"Authentication_MissingOrMalformed", "Authentication_ExpiredToken",
			"Authentication_UnsupportedTokenType", "Authentication_Unknown",
			"Authorization_IdentityDisabled", "Authorization_IdentityNotFound",
		}},
		{apierr.Forbidden, []string{
			"Authorization_RequestDenied", "Authentication_Unauthorized",
			"Directory_QuotaExceeded", "Directory_ResourceSizeExceeded",
		}},
		{apierr.NotFound, []string{
			"Request_ResourceNotFound", "Directory_ObjectNotFound", "Directory_CompanyNotFound",
		}},
		{apierr.Conflict, []string{"Request_MultipleObjectsWithSameKeyValue"}},
		// Two writes met on one object, or the service has no room now: this
		// request was refused, and nothing was done.
		{apierr.Throttled, []string{"Directory_ConcurrencyViolation", "Request_ThrottledTemporarily"}},
		{apierr.Unavailable, []string{
			"Directory_BindingRedirection", "Directory_BindingRedirectionInternalServerError",
			"Directory_ReplicaUnavailable", "Service_InternalServerError",
		}},
		// Waiting does not help.
		{apierr.Other, []string{"Request_ThrottledPermanently"}},
	}
	for _, k := range kinds {
		if slices.Contains(k.codes, code) {
			return k.kind, true
		}
	}
	return apierr.Other, false
}

// conflicts tells whether a 400 says that the directory already holds what was
// to be made: by the code of a property, or by its fixed wordings where it
// gives none.
func conflicts(e *apierr.Error) bool {
	if e.HasCode("ObjectConflict") || e.HasCode("ConflictingObjects") {
		return true
	}
	for _, text := range []string{
		"already exist", "conflicting object with one or more of the specified property values",
		"Another object with the same value for property",
	} {
		if strings.Contains(e.Message, text) {
			return true
		}
	}
	return false
}

// secondsIn gives how long to wait as a text says it, "Please try after 150
// seconds.", 0 if it does not. It is at most a day.
func secondsIn(text string) time.Duration {
	before := ""
	for word := range strings.FieldsSeq(text) {
		if strings.HasPrefix(strings.ToLower(word), "second") {
			if n, err := strconv.ParseUint(before, 10, 32); err == nil {
				return time.Duration(min(n, 86400)) * time.Second
			}
		}
		before = word
	}
	return 0
}

func hint(code string) string {
	switch code {
	case "Authentication_ExpiredToken", "Authentication_MissingOrMalformed", "Authentication_UnsupportedTokenType":
		return "sign in again"
	case "Directory_ExpiredPageToken":
		return "start the list again"
	case "Directory_QuotaExceeded":
		return "the directory, or who made them, holds as many objects as it may; erase deleted ones or ask for more"
	case "Directory_ResourceSizeExceeded":
		return "the object has as many extension values as it may; set one to null first"
	case "Request_ThrottledPermanently":
		return "waiting does not help: ask the service's support"
	}
	return ""
}
