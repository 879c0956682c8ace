// A session of Microsoft's JavaScript library for Azure AD Graph 1.6,
// @azure/graph. Each step says what it saw; one that fails ends with code 1.
"use strict";
const assert = require("node:assert/strict");
const crypto = require("node:crypto");
const fs = require("node:fs");
const { GraphRbacManagementClient } = require("@azure/graph");
const msRest = require("@azure/ms-rest-js");

const { TENANT, DOMAIN, CLIENT_ID, CLIENT_SECRET, ADMIN, ADMIN_PASSWORD, CLIENT_CERT } = process.env;
const graph = "https://graph.windows.net";
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const linkTo = (id) => ({ url: `${graph}/${TENANT}/directoryObjects/${id}` });

// signIn asks Azure AD's first token endpoint, which takes a resource.
async function signIn(form) {
	const answer = await new msRest.ServiceClient().sendRequest({
		method: "POST", url: `https://login.microsoftonline.com/${TENANT}/oauth2/token`,
		headers: { "content-type": "application/x-www-form-urlencoded" },
		disableJsonStringifyOnBody: true, body: new URLSearchParams({ client_id: CLIENT_ID, client_secret: CLIENT_SECRET, resource: graph, ...form }).toString(),
	});
	assert.equal(answer.status, 200, answer.bodyAsText);
	return new GraphRbacManagementClient(new msRest.TokenCredentials(JSON.parse(answer.bodyAsText).access_token), TENANT);
}

async function step(name, run) {
	try {
		const seen = await run();
		console.log(`ok ${name}${seen === undefined ? "" : ": " + seen}`);
	} catch (e) {
		process.exitCode = 1;
		const more = e.request ? `\n\t${e.request.method} ${e.request.url}\n\t${e.response && e.response.bodyAsText}` : `\n${e.stack}`;
		console.log(`FAIL ${name}: ${e.message}${more}`);
	}
}

// refused is the error that a call must end with.
async function refused(status, code, call) {
	const e = await call.then(() => assert.fail("it was done"), (e) => e);
	assert.equal(e.statusCode, status, e.message);
	assert.equal(e.body && e.body.code, code, JSON.stringify(e.body));
	assert.ok(e.body.message, "the error has no message");
}

// all follows the next links of a list.
async function all(page, next) {
	const found = [...page];
	let pages = 1;
	for (; page.odatanextLink; pages++) {
		page = await next(page.odatanextLink);
		found.push(...page);
	}
	return { found, pages };
}

const person = (name, more) => ({
	accountEnabled: true, displayName: name, mailNickname: name.replace(/\W/g, ""), userPrincipalName: `${name.replace(/ /g, ".")}@${DOMAIN}`,
	passwordProfile: { password: "Pa55w.rd-" + crypto.randomUUID(), forceChangePasswordNextLogin: false }, ...more,
});

