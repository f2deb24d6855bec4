package io.ssvirt.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A client of the API that is logged in, on one connection; what is not answered as expected is an error. */
final class Rest implements AutoCloseable {

    static final String CLOUD = "/cloudapi/1.0.0";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Wire wire;
    private final String token;

    Rest(Server server, String token) throws IOException {
        this.wire = new Wire(server.port());
        this.token = token;
    }

    /** Reads JSON. */
    JsonNode get(String path) throws IOException {
        return JSON.readTree(send("GET", path, ""));
    }

    /** Reads text. */
    String text(String path) throws IOException {
        return new String(send("GET", path, ""), StandardCharsets.UTF_8);
    }

    /** Posts JSON and returns the answer. */
    JsonNode post(String path, String body) throws IOException {
        return JSON.readTree(send("POST", path, body));
    }

    /** Deletes. */
    void delete(String path) throws IOException {
        send("DELETE", path, "");
    }

    /** Sends anything and returns the status. */
    int status(String method, String path, String body) throws IOException {
        return wire.exchange(Wire.request(method, path, token, body));
    }

    private byte[] send(String method, String path, String body) throws IOException {
        int status = status(method, path, body);
        if (status / 100 != 2) {
            throw new IOException(method + " " + path + " answered " + status + ": "
                    + new String(wire.body(), StandardCharsets.UTF_8));
        }
        return wire.body();
    }

    /** Creates an organization with a VDC and a catalog, and returns what templates are instantiated with. */
    Place place(String name) throws IOException {
        String organization = post(CLOUD + "/orgs", "{\"name\":\"%s\",\"displayName\":\"%s\"}".formatted(name, name))
                .at("/id")
                .asText();
        String vdc = post("/api/admin/org/" + organization + "/vdcs", "{\"name\":\"dev\",\"allocationModel\":\"Flex\"}")
                .at("/id")
                .asText();
        String catalog = post(CLOUD + "/catalogs", "{\"name\":\"templates\",\"orgId\":\"%s\"}".formatted(organization))
                .at("/id")
                .asText();
        String item = get(CLOUD + "/catalogs/" + catalog + "/catalogItems?pageSize=1")
                .at("/values/0/id")
                .asText();
        return new Place(organization, vdc, item);
    }

    /** Where vApps are made. */
    record Place(String organization, String vdc, String item) {

        String path() {
            return CLOUD + "/vdcs/" + vdc + "/actions/instantiateTemplate";
        }

        String body(String name) {
            return "{\"name\":\"%s\",\"catalogItem\":{\"id\":\"%s\"},\"powerOn\":false}".formatted(name, item);
        }

        byte[] request(String token, String name) {
            return Wire.request("POST", path(), token, body(name));
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
