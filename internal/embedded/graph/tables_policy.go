package graph

import (
	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// policies are what the tenant as a whole decides and writes down.
func policies() ([]set, []relation, []operation) {
	return []set{
		{path: "auditLogs/directoryAudits", context: "auditLogs/directoryAudits", typ: "directoryAudit", computed: directoryAudits},
		{path: "auditLogs/signIns", context: "auditLogs/signIns", typ: "signIn", computed: signIns},
	}, nil, nil
}

func directoryAudits(_ *exchange, tx *store.Tx) ([]*store.Record, error) { return core.Audits(tx) }

func signIns(_ *exchange, tx *store.Tx) ([]*store.Record, error) { return core.SignIns(tx) }
