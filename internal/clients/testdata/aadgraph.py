"""A session of Microsoft's Python library for Azure AD Graph 1.6, azure.graphrbac,
with the sign-in of msrestazure. Each step says what it saw; one that fails ends
with code 1."""

import base64
import datetime
import os
import re
import sys
import traceback
import uuid
import warnings

warnings.simplefilter("ignore")

from azure.graphrbac import GraphRbacManagementClient, models
from msrestazure.azure_active_directory import ServicePrincipalCredentials, UserPassCredentials
from msrestazure.azure_exceptions import CloudError

TENANT, DOMAIN = os.environ["TENANT"], os.environ["DOMAIN"]
ADMIN = os.environ["ADMIN"]
GRAPH = "https://graph.windows.net"
GUID = re.compile("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
failed = []


def step(name, run):
    try:
        seen = run()
        print("ok", name + ("" if seen is None else ": " + str(seen)))
    except Exception as e:
        failed.append(name)
        answer = getattr(getattr(e, "response", None), "text", "")
        print("FAIL", name + ":", repr(e), answer() if callable(answer) else answer)
        traceback.print_exc(file=sys.stdout)


def same(got, want):
    assert got == want, "got %r, want %r" % (got, want)


def refused(status, code, run, *args):
    try:
        run(*args)
    except models.GraphErrorException as e:
        same((e.response.status_code, e.error.code), (status, code))
        assert e.error.message, "the error has no message"
        return
    raise AssertionError("it was done")


def link(of):
    return "%s/%s/directoryObjects/%s" % (GRAPH, TENANT, of.object_id)


def person(name, **more):
    return models.UserCreateParameters(
        account_enabled=True, display_name=name, mail_nickname=re.sub(r"\W", "", name, flags=re.ASCII) or "person",
        user_principal_name=name.replace(" ", ".") + "@" + DOMAIN,
        password_profile=models.PasswordProfile(password="Pa55w.rd-" + str(uuid.uuid4()), force_change_password_next_login=True), **more)


def users(c):
    made = {}

    def create():
        u = made["bo"] = c.users.create(person("Bo Ek", usage_location="SE", user_type="Guest", immutable_id="anchor-1"))
        assert GUID.match(u.object_id)
        same((u.object_type, u.account_enabled, u.user_type, u.immutable_id, u.deletion_timestamp), ("User", True, "Guest", "anchor-1", None))
        same(u.sign_in_names, [])
        more = u.additional_properties
        assert more["odata.metadata"].endswith("/@Element"), more["odata.metadata"]
        same(more["odata.type"], "Microsoft.DirectoryServices.User")
        for name in ("assignedLicenses", "assignedPlans", "otherMails", "proxyAddresses", "provisionedPlans", "provisioningErrors"):
            same(more[name], [])
        for name in ("city", "department", "mobile", "telephoneNumber", "physicalDeliveryOfficeName", "dirSyncEnabled", "lastDirSyncTime"):
            assert more[name] is None, name
        assert "password" not in more.get("passwordProfile", {}) or more["passwordProfile"]["password"] is None

    def names_of_old():
        bo = made["bo"]
        c.users.update(bo.object_id, models.UserUpdateParameters(additional_properties={
            "mobile": "+46 70", "telephoneNumber": "+46 8", "physicalDeliveryOfficeName": "3:14",
            "facsimileTelephoneNumber": "+46 9", "otherMails": ["bo@example.com"], "country": "Sweden"}))
        more = c.users.get(bo.user_principal_name).additional_properties
        same([more[n] for n in ("mobile", "telephoneNumber", "physicalDeliveryOfficeName", "facsimileTelephoneNumber", "country")], ["+46 70", "+46 8", "3:14", "+46 9", "Sweden"])
        same(more["otherMails"], ["bo@example.com"])
        c.users.update(bo.object_id, models.UserUpdateParameters(additional_properties={"mobile": None, "otherMails": []}))
        more = c.users.get(bo.object_id).additional_properties
        same((more["mobile"], more["otherMails"], more["telephoneNumber"]), (None, [], "+46 8"))

    def paging():
        for i in range(100, 205):
            c.users.create(person("Person %d" % i))
        paged = c.users.list(filter="startswith(displayName,'Person')")
        same(len(list(paged.advance_page())), 100)
        assert paged.next_link and not paged.next_link.startswith("http"), paged.next_link
        everybody = list(paged)
        same(len({u.object_id for u in everybody}), len(everybody))
        same(len(everybody), 105)

    def deleted():
        gone = c.users.get("Person.101@" + DOMAIN)
        c.users.delete(gone.user_principal_name)
        refused(404, "Request_ResourceNotFound", c.users.get, gone.object_id)

    step("users.create", create)
    step("users: the names of properties", names_of_old)
    step("users.list in pages, with a filter", paging)
    step("users.delete", deleted)
    step("users.create without a domain of the tenant", lambda: refused(
        400, "Request_BadRequest", c.users.create, models.UserCreateParameters(
            account_enabled=True, display_name="x", mail_nickname="x", user_principal_name="x@not-ours.example",
            password_profile=models.PasswordProfile(password="Pa55w.rd-" + str(uuid.uuid4())))))
    step("users.get of nobody", lambda: refused(404, "Request_ResourceNotFound", c.users.get, str(uuid.uuid4())))
    return made["bo"]


def groups(c, bo):
    made = {}

    def membership():
        g = made["g"] = c.groups.create(models.GroupCreateParameters(display_name="Team", mail_nickname="team", additional_properties={"description": "Us"}))
        same((g.object_type, g.security_enabled, g.mail_enabled, g.additional_properties["description"]), ("Group", True, False, "Us"))
        c.groups.add_member(g.object_id, link(bo))
        c.groups.add_owner(g.object_id, link(bo))
        same([(m.object_type, type(m).__name__, m.object_id) for m in c.groups.get_group_members(g.object_id)], [("User", "User", bo.object_id)])
        assert bo.object_id in [o.object_id for o in c.groups.list_owners(g.object_id)]
        asked = models.CheckGroupMembershipParameters(group_id=g.object_id, member_id=bo.object_id)
        assert c.groups.is_member_of(asked).value is True
        same(list(c.users.get_member_groups(bo.object_id, True)), [g.object_id])
        same(list(c.groups.get_member_groups(g.object_id, False)), [])
        c.groups.remove_member(g.object_id, bo.object_id)
        assert c.groups.is_member_of(asked).value is False

    def many_members():
        g = made["g"]
        for u in c.users.list(filter="startswith(displayName,'Person')"):
            c.groups.add_member(g.object_id, link(u))
        same(len({m.object_id for m in c.groups.get_group_members(g.object_id)}), 104)

    def objects():
        found = list(c.objects.get_objects_by_object_ids(models.GetObjectsParameters(
            object_ids=[bo.object_id, made["g"].object_id, str(uuid.uuid4())], types=["User", "Group"], include_directory_object_references=True)))
        same(sorted(type(o).__name__ for o in found), ["ADGroup", "User"])
        ids = [str(uuid.uuid4()) for _ in range(1001)]
        try:
            list(c.objects.get_objects_by_object_ids(models.GetObjectsParameters(object_ids=ids)))
        except CloudError as e:  # this one operation has no error type of its own in the library
            same((e.status_code, e.response.json()["odata.error"]["code"]), (400, "Request_BadRequest"))
            return
        raise AssertionError("1,001 ids were taken")

    def listed():
        same([g.object_id for g in c.groups.list(filter="mailNickname eq 'team'")], [made["g"].object_id])
        c.groups.delete(made["g"].object_id)
        refused(404, "Request_ResourceNotFound", c.groups.get, made["g"].object_id)

    step("groups: members, owners, isMemberOf, getMemberGroups", membership)
    step("groups: a hundred members", many_members)
    step("objects.get_objects_by_object_ids", objects)
    step("groups.list, delete", listed)


def applications(c, bo):
    made = {}
    utc = datetime.timezone.utc
    start = datetime.datetime.now(utc).replace(microsecond=0)
    end = start + datetime.timedelta(days=30)

    def create():
        scope = models.OAuth2Permission(
            id=str(uuid.uuid4()), admin_consent_description="Reads", admin_consent_display_name="Read", user_consent_description="Reads",
            user_consent_display_name="Read", is_enabled=True, type="User", value="read")
        a = made["app"] = c.applications.create(models.ApplicationCreateParameters(
            display_name="Desk", available_to_other_tenants=True, public_client=None, oauth2_permissions=[scope],
            password_credentials=[models.PasswordCredential(start_date=start, end_date=end, key_id=str(uuid.uuid4()), value="Correct.horse~battery8staple")]))
        same((a.object_type, a.available_to_other_tenants, a.sign_in_audience), ("Application", True, "AzureADMultipleOrgs"))
        same((a.password_credentials[0].end_date, a.password_credentials[0].value), (end, None))
        same((a.oauth2_permissions[0].value, a.oauth2_permissions[0].id), ("read", scope.id))
        same((a.identifier_uris, a.reply_urls, a.app_roles, a.key_credentials, a.required_resource_access, a.known_client_applications), ([],) * 6)
        assert isinstance(a.informational_urls, models.InformationalUrl)
        assert a.publisher_domain

    def keys():
        pem = open(os.environ["CLIENT_CERT"]).read()
        der = re.sub(r"-----[^-]+-----|\s", "", pem)
        a = made["app"]
        c.applications.update_key_credentials(a.object_id, [models.KeyCredential(
            start_date=start, end_date=start + datetime.timedelta(hours=20), value=der, usage="Verify", type="AsymmetricX509Cert")])
        [k] = c.applications.list_key_credentials(a.object_id)
        same((k.usage, k.type, k.start_date), ("Verify", "AsymmetricX509Cert", start))
        assert GUID.match(k.key_id)
        assert k.custom_key_identifier, "a certificate's key has its thumbprint"
        same(len(base64.b64decode(k.custom_key_identifier)), 20)
        same([p.end_date for p in c.applications.list_password_credentials(a.object_id)], [end])

    def found():
        a = made["app"]
        same([x.object_id for x in c.applications.list(filter="appId eq '%s'" % a.app_id)], [a.object_id])
        same([x.object_id for x in c.applications.list(filter="startswith(displayName,'Des')")], [a.object_id])
        c.applications.patch(a.object_id, models.ApplicationUpdateParameters(homepage="https://desk.example", identifier_uris=["api://" + a.app_id]))
        got = c.applications.get(a.object_id)
        same((got.homepage, got.identifier_uris, got.display_name), ("https://desk.example", ["api://" + a.app_id], "Desk"))
        c.applications.add_owner(a.object_id, link(bo))
        assert bo.object_id in [o.object_id for o in c.applications.list_owners(a.object_id)]
        c.applications.remove_owner(a.object_id, bo.object_id)

    def signed_in():
        a = made["app"]
        sp = made["sp"] = c.service_principals.create(models.ServicePrincipalCreateParameters(app_id=a.app_id, account_enabled=True))
        same((sp.object_type, sp.app_display_name, sp.app_owner_tenant_id, sp.service_principal_type), ("ServicePrincipal", "Desk", TENANT, "Application"))
        assert a.app_id in sp.service_principal_names
        same(sp.homepage, "https://desk.example")
        other = GraphRbacManagementClient(ServicePrincipalCredentials(
            a.app_id, "Correct.horse~battery8staple", tenant=TENANT, resource=GRAPH), TENANT)
        refused(403, "Authorization_RequestDenied", lambda: list(other.users.list()))

    def credentials():
        sp = made["sp"]
        c.service_principals.update_password_credentials(sp.object_id, [models.PasswordCredential(
            start_date=start, end_date=end, key_id=str(uuid.uuid4()), value="An0ther.secret~of-the-principal")])
        same([p.end_date for p in c.service_principals.list_password_credentials(sp.object_id)], [end])
        c.service_principals.update(sp.object_id, models.ServicePrincipalUpdateParameters(tags=["a", "b"]))
        same(sorted(c.service_principals.get(sp.object_id).tags), ["a", "b"])

    def grants():
        [api] = c.service_principals.list(filter="appId eq '00000002-0000-0000-c000-000000000000'")
        c.oauth2_permission_grant.create(models.OAuth2PermissionGrant(
            client_id=made["sp"].object_id, resource_id=api.object_id, consent_type="AllPrincipals", scope="User.Read",
            start_time="2020-01-01T00:00:00", expiry_time="2099-01-01T00:00:00"))
        [g] = c.oauth2_permission_grant.list(filter="clientId eq '%s'" % made["sp"].object_id)
        same((g.scope, g.principal_id, g.resource_id), ("User.Read", None, api.object_id))
        c.oauth2_permission_grant.delete(g.object_id)
        same([g for g in c.oauth2_permission_grant.list(filter="clientId eq '%s'" % made["sp"].object_id)], [])

    def restored():
        a = made["app"]
        c.applications.delete(a.object_id)
        [gone] = c.deleted_applications.list()
        assert isinstance(gone.deletion_timestamp, datetime.datetime), gone.deletion_timestamp
        assert abs((gone.deletion_timestamp - start).total_seconds()) < 600
        same(c.deleted_applications.restore(a.object_id).deletion_timestamp, None)
        c.applications.delete(a.object_id)
        c.deleted_applications.hard_delete(a.object_id)
        same(list(c.deleted_applications.list()), [])

    step("applications.create", create)
    step("applications: key and password credentials", keys)
    step("applications: list, patch, owners", found)
    step("service_principals.create, and its sign-in", signed_in)
    step("service_principals: credentials, update", credentials)
    step("oauth2_permission_grant", grants)
    step("deleted_applications", restored)


def domains(c):
    [d] = [d for d in c.domains.list() if d.name == DOMAIN]
    assert d.is_verified is True and d.is_default is True
    same(c.domains.get(DOMAIN).authentication_type, "Managed")


def me():
    c = GraphRbacManagementClient(UserPassCredentials(
        ADMIN, os.environ["ADMIN_PASSWORD"], client_id=os.environ["CLIENT_ID"], secret=os.environ["CLIENT_SECRET"], resource=GRAPH), "myorganization")
    same(c.signed_in_user.get().user_principal_name, ADMIN)
    list(c.signed_in_user.list_owned_objects())


c = GraphRbacManagementClient(ServicePrincipalCredentials(
    os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"], tenant=TENANT, resource=GRAPH), TENANT)
bo = users(c)
groups(c, bo)
applications(c, bo)
step("domains", lambda: domains(c))
step("signed_in_user", me)
sys.exit(1 if failed else 0)