async function users(c) {
	let anna;
	await step("users.create", async () => {
		anna = await c.users.create(person("Anna O'Neill", { usageLocation: "SE", givenName: "Anna", surname: "O'Neill" }));
		assert.match(anna.objectId, guid);
		assert.deepEqual([anna.objectType, anna.accountEnabled, anna.usageLocation, anna.userType], ["User", true, "SE", "Member"]);
		assert.deepEqual(anna.signInNames, []);
	});
	await step("users.get by UPN and by id", async () => {
		assert.equal((await c.users.get(anna.userPrincipalName)).objectId, anna.objectId);
		assert.equal((await c.users.get(anna.objectId)).displayName, "Anna O'Neill");
	});
	await step("users.get of nobody", () => refused(404, "Request_ResourceNotFound", c.users.get("nobody@" + DOMAIN)));
	await step("users.create a second time", () => refused(400, "Request_BadRequest", c.users.create(person("Anna O'Neill"))));
	await step("users.update", async () => {
		await c.users.update(anna.objectId, { givenName: "Ann", usageLocation: "NO", accountEnabled: false });
		const got = await c.users.get(anna.objectId);
		assert.deepEqual([got.givenName, got.surname, got.usageLocation, got.accountEnabled], ["Ann", "O'Neill", "NO", false]);
	});
	await step("users.list with a filter", async () => {
		for (const filter of ["displayName eq 'Anna O''Neill'", "startswith(displayName,'Anna')", `userPrincipalName eq '${anna.userPrincipalName.replace(/'/g, "''")}'`, "accountEnabled eq false and usageLocation eq 'NO'"]) {
			assert.deepEqual((await c.users.list({ filter })).map((u) => u.objectId), [anna.objectId], filter);
		}
	});
	await step("users.list with a filter that is none", () => refused(400, "Request_UnsupportedQuery", c.users.list({ filter: "endswith(displayName,'x')" })));
	await step("users.list in pages", async () => {
		for (let i = 100; i < 210; i++) await c.users.create(person("Person " + i));
		const { found, pages } = await all(await c.users.list(), (link) => c.users.listNext(link));
		assert.equal(new Set(found.map((u) => u.objectId)).size, found.length);
		assert.equal(found.length, 112);
		assert.equal(pages, 2);
		return `${found.length} users in ${pages} pages`;
	});
	await step("users.deleteMethod", async () => {
		const gone = await c.users.get("Person.150@" + DOMAIN);
		await c.users.deleteMethod(gone.objectId);
		await refused(404, "Request_ResourceNotFound", c.users.get(gone.objectId));
	});
	return anna;
}

async function groups(c, anna) {
	let inner, outer;
	await step("groups.create", async () => {
		inner = await c.groups.create({ displayName: "Inner", mailNickname: "inner" });
		outer = await c.groups.create({ displayName: "Outer", mailNickname: "outer" });
		assert.match(inner.objectId, guid);
		assert.deepEqual([inner.objectType, inner.securityEnabled, inner.mailEnabled, inner.mailNickname], ["Group", true, false, "inner"]);
	});
	await step("groups.addMember", async () => {
		await c.groups.addMember(inner.objectId, linkTo(anna.objectId));
		await c.groups.addMember(outer.objectId, linkTo(inner.objectId));
		await refused(400, "Request_BadRequest", c.groups.addMember(inner.objectId, linkTo(anna.objectId)));
	});
	await step("groups.isMemberOf", async () => {
		const asked = async (groupId, memberId) => (await c.groups.isMemberOf({ groupId, memberId })).value;
		assert.equal(await asked(outer.objectId, anna.objectId), true);
		assert.equal(await asked(inner.objectId, outer.objectId), false);
	});
	await step("groups.getGroupMembers", async () => {
		const [member] = await c.groups.getGroupMembers(inner.objectId);
		assert.deepEqual([member.objectType, member.objectId, member.displayName], ["User", anna.objectId, "Anna O'Neill"]);
		assert.equal((await c.groups.getGroupMembers(outer.objectId))[0].objectType, "Group");
	});
	await step("users.getMemberGroups, groups.getMemberGroups", async () => {
		const of = await c.users.getMemberGroups(anna.objectId, { securityEnabledOnly: true });
		assert.deepEqual([...of].sort(), [inner.objectId, outer.objectId].sort());
		assert.deepEqual([...await c.groups.getMemberGroups(inner.objectId, { securityEnabledOnly: false })], [outer.objectId]);
	});
	await step("groups.addOwner, listOwners, removeOwner", async () => {
		await c.groups.addOwner(outer.objectId, linkTo(anna.objectId));
		const owners = (await c.groups.listOwners(outer.objectId)).map((o) => o.objectId);
		assert.ok(owners.includes(anna.objectId), owners);
		const admin = await c.users.get(ADMIN);
		await c.groups.addOwner(outer.objectId, linkTo(admin.objectId));
		await c.groups.removeOwner(outer.objectId, anna.objectId);
		assert.deepEqual((await c.groups.listOwners(outer.objectId)).map((o) => o.objectId), [admin.objectId]);
	});
	await step("groups.list with a filter", async () => {
		assert.deepEqual((await c.groups.list({ filter: "displayName eq 'Inner'" })).map((g) => g.objectId), [inner.objectId]);
		assert.equal((await c.groups.list({ filter: "securityEnabled eq true" })).length, 2);
	});
	await step("groups.removeMember", async () => {
		await c.groups.removeMember(inner.objectId, anna.objectId);
		assert.equal((await c.groups.getGroupMembers(inner.objectId)).length, 0);
		await refused(404, "Request_ResourceNotFound", c.groups.removeMember(inner.objectId, anna.objectId));
	});
	await step("objects.getObjectsByObjectIds", async () => {
		const ids = [anna.objectId, inner.objectId, "00000000-0000-0000-0000-00000000dead"];
		const both = await c.objects.getObjectsByObjectIds({ objectIds: ids, includeDirectoryObjectReferences: true });
		assert.deepEqual(both.map((o) => o.objectType).sort(), ["Group", "User"]);
		const one = await c.objects.getObjectsByObjectIds({ objectIds: ids, types: ["group"] });
		assert.deepEqual(one.map((o) => o.displayName), ["Inner"]);
	});
	await step("groups.deleteMethod", async () => {
		await c.groups.deleteMethod(outer.objectId);
		await refused(404, "Request_ResourceNotFound", c.groups.get(outer.objectId));
	});
}

