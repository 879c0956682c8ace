package profile

// Settings are what a profile says. Empty ones are not set.
type Settings struct {
	Protocol  string // embedded, graph, aadgraph, msonline or scim
	Endpoint  string // base URL of the directory
	Authority string // base URL of the sign-in service
	Cloud     string // global, usgov, usgovdod or china
	Tenant    string // id or domain
	ClientID  string
	Auth      string // how to sign in: secret, certificate or token
	CA        string // file with certificates of authorities to trust
	Output    string // default of -o
}

// Key is one setting: its name in the file, its flag of "profile set", and
// its environment variable.
type Key struct {
	Name, Flag, Env, Usage string
	field                  func(*Settings) *string
}

// Keys are the settings of a profile.
func Keys() []Key {
	return []Key{
		{"protocol", "protocol", "TENANTCTL_PROTOCOL", "embedded, graph, aadgraph, msonline or scim", func(s *Settings) *string { return &s.Protocol }},
		{"endpoint", "endpoint", "TENANTCTL_ENDPOINT", "base `URL` of the directory", func(s *Settings) *string { return &s.Endpoint }},
		{"authority", "authority", "TENANTCTL_AUTHORITY", "base `URL` of the sign-in service", func(s *Settings) *string { return &s.Authority }},
		{"cloud", "cloud", "TENANTCTL_CLOUD", "global, usgov, usgovdod or china", func(s *Settings) *string { return &s.Cloud }},
		{"tenant", "tenant", "TENANTCTL_TENANT", "id or domain of the tenant", func(s *Settings) *string { return &s.Tenant }},
		{"clientId", "client-id", "TENANTCTL_CLIENT_ID", "id of the application to sign in with", func(s *Settings) *string { return &s.ClientID }},
		{"auth", "auth", "TENANTCTL_AUTH", "how to sign in: secret, certificate or token (default: what the environment holds)", func(s *Settings) *string { return &s.Auth }},
		{"ca", "ca", "TENANTCTL_CA", "`FILE` with certificates of authorities to trust", func(s *Settings) *string { return &s.CA }},
		{"output", "output", "TENANTCTL_OUTPUT", "default of -o", func(s *Settings) *string { return &s.Output }},
	}
}

// Get is the value of a setting.
func (k Key) Get(s Settings) string { return *k.field(&s) }

// Choices are the values that the setting can have, nil for any.
func (k Key) Choices() []string { return choices(k.Name) }

// Set changes a setting.
func (k Key) Set(s *Settings, value string) { *k.field(s) = value }

// over puts the settings that are set in top over s.
func (s Settings) over(top Settings) Settings {
	for _, k := range Keys() {
		if value := k.Get(top); value != "" {
			k.Set(&s, value)
		}
	}
	return s
}

// fromEnv reads the settings of the environment.
func fromEnv(env func(string) string) Settings {
	var s Settings
	for _, k := range Keys() {
		k.Set(&s, env(k.Env))
	}
	return s
}
