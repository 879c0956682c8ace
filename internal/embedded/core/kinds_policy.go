package core

// tenantKinds are what the tenant as a whole has and decides, and the devices
// that are registered with it.
func tenantKinds() []kind {
	return []kind{
		{typ: "ipNamedLocation", create: (*Directory).createLocation, update: (*Directory).updateLocation, going: locationGoing},
		{typ: "countryNamedLocation", create: (*Directory).createLocation, update: (*Directory).updateLocation, going: locationGoing},
		{typ: "organization", update: (*Directory).updatePlain, fixed: true},
		{typ: "domain", create: (*Directory).createDomain, update: (*Directory).updateDomain, going: domainGoing},
		{typ: "device", create: (*Directory).createDevice, update: (*Directory).updatePlain},
	}
}

func tenantLinks() []linkRule {
	return []linkRule{
		{owner: "device", relation: "registeredOwners", may: mayUseDevice},
		{owner: "device", relation: "registeredUsers", may: mayUseDevice},
	}
}
