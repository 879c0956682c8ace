package core

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"

	"golang.org/x/crypto/bcrypt"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// randomLength is the length from which a password is random by nature, so
// that a slow hash protects nothing (design, section 7).
const randomLength = 40

// bcryptCost is about 50 ms of work a password.
const bcryptCost = 10

// costKey is where the context of [WithPasswordCost] keeps the cost.
type costKey struct{}

// WithPasswordCost gives a context in which passwords are hashed at another
// cost, as bcrypt counts it: tests do, who have nothing to protect.
func WithPasswordCost(ctx context.Context, cost int) context.Context {
	return context.WithValue(ctx, costKey{}, cost)
}

func passwordCost(ctx context.Context) int {
	if cost, ok := ctx.Value(costKey{}).(int); ok {
		return cost
	}
	return bcryptCost
}

// secret is what is kept of a password: one of the two hashes.
type secret struct {
	Bcrypt string `json:"bcrypt,omitempty"`
	SHA256 string `json:"sha256,omitempty"` // base64 of salt (16 bytes) and digest
}

// slowPassword says that hashing this password takes long, so that it is not
// to be done while others wait for a transaction.
func slowPassword(password string) bool { return password != "" && len(password) < randomLength }

// hashPassword gives the secret to be stored. It is slow by intent and is
// called outside of any transaction.
func hashPassword(ctx context.Context, password string) (json.RawMessage, error) {
	if !slowPassword(password) {
		salted := make([]byte, 16, 16+len(password))
		rand.Read(salted)
		digest := sha256.Sum256(append(salted, password...))
		return json.Marshal(secret{SHA256: base64.StdEncoding.EncodeToString(append(salted[:16:16], digest[:]...))})
	}
	hash, err := bcrypt.GenerateFromPassword([]byte(password), passwordCost(ctx))
	if err != nil {
		return nil, err
	}
	return json.Marshal(secret{Bcrypt: string(hash)})
}

// CheckSecret tells whether the password is the one that the stored secret
// was made from.
func CheckSecret(stored json.RawMessage, password string) bool {
	var s secret
	if json.Unmarshal(stored, &s) != nil {
		return false
	}
	if s.SHA256 != "" {
		kept, err := base64.StdEncoding.DecodeString(s.SHA256)
		if err != nil || len(kept) != 16+sha256.Size {
			return false
		}
		digest := sha256.Sum256(append(kept[:16:16], password...))
		return subtle.ConstantTimeCompare(kept[16:], digest[:]) == 1
	}
	return bcrypt.CompareHashAndPassword([]byte(s.Bcrypt), []byte(password)) == nil
}

// takePassword checks the password that a passwordProfile holds, takes it out
// of the properties (it reads null from then on) and hashes it. It gives nil
// if there is none. force is forceChangePasswordNextSignIn where the body does
// not say.
func (b *body) takePassword(ctx context.Context, policies string, force bool) (json.RawMessage, error) {
	profile := b.props.Object("passwordProfile")
	if profile == nil {
		return nil, nil
	}
	password := profile.String("password")
	given := !profile.IsNull("password")
	profile.Set("password", nil)
	if given && !profile.Has("forceChangePasswordNextSignIn") {
		profile.Set("forceChangePasswordNextSignIn", force)
	}
	b.props.Set("passwordProfile", profile)
	if !given {
		return nil, nil
	}
	if err := edm.CheckPassword(password, policies); err != nil {
		return nil, passwordRefused(err)
	}
	return secretOf(ctx, password)
}

func passwordRefused(err error) *Error {
	e := badRequest("The specified password does not comply with password complexity requirements (%v). "+
		"Please provide a different password.", err)
	e.Details = []Detail{{Code: "PasswordDoesNotComply", Message: e.Message, Target: "passwordProfile.password"}}
	return e
}

// completeProfile gives a new user's passwordProfile the members that Graph
// always shows.
func completeProfile(props *odata.Object) {
	profile := props.Object("passwordProfile")
	if profile == nil {
		return
	}
	for _, name := range []string{"forceChangePasswordNextSignIn", "forceChangePasswordNextSignInWithMfa"} {
		if profile.IsNull(name) {
			profile.Set(name, false)
		}
	}
	props.Set("passwordProfile", profile)
}
