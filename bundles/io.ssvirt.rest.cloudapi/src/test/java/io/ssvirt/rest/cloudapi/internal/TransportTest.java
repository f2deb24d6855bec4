package io.ssvirt.rest.cloudapi.internal;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.ssvirt.api.Catalogs.ItemReference;
import io.ssvirt.rest.cloudapi.internal.ApiServer.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Paths and headers (contract 2.1, 8.2, 8.6 and 9, rule C1). */
class TransportTest {

    private static final String ORIGIN = "https://ui.example";

    private ApiServer api;

    @BeforeEach
    void start() throws Exception {
        api = new ApiServer(ORIGIN);
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    private static String encoded(Object urn) {
        return urn.toString().replace(":", "%3A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void idsMayBeRawOrEncodedWithOrWithoutATrailingSlash(String slash) {
        assertThat(api.get("/cloudapi/1.0.0/orgs/" + encoded(Sample.ORG) + slash)
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/cloudapi/1.0.0/roles/" + encoded(Sample.ROLE) + slash)
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/api/admin/org/" + encoded(Sample.ORG) + "/vdcs/" + encoded(Sample.VDC) + slash)
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/cloudapi/1.0.0/vdcs/" + encoded(Sample.VDC) + "/vapps" + slash)
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/cloudapi/1.0.0/vms/" + encoded(Sample.VM) + slash).status())
                .isEqualTo(200);
        assertThat(api.post(
                                "/cloudapi/1.0.0/vms/" + encoded(Sample.VM).toLowerCase() + "/actions/powerOn" + slash,
                                null)
                        .status())
                .isEqualTo(202);
        assertThat(api.get("/healthz" + slash).status()).isEqualTo(200);
    }

    @Test
    void anItemIdIsDecodedOnce() {
        String items = "/cloudapi/1.0.0/catalogs/" + encoded(Sample.CATALOG) + "/catalogItems/";

        assertThat(item(items + Sample.ITEM)).isEqualTo(Sample.CATALOG.id() + ":" + Sample.TEMPLATE);
        assertThat(item(items + encoded(Sample.ITEM))).isEqualTo(Sample.CATALOG.id() + ":" + Sample.TEMPLATE);
        assertThat(item(items + encoded("urn:vcloud:catalogitem:" + Sample.CATALOG.id() + ":a%252Eb")))
                .isEqualTo(Sample.CATALOG.id() + ":a%2Eb");
        assertThat(item(items + "urn:vcloud:catalogitem:uid-1")).isEqualTo("uid-1");
    }

    private String item(String path) {
        Answer answer = api.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return api.cloud.last(ItemReference.class).suffix();
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "%3B", ";x=y", "%3b"})
    void aSemicolonDoesNotCutAnId(String tail) {
        assertThat(api.get("/cloudapi/1.0.0/vdcs/" + Sample.VDC + tail).status())
                .isEqualTo(404);
        assertThat(item("/cloudapi/1.0.0/catalogs/" + Sample.CATALOG + "/catalogItems/urn:vcloud:catalogitem:a" + tail))
                .isEqualTo("a" + tail.replaceFirst("(?i)%3b", ";"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "nonsense",
                "application/json;version=39.0, nonsense",
                "application/*+xml;version=39.0",
                ";;;",
                "*/*;q=x"
            })
    void whatIsAcceptedDoesNotMatter(String accept) {
        Answer answer = api.send(api.request("GET", "/cloudapi/1.0.0/orgs", null)
                .header("Authorization", "Bearer " + Cloud.TOKEN)
                .header("Accept", accept));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json;charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "nonsense",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=latin1",
                "application/xml"
            })
    void theContentTypeOfABodyDoesNotMatter(String type) {
        Answer answer = api.send(
                api.request("POST", "/cloudapi/1.0.0/orgs", "{\"name\":\"ä\"}".getBytes(StandardCharsets.UTF_8))
                        .header("Authorization", "Bearer " + Cloud.TOKEN)
                        .header("Content-Type", type));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"?_method=DELETE", "?_type=xml", "?_ctype=xml", "?_wadl", "?_s=name==x", "?wsdl", "?_type=a/b"})
    void noParameterChangesWhatARequestIs(String query) {
        Answer answer = api.get("/cloudapi/1.0.0/orgs/" + Sample.ORG + query);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("name").asText()).isEqualTo("acme");
    }

    @Test
    void noHeaderChangesTheMethod() {
        Answer answer = api.send(api.request("POST", "/cloudapi/1.0.0/orgs/" + Sample.ORG, null)
                .header("Authorization", "Bearer " + Cloud.TOKEN)
                .header("X-HTTP-Method-Override", "DELETE"));

        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void anErrorIsJsonWhateverIsAccepted() {
        Answer answer = api.send(api.request("GET", "/nothing", null).header("Accept", "text/html"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("code").asInt()).isEqualTo(404);
    }

    @Test
    void everyAnswerNamesItsRequestAndIsNotStored() {
        Answer own = api.send(api.request("GET", "/livez", null).header("X-VMWARE-VCLOUD-REQUEST-ID", "abc-1"));
        Answer odd = api.send(api.request("GET", "/nothing", null).header("X-VMWARE-VCLOUD-REQUEST-ID", "a b{}"));

        assertThat(own.header("X-VMWARE-VCLOUD-REQUEST-ID")).isEqualTo("abc-1");
        assertThat(odd.header("X-VMWARE-VCLOUD-REQUEST-ID")).isNotBlank().isNotEqualTo("a b{}");
        assertThat(odd.header("Cache-Control")).isEqualTo("no-store");
        assertThat(own.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void aConfiguredOriginMayCallAndReadTheToken() {
        Answer preflight = api.send(api.request("OPTIONS", "/cloudapi/1.0.0/orgs", null)
                .header("Access-Control-Request-Method", "PATCH")
                .setHeader("Origin", ORIGIN));

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("PATCH");
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("X-VMWARE-VCLOUD-TENANT-CONTEXT");
        assertThat(preflight.header("Access-Control-Expose-Headers"))
                .contains("Authorization", "X-VMWARE-VCLOUD-ACCESS-TOKEN");
        assertThat(preflight.header("Access-Control-Allow-Credentials")).isNull();
    }

    @Test
    void anotherOriginGetsNoPermission() throws Exception {
        Answer foreign = api.send(api.request("GET", "/livez", null).setHeader("Origin", "https://elsewhere.example"));
        assertThat(foreign.header("Access-Control-Allow-Origin")).isNull();

        ApiServer closed = new ApiServer();
        Answer plain = closed.send(closed.request("GET", "/livez", null).setHeader("Origin", ORIGIN));
        assertThat(plain.header("Access-Control-Allow-Origin")).isNull();
        assertThat(closed.send(closed.request("OPTIONS", "/nothing", null)).status())
                .isEqualTo(204);
        closed.close();
    }

    @Test
    void aBodyOverTheLimitIsTooLarge() {
        String large = "{\"name\":\"" + "x".repeat(ApiServer.BODY_LIMIT) + "\"}";

        Answer answer = api.post("/cloudapi/1.0.0/orgs", large);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().get("message").asText()).contains("20000 bytes");
    }
}
