// Package gosdk judges the embedded directory by Microsoft's own Go library,
// msgraph-sdk-go with azidentity. It is a module of its own: the library is
// large, takes minutes to build and is no part of the program.
// internal/clients starts it and says in the environment where the directory
// is.
package gosdk

import (
	"errors"
	"os"
	"slices"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	abstractions "github.com/microsoft/kiota-abstractions-go"
	msgraph "github.com/microsoftgraph/msgraph-sdk-go"
	msgraphcore "github.com/microsoftgraph/msgraph-sdk-go-core"
	"github.com/microsoftgraph/msgraph-sdk-go/models"
	"github.com/microsoftgraph/msgraph-sdk-go/models/odataerrors"
	"github.com/microsoftgraph/msgraph-sdk-go/users"
)

// client signs in with the secret or the certificate that is given. It
// skips where there is no directory to sign in to.
func client(t *testing.T) *msgraph.GraphServiceClient {
	t.Helper()
	if os.Getenv("CLIENT_ID") == "" {
		t.Skip("internal/clients runs this: go test ./internal/clients -clients -gosdk")
	}
	cred, err := azidentity.NewClientSecretCredential(os.Getenv("TENANT"), os.Getenv("CLIENT_ID"), os.Getenv("CLIENT_SECRET"), nil)
	must(t, err)
	c, err := msgraph.NewGraphServiceClientWithCredentials(cred, []string{"https://graph.microsoft.com/.default"})
	must(t, err)
	return c
}

func TestCertificate(t *testing.T) {
	client(t)
	text, err := os.ReadFile(os.Getenv("CLIENT_PEM"))
	must(t, err)
	certs, key, err := azidentity.ParseCertificates(text, nil)
	must(t, err)
	cred, err := azidentity.NewClientCertificateCredential(os.Getenv("TENANT"), os.Getenv("CLIENT_ID"), certs, key, nil)
	must(t, err)
	c, err := msgraph.NewGraphServiceClientWithCredentials(cred, []string{"https://graph.microsoft.com/.default"})
	must(t, err)
	got, err := c.Organization().Get(t.Context(), nil)
	must(t, err)
	if id := *got.GetValue()[0].GetId(); id != os.Getenv("TENANT") {
		t.Errorf("the organization is %s", id)
	}
}

func TestUsers(t *testing.T) {
	c := client(t)
	made := newUser(t, c, "gosdk-user")
	id := *made.GetId()
	got, err := c.Users().ByUserId(*made.GetUserPrincipalName()).Get(t.Context(), nil)
	must(t, err)
	if *got.GetId() != id {
		t.Errorf("by name it is %s, not %s", *got.GetId(), id)
	}
	change := models.NewUser()
	change.SetJobTitle(new("Captain"))
	_, err = c.Users().ByUserId(id).Patch(t.Context(), change, nil)
	must(t, err)
	got, err = c.Users().ByUserId(id).Get(t.Context(), &users.UserItemRequestBuilderGetRequestConfiguration{
		QueryParameters: &users.UserItemRequestBuilderGetQueryParameters{Select: []string{"jobTitle", "accountEnabled"}},
	})
	must(t, err)
	if got.GetJobTitle() == nil || *got.GetJobTitle() != "Captain" || !*got.GetAccountEnabled() {
		t.Errorf("got %v", got.GetBackingStore().Enumerate())
	}
	_, err = c.Users().Post(t.Context(), user("gosdk-user"), nil)
	refused(t, err, 400, "Request_BadRequest", "ObjectConflict")
	must(t, c.Users().ByUserId(id).Delete(t.Context(), nil))
	_, err = c.Users().ByUserId(id).Get(t.Context(), nil)
	refused(t, err, 404, "Request_ResourceNotFound")
	_, err = c.Directory().DeletedItems().ByDirectoryObjectId(id).Restore().Post(t.Context(), nil)
	must(t, err)
}