async function applications(c, anna) {
	let app;
	const role = { id: crypto.randomUUID(), allowedMemberTypes: ["User"], displayName: "Reader", description: "Reads", value: "read", isEnabled: true };
	await step("applications.create", async () => {
		app = await c.applications.create({
			displayName: "Shop", identifierUris: [`https://${DOMAIN}/shop`], homepage: "https://shop.example", replyUrls: ["https://shop.example/in"],
			availableToOtherTenants: false, appRoles: [role], oauth2AllowImplicitFlow: true,
			requiredResourceAccess: [{ resourceAppId: "00000002-0000-0000-c000-000000000000", resourceAccess: [{ id: "311a71cc-e848-46a1-bdf8-97ff7156d8e6", type: "Scope" }] }],
		});
		assert.match(app.objectId, guid);
		assert.match(app.appId, guid);
		assert.deepEqual([app.objectType, app.homepage, app.availableToOtherTenants, app.oauth2AllowImplicitFlow], ["Application", "https://shop.example", false, true]);
		assert.deepEqual([...app.replyUrls], ["https://shop.example/in"]);
		assert.deepEqual({ ...app.appRoles[0] }, role);
		assert.equal(app.requiredResourceAccess[0].resourceAccess[0].type, "Scope");
	});
	await step("applications.list by appId", async () => {
		assert.deepEqual((await c.applications.list({ filter: `appId eq '${app.appId}'` })).map((a) => a.objectId), [app.objectId]);
		const filter = `identifierUris/any(s:s eq 'https://${DOMAIN}/shop')`;
		assert.deepEqual((await c.applications.list({ filter })).map((a) => a.objectId), [app.objectId]);
	});
	await step("applications.create with the same URI", () => refused(400, "Request_BadRequest",
		c.applications.create({ displayName: "Other", identifierUris: [`https://${DOMAIN}/shop`] })));
	await step("applications.patch", async () => {
		await c.applications.patch(app.objectId, { displayName: "Shop 2", replyUrls: [], groupMembershipClaims: "SecurityGroup", logoutUrl: "https://shop.example/out" });
		const got = await c.applications.get(app.objectId);
		assert.deepEqual([got.displayName, got.groupMembershipClaims, got.logoutUrl, got.replyUrls.length], ["Shop 2", "SecurityGroup", "https://shop.example/out", 0]);
	});
	await step("applications.addOwner, listOwners, removeOwner", async () => {
		await c.applications.addOwner(app.objectId, linkTo(anna.objectId));
		assert.ok((await c.applications.listOwners(app.objectId)).some((o) => o.objectId === anna.objectId && o.objectType === "User"));
		await c.applications.removeOwner(app.objectId, anna.objectId);
		assert.ok(!(await c.applications.listOwners(app.objectId)).some((o) => o.objectId === anna.objectId));
	});
	await credentials(c.applications, app);
	await step("applications.deleteMethod, deletedApplications.list and restore", async () => {
		await c.applications.deleteMethod(app.objectId);
		await refused(404, "Request_ResourceNotFound", c.applications.get(app.objectId));
		const [gone] = await c.deletedApplications.list({ filter: `appId eq '${app.appId}'` });
		assert.ok(gone.deletionTimestamp instanceof Date, "deletionTimestamp");
		const back = await c.deletedApplications.restore(app.objectId);
		assert.equal(back.appId, app.appId);
		assert.ok(!back.deletionTimestamp);
		assert.equal((await c.deletedApplications.list()).length, 0);
	});
	return app;
}

