package core

import (
	"context"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// maxSignIns is how many of the latest sign-ins are kept.
const maxSignIns = 1000

// SignIn is an attempt to sign in, successful or not. What is not known stays
// empty.
type SignIn struct {
	AppID      string // of the client
	UserID     string // of the user; empty if an application signs in for itself
	ResourceID string // of the resource's service principal
	ClientApp  string // what the client is: "Browser", "Mobile Apps and Desktop clients"
	IPAddress  string
	UserAgent  string
	ErrorCode  int    // of AADSTS errors; 0 is success
	Failure    string // why it failed, for people
}

// RecordSignIn writes a sign-in down for the log, which keeps the last
// thousand. It is written in a transaction of its own.
func (d *Directory) RecordSignIn(ctx context.Context, s SignIn) error {
	return d.write(ctx, func(tx *store.Tx) error {
		if err := dropSignIns(tx); err != nil {
			return err
		}
		id := newID()
		props := odata.NewObject("id", id,
			"createdDateTime", d.now().UTC().Format(time.RFC3339Nano),
			"appId", orNil(s.AppID),
			"clientAppUsed", orNil(s.ClientApp),
			"conditionalAccessStatus", "notApplied",
			"correlationId", newID(),
			"ipAddress", orNil(s.IPAddress),
			"userAgent", orNil(s.UserAgent),
			"isInteractive", s.UserID != "",
			"resourceId", orNil(s.ResourceID),
			"riskDetail", "none", "riskLevelAggregated", "none", "riskLevelDuringSignIn", "none", "riskState", "none",
			"userId", s.UserID,
			"status", odata.NewObject("errorCode", s.ErrorCode, "failureReason", orNil(s.Failure), "additionalDetails", nil))
		s.names(tx, props)
		return tx.Insert(&store.Record{ID: id, Type: "signIn", Props: props})
	})
}

// names sets how client, resource and user are called now.
func (s SignIn) names(tx *store.Tx, props *odata.Object) {
	if client, err := tx.Lookup("servicePrincipal", "appId", s.AppID); err == nil {
		props.Set("appDisplayName", client.Props.String("displayName"))
		if s.UserID == "" {
			props.Set("servicePrincipalId", client.ID)
			props.Set("servicePrincipalName", client.Props.String("displayName"))
		}
	}
	if resource, err := tx.Get(s.ResourceID); err == nil {
		props.Set("resourceDisplayName", resource.Props.String("displayName"))
	}
	if user, err := tx.Get(s.UserID); err == nil {
		props.Set("userDisplayName", user.Props.String("displayName"))
		props.Set(signInName, user.Props.String("userPrincipalName"))
	}
}

// signInName is where a sign-in keeps the user's UPN, since the store lets two
// objects of a type not have the same userPrincipalName.
const signInName = "signInName"

// dropSignIns makes room for one more.
func dropSignIns(tx *store.Tx) error {
	q := store.ListQuery{Types: []string{"signIn"}}
	n, err := tx.Count(q)
	if err != nil || n < maxSignIns {
		return err
	}
	q.Limit = int(n-maxSignIns) + 1
	var old []string
	for r, err := range tx.List(q) {
		if err != nil {
			return err
		}
		old = append(old, r.ID)
	}
	for _, id := range old {
		if err := tx.Remove(id); err != nil {
			return err
		}
	}
	return nil
}

// SignIns gives the sign-ins that were written down, the latest first.
func SignIns(tx *store.Tx) ([]*store.Record, error) {
	var list []*store.Record
	for r, err := range tx.List(store.ListQuery{Types: []string{"signIn"}}) {
		if err != nil {
			return nil, err
		}
		r.Props.Set("userPrincipalName", orNil(r.Props.String(signInName)))
		r.Props.Delete(signInName)
		list = append(list, r)
	}
	return latest(list, maxSignIns), nil
}

func orNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}
