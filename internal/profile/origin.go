package profile

import "cmp"

// Origin is a setting in force, and where it comes from.
type Origin struct {
	Key   Key
	Value string // "" if it is not set anywhere and has no default
	// From is "flag", the name of an environment variable, "file" or
	// "default".
	From string
}

// Origins gives the settings of a profile in force, whatever they are worth,
// and the profile's name with its own origin. The profile is found as by
// [Load].
func Origins(paths Paths, env func(string) string, flags Overrides) (name Origin, all []Origin, err error) {
	f, err := readFile(paths.ConfigFile())
	if err != nil {
		return Origin{}, nil, err
	}
	name = first(Origin{Value: flags.Name, From: "flag"}, Origin{Value: env(profileEnv), From: profileEnv},
		Origin{Value: f.current, From: "file"}, Origin{Value: Local, From: "default"})
	kept, err := f.find(name.Value)
	if err != nil {
		return Origin{}, nil, err
	}
	name.Value = kept.Name
	set := kept.Settings.over(fromEnv(env)).over(flags.Settings)
	set.Protocol = cmp.Or(set.Protocol, defaultProtocol(kept.Name))
	for _, k := range Keys() {
		o := first(Origin{Value: k.Get(flags.Settings), From: "flag"}, Origin{Value: env(k.Env), From: k.Env},
			Origin{Value: k.Get(kept.Settings), From: "file"}, Origin{Value: set.standard(k), From: "default"})
		o.Key = k
		all = append(all, o)
	}
	return name, all, nil
}

const profileEnv = "TENANTCTL_PROFILE"

// first is the first origin that has a value; "" has none.
func first(all ...Origin) Origin {
	for _, o := range all {
		if o.Value != "" {
			return o
		}
	}
	return Origin{}
}

// standard is what a setting is if nobody sets it.
func (s Settings) standard(k Key) string {
	switch {
	case k.Name == "protocol":
		return s.Protocol
	case k.Name == "output":
		return "table"
	case s.Protocol != Graph && s.Protocol != AADGraph:
		return ""
	case k.Name == "endpoint" && s.Protocol == AADGraph:
		return s.AADGraphRoot()
	case k.Name == "endpoint":
		return s.GraphRoot()
	case k.Name == "authority":
		return s.SignIn()
	case k.Name == "cloud":
		return s.InCloud().Name
	}
	return ""
}