// credentials are the same of an application and of a service principal.
async function credentials(of, owner) {
	const kind = owner.objectType;
	const [startDate, endDate] = [new Date(Date.now() - 60e3), new Date(Date.now() + 86400e3)];
	await step(`${kind}: updatePasswordCredentials, listPasswordCredentials`, async () => {
		const keyId = crypto.randomUUID();
		await of.updatePasswordCredentials(owner.objectId, [{ keyId, startDate, endDate, value: "s3cret~" + crypto.randomUUID(), customKeyIdentifier: Buffer.from("first") }]);
		const [got] = await of.listPasswordCredentials(owner.objectId);
		assert.equal(got.keyId, keyId);
		assert.ok(got.startDate instanceof Date && Math.abs(got.endDate - endDate) < 1000, got.endDate);
		assert.ok(!got.value, "the secret is told");
		assert.equal(Buffer.from(got.customKeyIdentifier).toString(), "first");
	});
	await step(`${kind}: updateKeyCredentials, listKeyCredentials`, async () => {
		const pem = fs.readFileSync(CLIENT_CERT, "utf8");
		const value = pem.replace(/-----[^-]+-----|\s/g, "");
		const from = new Date(new crypto.X509Certificate(pem).validFrom), to = new Date(new crypto.X509Certificate(pem).validTo);
		await of.updateKeyCredentials(owner.objectId, [{ startDate: from, endDate: to, type: "AsymmetricX509Cert", usage: "Verify", value }]);
		const [got] = await of.listKeyCredentials(owner.objectId);
		assert.match(got.keyId, guid);
		assert.deepEqual([got.type, got.usage], ["AsymmetricX509Cert", "Verify"]);
		assert.equal(+got.endDate, +to);
		await of.updateKeyCredentials(owner.objectId, []);
		assert.equal((await of.listKeyCredentials(owner.objectId)).length, 0);
	});
}

