package io.ssvirt.faults;

import java.util.Locale;

/** The ways in which a call of the cluster can end; how they look to its caller is what the provider makes of them. */
enum Answer {
    AS_USUAL("as usual"),
    REFUSED_CONNECTION("connection refused"),
    LOST_BEFORE("request lost before it arrived"),
    LOST_AFTER("applied, but the answer was lost"),
    UNAUTHORIZED("401, credentials expired"),
    FORBIDDEN("403"),
    NOT_FOUND("404"),
    STALE("409, changed at the same moment"),
    EXISTS_OURS("409, exists and is ours"),
    EXISTS_FOREIGN("409, exists and is somebody else's"),
    TOO_MANY("429 with Retry-After"),
    SERVER_ERROR("500 or 503"),
    OVERTAKEN_BEFORE("sent after another process has finished"),
    OVERTAKEN_AFTER("answered after another process has finished"),
    HALF_DONE("applied in part, then 403"),
    SLOW("too slow, or cut short");

    private final String text;

    Answer(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