// TestPages reads more users than a page has, which the library follows by
// absolute links.
func TestPages(t *testing.T) {
	c := client(t)
	for _, name := range []string{"page-1", "page-2", "page-3"} {
		newUser(t, c, name)
	}
	first, err := c.Users().Get(t.Context(), &users.UsersRequestBuilderGetRequestConfiguration{
		QueryParameters: &users.UsersRequestBuilderGetQueryParameters{
			Top: new(int32(1)), Filter: new("startswith(displayName,'page-')"), Select: []string{"id", "displayName"},
		},
	})
	must(t, err)
	pages, err := msgraphcore.NewPageIterator[models.Userable](first, c.GetAdapter(), models.CreateUserCollectionResponseFromDiscriminatorValue)
	must(t, err)
	var names []string
	must(t, pages.Iterate(t.Context(), func(u models.Userable) bool {
		names = append(names, *u.GetDisplayName())
		return true
	}))
	slices.Sort(names)
	if !slices.Equal(names, []string{"page-1", "page-2", "page-3"}) {
		t.Errorf("got %v", names)
	}
}

func TestCount(t *testing.T) {
	c := client(t)
	headers := abstractions.NewRequestHeaders()
	headers.Add("ConsistencyLevel", "eventual")
	n, err := c.Users().Count().Get(t.Context(), &users.CountRequestBuilderGetRequestConfiguration{Headers: headers})
	must(t, err)
	if *n < 1 {
		t.Errorf("there are %d users", *n)
	}
}

func TestGroups(t *testing.T) {
	c := client(t)
	member := newUser(t, c, "gosdk-member")
	group := models.NewGroup()
	group.SetDisplayName(new("Crew"))
	group.SetMailNickname(new("crew"))
	group.SetMailEnabled(new(false))
	group.SetSecurityEnabled(new(true))
	made, err := c.Groups().Post(t.Context(), group, nil)
	must(t, err)
	g := c.Groups().ByGroupId(*made.GetId())
	ref := models.NewReferenceCreate()
	ref.SetOdataId(new("https://graph.microsoft.com/v1.0/directoryObjects/" + *member.GetId()))
	must(t, g.Members().Ref().Post(t.Context(), ref, nil))
	refused(t, g.Members().Ref().Post(t.Context(), ref, nil), 400, "Request_BadRequest")
	members, err := g.Members().Get(t.Context(), nil)
	must(t, err)
	if found := members.GetValue(); len(found) != 1 || *found[0].GetId() != *member.GetId() {
		t.Errorf("the members are %v", found)
	} else if _, ok := found[0].(models.Userable); !ok {
		t.Errorf("the member is a %T, not a user", found[0])
	}
	must(t, g.Members().ByDirectoryObjectId(*member.GetId()).Ref().Delete(t.Context(), nil))
	must(t, g.Delete(t.Context(), nil))
}

func newUser(t *testing.T, c *msgraph.GraphServiceClient, name string) models.Userable {
	t.Helper()
	made, err := c.Users().Post(t.Context(), user(name), nil)
	must(t, err)
	return made
}

func user(name string) models.Userable {
	u := models.NewUser()
	u.SetDisplayName(&name)
	u.SetMailNickname(&name)
	u.SetUserPrincipalName(new(name + "@" + os.Getenv("DOMAIN")))
	u.SetAccountEnabled(new(true))
	profile := models.NewPasswordProfile()
	profile.SetPassword(new("S3cret-of-somebody!"))
	u.SetPasswordProfile(profile)
	return u
}

// refused asserts an error of Graph's with a status and one of the codes.
func refused(t *testing.T, err error, status int, codes ...string) {
	t.Helper()
	var e *odataerrors.ODataError
	if !errors.As(err, &e) || e.GetErrorEscaped() == nil {
		t.Errorf("got %v, want an error of Graph's with status %d", err, status)
		return
	}
	if e.ResponseStatusCode != status || !slices.Contains(codes, *e.GetErrorEscaped().GetCode()) {
		t.Errorf("got status %d, %s", e.ResponseStatusCode, *e.GetErrorEscaped().GetCode())
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
