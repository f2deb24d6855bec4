package io.ssvirt.rest.cloudapi.internal.resource;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A form as OAuth clients send it, whatever content type came with it; its text shows nothing of it. */
final class OAuthForm {

    /** Room for a token, and for nothing that could hurt. */
    private static final int MOST_BYTES = 16_384;

    private final Map<String, String> fields;

    private OAuthForm(Map<String, String> fields) {
        this.fields = fields;
    }

    /** Reads a form; what cannot be read counts as absent. */
    static OAuthForm read(InputStream body) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        String text = new String(body.readNBytes(MOST_BYTES), StandardCharsets.US_ASCII);
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                decoded(pair.substring(equals + 1)).ifPresent(value -> fields.put(pair.substring(0, equals), value));
            }
        }
        return new OAuthForm(fields);
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    @Override
    public String toString() {
        return "OAuthForm" + fields.keySet();
    }
}
