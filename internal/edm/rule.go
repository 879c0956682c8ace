package edm

// Support says whether the service offers something for a property.
type Support uint8

// The degrees of support (facts/graph.md, section 3).
const (
	Never    Support = iota // refused
	Always                  // offered on every request
	Advanced                // only with ConsistencyLevel: eventual and $count=true
)

// Filterable says which operators $filter offers on a property; ne and not
// are Advanced wherever Eq or Null is not Never, in goes where Eq goes. Of a
// collection the marks are those of an item within any(); the collection
// itself can only be counted. gt, lt, has, all and every other function are
// not offered on any directory object.
type Filterable struct {
	Eq, StartsWith, EndsWith Support
	Ge, Le                   Support
	Null                     Support // comparison with the literal null
	Any                      Support // the lambda any(); collections only
	Count                    Support // NAME/$count eq 0; collections only
	Contains                 Support // always Never on directory objects
}

// Format names a rule on the text of a value beyond its type.
type Format uint8

// The formats that CheckValue tests.
const (
	AnyText           Format = iota
	UserPrincipalName        // CheckUserPrincipalName
	MailNickname             // CheckMailNickname
	CountryCode              // two letters, ISO 3166
	NoAccents                // no letters outside ASCII: mail, otherMails
	Policies                 // a list of passwordPolicies
	Filled                   // may not be empty or null
	ImmutableID              // neither $ nor _
	Definition               // of a policy: a JSON object, as a text
	Entitlement              // value of an app role or permission scope
	GroupClaims              // groups in tokens: a word, or several with commas
	GUID                     // a GUID in a property of type Edm.String
	WebURL                   // an absolute http or https URL
	SecureURL                // an absolute https URL
	RedirectURI              // an absolute URI; what else it may not have is for CheckChange
	IdentifierURI            // an absolute URI without wildcards
	CredentialName           // of a federated credential: 3 and more letters, digits, - and _
	ExtensionName            // of an extension property: letters, digits and _
	Tag                      // not empty, without spaces
	Email                    // NAME@DOMAIN
)

// Rule holds what the metadata does not say of a property. The zero Rule,
// that of a property without an entry, allows values of any length and no
// filtering, sorting or searching.
type Rule struct {
	MaxLength int  // in characters; of a collection, of each item; 0: no bound known
	MaxItems  int  // of a collection; 0: no bound known
	MinItems  int  // of a collection
	Distinct  bool // of a collection: no item may be there twice, compared exactly

	ReadOnly  bool // set by the service alone, or by an action
	Immutable bool // may be set on create, not changed later
	WriteOnly bool // never returned
	Unique    bool // no two live objects of the directory may share a value
	Required  bool // on create
	Default   bool // returned without $select

	Allowed []string // if not empty, the only values, in any case
	Format  Format

	OrderBy         bool // $orderby is offered
	OrderByAdvanced bool // ... but only in advanced queries
	Search          bool // $search is offered (always an advanced query)
	Tokenized       bool // $search finds words within; else only the beginning of the value

	Filter Filterable
}
