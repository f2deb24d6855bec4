package io.ssvirt.ops.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Who may read the figures: whoever has the token, else this machine alone, unless they are open to all.
 *
 * @param open whether anybody who reaches the port may
 * @param token that opens them; empty for none
 */
record MetricsAccess(boolean open, String token) {

    private static final String BEARER = "Bearer ";

    /**
     * Decides.
     *
     * @param address of the client as the server sees it
     * @param header finds a header of the request; null when it is not there
     */
    boolean allows(String address, UnaryOperator<String> header) {
        String authorization =
                Optional.ofNullable(header.apply("Authorization")).orElse("");
        if (!token.isEmpty()) {
            return authorization.startsWith(BEARER)
                    && same(authorization.substring(BEARER.length()).strip(), token);
        }
        return open || isLoopback(address) && !isForwarded(header);
    }

    /** A proxy on this machine calls from loopback for somebody else. */
    private static boolean isForwarded(UnaryOperator<String> header) {
        return header.apply("X-Forwarded-For") != null || header.apply("Forwarded") != null;
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException none) {
            return false;
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "MetricsAccess[open=" + open + ", token " + (token.isEmpty() ? "none" : "***") + "]";
    }
}
