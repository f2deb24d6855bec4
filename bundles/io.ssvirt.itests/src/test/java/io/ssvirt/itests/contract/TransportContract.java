package io.ssvirt.itests.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.ssvirt.itests.walk.Answer;
import io.ssvirt.itests.walk.Api;

import static io.ssvirt.itests.contract.Contract.V1;
import static org.assertj.core.api.Assertions.assertThat;

/** Paths, methods, headers and bodies, whatever the endpoint. */
record TransportContract(Api nobody, Contract contract) {

    private static final String ORGS = V1 + "/orgs";

    void check() {
        paths();
        methods();
        contentTypes();
        headers();
        bodies();
    }

    private void paths() {
        for (String path : List.of(ORGS, "/api/v1/user/profile", V1 + "/users/current")) {
            assertThat(contract.send("GET", path + "/", null, 200).body().isObject())
                    .isTrue();
        }
        for (String path : List.of("/", "/api", "/api/org", "/api/vApp", V1, V1 + "/nothing", V1 + "/orgs/a/b/c")) {
            contract.phrase("GET", path, null, 404, "This path, or this method on it, does not exist");
        }
    }

    private void methods() {
        for (String method : List.of("PUT", "DELETE", "PATCH")) {
            assertThat(contract.send(method, ORGS, "{}", 404).text("/message")).isNotEmpty();
        }
        for (String path : List.of(ORGS, V1 + "/nothing", "/healthz")) {
            assertThat(nobody.plain("OPTIONS", path, null, Map.of())
                            .is(204)
                            .body()
                            .isMissingNode())
                    .isTrue();
        }
        Answer head = contract.api().send("HEAD", ORGS, null).is(200);
        assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
        assertThat(head.body().isMissingNode()).isTrue();
        nobody.plain("HEAD", ORGS, null, Map.of()).is(401);
        // bodies of methods that have none are passed over
        contract.send("GET", ORGS, "not JSON", 200);
        contract.human("DELETE", ORGS + "/x", "not JSON", 400, "Invalid organization ID format");
    }

    private void contentTypes() {
        int count = 0;
        for (String type :
                List.of("", "text/plain", "application/x-www-form-urlencoded", "application/xml", "rubbish")) {
            for (String accept : List.of("", "*/*", "application/*+json;version=38.1", "text/html", "rubbish,,")) {
                Map<String, String> headers = new HashMap<>();
                headers.put("Authorization", "Bearer " + contract.api().token());
                headers.put("X-VMWARE-VCLOUD-TENANT-CONTEXT", Contract.urn("org"));
                if (!type.isEmpty()) {
                    headers.put("Content-Type", type);
                }
                if (!accept.isEmpty()) {
                    headers.put("Accept", accept);
                }
                String name = "contract-t" + count++;
                Answer made = contract.api().plain("POST", ORGS, "{\"name\":\"" + name + "\"}", headers);
                contract.send("DELETE", ORGS + "/" + made.is(201).id(), null, 204);
            }
        }
    }

    private void headers() {
        Map<String, String> headers = Map.of(
                "Authorization",
                "bearer " + contract.api().token(),
                "X-Request-Id",
                "contract-7",
                "Origin",
                "https://other.example");
        Answer answer = nobody.plain("GET", ORGS, null, headers).is(200);
        assertThat(answer.headers().firstValue("X-Request-Id")).contains("contract-7");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        Answer odd =
                nobody.plain("GET", ORGS, null, Map.of("X-Request-Id", "<a b>")).is(401);
        assertThat(odd.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
        assertThat(nobody.plain("GET", ORGS, null, Map.of("X-Long", "x".repeat(20_000)))
                        .is(431)
                        .text("/message"))
                .isNotEmpty();
    }

    private void bodies() {
        Answer large = contract.send("POST", ORGS, "{\"name\":\"" + "x".repeat(1_100_000) + "\"}", 413);
        assertThat(large.text("/message")).contains("larger than 1048576 bytes");
        for (String body :
                List.of("[]", "7", "null", "\"x\"", "{\"name\":\"a\",\"name\":\"b\"}", "{} {}", "[".repeat(3_000))) {
            contract.human("POST", ORGS, body, 400, "Invalid request body: ");
        }
    }
}