async function servicePrincipals(c, app) {
	let sp;
	await step("servicePrincipals.create", async () => {
		sp = await c.servicePrincipals.create({ appId: app.appId, accountEnabled: true, tags: ["shop"] });
		assert.match(sp.objectId, guid);
		assert.deepEqual([sp.objectType, sp.appId, sp.appDisplayName, sp.servicePrincipalType, sp.appOwnerTenantId], ["ServicePrincipal", app.appId, "Shop 2", "Application", TENANT]);
		assert.deepEqual([...sp.tags], ["shop"]);
		assert.deepEqual([...sp.servicePrincipalNames].sort(), [app.appId, `https://${DOMAIN}/shop`].sort());
	});
	await step("servicePrincipals.list by appId and by name", async () => {
		for (const filter of [`appId eq '${app.appId}'`, `servicePrincipalNames/any(c:c eq '${app.appId}')`, "displayName eq 'Shop 2'"]) {
			assert.deepEqual((await c.servicePrincipals.list({ filter })).map((s) => s.objectId), [sp.objectId], filter);
		}
	});
	await step("applications.getServicePrincipalsIdByAppId", async () => {
		const { value } = await c.applications.getServicePrincipalsIdByAppId(app.appId);
		assert.deepEqual([value].flat(), [sp.objectId]);
	});
	await step("servicePrincipals.update", async () => {
		await c.servicePrincipals.update(sp.objectId, { accountEnabled: false, appRoleAssignmentRequired: true });
		const got = await c.servicePrincipals.get(sp.objectId);
		assert.deepEqual([got.accountEnabled, got.appRoleAssignmentRequired], [false, true]);
	});
	await credentials(c.servicePrincipals, sp);
	await step("oAuth2PermissionGrant: create, list, deleteMethod", async () => {
		const [resource] = await c.servicePrincipals.list({ filter: "appId eq '00000002-0000-0000-c000-000000000000'" });
		assert.ok(resource.oauth2Permissions.some((p) => p.value === "User.Read"));
		assert.ok(resource.appRoles.some((r) => r.value === "Directory.Read.All" && r.allowedMemberTypes[0] === "Application"));
		const made = await c.oAuth2PermissionGrant.create({ body: {
			clientId: sp.objectId, resourceId: resource.objectId, consentType: "AllPrincipals", scope: "User.Read", startTime: "2020-01-01T00:00:00", expiryTime: "2099-01-01T00:00:00" } });
		assert.ok(made.objectId);
		const found = await c.oAuth2PermissionGrant.list({ filter: `clientId eq '${sp.objectId}'` });
		assert.deepEqual(found.map((g) => [g.objectId, g.scope, g.consentType]), [[made.objectId, "User.Read", "AllPrincipals"]]);
		await c.oAuth2PermissionGrant.deleteMethod(made.objectId);
		assert.equal((await c.oAuth2PermissionGrant.list({ filter: `clientId eq '${sp.objectId}'` })).length, 0);
	});
	await step("servicePrincipals.deleteMethod", async () => {
		await c.servicePrincipals.deleteMethod(sp.objectId);
		await refused(404, "Request_ResourceNotFound", c.servicePrincipals.get(sp.objectId));
	});
}

async function main() {
	const c = await signIn({ grant_type: "client_credentials" });
	const anna = await users(c);
	await groups(c, anna);
	const app = await applications(c, anna);
	await servicePrincipals(c, app);
	await step("domains.list and get", async () => {
		const initial = (await c.domains.list()).find((d) => d.name === DOMAIN);
		assert.deepEqual([initial.isVerified, initial.isDefault, initial.authenticationType], [true, true, "Managed"]);
		assert.equal((await c.domains.get(DOMAIN)).name, DOMAIN);
	});
	await step("signedInUser of an application", () => c.signedInUser.get().then(() => assert.fail("an application is no user"), (e) => assert.ok(e.statusCode >= 400 && e.statusCode < 500, e.message)));
	const me = await signIn({ grant_type: "password", username: ADMIN, password: ADMIN_PASSWORD });
	await step("signedInUser.get and listOwnedObjects", async () => {
		assert.equal((await me.signedInUser.get()).userPrincipalName, ADMIN);
		const made = await me.applications.create({ displayName: "Mine" });
		const owned = await me.signedInUser.listOwnedObjects();
		assert.ok(owned.some((o) => o.objectId === made.objectId && o.objectType === "Application"), JSON.stringify(owned));
		await me.applications.deleteMethod(made.objectId);
		await me.deletedApplications.hardDelete(made.objectId);
		assert.ok(!(await me.deletedApplications.list()).some((a) => a.objectId === made.objectId));
	});
	await step("a token for Microsoft Graph is none", async () => {
		const other = await signIn({ grant_type: "client_credentials", resource: "https://graph.microsoft.com" });
		await other.users.list().then(() => assert.fail("it was taken"), (e) => assert.equal(e.statusCode, 401, e.message));
	});
}

main().catch((e) => { console.log("FAIL", e); process.exitCode = 1; });
