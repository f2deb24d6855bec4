package io.ssvirt.rest.cloudapi.internal;

import java.util.Arrays;
import java.util.List;

/**
 * What one endpoint answers to whom.
 *
 * @param body of the request; null for none
 * @param codes for an administrator of another organization, a vApp User, an Organization Administrator, a System Administrator;
 *     one code for everybody, with or without a token, where no token is needed
 */
record AccessRule(String method, String path, String body, List<Integer> codes) {

    static AccessRule rule(String method, String path, String body, int... codes) {
        return new AccessRule(method, path, body, Arrays.stream(codes).boxed().toList());
    }

    boolean isPublic() {
        return codes.size() == 1;
    }

    String endpoint() {
        return method + " " + path;
    }

    /** Returns the row of docs/access-rules.md. */
    String row() {
        String codesOfCallers = isPublic()
                ? "everybody | everybody | everybody | everybody"
                : codes.stream()
                        .map(AccessRule::cell)
                        .reduce((one, other) -> one + " | " + other)
                        .orElseThrow();
        return "| `" + method + "` | `" + path.replace("/cloudapi/1.0.0", "…") + "` | " + codesOfCallers + " |";
    }

    private static String cell(int code) {
        return code < 300 ? "yes" : Integer.toString(code);
    }
}
