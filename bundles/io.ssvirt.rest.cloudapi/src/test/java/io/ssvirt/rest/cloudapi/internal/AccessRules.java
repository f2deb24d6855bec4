package io.ssvirt.rest.cloudapi.internal;

import java.util.List;

import static io.ssvirt.rest.cloudapi.internal.AccessRule.rule;

/** The intended column of contract 3.2, for every endpoint; docs/access-rules.md shows the same. */
final class AccessRules {

    private static final String V1 = "/cloudapi/1.0.0";
    private static final String ADMIN = "/api/admin/org/{org}/vdcs";
    private static final String USER = "{\"username\":\"{fresh}\",\"fullName\":\"F\",\"email\":\"{fresh}@x.example\","
            + "\"password\":\"long enough\",\"organizationId\":\"{org}\"}";
    private static final String VDC = "{\"name\":\"{fresh}\",\"allocationModel\":\"Flex\"}";
    private static final String INSTANTIATE =
            "{\"name\":\"{fresh}\",\"catalogItem\":{\"id\":\"urn:vcloud:catalogitem:any\",\"name\":\"{template}\"}}";
    private static final String NOTE = "{\"description\":\"changed\"}";
    private static final String NAMED = "{\"name\":\"{fresh}\"}";
    private static final String RIGHTS = "{\"values\":[{\"name\":\"vApp: View\"}]}";

    static final List<AccessRule> ALL = List.of(
            // probes
            rule("GET", "/healthz", null, 200),
            rule("GET", "/readyz", null, 200),
            rule("GET", "/livez", null, 200),
            rule("GET", "/api/v1/health", null, 200),
            rule("GET", "/api/v1/version", null, 200),
            rule("GET", "/openapi.yaml", null, 200),
            rule("GET", "/openapi.json", null, 200),
            rule("GET", "/swagger-ui", null, 200),
            rule("GET", "/swagger-ui/{part}", null, 200),
            // sessions
            rule("POST", V1 + "/sessions", null, 401),
            rule("POST", V1 + "/sessions/provider", null, 401),
            rule("GET", V1 + "/sessions", null, 200, 200, 200, 200),
            rule("GET", V1 + "/sessions/current", null, 200, 200, 200, 200),
            rule("GET", V1 + "/sessions/{session}", null, 403, 200, 403, 403),
            rule("DELETE", V1 + "/sessions", null, 204, 204, 204, 204),
            rule("DELETE", V1 + "/sessions/provider", null, 204, 204, 204, 204),
            rule("DELETE", V1 + "/sessions/current", null, 204, 204, 204, 204),
            rule("DELETE", V1 + "/sessions/{session}", null, 403, 204, 403, 403),
            // API tokens
            rule("GET", V1 + "/tokens", null, 200, 200, 200, 200),
            rule("POST", V1 + "/tokens", NAMED, 201, 201, 201, 201),
            rule("GET", V1 + "/tokens/{token}", null, 403, 200, 200, 200),
            rule("DELETE", V1 + "/tokens/{token}", null, 403, 204, 204, 204),
            rule("POST", "/oauth/tenant/{org}/token", null, 400),
            rule("POST", "/oauth/provider/token", null, 400),
            rule("POST", "/oauth/tenant/{org}/register", "{\"client_name\":\"{fresh}\"}", 403, 201, 201, 403),
            rule("POST", "/oauth/provider/register", "{\"client_name\":\"{fresh}\"}", 403, 403, 403, 201),
            // the caller itself
            rule("GET", "/api/v1/user/profile", null, 200, 200, 200, 200),
            rule("GET", "/api/v1/user/preferences", null, 200, 200, 200, 200),
            rule("PUT", "/api/v1/user/preferences", "{\"preferences\":{\"theme\":\"dark\"}}", 200, 200, 200, 200),
            rule(
                    "PUT",
                    "/api/v1/user/password",
                    "{\"current_password\":\"{password}\",\"new_password\":\"{password}\"}",
                    200,
                    200,
                    200,
                    200),
            rule("GET", "/api/v1/user/security/settings", null, 200, 200, 200, 200),
            rule("PUT", "/api/v1/user/security/settings/{setting}", "{\"enabled\":true}", 200, 200, 200, 200),
            // organizations
            rule("GET", V1 + "/orgs", null, 200, 200, 200, 200),
            rule("POST", V1 + "/orgs", NAMED, 403, 403, 403, 201),
            rule("GET", V1 + "/orgs/{org}", null, 404, 200, 200, 200),
            rule("PUT", V1 + "/orgs/{org}", NOTE, 403, 403, 403, 200),
            rule("PATCH", V1 + "/orgs/{org}", NOTE, 403, 403, 403, 200),
            rule("DELETE", V1 + "/orgs/{org}", null, 403, 403, 403, 204),
            // users
            rule("GET", V1 + "/users", null, 200, 403, 200, 200),
            rule("POST", V1 + "/users", USER, 400, 403, 201, 201),
            rule("GET", V1 + "/users/current", null, 200, 200, 200, 200),
            rule("GET", V1 + "/users/{user}", null, 404, 403, 200, 200),
            rule("PUT", V1 + "/users/{user}", NOTE, 404, 403, 200, 200),
            rule("PATCH", V1 + "/users/{user}", NOTE, 404, 403, 200, 200),
            rule("DELETE", V1 + "/users/{user}", null, 404, 403, 204, 204),
            rule("GET", V1 + "/orgs/{org}/users", null, 404, 403, 200, 200),
            rule("POST", V1 + "/orgs/{org}/users", USER, 404, 403, 201, 201),
            rule("GET", V1 + "/orgs/{org}/users/{user}", null, 404, 403, 200, 200),
            rule("PUT", V1 + "/orgs/{org}/users/{user}", NOTE, 404, 403, 200, 200),
            rule("PATCH", V1 + "/orgs/{org}/users/{user}", NOTE, 404, 403, 200, 200),
            rule("DELETE", V1 + "/orgs/{org}/users/{user}", null, 404, 403, 204, 204),
            // roles and rights
            rule("GET", V1 + "/roles", null, 200, 200, 200, 200),
            rule("POST", V1 + "/roles", NAMED, 403, 403, 403, 201),
            rule("GET", V1 + "/roles/{role}", null, 200, 200, 200, 200),
            rule("PUT", V1 + "/roles/{role}", NOTE, 403, 403, 403, 200),
            rule("PATCH", V1 + "/roles/{role}", NOTE, 403, 403, 403, 200),
            rule("DELETE", V1 + "/roles/{role}", null, 403, 403, 403, 204),
            rule("GET", V1 + "/roles/{role}/rights", null, 200, 200, 200, 200),
            rule("POST", V1 + "/roles/{role}/rights", RIGHTS, 403, 403, 403, 200),
            rule("PUT", V1 + "/roles/{role}/rights", RIGHTS, 403, 403, 403, 200),
            rule("GET", V1 + "/rights", null, 200, 200, 200, 200),
            rule("GET", V1 + "/rights/{right}", null, 200, 200, 200, 200),
            // VDCs
            rule("GET", ADMIN, null, 403, 403, 403, 200),
            rule("POST", ADMIN, VDC, 403, 403, 403, 201),
            rule("GET", ADMIN + "/{vdc}", null, 403, 403, 403, 200),
            rule("PUT", ADMIN + "/{vdc}", NOTE, 403, 403, 403, 200),
            rule("PATCH", ADMIN + "/{vdc}", NOTE, 403, 403, 403, 200),
            rule("DELETE", ADMIN + "/{vdc}", null, 403, 403, 403, 204),
            rule("GET", V1 + "/vdcs", null, 200, 200, 200, 200),
            rule("GET", V1 + "/vdcs/{vdc}", null, 404, 200, 200, 200),
            rule("GET", V1 + "/vdcs/{vdc}/vapps", null, 404, 200, 200, 200),
            rule("POST", V1 + "/vdcs/{vdc}/actions/instantiateTemplate", INSTANTIATE, 404, 201, 201, 201),
            // catalogs
            rule("GET", V1 + "/catalogs", null, 200, 200, 200, 200),
            rule("POST", V1 + "/catalogs", "{\"name\":\"{fresh}\",\"orgId\":\"{org}\"}", 404, 403, 201, 201),
            rule("GET", V1 + "/catalogs/{catalog}", null, 404, 200, 200, 200),
            rule("PUT", V1 + "/catalogs/{catalog}", NOTE, 404, 403, 200, 200),
            rule("PATCH", V1 + "/catalogs/{catalog}", NOTE, 404, 403, 200, 200),
            rule("DELETE", V1 + "/catalogs/{catalog}", null, 404, 403, 204, 204),
            rule("GET", V1 + "/catalogs/{catalog}/catalogItems", null, 404, 200, 200, 200),
            rule("GET", V1 + "/catalogs/{catalog}/catalogItems/{item}", null, 404, 200, 200, 200),
            // vApps
            rule("GET", V1 + "/vapps", null, 200, 200, 200, 200),
            rule("GET", V1 + "/vapps/{vapp}", null, 404, 200, 200, 200),
            rule("PUT", V1 + "/vapps/{vapp}", NOTE, 404, 200, 200, 200),
            rule("PATCH", V1 + "/vapps/{vapp}", NOTE, 404, 200, 200, 200),
            rule("DELETE", V1 + "/vapps/{vapp}", null, 404, 204, 204, 204),
            rule("POST", V1 + "/vapps/{vapp}/actions/{action}", null, 404, 202, 202, 202),
            // VMs
            rule("GET", V1 + "/vms", null, 200, 200, 200, 200),
            rule("GET", V1 + "/vms/{vm}", null, 403, 200, 200, 200),
            rule("PUT", V1 + "/vms/{vm}", NOTE, 403, 200, 200, 200),
            rule("PATCH", V1 + "/vms/{vm}", NOTE, 403, 200, 200, 200),
            rule("DELETE", V1 + "/vms/{vm}", null, 403, 204, 204, 204),
            rule("POST", V1 + "/vms/{vm}/actions/{action}", null, 403, 202, 202, 202),
            // what happened
            rule("GET", V1 + "/tasks", null, 200, 200, 200, 200),
            rule("GET", V1 + "/tasks/{task}", null, 404, 200, 200, 200),
            // of a task that has ended
            rule("POST", V1 + "/tasks/{task}/actions/cancel", null, 404, 403, 409, 409),
            rule("GET", V1 + "/auditTrail", null, 200, 403, 200, 200),
            rule("GET", V1 + "/intents", null, 403, 403, 403, 200),
            rule("GET", V1 + "/intents/{intent}", null, 403, 403, 403, 200),
            rule("POST", V1 + "/intents/{intent}/actions/retry", null, 403, 403, 403, 200),
            rule("POST", V1 + "/intents/{intent}/actions/abandon", null, 403, 403, 403, 200),
            rule("GET", V1 + "/drift", null, 403, 403, 403, 200),
            rule("POST", V1 + "/drift/actions/sweep", null, 403, 403, 403, 200));

    private AccessRules() {}
}
